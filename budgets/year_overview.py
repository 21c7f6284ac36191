"""A year on one page: its quarters' balances, its budget by line, and the budgeted recharges.

Holds back what the person may not see, by the predicates of ``partners.permissions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import balance_to_recover, variance
from budgets.explanation.wording import terms_in_words
from budgets.freezing import thawed
from budgets.inputs import LinePosition
from budgets.models import (
    BudgetDecision,
    BudgetedRecharge,
    BudgetLine,
    ChargeElement,
    FigureRevision,
    FinancialYear,
    Quarter,
)
from budgets.position import Totals
from budgets.tables import totals_of
from partners.models import Decision, Partner
from partners.permissions import (
    can_see_budget,
    can_see_budgeted_recharge,
    can_see_quarter,
)


@dataclass(frozen=True)
class QuarterRow:
    """A quarter, and its balance in pounds; no balance: not for this person."""

    quarter: Quarter
    balance: Totals | None


@dataclass(frozen=True)
class BudgetRow:
    """A line's budget in pounds: as first approved, what approved changes made of it, as it is."""

    line: BudgetLine
    original: Decimal
    current: Decimal

    @property
    def changes(self) -> Decimal:
        return variance(self.current, self.original)


@dataclass(frozen=True)
class ChangeOfBudget:
    """A virement or supplementary, and the counter-entry that took it back, if one did."""

    decision: BudgetDecision
    reversal: BudgetDecision | None

    @property
    def may_be_reversed(self) -> bool:
        return self.reversal is None and self.decision.reverses_id is None


@dataclass(frozen=True)
class BudgetTable:
    rows: tuple[BudgetRow, ...]
    original: Decimal
    current: Decimal
    decisions: tuple[ChangeOfBudget, ...]

    @property
    def changes(self) -> Decimal:
        return variance(self.current, self.original)


@dataclass(frozen=True)
class RechargeRow:
    """One partner's budgeted recharge in pounds: as first approved, and in the newest version."""

    partner: Partner
    equivalent_cameras: Fraction
    first: Decimal
    amount: Decimal


@dataclass(frozen=True)
class BudgetedRecharges:
    """The recharges this person may see one by one, and the totals of all; pounds."""

    rows: tuple[RechargeRow, ...]
    first_total: Decimal
    total: Decimal
    version: int
    is_whole: bool


def quarter_rows(user, year: FinancialYear) -> tuple[QuarterRow, ...]:
    """The year's quarters in order, in a fixed number of queries."""
    quarters = list(year.quarters.all())
    visible = [quarter for quarter in quarters if can_see_quarter(user, quarter)]
    balances = _balances(year, visible)
    return tuple(QuarterRow(quarter, balances.get(quarter.pk)) for quarter in quarters)


def budget_table(user, year: FinancialYear, quarters: list[Quarter]) -> BudgetTable | None:
    """The budget by line; None: not for this person."""
    if not can_see_budget(user, year, quarters):
        return None
    lines = _lines(year).select_related("group").prefetch_related("ledger_codes")
    rows = tuple(BudgetRow(line, line.original_budget, line.current_budget) for line in lines)
    return BudgetTable(
        rows=rows,
        original=balance_to_recover(row.original for row in rows),
        current=balance_to_recover(row.current for row in rows),
        decisions=changes_of(year),
    )


def changes_of(year: FinancialYear) -> tuple[ChangeOfBudget, ...]:
    """The virements and supplementaries of a year in order, each with what it moved."""
    decisions = (
        BudgetDecision.objects.filter(year=year)
        .exclude(kind=BudgetDecision.Kind.APPROVAL)
        .select_related("recorded_by", "reverses")
        .prefetch_related("virements__from_line", "virements__to_line", "supplementaries__line")
    )
    reversals = {decision.reverses_id: decision for decision in decisions}
    return tuple(ChangeOfBudget(each, reversals.get(each.pk)) for each in decisions)


def budgeted_recharges(
    user, year: FinancialYear, quarters: list[Quarter]
) -> BudgetedRecharges | None:
    """The recharges frozen with the budget; None: there are none, or none for this person."""
    frozen = BudgetedRecharge.objects.filter(year=year).select_related("partner")
    versions: dict[int, dict[int, BudgetedRecharge]] = {}
    for recharge in frozen.order_by("version", "pk"):
        versions.setdefault(recharge.version, {})[recharge.partner_id] = recharge
    if not versions:
        return None
    first, newest = versions[min(versions)], versions[max(versions)]
    rows = tuple(
        RechargeRow(
            recharge.partner, recharge.equivalent_cameras, first[key].amount, recharge.amount
        )
        for key, recharge in newest.items()
        if can_see_budgeted_recharge(user, recharge.partner, year, quarters)
    )
    if not rows:
        return None
    return BudgetedRecharges(
        rows=rows,
        first_total=balance_to_recover(recharge.amount for recharge in first.values()),
        total=balance_to_recover(recharge.amount for recharge in newest.values()),
        version=max(versions),
        is_whole=len(rows) == len(newest),
    )


def elements_in_words(year: FinancialYear) -> list[tuple[str, str, Decision | None]]:
    """(name, terms, decision) of each element of charge; terms such as ``60 % equivalent cameras``."""
    return [
        (
            element.name,
            f"{terms_in_words(element.percentage, element.amount)} "
            f"{element.get_basis_display().lower()}",
            element.decision,
        )
        for element in ChargeElement.objects.filter(year=year).select_related("decision")
    ]


def _balances(year: FinancialYear, quarters: list[Quarter]) -> dict[int, Totals]:
    """By quarter key: from what was frozen, or else from the newest figures."""
    balances = {
        quarter.pk: totals_of(thawed(quarter.frozen).lines)
        for quarter in quarters
        if quarter.frozen is not None
    }
    moving = [quarter for quarter in quarters if quarter.frozen is None]
    if moving:
        balances |= _current_balances(year, moving)
    return balances


def _current_balances(year: FinancialYear, quarters: list[Quarter]) -> dict[int, Totals]:
    lines = list(_lines(year))
    newest = {
        (revision.quarter_id, revision.line_id): revision
        for revision in FigureRevision.objects.filter(quarter__in=quarters).newest()
    }
    return {
        quarter.pk: totals_of(_figures(line, newest.get((quarter.pk, line.pk))) for line in lines)
        for quarter in quarters
    }


def _figures(line: BudgetLine, revision: FigureRevision | None) -> LinePosition:
    entered = {"actual": revision.actual, "estimate": revision.estimate} if revision else {}
    return LinePosition(line.pk, "", line.name, line.current_budget, **entered)


def _lines(year: FinancialYear):
    return BudgetLine.objects.filter(year=year).with_changes()
