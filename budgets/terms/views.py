"""The terms of an approved year: changed by a decision, and shown first what that would do."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets.effects import WouldSpoil
from budgets.models import FinancialYear
from budgets.navigation import breadcrumbs_of
from budgets.previewing import Preview, shown_or_saved
from budgets.setup.element_forms import BaseElementFormSet
from budgets.setup.line_forms import INCOMPLETE
from budgets.setup.pages import errors_of, while_approved
from budgets.setup.part_views import element_errors, elements_of
from budgets.setup.partner_days import DaysForm
from budgets.setup.settings_forms import TermsForm, sharing_of
from budgets.setup.years import SetupRefused
from budgets.terms.changing import change_terms, newest_terms
from partners.permissions import can_set_budget, require

CONFLICT = 409


@dataclass(frozen=True)
class _Terms:
    """The forms of the page, as shown or as sent."""

    year: FinancialYear
    form: TermsForm
    formset: BaseElementFormSet
    days: DaysForm

    def is_valid(self) -> bool:
        """All are asked, so that every mistake is told at once."""
        answers = [each.is_valid() for each in (self.formset, self.days, self.form)]
        return all(answers)

    def errors(self) -> list[tuple[str, str]]:
        return [*element_errors(self.formset), *errors_of(self.days), *errors_of(self.form)]

    def preview(self, request: HttpRequest) -> Preview:
        """Of valid forms. SetupRefused, WouldSpoil: the change cannot be."""
        elements, decision = self.formset.entries(), self.form.decision()
        days = self.days.days()

        def change():
            change_terms(
                year=self.year,
                settings=self.form.sharing(),
                elements=elements,
                decision=decision,
                days=days,
                user=request.user,
            )

        return shown_or_saved(
            change,
            given=(self.year.pk, self.form.cleaned_data, elements, days),
            newest=lambda: newest_terms(self.year),
            asked=request.POST,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_approved
def year_terms(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """Elements, averaging, rounding and days of partners, and the decision that changes them for the whole year."""
    if request.method != "POST":
        return _page(request, _shown(year))
    if "elements-TOTAL_FORMS" not in request.POST:
        return _page(request, _shown(year), errors=[("", INCOMPLETE)])
    sent = request.POST
    terms = _Terms(year, TermsForm(sent), elements_of(year, sent), DaysForm(sent, year=year))
    if not terms.is_valid():
        return _page(request, terms, errors=terms.errors())
    try:
        preview = terms.preview(request)
    except (SetupRefused, WouldSpoil) as refused:
        return _page(request, terms, errors=[("", str(refused))], status=CONFLICT)
    if preview.is_saved:
        messages.success(request, f"The terms of {year} are saved as shown.")
        return redirect(year)
    return _page(request, terms, preview=preview)


def _shown(year: FinancialYear) -> _Terms:
    form = TermsForm(initial=sharing_of(year))
    return _Terms(year, form, elements_of(year), DaysForm(year=year))


def _page(request, terms: _Terms, *, errors=(), preview=None, status=200) -> HttpResponse:
    year = terms.year
    context = {
        "year": year,
        "form": terms.form,
        "formset": terms.formset,
        "days": terms.days,
        "resting": year.elements.select_related("decision").order_by("position"),
        "preview": preview,
        "errors": errors,
        "breadcrumbs": breadcrumbs_of(year),
    }
    return render(request, "budgets/year_terms.html", context, status=status)
