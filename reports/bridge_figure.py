"""The picture of the bridge: each partner's cost and share effect as bars from nil.

Works out the places in an SVG of points, exactly; the template draws them. Effects of one sign
stand end to end, so that a bar's far end is what they come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cctvpartnership.figures import Exact, rounded, signed_pounds, with_pound_sign
from reports.tables import PartnerRow

WIDTH = 425  # points: 150 mm, the width of the text on paper
TOP, BELOW = 24, 20
NAMES, MARGIN = 105, 25
TALLEST, WIDEST_ROW = 500, 24
LONGEST_NAME = 18
NICE = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """One effect: left edge and width in points."""

    x: Decimal
    width: Decimal


@dataclass(frozen=True)
class Row:
    """One partner's bars, with the places of its name and bars from the top."""

    name: str
    y: Decimal
    baseline: Decimal
    cost: Bar
    share: Bar


@dataclass(frozen=True)
class Tick:
    x: Decimal
    label: str
    is_nil: bool


@dataclass(frozen=True)
class BridgeFigure:
    """The picture; ``title`` says in words all that it shows."""

    title: str
    width: int
    height: Decimal
    bar: Decimal
    floor: Decimal
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


def bridge_figure(partners: Sequence[PartnerRow]) -> BridgeFigure | None:
    """The picture of ``partners``; None while an effect is not known, or where all are nil."""
    effects = [effect for row in partners for effect in (row.cost_effect, row.share_effect)]
    if None in effects or not any(effects):
        return None
    step, steps = _scale(max(abs(end) for row in partners for end in _ends(row)))
    pitch = Fraction(min(WIDEST_ROW, Fraction(TALLEST, len(partners))))
    points = Fraction(WIDTH - NAMES - MARGIN, 2 * steps * step)
    nil = Fraction(NAMES + WIDTH - MARGIN, 2)
    floor = TOP + pitch * len(partners)
    return BridgeFigure(
        title=_title(partners),
        width=WIDTH,
        height=_place(floor + BELOW),
        bar=_place(pitch * Fraction(5, 8)),
        floor=_place(floor),
        rows=tuple(_rows(partners, pitch, nil, points)),
        ticks=tuple(
            Tick(
                _place(nil + number * step * points),
                with_pound_sign(signed_pounds(number * step)),
                number == 0,
            )
            for number in range(-steps, steps + 1)
        ),
    )


def _rows(
    partners: Iterable[PartnerRow], pitch: Fraction, nil: Fraction, points: Fraction
) -> Iterator[Row]:
    for number, partner in enumerate(partners):
        top = TOP + pitch * number + pitch / 6
        after = partner.cost_effect if _same_sign(partner) else Decimal(0)
        yield Row(
            name=_shortened(partner.short_name),
            y=_place(top),
            baseline=_place(top + pitch * Fraction(5, 16) + Fraction(7, 2)),
            cost=_bar(Decimal(0), partner.cost_effect, nil, points),
            share=_bar(after, partner.share_effect, nil, points),
        )


def _bar(start: Decimal, effect: Decimal, nil: Fraction, points: Fraction) -> Bar:
    left = min(Fraction(start), Fraction(start + effect))
    return Bar(_place(nil + left * points), _place(abs(Fraction(effect)) * points))


def _same_sign(partner: PartnerRow) -> bool:
    return (partner.cost_effect < 0) == (partner.share_effect < 0)


def _ends(partner: PartnerRow) -> tuple[Decimal, ...]:
    """How far the bars reach from nil."""
    cost, share = partner.cost_effect, partner.share_effect
    return (cost + share,) if _same_sign(partner) else (cost, share)


def _scale(reach: Decimal) -> tuple[int, int]:
    """A round step in pounds, and how many of them (one or two) hold ``reach`` on each side."""
    power = 1
    while True:
        for nice in NICE:
            step = nice * power
            if reach <= 2 * step:
                return step, 1 if reach <= step else 2
        power *= 10


def _title(partners: Iterable[PartnerRow]) -> str:
    said = "; ".join(
        f"{row.short_name}: cost {with_pound_sign(signed_pounds(row.cost_effect))}, "
        f"share {with_pound_sign(signed_pounds(row.share_effect))}"
        for row in partners
    )
    return f"Cost and share effect of each partner. {said}."


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _place(points: Exact) -> Decimal:
    return rounded(points, 1)
