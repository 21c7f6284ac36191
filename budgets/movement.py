"""What moved since last quarter, per line and partner, exact; of Quarter 1, since the budget.

Reads two positions and answers with frozen plain values, for the summary and for reports alike.
Who may see both quarters is asked by the page. Last quarter's figures are those frozen when it was
submitted, while it is open those it has now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import (
    NothingToShareBy,
    Pounds,
    Shares,
    apportion,
    balance_to_recover,
    bridge,
    variance,
)
from budgets.inputs import LinePosition, budgeted_shares
from budgets.models import Quarter
from budgets.position import QuarterPosition, quarter_position
from partners.models import Partner

NIL = Decimal(0)


@dataclass(frozen=True)
class Moved:
    """Estimates for the year in pounds, ``last`` quarter's and this one's; None: not yet known.

    ``spent``: the actuals of this quarter alone.
    """

    last: Decimal | None
    estimate: Decimal | None
    spent: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Plus: the partners pay more than was expected last quarter."""
        return variance(self.estimate, self.last)


@dataclass(frozen=True)
class LineMovement(Moved):
    """One line; a line that one of the quarters does not have counts as nil in it."""

    group: str
    line: str
    comment: str
    last_comment: str

    @property
    def says_the_same(self) -> bool:
        return bool(self.comment) and self.comment == self.last_comment


@dataclass(frozen=True)
class PartnerMoved:
    """A recharge in pounds, last quarter's and this one's, and why it moved.

    ``cost_effect``: the new balance at last quarter's shares, less last quarter's recharge;
    ``share_effect``: the rest. They add up to ``change``. None: not yet known.
    """

    last: Decimal | None
    estimate: Decimal | None
    cost_effect: Decimal | None
    share_effect: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return variance(self.estimate, self.last)


@dataclass(frozen=True)
class PartnerMovement(PartnerMoved):
    partner: Partner


@dataclass(frozen=True)
class Movement:
    """``before``: the quarter compared with; None: Quarter 1, which is compared with the budget."""

    quarter: Quarter
    before: Quarter | None
    lines: tuple[LineMovement, ...]
    balance: Moved
    partners: tuple[PartnerMovement, ...]
    partners_total: PartnerMoved

    @property
    def since(self) -> str:
        """What it is compared with, in words."""
        return f"Quarter {self.before.number}" if self.before else "the budget"


@dataclass(frozen=True)
class _Start:
    """What is compared with: lines by key, recharges, and the shares that made them, of any balance."""

    lines: dict[int, LinePosition]
    parts: Pounds
    shares: Callable[[Decimal], Shares]


def quarter_before(quarter: Quarter) -> Quarter | None:
    """The quarter that ``quarter`` is compared with; None for Quarter 1."""
    if quarter.number == 1:
        return None
    return Quarter.objects.select_related("year").get(
        year=quarter.year_id, number=quarter.number - 1
    )


def quarter_movement(position: QuarterPosition, before: Quarter | None) -> Movement:
    """``movement_of`` with the position that ``before`` has. MissingWeight, NothingToShareBy."""
    return movement_of(position, quarter_position(before) if before else None)


def movement_of(position: QuarterPosition, before: QuarterPosition | None) -> Movement:
    """What moved from ``before`` to ``position``; without it, from the frozen budget."""
    start = _from_quarter(before) if before else _from_budget(position)
    lines = _lines(position, start)
    partners = _partners(position, start)
    return Movement(
        quarter=position.quarter,
        before=before.quarter if before else None,
        lines=lines,
        balance=moved_together(lines),
        partners=partners,
        partners_total=PartnerMoved(
            *(
                balance_to_recover(getattr(row, cell) for row in partners)
                for cell in ("last", "estimate", "cost_effect", "share_effect")
            )
        ),
    )


def moved_together(rows: Iterable[Moved]) -> Moved:
    """The sums of rows, in pounds; each unknown while it is unknown for any of them."""
    rows = tuple(rows)
    return Moved(
        *(
            balance_to_recover(getattr(row, cell) for row in rows)
            for cell in ("last", "estimate", "spent")
        )
    )


def _from_quarter(before: QuarterPosition) -> _Start:
    return _Start(
        lines={line.line_id: line for line in before.lines},
        parts=before.estimated.parts if before.estimated else {},
        shares=lambda balance: before.basis.of(balance).shares,
    )


def _from_budget(position: QuarterPosition) -> _Start:
    """The budget, as if it were the estimate of a quarter in which nothing was spent yet."""
    budgeted = position.inputs.budgeted
    return _Start(
        lines={
            line.line_id: LinePosition(
                line.line_id, line.group, line.line, line.budget, NIL, line.budget
            )
            for line in position.lines
        },
        parts={part.partner: part.amount for part in budgeted},
        shares=lambda balance: budgeted_shares(budgeted, balance),
    )


def _lines(position: QuarterPosition, start: _Start) -> tuple[LineMovement, ...]:
    now = {line.line_id: line for line in position.lines}
    gone = [line for key, line in start.lines.items() if key not in now]
    return tuple(
        _line(line, now.get(line.line_id), start.lines.get(line.line_id))
        for line in (*position.lines, *gone)
    )


def _line(named: LinePosition, now: LinePosition | None, last: LinePosition | None) -> LineMovement:
    actual = now.actual if now else NIL
    return LineMovement(
        last=last.estimate if last else NIL,
        estimate=now.estimate if now else NIL,
        spent=variance(actual, last.actual if last else NIL),
        group=named.group,
        line=named.line,
        comment=now.comment if now else "",
        last_comment=last.comment if last else "",
    )


def _partners(position: QuarterPosition, start: _Start) -> tuple[PartnerMovement, ...]:
    parts = position.estimated.parts if position.estimated else {}
    steps = _steps(position, start, parts)
    return tuple(
        PartnerMovement(
            last=start.parts.get(partner.pk),
            estimate=parts.get(partner.pk),
            cost_effect=steps[partner.pk].cost_effect if steps else None,
            share_effect=steps[partner.pk].share_effect if steps else None,
            partner=partner,
        )
        for partner in position.inputs.partners
    )


def _steps(position: QuarterPosition, start: _Start, parts: Pounds) -> dict:
    """The bridge from the start; nothing while a recharge is not known, or the partners differ."""
    if not parts or start.parts.keys() != parts.keys():
        return {}
    try:
        balance = position.balance.estimate
        at_last_shares = apportion(balance, start.shares(balance), position.inputs.rounding_unit)
    except NothingToShareBy:
        return {}
    return bridge(start.parts, at_last_shares.parts, parts)
