"""A partner's invoices of a year as plain values: its instalments, and what balanced the year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.invoices.arithmetic import schedule, total
from budgets.models import BudgetedRecharge, FinancialYear, Invoice, InvoiceTerms
from partners.models import Partner
from partners.periods import QUARTERS

Kind = Invoice.Kind


@dataclass(frozen=True)
class Instalment:
    """One instalment in pounds, due on a day; ``invoice`` None: not issued yet."""

    place: int
    amount: Decimal
    due: date
    invoice: Invoice | None = None

    @property
    def can_be_issued(self) -> bool:
        return self.invoice is None and self.amount != 0


@dataclass(frozen=True)
class PartnerInvoices:
    """What one partner was and will be invoiced for a year; pounds, credits below nil.

    ``budgeted``: its recharge by the newest version of the budget. Until a balancing invoice
    settles the year, the instalments add up to it; after that only those issued are left.
    """

    partner: Partner
    year: FinancialYear
    budgeted: Decimal
    instalments: tuple[Instalment, ...]
    balancing: tuple[Invoice, ...]

    @property
    def is_settled(self) -> bool:
        return bool(self.balancing)

    @property
    def issued(self) -> tuple[Invoice, ...]:
        """Every invoice and credit note, in the order of their days."""
        parts = (part.invoice for part in self.instalments if part.invoice)
        return tuple(sorted([*parts, *self.balancing], key=lambda each: (each.issued_on, each.pk)))

    @property
    def in_instalments(self) -> Decimal:
        return total(part.amount for part in self.instalments if part.invoice)

    @property
    def balanced(self) -> Decimal:
        """What balancing invoices and credit notes come to."""
        return total(invoice.amount for invoice in self.balancing)

    @property
    def invoiced(self) -> Decimal:
        return self.in_instalments + self.balanced

    @property
    def to_invoice(self) -> Decimal:
        """What the instalments not yet issued come to."""
        return total(part.amount for part in self.instalments if not part.invoice)

    def invoiced_by(self, day: date) -> Decimal:
        """What invoices dated up to ``day`` come to."""
        return total(invoice.amount for invoice in self.issued if invoice.issued_on <= day)

    def instalment(self, place: int) -> Instalment | None:
        return next((part for part in self.instalments if part.place == place), None)


@dataclass(frozen=True)
class InvoiceTotals:
    """Of all partners together, in pounds."""

    budgeted: Decimal
    invoiced: Decimal
    to_invoice: Decimal


def totals_of(invoices: Iterable[PartnerInvoices]) -> InvoiceTotals:
    invoices = tuple(invoices)
    names = InvoiceTotals.__dataclass_fields__
    return InvoiceTotals(
        **{name: total(getattr(each, name) for each in invoices) for name in names}
    )


def due_days(year: FinancialYear) -> tuple[date, ...]:
    """The day of each instalment; without terms of the year's own, the last of each quarter."""
    terms = InvoiceTerms.objects.filter(year=year).first()
    return terms.days if terms else quarterly(year)


def quarterly(year: FinancialYear) -> tuple[date, ...]:
    return tuple(year.period.quarter_last_day(number) for number in QUARTERS)


def invoices_of_year(year: FinancialYear) -> tuple[PartnerInvoices, ...]:
    """Every partner's invoices in the year's order, in three queries; none before approval."""
    return tuple(_invoices(year))


def invoices_of(year: FinancialYear, partner: Partner) -> PartnerInvoices | None:
    """One partner's invoices of a year; None: it has no budgeted recharge in it."""
    return next(iter(_invoices(year, partner=partner)), None)


def _invoices(year: FinancialYear, **partner: Partner) -> Iterable[PartnerInvoices]:
    issued: dict[tuple[int, str], dict[int, Invoice]] = {}
    for invoice in Invoice.objects.filter(year=year, **partner):
        issued.setdefault((invoice.partner_id, invoice.kind), {})[invoice.place] = invoice
    days = due_days(year)
    recharges = BudgetedRecharge.objects.filter(year=year).newest().filter(**partner)
    for recharge in recharges.select_related("partner").order_by("pk"):
        balancing = issued.get((recharge.partner_id, Kind.BALANCING), {})
        parts = issued.get((recharge.partner_id, Kind.INSTALMENT), {})
        yield PartnerInvoices(
            partner=recharge.partner,
            year=year,
            budgeted=recharge.amount,
            instalments=tuple(
                _instalments(recharge.amount, year, days, parts, settled=bool(balancing))
            ),
            balancing=tuple(balancing[place] for place in sorted(balancing)),
        )


def _instalments(
    recharge: Decimal,
    year: FinancialYear,
    days: tuple[date, ...],
    issued: dict[int, Invoice],
    *,
    settled: bool,
) -> Iterable[Instalment]:
    amounts = {place: invoice.amount for place, invoice in issued.items()}
    for place, amount in schedule(recharge, len(days), amounts).items():
        if settled and place not in issued:
            continue
        due = days[place - 1] if place <= len(days) else year.period.last_day
        yield Instalment(place, amount, due, issued.get(place))
