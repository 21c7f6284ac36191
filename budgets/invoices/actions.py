"""The writes to a year's invoices: one transaction each, and nobody is overwritten.

The year is held meanwhile, as by whoever changes its budget: the amount issued is the one shown.
Invoices are facts of the ledger, so a closed year takes them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from budgets.invoices.schedule import PartnerInvoices, invoices_of
from budgets.invoices.terms import newest_terms, refuse_days
from budgets.invoices.wording import already_issued, number_taken
from budgets.invoices.year_end import last_quarter, year_end
from budgets.lifecycle import locked
from budgets.models import FinancialYear, Invoice, InvoiceTerms, Quarter
from cctvpartnership.figures import as_typed, with_pound_sign
from partners.models import Partner, User

Kind = Invoice.Kind
LOOK_AGAIN = "Nothing is saved: look at it again."


class InvoiceRefused(ValueError):
    """Nothing was saved; the message says why, for people."""


@transaction.atomic
def set_terms(
    *, year: FinancialYear, days: Sequence[date], shown: int, user: User | None
) -> InvoiceTerms:
    """Invoice the year in as many instalments as there are ``days``; those issued stay.

    ``shown``: the newest record of the terms that the person saw, 0 for none. InvoiceRefused:
    changed meanwhile, a day outside the year, or fewer instalments than are issued.
    """
    year = _held(year)
    if newest_terms(year) != shown:
        raise InvoiceRefused(f"Somebody changed the instalments meanwhile. {LOOK_AGAIN}")
    if refusal := refuse_days(year, days):
        raise InvoiceRefused(refusal)
    terms = InvoiceTerms.objects.filter(year=year).first() or InvoiceTerms(year=year)
    terms.due_days = [day.isoformat() for day in days]
    terms._history_user = user
    terms.save()
    return terms


def issue_instalment(
    *,
    year: FinancialYear,
    partner: Partner,
    place: int,
    amount: Decimal,
    issued_on: date,
    number: str,
    user: User | None,
) -> Invoice:
    """Mark an instalment as issued: ``amount`` is what the person was shown, in pounds.

    InvoiceRefused: issued already (by whom is said), another amount meanwhile, a day outside the
    year, or the number of another invoice.
    """
    with _saving(number):
        year = _held(year)
        invoices = _of(year, partner)
        part = invoices.instalment(place)
        if part and part.invoice:
            raise InvoiceRefused(already_issued(part.invoice))
        if invoices.is_settled:
            raise InvoiceRefused(
                f"The year is settled with {partner}: what was not invoiced is in the balancing "
                "invoice."
            )
        if part is None or part.amount == 0:
            raise InvoiceRefused(f"There is nothing to invoice as instalment {place}.")
        _expect_amount(part.amount, amount)
        issue = {"kind": Kind.INSTALMENT, "place": place, "amount": amount}
        return _saved(year, partner, user, issued_on=issued_on, number=number, **issue)


def issue_balancing(
    *,
    year: FinancialYear,
    partner: Partner,
    amount: Decimal,
    issued_on: date,
    number: str,
    user: User | None,
) -> Invoice:
    """Record the invoice of a balancing charge, or the credit note; what of it is left, in pounds.

    InvoiceRefused: the last quarter is not submitted, nothing is left or another amount
    meanwhile, the day is too far from the year, or the number is another invoice's.
    """
    with _saving(number):
        year = _held(year)
        quarter = locked(last_quarter(year))
        if quarter.state == Quarter.State.OPEN:
            raise InvoiceRefused(f"{quarter} is open: submit it first, so that the outturn stands.")
        settlement = year_end(year).settlement_of(partner)
        if settlement is None or settlement.left == 0:
            raise InvoiceRefused(f"Nothing is left to balance with {partner}. {LOOK_AGAIN}")
        _expect_amount(settlement.left, amount)
        place = 1 + max((each.place for each in settlement.invoices.balancing), default=0)
        issue = {"kind": Kind.BALANCING, "place": place, "amount": amount}
        return _saved(year, partner, user, issued_on=issued_on, number=number, **issue)


def correct_invoice(
    *,
    invoice: Invoice,
    shown: int,
    issued_on: date,
    number: str,
    reason: str,
    user: User | None,
) -> Invoice:
    """Save another day or number, with the reason. InvoiceRefused: changed meanwhile, or wrong."""
    with _saving(number, invoice):
        invoice = _shown(invoice, shown)
        if (invoice.issued_on, invoice.number) == (issued_on, number):
            raise InvoiceRefused("Nothing is changed: change the day or the number.")
        invoice.issued_on, invoice.number = issued_on, number
        return _checked_and_saved(invoice, user, reason)


@transaction.atomic
def take_back_invoice(*, invoice: Invoice, shown: int, reason: str, user: User | None) -> None:
    """It was not issued after all: take the mark off, with the reason; the history keeps it.

    InvoiceRefused: changed meanwhile, or a later balancing invoice counts on it.
    """
    invoice = _shown(invoice, shown)
    later = Invoice.objects.filter(
        year=invoice.year_id, partner=invoice.partner_id, kind=Kind.BALANCING
    )
    if invoice.kind == Kind.BALANCING:
        later = later.filter(place__gt=invoice.place)
    if last := later.last():
        raise InvoiceRefused(f"{last.called} “{last.number}” counts on it. Take that back first.")
    invoice._history_user, invoice._change_reason = user, reason
    invoice.delete()


def newest_record(invoice: Invoice) -> int:
    """The key of the newest record of the invoice's history."""
    return invoice.history.order_by("-history_id").values_list("history_id", flat=True).first()


