"""One pasted row of the preview, and its cells, as people read and choose them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from budgets.pasting import Kind, PastedCell, Row, Understanding
from budgets.pasting.answers import LEFT_OUT
from budgets.revisions import as_text
from cctvpartnership.figures import MINUS

# An amount of which no sign, bracket or letter had to be understood but a minus before it.
_PLAIN = re.compile(rf"[-{MINUS}]?[0-9,]+(\.[0-9]+)?")
# (value, label, whether chosen)
Choice = tuple[str, str, bool]


@dataclass(frozen=True)
class PreviewCell:
    """One cell with its values as people read them. ``name``: what the column is called."""

    cell: PastedCell
    name: str

    @property
    def is_amount(self) -> bool:
        return self.cell.column.kind != Kind.COMMENT

    @property
    def value(self) -> str:
        return as_text(self.cell.value)

    @property
    def saved(self) -> str:
        return as_text(self.cell.saved)

    @property
    def is_as_pasted(self) -> bool:
        """Whether nobody need be told how it was read: an amount may be grouped otherwise."""
        if self.is_amount and _PLAIN.fullmatch(self.cell.text):
            return True
        return self.cell.text.replace("-", MINUS) == self.value.replace("-", MINUS)

    @property
    def is_cleared(self) -> bool:
        return self.cell.is_set and self.cell.reading.is_blank

    @property
    def column_number(self) -> int:
        return self.cell.column.number

    @property
    def change(self) -> Decimal | None:
        """In pounds, where both values are known."""
        if not self.is_amount or self.cell.value is None or self.cell.saved is None:
            return None
        return self.cell.value - self.cell.saved


@dataclass(frozen=True)
class PreviewRow:
    """One pasted row with the cells that can be saved and the lines to choose from."""

    row: Row
    cells: tuple[PreviewCell, ...]
    understanding: Understanding

    @property
    def unreadable(self) -> list[PreviewCell]:
        """Cells to be typed again; what a dash stands for is asked once for all of them."""
        readings = [(cell, cell.cell.reading) for cell in self.cells]
        return [cell for cell, reading in readings if reading.problem and not reading.is_dash]

    @property
    def changes(self) -> bool:
        return any(cell.cell.changes for cell in self.cells)

    @property
    def said(self) -> str:
        """The row as pasted, on one line."""
        return " · ".join(" ".join(cell.split()) for cell in self.row.cells if cell.strip())

    @property
    def other_name(self) -> str:
        """The pasted name, where it is spelled otherwise than the line’s."""
        name = self.row.name
        return "" if self.row.line and name == self.row.line.line else name

    @property
    def label(self) -> str:
        name = f", {self.row.name}" if self.row.name else ""
        return f"Line of pasted row {self.row.number}{name}"

    @property
    def choices(self) -> list[Choice]:
        """(value, label, whether chosen): as understood, left out, or one of the lines."""
        row = self.row
        chosen = "" if row.chosen is None else str(row.chosen)
        left_out = [] if row.reason and not row.is_chosen else [(LEFT_OUT, "Leave this row out")]
        lines = [(str(line.line_id), line.line) for line in self.understanding.known.lines]
        options = [("", self._unchosen), *left_out, *lines]
        return [(value, label, value == chosen) for value, label in options]

    @property
    def _unchosen(self) -> str:
        if self.row.is_chosen:
            return "As first understood"
        if self.row.reason:
            return "Left out"
        return self.row.line.line if self.row.line else "Choose"
