"""One quarter's budget position: what the summary, the shares and the paper all print.

Reads a fixed number of rows, lets ``arithmetic`` work, and answers with frozen plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import (
    Apportionment,
    apportion,
    balance_to_recover,
    bridge,
    variance,
)
from budgets.models import (
    BudgetedRecharge,
    BudgetLine,
    FigureRevision,
    FinancialYear,
    Quarter,
)
from budgets.shares import ShareBasis, register_basis
from partners.models import Partner


@dataclass(frozen=True)
class LinePosition:
    """One line in pounds; ``last_…`` is the quarter before. None: not entered, or not yet known.

    ``revision`` is the number of the figure shown, 0 before the first.
    """

    line_id: int
    group: str
    line: str
    budget: Decimal
    actual: Decimal | None = None
    estimate: Decimal | None = None
    comment: str = ""
    revision: int = 0
    last_actual: Decimal | None = None
    last_estimate: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class Totals:
    """A row of sums, in pounds; None: not yet known."""

    budget: Decimal | None
    estimate: Decimal | None
    actual: Decimal | None = None
    cost_effect: Decimal | None = None
    share_effect: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class Recharge:
    """One partner's recharge in pounds, its bridge, and what it rests on.

    ``budget`` side: frozen when the budget was approved. Shares: 1 is the whole balance.
    """

    partner: Partner
    equivalent_cameras: Fraction
    share: Fraction
    base_equivalent_cameras: Fraction | None = None
    base_share: Fraction | None = None
    budget: Decimal | None = None
    estimate: Decimal | None = None
    cost_effect: Decimal | None = None
    share_effect: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class QuarterPosition:
    """A quarter's lines, balance and recharges, with the apportionments they came from."""

    quarter: Quarter
    lines: tuple[LinePosition, ...]
    balance: Totals
    last_balance: Totals
    recharges: tuple[Recharge, ...]
    partners_total: Totals
    basis: ShareBasis
    estimated: Apportionment | None
    at_budgeted_shares: Apportionment | None

    @property
    def year(self) -> FinancialYear:
        return self.quarter.year

    @property
    def is_complete(self) -> bool:
        return self.balance.actual is not None and self.balance.estimate is not None


def quarter_position(quarter: Quarter) -> QuarterPosition:
    """Everything known of ``quarter``, computed from its newest figures.

    MissingWeight, NothingToShareBy: the register or the elements cannot be worked out.
    """
    lines = line_positions(quarter)
    balance = _balance(lines)
    return with_recharges(quarter, lines, balance, register_basis(quarter.year))


def with_recharges(
    quarter: Quarter,
    lines: tuple[LinePosition, ...],
    balance: Totals,
    basis: ShareBasis,
) -> QuarterPosition:
    """The position with ``balance`` divided on ``basis`` and bridged to the frozen budget."""
    frozen = frozen_recharges(quarter.year)
    unit = quarter.year.rounding_unit
    estimated = at_budgeted = None
    if balance.estimate is not None:
        estimated = apportion(balance.estimate, basis.shares, unit)
        if frozen:
            base = {partner: recharge.share for partner, recharge in frozen.items()}
            at_budgeted = apportion(balance.estimate, base, unit)
    recharges = _recharges(basis, frozen, estimated, at_budgeted)
    return QuarterPosition(
        quarter=quarter,
        lines=lines,
        balance=balance,
        last_balance=Totals(
            budget=balance.budget,
            actual=balance_to_recover(line.last_actual for line in lines),
            estimate=balance_to_recover(line.last_estimate for line in lines),
        ),
        recharges=recharges,
        partners_total=_total(recharges),
        basis=basis,
        estimated=estimated,
        at_budgeted_shares=at_budgeted,
    )


def line_positions(quarter: Quarter) -> tuple[LinePosition, ...]:
    """The year's lines in order, with this quarter's newest figures and the last quarter's."""
    figures = _figures(quarter.year, quarter.number)
    before = _figures(quarter.year, quarter.number - 1)
    lines = (
        BudgetLine.objects.filter(year=quarter.year)
        .select_related("group")
        .with_changes()
    )
    return tuple(
        _line(line, figures.get(line.pk), before.get(line.pk)) for line in lines
    )


def frozen_recharges(year: FinancialYear) -> dict[int, BudgetedRecharge]:
    """The newest frozen budgeted recharges by partner primary key, in partner order."""
    rows = BudgetedRecharge.objects.filter(year=year).newest().order_by("pk")
    return {row.partner_id: row for row in rows}


def _figures(year: FinancialYear, number: int) -> dict[int, FigureRevision]:
    revisions = FigureRevision.objects.filter(
        quarter__year=year, quarter__number=number
    ).newest()
    return {revision.line_id: revision for revision in revisions}


def _line(
    line: BudgetLine, figure: FigureRevision | None, before: FigureRevision | None
) -> LinePosition:
    return LinePosition(
        line_id=line.pk,
        group=line.group.name,
        line=line.name,
        budget=line.current_budget,
        actual=figure.actual if figure else None,
        estimate=figure.estimate if figure else None,
        comment=figure.comment if figure else "",
        revision=figure.number if figure else 0,
        last_actual=before.actual if before else None,
        last_estimate=before.estimate if before else None,
    )


def _balance(lines: Iterable[LinePosition]) -> Totals:
    return Totals(
        budget=balance_to_recover(line.budget for line in lines),
        actual=balance_to_recover(line.actual for line in lines),
        estimate=balance_to_recover(line.estimate for line in lines),
    )


def _recharges(
    basis: ShareBasis,
    frozen: dict[int, BudgetedRecharge],
    estimated: Apportionment | None,
    at_budgeted: Apportionment | None,
) -> tuple[Recharge, ...]:
    partners = Partner.objects.in_bulk(basis.partners)
    budgeted = {key: row.amount for key, row in frozen.items()}
    steps = bridge(budgeted, at_budgeted.parts, estimated.parts) if at_budgeted else {}
    parts = estimated.parts if estimated else {}
    return tuple(
        Recharge(
            partner=partners[key],
            equivalent_cameras=basis.averages[key],
            share=basis.shares[key],
            base_equivalent_cameras=frozen[key].equivalent_cameras
            if key in frozen
            else None,
            base_share=frozen[key].share if key in frozen else None,
            budget=budgeted.get(key),
            estimate=parts.get(key),
            cost_effect=steps[key].cost_effect if key in steps else None,
            share_effect=steps[key].share_effect if key in steps else None,
        )
        for key in basis.partners
    )


def _total(recharges: tuple[Recharge, ...]) -> Totals:
    return Totals(
        budget=balance_to_recover(recharge.budget for recharge in recharges),
        estimate=balance_to_recover(recharge.estimate for recharge in recharges),
        cost_effect=balance_to_recover(recharge.cost_effect for recharge in recharges),
        share_effect=balance_to_recover(
            recharge.share_effect for recharge in recharges
        ),
    )
