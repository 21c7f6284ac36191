"""What a block is held against: its own total, and our budget and variance. Nothing here is saved.

A difference is told and never an obstacle: Excel copies what it shows, which may be rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import variance
from budgets.explanation.wording import amount, signed_amount
from budgets.inputs import LinePosition
from budgets.pasting.cells import Reading
from budgets.pasting.columns import Column
from budgets.pasting.headings import other_time
from budgets.pasting.parts import AMOUNTS, Kind, Known
from budgets.pasting.rows import NO_FIGURES, Row
from budgets.workbook.problems import quoted
from cctvpartnership.figures import rounded

ReadingOf = Callable[[Row, Column], Reading]


@dataclass(frozen=True)
class Check:
    """A sentence on what was compared; ``agrees`` None: it could not be."""

    sentence: str
    agrees: bool | None


def titles_checked(rows: tuple[Row, ...], known: Known) -> list[Check]:
    """Each title over the figures that speaks of another quarter or year."""
    first = next((row.index for row in rows if row.line), 0)
    cells = [(row, cell) for row in rows[:first] if row.reason == NO_FIGURES for cell in row.cells]
    return [
        Check(
            f"Pasted row {row.number}, {quoted(cell)}, speaks of {other}, and this is "
            f"{known.quarter}.",
            False,
        )
        for row, cell in cells
        if (other := other_time(cell, known))
    ]


def totals_checked(
    rows: tuple[Row, ...], columns: tuple[Column, ...], known: Known, reading_of: ReadingOf
) -> list[Check]:
    """The figures of each total in the block against the sums of its rows."""
    checks = []
    for total in rows:
        if total.total_of is not None:
            parts = [row for row in rows if _is_part(row, total)]
            unsettled = [row for row in rows if row.problem]
            checks += _total_checked(total, parts, unsettled, columns, known, reading_of)
    return list(dict.fromkeys(checks))


def _is_part(row: Row, total: Row) -> bool:
    return row.line is not None and (not total.total_of or row.line.group in total.total_of)


def _total_checked(total, parts, unsettled, columns, known: Known, reading_of) -> list[Check]:
    """One sentence on all that agree, one on each that does not.

    A row of ``unsettled`` may be one of the total's, and so leaves open what the sum is.
    """
    of = f"The pasted total{f' of {total.total_of[0]}' if total.total_of else ''}"
    agreeing, others = [], []
    for column in columns:
        if column.kind not in AMOUNTS or not total.cells[column.index].strip():
            continue
        name, pasted = known.names[column.kind], reading_of(total, column).value
        readings = [reading_of(row, column) for row in parts]
        found = sum((reading.value or 0 for reading in readings), Decimal(0))
        if pasted is None or any(reading.problem for reading in readings):
            said = f"{of} of {name} cannot be checked: a cell cannot be read."
            others.append(Check(said, None))
        elif any(row.cells[column.index].strip() for row in unsettled):
            said = f"{of} of {name} cannot be checked: a row is to be settled first."
            others.append(Check(said, None))
        elif _agree(pasted, found):
            agreeing.append(f"{name} {amount(pasted)}")
        else:
            by = amount(abs(pasted - found))
            said = f"{of}, {name} {amount(pasted)}, differs by {by} from the sum, {amount(found)}."
            others.append(Check(said, False))
    if not agreeing:
        return others
    return [Check(f"{of} agrees with the sum: {', '.join(agreeing)}.", True), *others]


def compared(
    rows: tuple[Row, ...],
    columns: tuple[Column, ...],
    after: dict[int, LinePosition],
    reading_of: ReadingOf,
) -> list[Check]:
    """Pasted budgets and variances against ours; ``after``: the lines as they would be saved."""
    checks = []
    for column in columns:
        if column.kind == Kind.BUDGET:
            checks += _column_compared(rows, column, lambda row: row.line.budget, reading_of)
        elif column.kind == Kind.VARIANCE:
            checks += _column_compared(
                rows, column, lambda row: _variance(after[row.line.line_id]), reading_of
            )
    return checks


def _variance(line: LinePosition) -> Decimal | None:
    return variance(line.estimate, line.budget)


def _column_compared(rows: Iterable[Row], column: Column, ours_of, reading_of) -> list[Check]:
    """One sentence where all agree, one for each that does not."""
    name = column.kind.value
    printed = signed_amount if column.kind == Kind.VARIANCE else amount
    differing, alike = [], 0
    for row in rows:
        if not row.line or not row.cells[column.index].strip():
            continue
        pasted, ours = reading_of(row, column).value, ours_of(row)
        if pasted is None or ours is None:
            continue
        if _agree(pasted, ours):
            alike += 1
        else:
            said = f"{row.line.line}: the pasted {name} is {printed(pasted)}, ours {printed(ours)}."
            differing.append(Check(said, False))
    if alike and not differing:
        return [Check(f"Every pasted {name} is as ours.", True)]
    return differing


def _agree(pasted: Decimal, ours: Decimal) -> bool:
    """Equal, or equal as far as whole pounds show."""
    return pasted == (ours if pasted % 1 else rounded(ours))
