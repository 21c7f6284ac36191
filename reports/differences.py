"""What changed between two positions of one quarter: an edition and its correction, or the draft.

Compared by name, because that is what people read; money that differs by less than it prints is a
difference too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets.position import QuarterPosition

LINE_CELLS = ("budget", "actual", "estimate")
RECHARGE_CELLS = ("budget", "estimate")


@dataclass(frozen=True)
class Difference:
    """One figure before and after, in pounds; None: it was not there, or is not any more."""

    place: str
    figure: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """After less before, in pounds; None where either is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Rewording:
    """A comment that says something else."""

    place: str
    before: str
    after: str


def differences(before: QuarterPosition, after: QuarterPosition) -> tuple[Difference, ...]:
    """Every figure that differs: lines first, then the balance, then the recharges."""
    balances = [{"Balance to recover": position.balance} for position in (before, after)]
    return (
        *_compared(_lines(before), _lines(after), LINE_CELLS),
        *_compared(*balances, LINE_CELLS),
        *_compared(_recharges(before), _recharges(after), RECHARGE_CELLS),
    )


def rewordings(before: QuarterPosition, after: QuarterPosition) -> tuple[Rewording, ...]:
    """Every line whose comment differs."""
    old, new = _lines(before), _lines(after)
    return tuple(
        Rewording(name, old[name].comment, new[name].comment)
        for name in old
        if name in new and old[name].comment != new[name].comment
    )


def _compared(before: dict, after: dict, cells: tuple[str, ...]) -> Iterator[Difference]:
    for place in before | after:
        for cell in cells:
            old = getattr(before.get(place), cell, None)
            new = getattr(after.get(place), cell, None)
            if old != new:
                yield Difference(place, cell, old, new)


def _lines(position: QuarterPosition) -> dict:
    return {line.line: line for line in position.lines}


def _recharges(position: QuarterPosition) -> dict:
    return {part.partner.name: part for part in position.recharges}
