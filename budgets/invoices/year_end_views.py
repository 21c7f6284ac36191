"""The end of a year: outturn recharge beside what was invoiced, and for finance its balancing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets.invoices.actions import issue_balancing
from budgets.invoices.forms import IssueForm
from budgets.invoices.schedule import invoices_of_year, totals_of
from budgets.invoices.views import FORM, Page, answer, sent, year_or_404
from budgets.invoices.wording import document, to_balance
from budgets.invoices.year_end import last_quarter, year_end
from budgets.models import FinancialYear, Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from partners.models import Partner
from partners.periods import Year
from partners.permissions import can_keep_invoices, can_see_quarter, holds_any_role, require


@require_safe
@require(holds_any_role)
def year_end_detail(request: HttpRequest, period: Year) -> HttpResponse:
    """Each partner's outturn recharge, what was invoiced, and the balancing charge or credit.

    The outturn is there for whom the last quarter is; until then, what was invoiced alone.
    """
    year = year_or_404(request, period)
    quarter = last_quarter(year)
    invoices = invoices_of_year(year)
    context = {
        "year": year,
        "quarter": quarter,
        "end": year_end(year) if can_see_quarter(request.user, quarter) else None,
        "invoices": invoices,
        "invoice_totals": totals_of(invoices),
        "can_keep": can_keep_invoices(request.user),
        "breadcrumbs": breadcrumbs_of(year),
        "period": period_switch(year, year_address=year_end_address),
    }
    return render(request, "budgets/year_end.html", context)


@require_http_methods(FORM)
@require(can_keep_invoices)
def invoice_balance(request: HttpRequest, period: Year, slug: str) -> HttpResponse:
    """Record the balancing invoice or credit note that settles a year with a partner."""
    year = year_or_404(request, period)
    partner = get_object_or_404(Partner, slug=slug)
    if not year.year_partners.filter(partner=partner).exists():
        raise Http404
    settlement = None
    if last_quarter(year).state != Quarter.State.OPEN:
        settlement = year_end(year).settlement_of(partner)
    if settlement is None or settlement.left == 0:
        messages.warning(request, f"There is nothing to balance with {partner} as it stands.")
        return redirect(year_end_address(year))
    form = IssueForm(sent(request), initial={"amount": settlement.left})

    def act():
        issued = form.cleaned_data | {"year": year, "partner": partner}
        invoice = issue_balancing(**issued, user=request.user)
        return f"{invoice.called} of {partner} is recorded: {invoice.number}."

    def seen():
        now = year_end(year).settlement_of(partner)
        return {"amount": now.left if now else ""}

    page = Page(
        f"Balance {year} with {partner.short_name}",
        f"Record the {document(settlement.left)}",
        back=year_end_address(year),
    )
    about = {"settlement": settlement, "to_balance": to_balance(settlement.left)}
    return answer(request, year, form, act, page, seen=seen, **about)


def year_end_address(year: FinancialYear) -> str:
    """The end of a year; of one still being set, its own page."""
    if year.state == FinancialYear.State.BEING_SET:
        return year.get_absolute_url()
    return reverse("budgets:year_end", args=[year.period])
