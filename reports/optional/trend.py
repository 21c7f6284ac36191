"""The recharges over the quarters and years: a column a moment, and each partner's picture.

A moment is an earlier year by its last published quarter, this year's budget, a published quarter
of this year, or the quarter itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import balance_to_recover
from budgets.footing import Column, money_notes
from budgets.models import Quarter
from budgets.position import QuarterPosition
from cctvpartnership.figures import pounds
from partners.periods import QUARTERS
from reports.optional.facts import Facts, PastRecharges
from reports.optional.pictures import BUDGET, EARLIER, QUARTER, Moment, trend_figure
from reports.optional.printed import TOTAL, Heading, OptionalSection, PrintedTable, Row
from reports.tables import ALL_PARTNERS
from reports.text import printable

NAME, PAPER = 34, 150
MEANING = (
    "The recharge of the whole year: of an earlier year as last published, of this year as budgeted "
    "and as estimated in each quarter. Of earlier quarters, only published ones are printed."
)
NO_SHARE = "An empty cell: the council did not share the balance of that year."


@dataclass(frozen=True)
class _Column:
    """One moment: its heading, and each partner's pounds by key."""

    heading: str
    unit: str
    kind: str
    parts: dict[int, Decimal | None]

    @property
    def total(self) -> Decimal | None:
        return balance_to_recover(self.parts.values()) if self.parts else None


def trend_section(position: QuarterPosition, facts: Facts, _estimate: str) -> OptionalSection:
    """The partners in the year's order, after them those that shared only in earlier years."""
    columns = tuple(_columns(position, facts.trend))
    names = _names(position, facts.trend)
    width = (PAPER - NAME) // len(columns)
    has_gaps = any(key not in column.parts for key in names for column in columns)
    table = PrintedTable(
        name="trend",
        caption="Recharges over the quarters and years, £",
        headings=(
            Heading("Partner", PAPER - width * len(columns), is_number=False),
            *(Heading(column.heading, width, column.unit) for column in columns),
        ),
        rows=(
            *(Row((name, *(_cell(key, each) for each in columns))) for key, name in names.items()),
            Row((ALL_PARTNERS, *(pounds(each.total) for each in columns)), weight=TOTAL),
        ),
        notes=(MEANING, *((NO_SHARE,) if has_gaps else ()), *_footing(columns)),
        picture=trend_figure(
            names, [Moment(each.kind, each.heading, each.parts) for each in columns]
        ),
    )
    return OptionalSection(tables=(table,))


def _columns(position: QuarterPosition, past: tuple[PastRecharges, ...]) -> Iterator[_Column]:
    for each in past:
        if not each.is_of_this_year:
            unit = "outturn" if each.quarter == QUARTERS[-1] else f"Quarter {each.quarter}"
            yield _Column(each.year, unit, EARLIER, _parts(each))
    budgeted = {part.partner.pk: part.budget for part in position.recharges}
    yield _Column("Budget", position.year.period.printed, BUDGET, budgeted)
    for each in past:
        if each.is_of_this_year:
            yield _quarter(each.quarter, _parts(each))
    estimated = {part.partner.pk: part.estimate for part in position.recharges}
    yield _quarter(position.quarter.number, estimated)


def _quarter(number: int, parts: dict[int, Decimal | None]) -> _Column:
    is_last = Quarter(number=number).is_last
    unit = "outturn" if is_last else "estimate"
    return _Column(f"Quarter {number}", unit, QUARTER, parts)


def _parts(past: PastRecharges) -> dict[int, Decimal | None]:
    return {key: amount for key, _, amount in past.parts}


def _names(position: QuarterPosition, past: tuple[PastRecharges, ...]) -> dict[int, str]:
    names = {each.pk: printable(each.short_name) for each in position.inputs.partners}
    for moment in reversed(past):
        for key, name, _ in moment.parts:
            names.setdefault(key, printable(name))
    return names


def _cell(key: int, column: _Column) -> str:
    return pounds(column.parts[key]) if key in column.parts else ""


def _footing(columns: tuple[_Column, ...]) -> Iterator[str]:
    yield from money_notes(
        Column(f"{each.heading} ({each.unit})", tuple(each.parts.values()), each.total)
        for each in columns
    )
