"""What the changes come to: every partner's cameras, share and recharge, now and then."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import NothingToShareBy, apportion
from budgets.explanation.working import counts_by_month
from budgets.position import QuarterPosition
from budgets.whatif.changes import CannotBe, Changes, Weights, changed_basis
from cameras.arithmetic import DAILY, MONTHLY
from partners.models import Partner


@dataclass(frozen=True)
class Side:
    """Average cameras, share (1 is the whole balance) and recharge in pounds."""

    cameras: Fraction
    share: Fraction
    recharge: Decimal


@dataclass(frozen=True)
class OutcomeRow:
    """``partner`` is None for several together."""

    partner: Partner | None
    now: Side
    then: Side

    @property
    def difference(self) -> Decimal:
        """Plus: they would pay more."""
        return self.then.recharge - self.now.recharge


@dataclass(frozen=True)
class Outcome:
    """``rows`` of those who may be shown, ``others`` together, and ``total`` of all.

    ``balance_now`` is the quarter's estimate, or before every line has one its budget.
    """

    rows: tuple[OutcomeRow, ...]
    others: OutcomeRow | None
    total: OutcomeRow
    balance_now: Decimal
    is_estimate: bool


def outcome_of(
    position: QuarterPosition,
    changes: Changes,
    weights: Weights,
    shown: Collection[int] | None = None,
) -> Outcome:
    """What ``changes`` of ``position`` come to; ``shown``: keys of partners, None for all.

    CannotBe: they cannot be worked out.
    """
    is_estimate = position.balance.estimate is not None
    balance = position.balance.estimate if is_estimate else position.balance.budget
    then = changes.balance if changes.balance is not None else balance
    basis = changed_basis(
        position.basis,
        changes,
        year=position.year.period,
        averaging=MONTHLY if counts_by_month(position) else DAILY,
        weights=weights,
    ).of(then)
    unit = position.inputs.rounding_unit
    try:
        parts = apportion(then, basis.shares, unit).parts
    except NothingToShareBy as error:
        raise CannotBe(f"With these changes there is nothing to share by. {error}") from error
    now = position.basis.of(balance)
    before = apportion(balance, now.shares, unit).parts
    rows = tuple(
        OutcomeRow(
            partner,
            _side(now.averages, now.shares, before, partner.pk),
            _side(basis.averages, basis.shares, parts, partner.pk),
        )
        for partner in position.inputs.partners
    )
    seen = tuple(row for row in rows if shown is None or row.partner.pk in shown)
    others = tuple(row for row in rows if row not in seen)
    together = _together(others) if others else None
    return Outcome(seen, together, _together(rows), balance, is_estimate)


def _side(averages, shares, parts, key: int) -> Side:
    """A partner that shares no longer has nothing of anything."""
    nil = Fraction(0)
    return Side(averages.get(key, nil), shares.get(key, nil), parts.get(key, Decimal(0)))


def _together(rows: Iterable[OutcomeRow]) -> OutcomeRow:
    rows = tuple(rows)
    return OutcomeRow(None, _sum(row.now for row in rows), _sum(row.then for row in rows))


def _sum(sides: Iterable[Side]) -> Side:
    sides = tuple(sides)
    return Side(
        sum((side.cameras for side in sides), Fraction(0)),
        sum((side.share for side in sides), Fraction(0)),
        sum((side.recharge for side in sides), Decimal(0)),
    )
