"""A sheet as a table: headings in its first row, then rows whose cells are read one by one.

What nobody could have meant to be left out is refused, never dropped in silence: a column under a
heading that is not known, a value under none. Headings are found in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial

from openpyxl.utils import get_column_letter

from budgets.workbook.cells import EMPTY, Cell, Unreadable, text
from budgets.workbook.layout import NAME_LENGTH, Layout
from budgets.workbook.names import Names, folded, suggestion
from budgets.workbook.opening import Sheet
from budgets.workbook.problems import Problems, quoted
from cctvpartnership.figures import UnreadableAmount

# Stands for a heading that is refused, so that what is under it is not refused as well.
_UNUSABLE = ""

name_text = partial(text, longest=NAME_LENGTH)


class Row:
    """One row: reads a cell, or notes what is wrong with it and answers None.

    ``sound`` turns false with the first mistake, be it in the row or in the sheet's headings.
    """

    def __init__(self, table: Table, number: int, cells: dict[str, Cell]):
        self.number, self.sound = number, True
        self._table, self._cells = table, cells

    def gives(self, column: str) -> bool:
        """Whether anything stands in the column's cell."""
        return not self._cells.get(column, EMPTY).is_blank

    def as_given(self, column: str) -> str:
        """The cell's words, whether or not they can be read; empty if there are none."""
        return str(self._cells[column]) if self.gives(column) else ""

    def refuse(self, column: str, message: str) -> None:
        self.sound = False
        self._table.refuse(message, self.number, column)

    def read(self, column: str, reader: Callable[[Cell], object]):
        """What the cell holds; an empty cell is a mistake."""
        if self.gives(column):
            return self.read_if_given(column, reader)
        if column in self._table.missing:
            self.sound = False
        else:
            self.refuse(column, "The cell is empty.")
        return None

    def read_if_given(self, column: str, reader: Callable[[Cell], object]):
        """What the cell holds; None if it is empty."""
        cell = self._cells.get(column, EMPTY)
        if cell.is_blank:
            return None
        if cell.fault:
            self.refuse(column, cell.fault)
            return None
        try:
            return reader(cell)
        except (Unreadable, UnreadableAmount) as error:
            self.refuse(column, str(error))
            return None

    def find(self, column: str, names: Names) -> Hashable | None:
        """What the cell names; a name that nothing has is a mistake."""
        name = self.read(column, name_text)
        thing = None if name is None else names.get(name)
        if name is not None and thing is None:
            self.sound = False
            if names.complete:
                self.refuse(column, names.unknown(name))
        return thing


@dataclass
class Table:
    """A sheet's rows. ``missing``: required columns it lacks, which are noted already.

    ``further`` are the headings of partner columns as written, with ``heading_row`` their place.
    """

    layout: Layout
    problems: Problems
    rows: list[Row] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    further: tuple[str, ...] = ()
    heading_row: int = 1

    def refuse(self, message: str, row: int | None = None, column: str = "") -> None:
        self.problems.note(message, self.layout.name, row, column)

    def lists(self, column: str) -> bool:
        """Whether the sheet is there and has the column."""
        return column not in self.missing


def read_table(layout: Layout, sheet: Sheet | None, problems: Problems) -> Table:
    """``sheet`` as the table that ``layout`` describes; a sheet that is not there has no rows."""
    table = Table(layout, problems)
    if sheet is None or not sheet.rows:
        if layout.required:
            table.missing = frozenset(column.name for column in layout.columns)
            table.refuse("The sheet is missing." if sheet is None else "The sheet is empty.")
        return table
    (table.heading_row, headings), *rows = sheet.rows
    columns = _columns(table, headings)
    if layout.required and not rows and not table.missing:
        table.refuse("The sheet has headings but no rows.")
    if len(rows) > layout.most_rows:
        table.refuse(f"The sheet has {len(rows):,} rows. At most {layout.most_rows:,} are read.")
        rows = []
    table.rows = [
        Row(table, number, {name: cells[at] for at, name in columns.items() if at < len(cells)})
        for number, cells in rows
    ]
    _refuse_values_without_heading(table, columns, rows)
    return table


def _columns(table: Table, headings: tuple[Cell, ...]) -> dict[int, str]:
    """The name of each column by its place; a heading that cannot be used is noted."""
    known = {column.name for column in table.layout.columns}
    columns: dict[int, str] = {}
    for at, cell in enumerate(headings):
        if cell.is_blank:
            continue
        name = _heading(table, cell, known)
        if name != _UNUSABLE and name in columns.values():
            table.refuse(f"The heading {quoted(name)} stands there twice.", table.heading_row, name)
            name = _UNUSABLE
        columns[at] = name
    table.further = tuple(
        name for name in columns.values() if name not in known and name != _UNUSABLE
    )
    if not table.layout.partner_columns:
        _refuse_unknown(table, known)
    _note_missing(table, set(columns.values()))
    return columns


def _heading(table: Table, cell: Cell, known: set[str]) -> str:
    if cell.fault:
        table.refuse(cell.fault, table.heading_row)
        return _UNUSABLE
    as_field = folded(str(cell)).replace(" ", "_")
    # Cut just above the longest name, so that no sentence is longer than a screen.
    return as_field if as_field in known else " ".join(str(cell).split())[: NAME_LENGTH + 1]


def _refuse_unknown(table: Table, known: set[str]) -> None:
    columns = [column.name for column in table.layout.columns]
    for name in table.further:
        hint = suggestion(name, known) or f" The columns are {', '.join(columns)}."
        table.refuse(f"{quoted(name)} is no column of this sheet.{hint}", table.heading_row, name)


def _note_missing(table: Table, given: set[str]) -> None:
    needed = [column.name for column in table.layout.columns if not column.optional]
    table.missing = frozenset(needed) - given
    for name in needed:
        if name in table.missing:
            table.refuse(
                f"The column is missing. The headings must include {', '.join(needed)}.",
                table.heading_row,
                name,
            )


def _refuse_values_without_heading(table: Table, columns: dict[int, str], rows) -> None:
    """Once a column: a heading deleted by accident must not lose what stands under it."""
    refused = set(columns)
    for number, cells in rows:
        for at, cell in enumerate(cells):
            if cell is not EMPTY and at not in refused:
                refused.add(at)
                table.refuse(
                    f"{quoted(str(cell))} stands under no heading. Give its column a heading, "
                    "or clear it.",
                    number,
                    f"column {get_column_letter(at + 1)}",
                )
