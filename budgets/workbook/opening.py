"""Opens a workbook file and gives its sheets as plain cells; the only place that meets openpyxl."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO

from openpyxl import load_workbook

from budgets.workbook.archive import (
    DAMAGED,
    LIMITS,
    NOT_A_WORKBOOK,
    TOO_LARGE,
    ZIP,
    Limits,
    content_of,
    file_name,
    refusal,
    refuse_old_formats,
    unpacked,
)
from budgets.workbook.cells import (
    BOOLEAN,
    DATE,
    EMPTY,
    FAULT,
    NUMBER,
    TEXT,
    UNSAVED_FORMULA,
    Cell,
)
from budgets.workbook.problems import WorkbookErrors

# A stray value far to the right would make every row above it as wide as the sheet.
MOST_COLUMNS = 500
MOST_CELLS = 10_000_000
LAST_ROW_OF_EXCEL = 1_048_576


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows that are not empty, with Excel's row numbers. Cells run from column A."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def open_workbook(file) -> list[Sheet]:
    """The sheets of ``file``, a path or an open binary file such as an upload.

    WorkbookErrors: it is not there, is no workbook, or cannot be read.
    """
    name = file_name(file)
    content = content_of(file, name, LIMITS.file)
    refuse_old_formats(content, name)
    if not content.startswith(ZIP):
        raise refusal(NOT_A_WORKBOOK, name)
    with opened_sheets(BytesIO(content), name, LIMITS) as sheets:
        return [Sheet(sheet.name, tuple(_read(sheet))) for sheet in sheets]


def _read(sheet: OpenSheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells, formula_cells in sheet.rows():
        row = tuple(map(read_cell, cells, formula_cells))
        if any(cell is not EMPTY for cell in row):
            yield number, row


@contextmanager
def opened_sheets(file, name: str, limits: Limits) -> Iterator[list[OpenSheet]]:
    """The sheets of an open, seekable .xlsx file, to be read row by row while the context lasts.

    WorkbookErrors: it cannot be read, or is too large; reading the rows may raise it too.
    """
    with ExitStack() as stack:
        # openpyxl warns of what it leaves out, such as drop-down lists; nothing of that is read.
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        with _damage_refused(name):
            archive, unsaved = stack.enter_context(unpacked(file, name, limits))
            saved = load_workbook(archive, read_only=True, data_only=True, keep_links=False)
            formulas = (
                load_workbook(archive, read_only=True, keep_links=False) if unsaved else saved
            )
        yield [
            OpenSheet(" ".join(values.title.split()), name, limits, values, beside)
            for values, beside in zip(saved.worksheets, formulas.worksheets, strict=True)
        ]


@contextmanager
def _damage_refused(name: str) -> Iterator[None]:
    """zipfile, the XML parsers and openpyxl raise nearly any exception on a damaged file."""
    try:
        yield
    except WorkbookErrors:
        raise
    except Exception as error:
        raise refusal(DAMAGED, name) from error


class OpenSheet:
    """A sheet that is read row by row. Its own word on its size is not believed."""

    def __init__(self, name: str, file: str, limits: Limits, values, formulas):
        self.name = name
        self._file, self._limits = file, limits
        self._values, self._formulas = values, formulas
        # As the sheet claims: good enough to say how far one has read.
        self.claimed_rows: int = values.max_row or 0
        self.has_formulas_beside = formulas is not values

    def rows(self) -> Iterator[tuple[int, tuple, tuple]]:
        """(Excel's row number, its cells, the same cells with formulas) of rows not empty."""
        room, kept = MOST_CELLS, 0
        for number, (cells, formula_cells) in enumerate(self._in_step(), start=1):
            room -= len(cells)
            if room < 0 or number > LAST_ROW_OF_EXCEL:
                raise self._too_large("too many cells")
            if not _holds_anything(cells) and not _holds_anything(formula_cells):
                continue
            kept += 1
            if kept > self._limits.rows + 1:
                raise self._too_large(f"more than {self._limits.rows:,} rows")
            if len(cells) > MOST_COLUMNS and _holds_anything(cells[MOST_COLUMNS:]):
                raise self._too_large(f"more than {MOST_COLUMNS} columns")
            yield number, cells[:MOST_COLUMNS], formula_cells[:MOST_COLUMNS]

    def _too_large(self, what: str) -> WorkbookErrors:
        return refusal(TOO_LARGE, self._file, f"the sheet {self.name} has {what}")

    def _in_step(self) -> Iterator[tuple]:
        """Each row with the saved values, and beside it the same row with the formulas."""
        self._values.reset_dimensions()
        values = self._values.iter_rows()
        if not self.has_formulas_beside:
            rows = ((row, row) for row in values)
        else:
            self._formulas.reset_dimensions()
            rows = zip(values, self._formulas.iter_rows(), strict=True)
        while True:
            with _damage_refused(self._file):
                row = next(rows, None)
            if row is None:
                return
            yield row


def _holds_anything(cells: tuple) -> bool:
    return any(cell.value is not None for cell in cells)


def read_cell(saved, formula) -> Cell:
    """A cell as openpyxl has it, with the one of the same place that holds its formula."""
    value, data_type = saved.value, saved.data_type
    if value is None:
        # A saved result of empty text has the type "str"; a result never saved has none.
        if formula.data_type == "f" and data_type != "str":
            return Cell(str(getattr(formula.value, "text", formula.value)), UNSAVED_FORMULA)
        return EMPTY
    if data_type == "e":
        return Cell(str(value), FAULT)
    if isinstance(value, bool):
        return Cell(value, BOOLEAN)
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return Cell("#NUM!", FAULT)
        return Cell(value, NUMBER, saved.number_format or "")
    if isinstance(value, date | time | timedelta):
        return Cell(value, DATE)
    return Cell(str(value), TEXT) if str(value).strip() else EMPTY
