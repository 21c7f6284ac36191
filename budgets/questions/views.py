"""When questions are asked, as a page of the year for finance."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets.models import FinancialYear
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.questions.answering import set_thresholds
from budgets.questions.asking import thresholds_of
from budgets.questions.forms import ThresholdsForm, as_shown, usual_in_words
from partners.periods import Year
from partners.permissions import can_enter_figures, require


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def setup_checks(request: HttpRequest, period: Year) -> HttpResponse:
    """A year's thresholds. They hinder nothing, so they change in any state of the year."""
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    sent = request.POST if request.method == "POST" else None
    form = ThresholdsForm(sent, initial=as_shown(thresholds_of(year)))
    if form.is_valid():
        row = set_thresholds(year=year, thresholds=form.thresholds(), user=request.user)
        saved = f"The sense checks of {year} are saved. They hold for all its quarters at once."
        messages.success(request, saved if row else "The sense checks have not changed.")
        return redirect("budgets:setup_checks", year.period)
    context = {
        "year": year,
        "form": form,
        "usual": usual_in_words(),
        "breadcrumbs": breadcrumbs_of(year),
        "period": period_switch(year, year_address=_address),
    }
    return render(request, "budgets/setup_checks.html", context)


def _address(year: FinancialYear) -> str:
    return reverse("budgets:setup_checks", args=[year.period])
