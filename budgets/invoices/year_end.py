"""The end of a year: each partner's outturn recharge beside what was invoiced, and the difference.

Works from the last quarter: from its newest figures while it is open, from what was frozen once it
is submitted. It reads that quarter and never writes to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgets.invoices.arithmetic import balancing, total
from budgets.invoices.schedule import PartnerInvoices, invoices_of_year
from budgets.lifecycle import missing_figures
from budgets.models import FinancialYear, Quarter
from budgets.position import QuarterPosition, quarter_position
from partners.models import Partner
from partners.periods import QUARTERS


@dataclass(frozen=True)
class Settlement:
    """One partner's year in pounds: ``outturn`` is its recharge of the outturn.

    ``service``: the outturn of the whole service, all partners together.
    """

    invoices: PartnerInvoices
    outturn: Decimal
    service: Decimal

    @property
    def partner(self) -> Partner:
        return self.invoices.partner

    @property
    def budgeted(self) -> Decimal:
        return self.invoices.budgeted

    @property
    def in_instalments(self) -> Decimal:
        return self.invoices.in_instalments

    @property
    def balance(self) -> Decimal:
        """The balancing charge, or where it is below nil the credit, in all."""
        return balancing(self.outturn, [self.in_instalments])

    @property
    def left(self) -> Decimal:
        """What of the balancing charge or credit is not invoiced yet."""
        return balancing(self.outturn, [self.invoices.invoiced])


@dataclass(frozen=True)
class Totals:
    budgeted: Decimal
    outturn: Decimal
    in_instalments: Decimal
    balance: Decimal
    left: Decimal


@dataclass(frozen=True)
class YearEnd:
    """``missing``: which figures of the last quarter are not entered; then there are no ``rows``."""

    quarter: Quarter
    rows: tuple[Settlement, ...]
    missing: str

    @property
    def is_frozen(self) -> bool:
        return self.quarter.state != Quarter.State.OPEN

    @property
    def totals(self) -> Totals:
        names = Totals.__dataclass_fields__
        return Totals(**{name: total(getattr(row, name) for row in self.rows) for name in names})

    def settlement_of(self, partner: Partner) -> Settlement | None:
        return next((row for row in self.rows if row.partner == partner), None)


def year_end(year: FinancialYear) -> YearEnd:
    """The year's settlement. MissingWeight, NothingToShareBy: shares cannot be worked out."""
    return year_end_of(quarter_position(last_quarter(year)))


def year_end_of(position: QuarterPosition) -> YearEnd:
    """The settlement by one ``position`` of the last quarter."""
    if not position.is_complete:
        return YearEnd(position.quarter, (), missing_figures(position.inputs))
    rows = (
        Settlement(each, recharge.estimate, position.balance.estimate)
        for each in invoices_of_year(position.year)
        if (recharge := position.recharge_of(each.partner))
    )
    return YearEnd(position.quarter, tuple(rows), "")


def unsettled_of(year: FinancialYear) -> tuple[Settlement, ...]:
    """Partners whose outturn and invoices differ; none while the outturn is not published."""
    if last_quarter(year).state != Quarter.State.PUBLISHED:
        return ()
    return tuple(each for each in year_end(year).rows if each.left)


def last_quarter(year: FinancialYear) -> Quarter:
    return year.quarters.select_related("year").get(number=QUARTERS[-1])
