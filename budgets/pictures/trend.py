"""A partner's recharge quarter by quarter, against what was budgeted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.explanation.wording import amount
from budgets.pictures.scale import Scale

ROW, TEXT, BAR_TOP, MARK_TOP = 52, 15, 22, 18


@dataclass(frozen=True)
class Moment:
    """One quarter's recharge in pounds: ``estimate``, and ``budget`` where one was approved."""

    label: str
    estimate: Decimal
    budget: Decimal | None


@dataclass(frozen=True)
class Row:
    """One quarter; ``mark`` is where its budget is."""

    name: str
    printed: str
    x: Decimal
    width: Decimal
    mark: Decimal | None
    place: int

    @property
    def text_y(self) -> int:
        return self.place * ROW + TEXT

    @property
    def y(self) -> int:
        return self.place * ROW + BAR_TOP

    @property
    def mark_y(self) -> int:
        return self.place * ROW + MARK_TOP


@dataclass(frozen=True)
class TrendPicture:
    title: str
    rows: tuple[Row, ...]
    height: int


def trend_picture(moments: Iterable[Moment]) -> TrendPicture | None:
    """Bars from nil to scale, oldest first; None: one quarter alone is no trend."""
    moments = tuple(moments)
    if len(moments) < 2:
        return None
    levels = [level for each in moments for level in (each.estimate, each.budget)]
    scale = Scale.holding([level for level in levels if level is not None])
    rows = tuple(_row(place, each, scale) for place, each in enumerate(moments))
    return TrendPicture(_title(moments), rows, ROW * len(rows))


def _row(place: int, moment: Moment, scale: Scale) -> Row:
    x, width = scale.bar(moment.estimate)
    mark = None if moment.budget is None else scale.place(moment.budget)
    return Row(moment.label, _printed(moment), x, width, mark, place)


def _printed(moment: Moment) -> str:
    if moment.budget is None:
        return amount(moment.estimate)
    return f"{amount(moment.estimate)}, {amount(moment.budget)} budgeted"


def _title(moments: tuple[Moment, ...]) -> str:
    said = "; ".join(f"{each.label} {_printed(each)}" for each in moments)
    return f"The recharge for the whole year as estimated in each quarter: {said}."
