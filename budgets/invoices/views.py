"""Pages of a year's invoices: all partners' schedules to read, and for finance to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets.invoices.actions import (
    InvoiceRefused,
    correct_invoice,
    issue_instalment,
    newest_record,
    set_terms,
    take_back_invoice,
)
from budgets.invoices.forms import CorrectForm, DaysForm, InvoiceForm, IssueForm, TakeBackForm
from budgets.invoices.schedule import due_days, invoices_of, invoices_of_year, totals_of
from budgets.invoices.terms import newest_terms
from budgets.invoices.wording import document
from budgets.models import FinancialYear, Invoice
from budgets.navigation import breadcrumbs_of, period_switch
from partners.models import Partner
from partners.periods import Year
from partners.permissions import (
    can_keep_invoices,
    can_see_all_invoices,
    holds_any_role,
    require,
)

FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Page:
    """The words around a form: heading, button, and what the form is about, if it needs saying."""

    heading: str
    button: str
    about: str = ""
    back: str = ""


@require_safe
@require(holds_any_role)
def invoice_list(request: HttpRequest, period: Year) -> HttpResponse:
    """Every partner's instalments of a year: when due, how much, and which are issued."""
    year = year_or_404(request, period)
    invoices = invoices_of_year(year)
    context = {
        "year": year,
        "invoices": invoices,
        "totals": totals_of(invoices),
        "today": timezone.localdate(),
        "can_keep": can_keep_invoices(request.user),
        "breadcrumbs": breadcrumbs_of(year),
        "period": period_switch(year, year_address=invoices_address),
    }
    return render(request, "budgets/invoice_list.html", context)


@require_http_methods(FORM)
@require(can_keep_invoices)
def invoice_days(request: HttpRequest, period: Year) -> HttpResponse:
    """Choose the days on which the instalments of a year are due."""
    year = year_or_404(request, period)
    days = "\n".join(f"{day:%-d %B %Y}" for day in due_days(year))
    form = DaysForm(sent(request), initial={"days": days, "shown": newest_terms(year)})

    def act():
        set_terms(year=year, user=request.user, **form.cleaned_data)
        return "The days of the instalments are saved."

    page = Page(
        "Days of the instalments",
        "Save the days",
        "Each partner’s budgeted recharge is split over these days in whole pounds. What is "
        "issued already stays as it is; the rest is split anew.",
    )
    return answer(request, year, form, act, page, seen=lambda: {"shown": newest_terms(year)})


@require_http_methods(FORM)
@require(can_keep_invoices)
def invoice_issue(request: HttpRequest, period: Year, slug: str, place: int) -> HttpResponse:
    """Mark an instalment as issued, with the day and number of its invoice."""
    year = year_or_404(request, period)
    partner = get_object_or_404(Partner, slug=slug)
    invoices = invoices_of(year, partner)
    part = invoices and invoices.instalment(place)
    if invoices is None:
        raise Http404(f"{partner} has no recharge in {year}.")
    if part is None or (request.method != "POST" and not part.can_be_issued):
        messages.warning(request, f"There is nothing to mark of instalment {place} of {partner}.")
        return redirect(invoices_address(year))
    initial = {"amount": part.amount, "issued_on": f"{part.due:%-d %B %Y}"}
    form = IssueForm(sent(request), initial=initial)

    def act():
        issued = form.cleaned_data | {"year": year, "partner": partner, "place": place}
        invoice = issue_instalment(**issued, user=request.user)
        return f"{invoice.called} of {partner} is marked as issued: {invoice.number}."

    page = Page(
        f"Mark instalment {place} of {partner.short_name} as issued",
        f"Mark the {document(part.amount)} as issued",
    )
    return answer(request, year, form, act, page, part=part, seen=lambda: {"amount": part.amount})


@require_http_methods(FORM)
@require(can_keep_invoices)
def invoice_correct(request: HttpRequest, period: Year, invoice: int) -> HttpResponse:
    """Correct the day or the number of an invoice."""
    year, invoice = _found(request, period, invoice)
    initial = {
        "issued_on": f"{invoice.issued_on:%-d %B %Y}",
        "number": invoice.number,
        "shown": newest_record(invoice),
    }
    form = CorrectForm(sent(request), initial=initial)

    def act():
        saved = correct_invoice(invoice=invoice, user=request.user, **form.cleaned_data)
        return f"Invoice {saved.number} is corrected."

    page = Page(f"Correct invoice {invoice.number}", "Save the correction")
    return answer(
        request,
        year,
        form,
        act,
        page,
        invoice=invoice,
        seen=lambda: {"shown": newest_record(invoice) or 0},
    )


@require_http_methods(FORM)
@require(can_keep_invoices)
def invoice_take_back(request: HttpRequest, period: Year, invoice: int) -> HttpResponse:
    """Take the mark off what was not issued after all."""
    year, invoice = _found(request, period, invoice)
    form = TakeBackForm(sent(request), initial={"shown": newest_record(invoice)})

    def act():
        take_back_invoice(invoice=invoice, user=request.user, **form.cleaned_data)
        return f"Invoice {invoice.number} is taken back: it counts as not issued."

    page = Page(
        f"Take back invoice {invoice.number}",
        "Take it back",
        "For an invoice that was marked and not issued after all. The history keeps it.",
    )
    return answer(
        request,
        year,
        form,
        act,
        page,
        invoice=invoice,
        seen=lambda: {"shown": newest_record(invoice) or 0},
    )


def sent(request: HttpRequest):
    """What was typed; an empty form that was sent is answered too."""
    return request.POST if request.method == "POST" else None


def year_or_404(request: HttpRequest, period: Year) -> FinancialYear:
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    if not can_see_all_invoices(request.user, year):
        raise Http404
    return year


def answer(
    request: HttpRequest,
    year: FinancialYear,
    form: InvoiceForm,
    act: Callable[[], str],
    page: Page,
    *,
    seen: Callable[[], dict],
    **about,
) -> HttpResponse:
    """The form, what was wrong with it, or the page behind once ``act`` has saved it.

    ``seen``: what the page now shows, for whoever was refused and may send it again.
    """
    back = page.back or invoices_address(year)
    if form.is_valid():
        try:
            done = act()
        except InvoiceRefused as refusal:
            form.add_error(None, str(refusal))
            form.show(**seen())
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "year": year,
        "form": form,
        "page": page,
        "back": back,
        "breadcrumbs": [*breadcrumbs_of(year), ("Invoices", invoices_address(year))],
        **about,
    }
    return render(request, "budgets/invoice_form.html", context)


def _found(request: HttpRequest, period: Year, key: int) -> tuple[FinancialYear, Invoice]:
    year = year_or_404(request, period)
    invoices = Invoice.objects.select_related("partner", "year")
    return year, get_object_or_404(invoices, pk=key, year=year)


def invoices_address(year: FinancialYear) -> str:
    """The year's invoices; of a year still being set, which has none, its own page."""
    if year.state == FinancialYear.State.BEING_SET:
        return year.get_absolute_url()
    return reverse("budgets:invoice_list", args=[year.period])
