"""An extract that is text: CSV, or the like with semicolons or tabs. Read row by row.

The first row is row 1, as Excel shows it when it opens the file; a quoted cell may run over
several lines of the file and is still one row.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice

from budgets.workbook.archive import Limits, refusal
from budgets.workbook.cells import EMPTY, Cell
from budgets.workbook.opening import MOST_COLUMNS

DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 64 * 1024
_LINES_LOOKED_AT = 60
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)
# Excel's own hint in the first line, which it does not show.
_HINT = re.compile(r"sep=(.)", re.IGNORECASE)

NO_TEXT = "{} is neither text (CSV) nor an Excel workbook. Save it in Excel as an .xlsx file."
MARKUP = "{} is a web page or XML, whatever its name says. Open it in Excel and save it as an .xlsx file."
ILL_QUOTED = (
    "{}, row {:,}: a quotation mark is opened and not closed, or stands inside a quoted cell."
)


class TextSheet:
    """The rows of a text file that is open, seekable and binary."""

    name = ""

    def __init__(self, file, name: str, limits: Limits):
        self._file, self._name, self._limits = file, name, limits
        self._size = file.seek(0, io.SEEK_END) or 1
        file.seek(0)
        if _MARKUP.match(file.read(_CHUNK)):
            raise refusal(MARKUP, name)
        self._encoding = _encoding(file, name)
        self._delimiter, self._hints = _delimiter(self._lines())

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, its cells) of the rows that are not empty."""
        kept = 0
        with closing(self._lines()) as lines:
            reader = csv.reader(
                islice(lines, self._hints, None), delimiter=self._delimiter, strict=True
            )
            for number in count(1):
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    raise refusal(ILL_QUOTED, self._name, number) from error
                if cells is None:
                    return
                # The first cell tells of nearly every row that it is not empty.
                if not cells or not (cells[0].strip() or any(map(str.strip, cells))):
                    continue
                kept += 1
                if kept > self._limits.rows + 1:
                    raise self._too_large(f"more than {self._limits.rows:,} rows")
                if len(cells) > MOST_COLUMNS:
                    raise self._too_large(f"more than {MOST_COLUMNS} columns")
                yield number, cells

    def read_share(self, number: int) -> float | None:
        """How much of the file has been read, from 0 to 1."""
        return self._file.tell() / self._size

    @staticmethod
    def words(raw: str) -> str:
        """A cell as text, to be shown or compared; "" if it is empty."""
        return raw.strip()

    @staticmethod
    def key(raw: str) -> str:
        """What cells alike have in common."""
        return raw

    @staticmethod
    def number(raw: str) -> str:
        return raw

    @staticmethod
    def read(raw: str) -> Cell:
        return Cell(raw) if raw and not raw.isspace() else EMPTY

    def _lines(self) -> Iterator[str]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding=self._encoding, newline="")
        try:
            # Not "yield from", which would close the file with the generator.
            for line in text:  # noqa: UP028
                yield line
        finally:
            text.detach()

    def _too_large(self, what: str):
        return refusal("{} is too large: it has {}.", self._name, what)


def _encoding(file, name: str) -> str:
    """What the bytes are: marked as Unicode, or plainly UTF-8, or else Windows’ Western letters."""
    file.seek(0)
    beginning = file.read(_CHUNK)
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            candidates = (encoding,)
            break
    else:
        candidates = () if b"\0" in beginning else ("utf-8", "cp1252")
    for encoding in candidates:
        if _can_be_read(file, encoding):
            return encoding
    raise refusal(NO_TEXT, name)


def _can_be_read(file, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(_CHUNK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(lines: Iterator[str]) -> tuple[str, int]:
    """(what parts the cells, how many lines only say so): what parts most lines alike."""
    with closing(lines):
        first = list(islice(lines, _LINES_LOOKED_AT))
    hint = _HINT.fullmatch(first[0].strip("\ufeff\r\n")) if first else None
    if hint and hint[1] in DELIMITERS:
        return hint[1], 1

    def alike(delimiter):
        widths = Counter(len(row) for row in csv.reader(first, delimiter=delimiter))
        return max((number * (width - 1) for width, number in widths.items()), default=0)

    try:
        return max(DELIMITERS, key=alike), 0
    except csv.Error:
        return DELIMITERS[0], 0
