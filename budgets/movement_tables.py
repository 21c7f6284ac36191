"""The movement since last quarter as it is printed: lines in their groups, partners, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgets.explanation.wording import amount
from budgets.footing import Column, money_notes, subtotal_notes, variance_notes
from budgets.models import Quarter
from budgets.movement import LineMovement, Moved, Movement, moved_together
from cctvpartnership.figures import rounded

ROUNDED_CHANGE = (
    "A change is worked out before it is rounded for print, and may differ by £1 from the figures "
    "printed beside it."
)


@dataclass(frozen=True)
class GroupOfMovements:
    """The lines of one subjective group, with what they come to together."""

    name: str
    lines: tuple[LineMovement, ...]
    subtotal: Moved

    @property
    def has_several(self) -> bool:
        return len(self.lines) > 1


@dataclass(frozen=True)
class MovementTables:
    """``estimate`` and ``last`` head the columns: ``Quarter 2``, ``Quarter 1`` or ``Budget``."""

    groups: tuple[GroupOfMovements, ...]
    notes: tuple[str, ...]
    partner_notes: tuple[str, ...]
    estimate: str
    last: str
    spent: str


def movement_tables(movement: Movement) -> MovementTables:
    """The tables of ``movement``, with the notes that rounding for print asks for."""
    members: dict[str, list[LineMovement]] = {}
    for line in movement.lines:
        members.setdefault(line.group, []).append(line)
    groups = tuple(
        GroupOfMovements(name, tuple(lines), moved_together(lines))
        for name, lines in members.items()
    )
    headed = _headings(movement)
    return MovementTables(
        groups=groups,
        notes=tuple(_line_notes(movement, groups, headed)),
        partner_notes=tuple(_partner_notes(movement, headed)),
        estimate=headed["estimate"],
        last=headed["last"],
        spent=f"{_first_day(movement.quarter)} to {_day(movement.quarter.last_day)}",
    )


def change_answer(movement: Movement, *, in_whole_pounds: bool = False) -> str:
    """``£13,210 less to recover than estimated in Quarter 1``; or that it is not yet known."""
    change = movement.balance.change
    if change is None:
        return f"The change since {movement.since} is not yet known"
    if in_whole_pounds:
        change = rounded(change)
    before = f"estimated in {movement.since}" if movement.before else "budgeted"
    if not change:
        return f"As much to recover as {before}"
    return f"{amount(abs(change))} {'more' if change > 0 else 'less'} to recover than {before}"


def not_shown(before: Quarter) -> str:
    """Why somebody who may read a quarter is not shown what moved since ``before``."""
    if before.state == Quarter.State.OPEN:
        return (
            f"Quarter {before.number} is open: its figures are still being entered, so the change "
            "since then is not shown. It is shown here once you may read that quarter too."
        )
    return (
        f"Quarter {before.number} is not published yet, so the change since then is not shown. It "
        "is shown here once you may read that quarter too."
    )


def _headings(movement: Movement) -> dict[str, str]:
    estimate = "Outturn" if movement.quarter.is_last else f"Quarter {movement.quarter.number}"
    last = f"Quarter {movement.before.number}" if movement.before else "Budget"
    return {"last": last, "estimate": estimate, "change": "Change"}


def _line_notes(movement, groups, headings: dict[str, str]) -> Iterator[str]:
    headings = headings | {"spent": "Actual in the quarter"}
    yield from money_notes(_columns(movement.lines, movement.balance, headings))
    yield from subtotal_notes(
        (group.name, _columns(group.lines, group.subtotal, headings))
        for group in groups
        if group.has_several
    )
    yield from _change_notes((*movement.lines, movement.balance))


def _partner_notes(movement, headings: dict[str, str]) -> Iterator[str]:
    headings = headings | {"cost_effect": "Cost effect", "share_effect": "Share effect"}
    yield from money_notes(_columns(movement.partners, movement.partners_total, headings))
    yield from _change_notes((*movement.partners, movement.partners_total))


def _change_notes(rows: Iterable) -> Iterator[str]:
    yield from variance_notes(((row.estimate, row.last) for row in rows), ROUNDED_CHANGE)


def _columns(rows: Iterable, total, headings: dict[str, str]) -> list[Column]:
    rows = tuple(rows)
    return [
        Column(heading, tuple(getattr(row, cell) for row in rows), getattr(total, cell))
        for cell, heading in headings.items()
    ]


def _first_day(quarter: Quarter) -> str:
    return _day(quarter.year.period.quarter_first_day(quarter.number))


def _day(day) -> str:
    return f"{day:%-d %b}"
