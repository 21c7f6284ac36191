"""Budget, actual and estimate of each subjective group, as three bars from nil."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgets.explanation.wording import amount
from budgets.pictures.scale import LEFT, WIDTH, Scale, shortened
from budgets.tables import GroupOfLines, LineTable
from cctvpartnership.figures import pounds, with_pound_sign

TOP, ROW, NAME, FIRST_BAR, BAR_PITCH, FOOT = 30, 78, 16, 22, 14, 24
# A label is about this wide on each side of its tick.
HALF_LABEL = 30
CELLS = ("budget", "actual", "estimate")


@dataclass(frozen=True)
class Bar:
    """``missing`` are the words in its place while the figure is not known."""

    kind: str
    x: Decimal
    width: Decimal
    y: int
    missing: str


@dataclass(frozen=True)
class Row:
    name: str
    text_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """``anchor``: how its label stands to it, so that none is cut off at an edge."""

    x: Decimal
    label: str
    anchor: str
    is_nil: bool


@dataclass(frozen=True)
class GroupsPicture:
    """``words_x`` and ``words_anchor``: where the words for missing bars stand, beside nil."""

    title: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    words_x: Decimal
    words_anchor: str
    floor: int
    height: int


def groups_picture(lines: LineTable, estimate: str) -> GroupsPicture:
    """The picture of a table with groups; ``estimate`` is what the estimate is called."""
    names = dict(zip(CELLS, ("budget", "actual", estimate.lower()), strict=True))
    known = [
        value
        for group in lines.groups
        for cell in CELLS
        if (value := getattr(group.subtotal, cell)) is not None
    ]
    scale = Scale.holding(known)
    nil, floor = scale.place(0), TOP + ROW * len(lines.groups)
    is_left = nil < LEFT + WIDTH * Decimal("0.6")
    return GroupsPicture(
        title=_title(lines.groups, names),
        rows=tuple(_row(place, group, names, scale) for place, group in enumerate(lines.groups)),
        ticks=tuple(_tick(value, scale) for value in scale.round_steps()),
        words_x=nil + 5 if is_left else nil - 5,
        words_anchor="start" if is_left else "end",
        floor=floor,
        height=floor + FOOT,
    )


def _row(place: int, group: GroupOfLines, names: dict[str, str], scale: Scale) -> Row:
    top = TOP + ROW * place
    return Row(
        name=shortened(group.name),
        text_y=top + NAME,
        bars=tuple(
            _bar(
                cell,
                getattr(group.subtotal, cell),
                top + FIRST_BAR + BAR_PITCH * number,
                names,
                scale,
            )
            for number, cell in enumerate(CELLS)
        ),
    )


def _bar(cell: str, value: Decimal | None, y: int, names: dict[str, str], scale: Scale) -> Bar:
    if value is None:
        return Bar(cell, scale.place(0), Decimal(0), y, f"{names[cell]} not yet entered")
    return Bar(cell, *scale.bar(value), y, "")


def _tick(value: Decimal, scale: Scale) -> Tick:
    x = scale.place(value)
    anchor = "middle"
    if x < LEFT + HALF_LABEL:
        anchor = "start"
    elif x > LEFT + WIDTH - HALF_LABEL:
        anchor = "end"
    return Tick(x, with_pound_sign(pounds(value)), anchor, not value)


def _title(groups: tuple[GroupOfLines, ...], names: dict[str, str]) -> str:
    said = "; ".join(
        f"{group.name} "
        + ", ".join(f"{names[cell]} {_said(getattr(group.subtotal, cell))}" for cell in CELLS)
        for group in groups
    )
    return f"Budget, actual and {names['estimate']} of each group: {said}."


def _said(value: Decimal | None) -> str:
    return "not yet entered" if value is None else amount(value)
