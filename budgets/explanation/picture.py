"""The bridge as a small picture: where its bars begin and end. It is drawn by ``_bridge.svg.html``.

Lengths are drawn to scale from nil, so that the picture claims no more than the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.explanation.reasons import Reason
from budgets.explanation.wording import amount, signed_amount
from budgets.position import Recharge
from cctvpartnership.figures import rounded

LEFT, WIDTH, ROW = 1, 418, 50
BAR_TOP, BAR_HEIGHT, TEXT_BASE = 22, 16, 15
# An effect too small to see at scale is still an effect.
THINNEST = Fraction(3, 2)


@dataclass(frozen=True)
class Bar:
    """One row: ``label`` and ``printed`` amount over a bar. Drawn units; no bar where it is nil."""

    label: str
    printed: str
    kind: str
    x: Decimal
    width: Decimal
    row: int

    @property
    def text_y(self) -> int:
        return self.row * ROW + TEXT_BASE

    @property
    def y(self) -> int:
        return self.row * ROW + BAR_TOP


@dataclass(frozen=True)
class BridgePicture:
    """Four bars, the dotted lines between them, the line of nil where bars lie on both sides."""

    title: str
    bars: tuple[Bar, ...]
    joints: tuple[tuple[Decimal, int, int], ...]
    nil: Decimal | None
    height: int


def bridge_picture(
    recharge: Recharge, why: tuple[Reason, ...], *, is_last: bool
) -> BridgePicture | None:
    """The way from the budgeted to the estimated recharge; None while one is not yet known."""
    if not why:
        return None
    turning = recharge.budget + recharge.cost_effect
    levels = (recharge.budget, turning, recharge.estimate)
    low, high = min(0, *levels), max(0, *levels)
    span = Fraction(high - low) or Fraction(1)

    def x(level: Decimal) -> Fraction:
        return LEFT + WIDTH * Fraction(level - low) / span

    cost, share = why
    name = "Outturn" if is_last else "Estimated"
    bars = (
        _bar("Budgeted", amount(recharge.budget), "total", x(0), x(recharge.budget), 0),
        _bar(cost.label, signed_amount(cost.amount), "cost", x(recharge.budget), x(turning), 1),
        _bar(
            share.label, signed_amount(share.amount), "share", x(turning), x(recharge.estimate), 2
        ),
        _bar(name, amount(recharge.estimate), "total", x(0), x(recharge.estimate), 3),
    )
    joints = tuple(
        (rounded(x(level), 1), row * ROW + BAR_TOP + BAR_HEIGHT, (row + 1) * ROW + BAR_TOP)
        for row, level in enumerate(levels)
    )
    nil = rounded(x(Decimal(0)), 1) if low < 0 else None
    return BridgePicture(_title(recharge, why, name), bars, joints, nil, len(bars) * ROW - 6)


def _bar(label: str, printed: str, kind: str, start: Fraction, end: Fraction, row: int) -> Bar:
    width = max(abs(end - start), THINNEST) if start != end else Fraction(0)
    return Bar(label, printed, kind, rounded(min(start, end), 1), rounded(width, 1), row)


def _title(recharge: Recharge, why: tuple[Reason, ...], name: str) -> str:
    steps = ", ".join(f"{reason.named} {_in_words(reason.amount)}" for reason in why)
    return (
        f"From {amount(recharge.budget)} budgeted to {amount(recharge.estimate)} {name.lower()}: "
        f"{steps}."
    )


def _in_words(effect: Decimal) -> str:
    if not effect:
        return "changes nothing"
    return f"{'adds' if effect > 0 else 'takes off'} {amount(abs(effect))}"
