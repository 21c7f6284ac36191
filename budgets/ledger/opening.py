"""Opens an extract, text or workbook, and gives its sheets to be read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from budgets.ledger.text_file import TextSheet
from budgets.workbook.archive import (
    MEGABYTE,
    TOO_LARGE,
    ZIP,
    Limits,
    refusal,
    refuse_old_formats,
)
from budgets.workbook.cells import Cell
from budgets.workbook.opening import OpenSheet, opened_sheets, read_cell

# A ledger's rows are many and wide, and only ever read one by one: more may be unpacked than of a
# year workbook, whose sheets are held in memory.
LIMITS = Limits(file=40 * MEGABYTE, content=200 * MEGABYTE, rows=200_000)
_BEGINNING = 64 * 1024


class WorkbookSheet:
    """The rows of one sheet of a workbook."""

    def __init__(self, sheet: OpenSheet):
        self.name = sheet.name
        self._sheet = sheet

    def rows(self) -> Iterator[tuple[int, tuple]]:
        """(Excel's row number, its cells) of the rows that are not empty."""
        if self._sheet.has_formulas_beside:
            for number, cells, formulas in self._sheet.rows():
                yield number, tuple(zip(cells, formulas, strict=True))
        else:
            for number, cells, _ in self._sheet.rows():
                yield number, cells

    def read_share(self, number: int) -> float | None:
        """How much of the sheet has been read by row ``number``, by the sheet's own word."""
        claimed = self._sheet.claimed_rows
        return min(number / claimed, 1) if claimed > 1 else None

    def words(self, raw) -> str:
        """A cell's value as text, to be shown or compared; "" if it is empty."""
        value = self._saved(raw).value
        return "" if value is None else str(value).strip()

    def key(self, raw):
        """What cells alike have in common."""
        if self._sheet.has_formulas_beside:
            return self.read(raw)
        # The style stands for the number's format, which takes longer to look up.
        return raw.value, raw.data_type, getattr(raw, "_style_id", None)

    def number(self, raw) -> str:
        """The digits of a cell that holds a number, as Excel shows them; "" of others."""
        value = self._saved(raw).value
        return format(value, ".15g") if type(value) in (int, float) else ""

    def _saved(self, raw):
        return raw[0] if self._sheet.has_formulas_beside else raw

    def read(self, raw) -> Cell:
        return read_cell(*raw) if self._sheet.has_formulas_beside else read_cell(raw, raw)


@contextmanager
def opened_extract(file, name: str) -> Iterator[list]:
    """The sheets of ``file``: open, binary and seekable. A text file is one sheet without a name.

    WorkbookErrors: it cannot be read or is too large; reading its rows may raise it too.
    """
    file.seek(0)
    beginning = file.read(_BEGINNING)
    if not beginning:
        raise refusal("{} is empty.", name)
    refuse_old_formats(beginning, name)
    size = file.seek(0, 2)
    if size > LIMITS.file:
        raise refusal(TOO_LARGE, name, f"an extract has at most {LIMITS.file // MEGABYTE} MB")
    if not beginning.startswith(ZIP):
        yield [TextSheet(file, name, LIMITS)]
        return
    with opened_sheets(file, name, LIMITS) as sheets:
        yield [WorkbookSheet(sheet) for sheet in sheets]