@contextmanager
def _saving(number: str, invoice: Invoice | None = None) -> Iterator[None]:
    """One transaction. In another year somebody may take the same number at this very moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        meanwhile = f"Somebody marked it as issued meanwhile. {LOOK_AGAIN}"
        raise InvoiceRefused(_whose(number, invoice) or meanwhile) from error


def _whose(number: str, invoice: Invoice | None) -> str:
    """Which other invoice has the number, in a sentence; empty: none."""
    others = Invoice.objects.filter(number__iexact=number).select_related("partner", "year")
    other = others.exclude(pk=invoice.pk if invoice else None).first()
    return number_taken(number, other) if other else ""


def _held(year: FinancialYear) -> FinancialYear:
    year = FinancialYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    if year.state == FinancialYear.State.BEING_SET:
        raise InvoiceRefused(f"The budget of {year} is not approved, so nothing is invoiced yet.")
    return year


def _of(year: FinancialYear, partner: Partner) -> PartnerInvoices:
    invoices = invoices_of(year, partner)
    if invoices is None:
        raise InvoiceRefused(f"{partner} has no recharge in {year}.")
    return invoices


def _shown(invoice: Invoice, shown: int) -> Invoice:
    """The invoice as it now stands, held; refused where it is not the one that was shown."""
    _held(invoice.year)
    now = Invoice.objects.select_related("year", "partner").filter(pk=invoice.pk).first()
    if now is None:
        raise InvoiceRefused("Somebody took this invoice back meanwhile.")
    if newest_record(now) != shown:
        raise InvoiceRefused(
            "Somebody corrected this invoice while you had it open. It now has the number "
            f"“{now.number}” and is dated {now.issued_on:%-d %B %Y}. {LOOK_AGAIN}"
        )
    return now


def _expect_amount(now: Decimal, shown: Decimal) -> None:
    if now != shown:
        raise InvoiceRefused(
            f"It now comes to {_pounds(now)}, not {_pounds(shown)}: the budget, the outturn or "
            f"another invoice changed meanwhile. {LOOK_AGAIN}"
        )


def _pounds(amount: Decimal) -> str:
    return with_pound_sign(as_typed(amount))


def _saved(year: FinancialYear, partner: Partner, user: User | None, **fields) -> Invoice:
    host = Partner.objects.filter(is_host=True).first()
    if host is None:
        raise InvoiceRefused("No council is known as the host, whose invoices these are.")
    invoice = Invoice(year=year, partner=partner, host=host, **fields)
    return _checked_and_saved(invoice, user)


def _checked_and_saved(invoice: Invoice, user: User | None, reason: str = "") -> Invoice:
    if refusal := invoice.refused_day() or _whose(invoice.number, invoice):
        raise InvoiceRefused(refusal)
    invoice._history_user, invoice._change_reason = user, reason
    invoice.save()
    return invoice
