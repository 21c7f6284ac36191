"""A block as a whole: every cell understood, what it would save, and what must be settled first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from budgets.inputs import LinePosition
from budgets.pasting.answers import Answers, cell_field
from budgets.pasting.cells import Reading, read_cell
from budgets.pasting.checks import Check, compared, titles_checked, totals_checked
from budgets.pasting.clipboard import Block
from budgets.pasting.columns import Column, columns_of, headings_of, saves_nothing
from budgets.pasting.names import LineNames
from budgets.pasting.parts import SAVED, BlankAs, DashAs, Kind, Known
from budgets.pasting.rows import Row, rows_of

Value = Decimal | str | None


@dataclass(frozen=True)
class PastedCell:
    """One cell that can be saved: as pasted, as understood, and what is saved now."""

    row: Row
    column: Column
    reading: Reading
    clears: bool

    @property
    def line(self) -> LinePosition:
        return self.row.line

    @property
    def text(self) -> str:
        return self.row.cells[self.column.index].strip()

    @property
    def field(self) -> str:
        """Where it can be typed again."""
        return cell_field(self.row.index, self.column.index, self.row.cells[self.column.index])

    @property
    def is_set(self) -> bool:
        """Whether it says what to save; a blank one that leaves what is saved does not."""
        return not self.reading.problem and (self.clears or not self.reading.is_blank)

    @property
    def value(self) -> Value:
        """What is saved afterwards."""
        if not self.is_set:
            return self.saved
        return self.reading.value if not self.reading.is_blank else _nothing(self.column.kind)

    @property
    def saved(self) -> Value:
        return getattr(self.line, self.column.kind)

    @property
    def changes(self) -> bool:
        return self.is_set and self.value != self.saved


@dataclass(frozen=True)
class Problem:
    """What must be settled before anything is saved, and the field where it can be."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Understanding:
    """What a block is understood as, against the figures as ``known`` has them."""

    block: Block
    known: Known
    answers: Answers
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[PastedCell, ...]

    @cached_property
    def problems(self) -> list[Problem]:
        columns = [Problem(each.field, each.problem) for each in self.columns if each.problem]
        if not columns and saves_nothing(self.columns):
            asked = " or ".join(self.known.names[kind] for kind in SAVED)
            nothing = f"No column is {asked}, so there is nothing to save. Choose one."
            columns = [Problem(self.columns[0].field, nothing)]
        # Where names may still stand in a column not chosen yet, no row can be judged.
        if columns and all(column.kind != Kind.LINE for column in self.columns):
            return columns
        dashes = [Problem(f"dashes-{DashAs.NIL}", self.asks_dashes)] if self.asks_dashes else []
        rows = (problem for row in self.rows for problem in self._problems_of(row))
        return [*columns, *dashes, *rows]

    @cached_property
    def asks_dashes(self) -> str:
        """Asks once what the dashes of all cells stand for; "" where there are none, or it is said."""
        cells = [cell for cell in self.cells if cell.reading.is_dash and cell.reading.problem]
        if not cells:
            return ""
        more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
        return f"{self.place_of(cells[0])}{more}: {cells[0].reading.problem}"

    def _problems_of(self, row: Row) -> list[Problem]:
        if row.problem:
            return [Problem(row.field, f"Pasted row {row.number}: {row.problem}")]
        return [
            Problem(cell.field, f"{self.place_of(cell)}: {cell.reading.problem}")
            for cell in self.cells
            if cell.row is row and cell.reading.problem and not cell.reading.is_dash
        ]

    def place_of(self, cell: PastedCell) -> str:
        """``Recharges, actual (pasted row 6, column 3)``."""
        name = self.known.names[cell.column.kind]
        where = f"pasted row {cell.row.number}, column {cell.column.index + 1}"
        return f"{cell.line.line}, {name} ({where})"

    @cached_property
    def figures(self) -> dict[int, dict[str, Value]]:
        """What would be saved: line key -> cell -> value, of the cells that say so."""
        figures: dict[int, dict[str, Value]] = {}
        for cell in self.cells:
            if cell.is_set:
                figures.setdefault(cell.line.line_id, {})[cell.column.kind.value] = cell.value
        return figures

    @property
    def changes(self) -> list[PastedCell]:
        return [cell for cell in self.cells if cell.changes]

    @cached_property
    def lines_after(self) -> tuple[LinePosition, ...]:
        """The quarter's lines as they would stand after saving."""
        return tuple(
            replace(line, **self.figures.get(line.line_id, {})) for line in self.known.lines
        )

    @cached_property
    def checks(self) -> list[Check]:
        after = {line.line_id: line for line in self.lines_after}
        return [
            *titles_checked(self.rows, self.known),
            *totals_checked(self.rows, self.columns, self.known, self._reading),
            *compared(self.rows, self.columns, after, self._reading),
        ]

    def _reading(self, row: Row, column: Column) -> Reading:
        place = row.index, column.index
        if place not in self._readings:
            text = row.cells[column.index]
            self._readings[place] = read_cell(column.kind, text, self.answers.dashes)
        return self._readings[place]

    @cached_property
    def _readings(self) -> dict[tuple[int, int], Reading]:
        return {}

    @property
    def digest(self) -> str:
        """Tells one set of figures from another: only what was shown is saved."""
        said = repr(sorted((line, sorted(cells.items())) for line, cells in self.figures.items()))
        return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def understand(block: Block, known: Known, answers: Answers | None = None) -> Understanding:
    """Everything that ``block`` is understood as, in the light of the person's answers."""
    answers = answers or Answers()
    names = LineNames(known)
    headings = headings_of(block, known, names)
    columns = columns_of(block, known, answers, headings, names)
    rows = rows_of(block, known, answers, headings, columns, names)
    cells = tuple(
        PastedCell(
            row,
            column,
            read_cell(column.kind, row.cells[column.index], answers.dashes),
            clears=answers.blanks == BlankAs.CLEAR,
        )
        for row in rows
        if row.line and not row.problem
        for column in columns
        if column.kind in SAVED and not column.problem
    )
    return Understanding(block, known, answers, columns, rows, cells)


def _nothing(kind) -> Value:
    return "" if kind == "comment" else None
