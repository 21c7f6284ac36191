"""Text from the clipboard as cells, and cells as text again.

A spreadsheet parts cells by tabs and rows by line ends, and puts quotation marks around a cell that
holds either. Whatever could be read in two ways is refused, or said.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO

from budgets.pasting.cells import is_amount

LONGEST_TEXT = 200_000
MOST_ROWS, MOST_COLUMNS = 300, 40
SEPARATORS = {";": "semicolons", ",": "commas"}
# Rows that may stand over the figures in a file without tabs: a title and the headings.
MOST_ROWS_OF_TEXT = 2

# A quoted cell ends where a tab, a line end or nothing follows; any other mark is just a mark.
_CELL = re.compile(r'"(?P<quoted>[^"]*(?:""[^"]*)*)"(?=[\t\n]|\Z)|(?P<plain>[^\t\n]*)')
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_IN_QUOTES = re.compile(r'"[^"]*"')
_LOOKS_PARTED = re.compile(r"[;,]|\S {2,}\S|\d \S")


class UnreadableBlock(ValueError):
    """The text as a whole cannot be read as cells; the message says why."""


@dataclass(frozen=True)
class Block:
    """A rectangle of cells as text, without empty rows and columns at its end.

    ``note`` says how the cells were told apart where it was not by tabs.
    """

    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0])


def read_block(text: str) -> Block:
    """The cells of ``text``. UnreadableBlock: nothing in it, too large, or not to be told apart.

    >>> read_block('Rent\\t1,234\\r\\nFees\\t"of two\\nlines"\\r\\n').rows
    (('Rent', '1,234'), ('Fees', 'of two\\nlines'))
    """
    if len(text) > LONGEST_TEXT:
        raise UnreadableBlock(
            f"The text has {len(text):,} characters. Paste at most {LONGEST_TEXT:,}: only the "
            "cells of this quarter’s lines."
        )
    if "\x00" in text:
        raise UnreadableBlock(
            "The text holds a null character, which no figure or comment can. Copy the cells in "
            "Excel again."
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _measured(Block(_by_tabs(text)) if "\t" in text else _without_tabs(text))


def block_as_text(block: Block) -> str:
    """The block as a spreadsheet puts it on the clipboard: ``read_block`` reads it back."""
    lines = ["\t".join(map(_as_copied, row)) for row in block.rows]
    if block.width == 1:
        # Without a tab, commas in the cells might seem to part them.
        lines[0] += "\t"
    return "\n".join(lines)


def _as_copied(cell: str) -> str:
    if "\t" in cell or "\n" in cell:
        return '"{}"'.format(cell.replace('"', '""'))
    return cell


def _by_tabs(text: str) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while True:
        found = _CELL.match(text, at)
        row.append(_unquoted(found, len(rows) + 1))
        at = found.end() + 1
        if found.end() == len(text) or text[found.end()] == "\n":
            rows.append(tuple(row))
            row = []
        if found.end() == len(text):
            return _as_wide(rows)


def _unquoted(found: re.Match, row: int) -> str:
    """The text of one cell. Excel quotes a cell only for a tab or a line end in it."""
    quoted = found["quoted"]
    if quoted is None:
        return found["plain"]
    if "\t" in quoted and "\n" in quoted:
        raise UnreadableBlock(_stray_mark(row))
    return quoted.replace('""', '"') if "\t" in quoted or "\n" in quoted else found[0]


def _as_wide(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows; a tab within a cell is believed only where its row is as wide as the others."""
    width = max(map(len, rows))
    for number, row in enumerate(rows, start=1):
        if len(row) != width and any("\t" in cell for cell in row):
            raise UnreadableBlock(_stray_mark(number))
    return tuple(rows)


def _stray_mark(row: int) -> str:
    return (
        f"In pasted row {row} a quotation mark opens that closes only after other cells, so that "
        "these cannot be told apart. Take the mark out of the text."
    )


def _without_tabs(text: str) -> Block:
    lines = _by_tabs(text)
    cells = [cell for (cell,) in lines if cell.strip()]
    if all(map(is_amount, cells)):
        return Block(lines)
    parted = {mark: table for mark in SEPARATORS if (table := _parted(text, mark))}
    if len(parted) == 1:
        ((mark, table),) = parted.items()
        return Block(
            table,
            f"The text has no tabs, so its {SEPARATORS[mark]} were taken to part the cells.",
        )
    if not any(map(_LOOKS_PARTED.search, cells)):
        return Block(lines)
    return Block(
        lines,
        "The text has no tabs, so each line was read as one cell. If it should be several, copy "
        "the cells themselves in Excel, which parts them by tabs.",
    )


def _parted(text: str, mark: str) -> tuple[tuple[str, ...], ...] | None:
    """The text parted by ``mark``; None: its rows differ in width, or it could mean another thing."""
    if mark == "," and _THOUSANDS.search(_IN_QUOTES.sub("", text)):
        return None
    try:
        rows = [tuple(row) for row in csv.reader(StringIO(text), delimiter=mark, strict=True)]
    except csv.Error:
        return None
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    of_text = [row for row in filled if not any(map(is_amount, row))]
    is_parted = len({len(row) for row in filled}) == 1 < len(filled[0])
    return (
        tuple(rows)
        if is_parted and len(of_text) <= min(MOST_ROWS_OF_TEXT, len(filled) - 1)
        else None
    )


def _measured(block: Block) -> Block:
    """The block as a rectangle. UnreadableBlock: too many rows or columns."""
    rows = _to_the_last([_to_the_last(row, str.strip) for row in block.rows], bool)
    if not rows:
        raise UnreadableBlock("Nothing was pasted. Copy the cells in Excel and paste them here.")
    width = max(map(len, rows))
    for number, most, name in (
        (len(rows), MOST_ROWS, "rows"),
        (width, MOST_COLUMNS, "columns"),
    ):
        if number > most:
            raise UnreadableBlock(
                f"The block has {number:,} {name}. Paste at most {most}: only the cells of this "
                "quarter’s lines."
            )
    return Block(tuple((*row, *[""] * (width - len(row))) for row in rows), block.note)


def _to_the_last(items, is_filled):
    """``items`` up to the last one that holds anything."""
    last = max((index for index, item in enumerate(items) if is_filled(item)), default=-1)
    return items[: last + 1]
