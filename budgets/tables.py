"""The two tables of a quarter: its lines in their groups, and its partners' recharges.

Adds subtotals and the notes that print needs; rounding for print is left to the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from budgets.arithmetic import balance_to_recover
from budgets.footing import (
    Column,
    cameras_note,
    money_notes,
    shares_notes,
    subtotal_notes,
    variance_notes,
)
from budgets.inputs import LinePosition
from budgets.position import QuarterPosition, Recharge, Totals

LINE_HEADINGS = {"budget": "Budget", "actual": "Actual", "estimate": "", "variance": "Variance"}
RECHARGE_HEADINGS = {"budget": "Budgeted recharge", "estimate": "", "variance": "Variance"}


@dataclass(frozen=True)
class GroupOfLines:
    """The lines of one subjective group, with their subtotal in pounds."""

    name: str
    lines: tuple[LinePosition, ...]
    subtotal: Totals

    @property
    def has_several(self) -> bool:
        return len(self.lines) > 1


@dataclass(frozen=True)
class LineTable:
    groups: tuple[GroupOfLines, ...]
    total: Totals
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RechargeTable:
    """``cameras`` and ``share`` are all partners' together; exact."""

    rows: tuple[Recharge, ...]
    total: Totals
    cameras: Fraction
    share: Fraction
    notes: tuple[str, ...]


def totals_of(lines: Iterable[LinePosition]) -> Totals:
    """The sums of lines, in pounds; each unknown while it is unknown for any line."""
    lines = tuple(lines)
    return Totals(
        budget=balance_to_recover(line.budget for line in lines),
        actual=balance_to_recover(line.actual for line in lines),
        estimate=balance_to_recover(line.estimate for line in lines),
    )


def line_table(position: QuarterPosition, estimate: str) -> LineTable:
    """Lines under their groups, both in order of first appearance; ``estimate`` heads a column."""
    members: dict[str, list[LinePosition]] = {}
    for line in position.lines:
        members.setdefault(line.group, []).append(line)
    groups = tuple(
        GroupOfLines(name, tuple(lines), totals_of(lines)) for name, lines in members.items()
    )
    notes = _line_notes(position, groups, LINE_HEADINGS | {"estimate": estimate})
    return LineTable(groups, position.balance, tuple(dict.fromkeys(notes)))


def recharge_table(position: QuarterPosition, estimated: str = "Estimated") -> RechargeTable:
    """The partners in the year's order, with what they come to together.

    ``estimated`` heads the recharge of the estimate: in the last quarter it is the outturn's.
    """
    rows = position.recharges
    cameras = sum((row.equivalent_cameras for row in rows), Fraction(0))
    share = sum((row.share for row in rows), Fraction(0))
    notes = tuple(dict.fromkeys(_recharge_notes(position, estimated, cameras, share)))
    return RechargeTable(rows, position.partners_total, cameras, share, notes)


def _line_notes(position, groups, headings: dict[str, str]) -> Iterator[str]:
    yield from money_notes(_columns(position.lines, position.balance, headings))
    yield from subtotal_notes(
        (group.name, _columns(group.lines, group.subtotal, headings))
        for group in groups
        if group.has_several
    )
    yield from _variance_notes((*position.lines, position.balance))


def _recharge_notes(position, estimated: str, cameras: Fraction, share: Fraction) -> Iterator[str]:
    rows = position.recharges
    headings = RECHARGE_HEADINGS | {"estimate": f"{estimated} recharge"}
    if cameras:
        averages = tuple(row.equivalent_cameras for row in rows)
        yield cameras_note(Column("Average cameras", averages, cameras))
    percentages = tuple(row.share * 100 for row in rows)
    yield from shares_notes(Column("Share", percentages, share * 100, places=2))
    yield from money_notes(_columns(rows, position.partners_total, headings))
    yield from _variance_notes((*rows, position.partners_total))


def _variance_notes(rows: Iterable) -> Iterator[str]:
    yield from variance_notes((row.estimate, row.budget) for row in rows)


def _columns(rows: Iterable, total: Totals, headings: dict[str, str]) -> list[Column]:
    rows = tuple(rows)
    return [
        Column(heading, tuple(getattr(row, cell) for row in rows), getattr(total, cell))
        for cell, heading in headings.items()
    ]
