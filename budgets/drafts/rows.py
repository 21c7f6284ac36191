"""What a page sends, row by row and as typed: read from the form of the grid, or from JSON.

Nothing is judged here. A row that cannot be told apart from others is left out: it is no line's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from budgets.revisions import CELLS

# Longer text is nobody's typing, and a draft is no place to store files.
LONGEST_KEPT = 100_000
LARGEST_REVISION = 10**9
FIELD = re.compile(rf"lines-([1-9][0-9]{{0,17}})-(based_on|{'|'.join(CELLS)})")
TYPED_IN = "typed_in"


class UnreadableRows(ValueError):
    """What came is not in the form in which the page sends what was typed."""


@dataclass(frozen=True)
class TypedRow:
    """One line as its page has it: cell -> text, and the revision that the page showed.

    ``typed_in`` names the cells in which the person typed on that page, be it to put back what stood
    there; the others count only where they differ from that revision.
    """

    based_on: int
    cells: Mapping[str, str]
    typed_in: frozenset[str]


def rows_of_form(sent: Mapping[str, str]) -> dict[int, TypedRow]:
    """The rows of the grid's form, by line."""
    typed_in = set(sent.get(TYPED_IN, "").split())
    fields: dict[int, dict[str, str]] = {}
    for name in sent:
        if found := FIELD.fullmatch(name):
            fields.setdefault(int(found[1]), {})[found[2]] = sent[name]
    return {
        line: TypedRow(
            based_on=int(row.pop("based_on")),
            cells=_cells(row),
            typed_in=frozenset(cell for cell in row if field_name(line, cell) in typed_in),
        )
        for line, row in fields.items()
        if re.fullmatch(r"[0-9]{1,9}", row.get("based_on", ""))
    }


# Far beyond any budget; a page of ours sends no more.
MOST_ROWS = 5_000


def rows_of_json(content) -> dict[int, TypedRow]:
    """``{"5": {"based_on": 3, "actual": "6,406"}}``: the cells typed in since the page sent last.

    UnreadableRows: anything else; another key of a row, a revision that is no number.
    """
    if not isinstance(content, dict):
        raise UnreadableRows("The rows are no object.")
    if len(content) > MOST_ROWS:
        raise UnreadableRows(f"More than {MOST_ROWS:,} rows.")
    return {_line(key): _row(row) for key, row in content.items()}


def field_name(line_id: int | str, cell: str) -> str:
    """As the grid's form calls it: ``lines-5-actual``."""
    return f"lines-{line_id}-{cell}"


def names_held(cells: Mapping[str, Mapping], rows: Mapping[int, TypedRow]) -> str:
    """Of a draft's ``cells``, the fields of the page that sent ``rows`` which hold their text."""
    held = (
        field_name(line, cell)
        for line, row in cells.items()
        for cell, kept in row.items()
        if int(line) in rows and rows[int(line)].cells.get(cell) == kept["text"]
    )
    return " ".join(held)


def _line(key: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,17}", key):
        raise UnreadableRows("A row has no number of a line.")
    return int(key)


def _row(row) -> TypedRow:
    if not isinstance(row, dict) or not row.keys() <= {"based_on", *CELLS}:
        raise UnreadableRows("A row holds something else than cells.")
    based_on, cells = row.get("based_on"), {key: row[key] for key in row if key in CELLS}
    if type(based_on) is not int or not 0 <= based_on < LARGEST_REVISION:
        raise UnreadableRows("A row does not say which revision it is based on.")
    if not all(isinstance(text, str) for text in cells.values()):
        raise UnreadableRows("A cell holds something else than text.")
    cells = _cells(cells)
    return TypedRow(based_on, cells, frozenset(cells))


def _cells(row: Mapping[str, str]) -> dict[str, str]:
    return {cell: _storable(text) for cell, text in row.items() if len(text) <= LONGEST_KEPT}


def _storable(text: str) -> str:
    """The text without what no database holds: null characters, and halves of a character."""
    whole = text.encode("utf-8", "replace").decode()
    return whole.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
