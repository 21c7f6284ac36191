"""Budget and estimate of each group as two bars from nil: costs to the right, income to the left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.pictures.scale import Scale
from budgets.tables import GroupOfLines
from cctvpartnership.figures import pounds, rounded, with_pound_sign
from reports.text import printable

WIDTH = 425  # points: 150 mm, the width of the text on paper
TOP, BELOW, TALLEST, WIDEST_ROW = 24, 18, 500, 34
NAMES, MARGIN = 130, 30
LONGEST_NAME = 23
CELLS = ("budget", "estimate")


@dataclass(frozen=True)
class Bar:
    kind: str
    x: Decimal
    width: Decimal
    y: Decimal


@dataclass(frozen=True)
class GroupRow:
    name: str
    baseline: Decimal
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    x: Decimal
    label: str
    is_nil: bool


@dataclass(frozen=True)
class GroupsFigure:
    """``title`` says in words what the picture shows, the table beside it every figure."""

    title: str
    estimate: str
    width: int
    height: Decimal
    bar: Decimal
    floor: Decimal
    rows: tuple[GroupRow, ...]
    ticks: tuple[Tick, ...]


def groups_figure(groups: Sequence[GroupOfLines], estimate: str) -> GroupsFigure | None:
    """The picture; None while an estimate is not known, or where all figures are nil."""
    values = [getattr(group.subtotal, cell) for group in groups for cell in CELLS]
    if None in values or not any(values):
        return None
    scale = Scale.holding(values, left=NAMES, width=WIDTH - NAMES - MARGIN)
    pitch = min(Fraction(WIDEST_ROW), Fraction(TALLEST, len(groups)))
    floor = TOP + pitch * len(groups)
    return GroupsFigure(
        title=_title(groups, estimate),
        estimate=estimate.lower(),
        width=WIDTH,
        height=rounded(floor + BELOW, 1),
        bar=rounded(pitch * Fraction(3, 8), 1),
        floor=rounded(floor, 1),
        rows=tuple(_row(place, group, pitch, scale) for place, group in enumerate(groups)),
        ticks=tuple(
            Tick(scale.place(step), with_pound_sign(pounds(step)), not step)
            for step in scale.round_steps()
        ),
    )


def _row(place: int, group: GroupOfLines, pitch: Fraction, scale: Scale) -> GroupRow:
    top = TOP + pitch * place
    return GroupRow(
        name=_shortened(printable(group.name)),
        baseline=rounded(top + pitch / 2 + Fraction(7, 2), 1),
        bars=tuple(
            Bar(
                cell,
                *scale.bar(getattr(group.subtotal, cell)),
                rounded(top + pitch * Fraction(1 + 3 * number, 8), 1),
            )
            for number, cell in enumerate(CELLS)
        ),
    )


def _title(groups: Iterable[GroupOfLines], estimate: str) -> str:
    said = "; ".join(
        f"{printable(group.name)}: budget {_said(group.subtotal.budget)}, "
        f"{estimate.lower()} {_said(group.subtotal.estimate)}"
        for group in groups
    )
    return f"Budget and {estimate.lower()} of each group as bars from nil. {said}."


def _said(amount: Decimal) -> str:
    return with_pound_sign(pounds(amount))


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
