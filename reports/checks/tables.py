"""Footing: every printed table with a total is added up again, from the numbers as printed.

Where rounding for print makes a column add up to something else, a standard note under the table has
to say what; a table that does not foot and bears none is not published (rule 12).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from cctvpartnership.figures import MINUS, pounds, pounds_and_pence
from reports.checks.document import classes, words
from reports.checks.paper import Paper
from reports.checks.values import Fault, fault_at

# A table of steps ends in a result, which is no sum.
STEPS = "working-table"
TOTALS = ("total", "all", "balance", "sum")


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[str, ...]
    is_subtotal: bool = False


def unfooted_tables(paper: Paper) -> Iterator[Fault]:
    """The columns that do not add up as printed, and are under no note that says so."""
    document = paper.document
    for table in document.all("table"):
        rows, total = _rows(table)
        if total is None:
            continue
        notes = " ".join(words(each) for each in document.under(table) if each.tag == "p")
        for heading, sentence in (*_totals(table, rows, total, notes), *_subtotals(rows, notes)):
            yield fault_at(paper, table, f"{heading}: {sentence}")


def printed_numbers(table: Element) -> Iterator[Decimal]:
    """Every number in the cells of a table."""
    for cell in table.iter("td"):
        number = as_number(words(cell))
        if number is not None:
            yield number


def as_number(printed: str) -> Decimal | None:
    """A number as tables print it, with £, signs and thousands; None: it is none.

    >>> as_number("−£1,100"), as_number("18.43"), as_number("–")
    (Decimal('-1100'), Decimal('18.43'), None)
    """
    plain = printed.replace(MINUS, "-").replace("£", "").replace(",", "").replace("%", "").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _rows(table: Element) -> tuple[list[Row], Row | None]:
    """The rows above the total, and the total; None: the table has none."""
    found = [row for body in table.iter("tbody") for row in body.iter("tr") if len(row)]
    if not found or STEPS in classes(table):
        return [], None
    *rows, last = map(_row, found)
    is_total = "total" in classes(found[-1]) or _is_called_total(table, last)
    return rows, last if is_total else None


def _row(row: Element) -> Row:
    name, *cells = (words(cell) for cell in row)
    return Row(name, tuple(cells), is_subtotal="subtotal" in classes(row))


def _is_called_total(table: Element, row: Row) -> bool:
    """Whether the last row of a table that somebody typed is meant as a total."""
    if table.find("caption") is not None:
        return False
    first = row.name.lower().split()[:1]
    return bool(first) and first[0].strip(":") in TOTALS


def _totals(
    table: Element, rows: Sequence[Row], total: Row, notes: str
) -> Iterator[tuple[str, str]]:
    headings = [words(cell) for cell in table.iter("th") if cell.get("scope") == "col"]
    lines = [row for row in rows if not row.is_subtotal]
    for column, printed in enumerate(total.cells):
        added = _added_up(lines, column)
        if added is None or as_number(printed) in (None, added):
            continue
        said = _as_printed(added, printed)
        if f"add up to {said}" not in notes:
            heading = headings[column + 1] if column + 1 < len(headings) else f"Column {column + 2}"
            yield (
                heading,
                f"as printed, the amounts add up to {said}, but the total reads {printed}. Put the "
                f"table right; if only rounding parts them, say under it that “as printed, the "
                f"amounts add up to {said}”.",
            )


def _subtotals(rows: Sequence[Row], notes: str) -> Iterator[tuple[str, str]]:
    """A subtotal stands for the rows just above it, two or more: which ones, print does not say."""
    start = 0
    for place, row in enumerate(rows):
        if not row.is_subtotal:
            continue
        above = rows[start:place]
        start = place + 1
        runs = (above[first:] for first in range(max(0, len(above) - 1)))
        if not _is_named(row.name, notes) and not any(_foots(run, row) for run in runs):
            yield row.name, "the rows above do not add up to this subtotal, and no note says why."


def _is_named(name: str, notes: str) -> bool:
    """Whether the note on subtotals names it."""
    _before, _said, after = notes.partition("do not add up to the subtotal of ")
    return name in after


def _foots(rows: Sequence[Row], total: Row) -> bool:
    pairs = ((_added_up(rows, column), as_number(cell)) for column, cell in enumerate(total.cells))
    return all(added is None or printed in (None, added) for added, printed in pairs)


def _added_up(rows: Sequence[Row], column: int) -> Decimal | None:
    """The sum of a column as printed; None: a cell of it is no number."""
    cells = [as_number(row.cells[column]) if column < len(row.cells) else None for row in rows]
    return None if None in cells or not cells else sum(cells, Decimal(0))


def _as_printed(number: Decimal, like: str) -> str:
    return pounds_and_pence(number) if "." in like else pounds(number)
