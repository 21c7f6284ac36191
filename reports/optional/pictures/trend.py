"""Each partner's recharges as a panel of upright bars, all panels to one scale from nil."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.pictures.scale import Scale
from cctvpartnership.figures import pounds, rounded, with_pound_sign

WIDTH = 425  # points: 150 mm, the width of the text on paper
ACROSS, GAP = 4, 13
TOP, TALLEST, TALLEST_ROW = 22, 560, 88
# Of a panel: baselines of name and figure, then where the bars begin, and white below them.
NAME, FIGURE, BARS, BELOW = 10, 23, 30, 12
WIDEST_BAR = Fraction(13)
LONGEST_NAME = 17
EARLIER, BUDGET, QUARTER = "earlier", "budget", "quarter"


@dataclass(frozen=True)
class Moment:
    """One moment's pounds by partner; ``kind``: of an earlier year, the budget, or a quarter."""

    kind: str
    name: str
    parts: Mapping[int, Decimal | None]


@dataclass(frozen=True)
class Column:
    kind: str
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True)
class Panel:
    """One partner: its name, the newest figure in words, its bars, and its line of nil."""

    x: Decimal
    name_y: Decimal
    figure_y: Decimal
    name: str
    figure: str
    nil: Decimal
    width: Decimal
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class TrendFigure:
    """``title`` says in words what the picture shows; ``kinds`` are the bars that there are."""

    title: str
    width: int
    height: Decimal
    panels: tuple[Panel, ...]
    kinds: tuple[str, ...]


def trend_figure(names: Mapping[int, str], moments: Sequence[Moment]) -> TrendFigure | None:
    """The picture of ``names`` at ``moments``, oldest first; None: there is no figure to draw."""
    known = [amount for moment in moments for amount in moment.parts.values() if amount is not None]
    if not any(known):
        return None
    rows = -(-len(names) // ACROSS)
    pitch = min(Fraction(TALLEST_ROW), Fraction(TALLEST, rows))
    scale = Scale.holding(known, left=0, width=int(pitch - BARS - BELOW))
    return TrendFigure(
        title=_title(names, moments),
        width=WIDTH,
        height=rounded(TOP + pitch * rows, 1),
        panels=tuple(
            _panel(place, key, name, moments, pitch, scale)
            for place, (key, name) in enumerate(names.items())
        ),
        kinds=tuple(dict.fromkeys(moment.kind for moment in moments)),
    )


def _panel(
    place: int, key: int, name: str, moments: Sequence[Moment], pitch: Fraction, scale: Scale
) -> Panel:
    row, across = divmod(place, ACROSS)
    step = Fraction(WIDTH + GAP, ACROSS)
    left, top = step * across, TOP + pitch * row
    width = step - GAP
    floor = top + BARS + scale.width
    return Panel(
        x=rounded(left, 1),
        name_y=rounded(top + NAME, 1),
        figure_y=rounded(top + FIGURE, 1),
        name=name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…",
        figure=_said(moments[-1], key),
        nil=rounded(floor - Fraction(scale.place(0)), 1),
        width=rounded(width, 1),
        columns=tuple(_columns(key, moments, left, width, floor, scale)),
    )


def _columns(key, moments: Sequence[Moment], left, width: Fraction, floor: Fraction, scale: Scale):
    pitch = min(width / len(moments), WIDEST_BAR)
    for number, moment in enumerate(moments):
        amount = moment.parts.get(key)
        if amount:
            start, height = scale.bar(amount)
            yield Column(
                kind=moment.kind,
                x=rounded(left + pitch * number + 1, 1),
                y=rounded(floor - Fraction(start) - Fraction(height), 1),
                width=rounded(pitch - 3, 1),
                height=height,
            )


def _title(names: Mapping[int, str], moments: Sequence[Moment]) -> str:
    first, last = moments[0], moments[-1]
    said = "; ".join(
        f"{name}: {_said(first, key)}, then {_said(last, key)}" for key, name in names.items()
    )
    return f"Each partner’s recharge as bars from nil, from {first.name} to {last.name}. {said}."


def _said(moment: Moment, key: int) -> str:
    if key not in moment.parts:
        return "no share"
    amount = moment.parts[key]
    return "not yet known" if amount is None else with_pound_sign(pounds(amount))
