"""One partner's statement of a year: its invoices, what to accrue, and how the year settles.

It rests on quarters that were put before the board, so that it stands still; which of them the
reader may see is asked by the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from budgets.invoices.arithmetic import Accrual, accrual
from budgets.invoices.schedule import PartnerInvoices, invoices_of
from budgets.invoices.wording import accrual_label, accrual_sentence
from budgets.invoices.year_end import Settlement, year_end_of
from budgets.models import FinancialYear, Invoice, Quarter
from budgets.part_years import PartOfYear, days_over
from budgets.position import QuarterPosition, quarter_position
from partners.models import Partner
from partners.periods import QUARTERS


@dataclass(frozen=True)
class Statement:
    """``quarter`` None: none was put before the board yet, so nothing is known beyond invoices.

    ``recharge``: of the whole year, as that quarter has it; ``part_of_year``: for which days of it,
    None for all. ``settlement``: once it is the last.
    ``newest_change``: when something in it last changed; None: nothing is issued nor submitted.
    """

    invoices: PartnerInvoices
    quarter: Quarter | None = None
    recharge: Decimal | None = None
    part_of_year: PartOfYear | None = None
    accrual: Accrual | None = None
    settlement: Settlement | None = None
    newest_change: datetime | None = None

    @property
    def partner(self) -> Partner:
        return self.invoices.partner

    @property
    def year(self) -> FinancialYear:
        return self.invoices.year

    @property
    def accrual_sentence(self) -> str:
        if not self.accrual:
            return ""
        return accrual_sentence(self.accrual, self.quarter, self.part_of_year)

    @property
    def recharge_label(self) -> str:
        if self.quarter is None:
            return ""
        if self.quarter.is_last:
            return "Outturn recharge"
        return f"Estimated recharge at Quarter {self.quarter.number}"

    @property
    def accrual_label(self) -> str:
        return accrual_label(self.accrual, self.quarter) if self.accrual else ""


@dataclass(frozen=True)
class StatementRow:
    """A row of the statement's file; pounds, plus is a charge to the partner."""

    label: str
    amount: Decimal
    due: date | None = None
    number: str = ""
    issued_on: date | None = None


def statement_of(
    year: FinancialYear, partner: Partner, quarters: Iterable[Quarter]
) -> Statement | None:
    """By the newest of ``quarters`` that is submitted; None: the partner has no recharge."""
    invoices = invoices_of(year, partner)
    if invoices is None:
        return None
    submitted = [quarter for quarter in quarters if quarter.state != Quarter.State.OPEN]
    newest = max(submitted, key=lambda quarter: quarter.number, default=None)
    changed = _newest_change(invoices, newest)
    if newest is None:
        return Statement(invoices, newest_change=changed)
    return _with_figures(invoices, quarter_position(newest), changed)


def statement_rows(statement: Statement) -> Iterator[StatementRow]:
    """Every figure of the statement, in its order."""
    invoices = statement.invoices
    yield StatementRow("Budgeted recharge", invoices.budgeted)
    for part in invoices.instalments:
        yield _row(f"Instalment {part.place}", part.amount, part.invoice, part.due)
    for invoice in invoices.balancing:
        yield _row(invoice.called, invoice.amount, invoice)
    yield StatementRow("Invoiced", invoices.invoiced)
    yield StatementRow("Still to invoice in instalments", invoices.to_invoice)
    if statement.recharge is not None:
        yield StatementRow(statement.recharge_label, statement.recharge)
    if statement.accrual:
        yield StatementRow(statement.accrual_label, statement.accrual.amount)
    if statement.settlement:
        yield StatementRow("Balancing charge or credit", statement.settlement.balance)
        yield StatementRow("Of it still to invoice", statement.settlement.left)


def _row(label: str, pounds: Decimal, invoice: Invoice | None, due: date | None = None):
    if invoice is None:
        return StatementRow(label, pounds, due)
    return StatementRow(label, pounds, due, invoice.number, invoice.issued_on)


def _with_figures(
    invoices: PartnerInvoices, position: QuarterPosition, changed: datetime | None
) -> Statement:
    quarter = position.quarter
    recharge = position.recharge_of(invoices.partner)
    estimate = recharge.estimate if recharge else None
    if estimate is None:
        return Statement(invoices, quarter, newest_change=changed)
    invoiced = invoices.invoiced_by(quarter.last_day)
    part = position.basis.part_of_year(invoices.partner.pk)
    return Statement(
        invoices=invoices,
        quarter=quarter,
        recharge=estimate,
        part_of_year=part,
        accrual=accrual(estimate, _over(quarter, part), invoiced),
        settlement=year_end_of(position).settlement_of(invoices.partner)
        if quarter.is_last
        else None,
        newest_change=changed,
    )


def _over(quarter: Quarter, part: PartOfYear | None) -> Fraction:
    """How much of the service is over: quarters, or of a part of the year days, as it is shared."""
    if part is None:
        return Fraction(quarter.number, len(QUARTERS))
    over = days_over(part, quarter.last_day, quarter.year.period)
    return Fraction(over, part.days) if part.days else Fraction(1)


def _newest_change(invoices: PartnerInvoices, quarter: Quarter | None) -> datetime | None:
    """Not the present moment: the same statement is the same file whenever it is made."""
    kept = Invoice.history.filter(year_id=invoices.year.pk, partner_id=invoices.partner.pk)
    moments = [
        kept.order_by("-history_date").values_list("history_date", flat=True).first(),
        quarter.locked_at() if quarter else None,
    ]
    newest = max((moment for moment in moments if moment), default=None)
    return timezone.localtime(newest) if newest else None
