"""Workbooks as somebody else's program works them out: values dropped, entries changed, cells compared.

What came out is sheet -> rows of text, as ``Office.worked_out`` gives it.
"""

import re
import zipfile
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from reports.outputs.data import LINE_MONEY, RECHARGE_MONEY, figures

VALUE_OF_A_FORMULA = re.compile(r"(<f>[^<]*</f>)<v>[^<]*</v>")
# A spreadsheet keeps fifteen digits; of an amount of pounds all of them must be right.
NEAR = 1e-9
WORKINGS = ("Working", "Budget shares")
FIRST_ROW = 4
BASES = ("equivalent_cameras", "base_equivalent_cameras", "share_percent", "base_share_percent")


def without_values(content):
    """The workbook without a value in any cell with a formula, or programs would not work it out."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(stream, "w") as kept:
        for entry in given.infolist():
            text = given.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                text = VALUE_OF_A_FORMULA.sub(r"\1", text.decode()).encode()
            kept.writestr(entry, text)
    return stream.getvalue()


def has_values(content):
    """Whether a value is kept beside a formula: then a program need not work it out."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return any(b"</f><v>" in parts.read(name) for name in parts.namelist())


def with_entries(content, entries):
    """The workbook with other numbers in some cells, and without values.

    ``entries``: (sheet, name of the row, heading of the column) -> number, or None to empty it.
    """
    book = load_workbook(BytesIO(content))
    for (sheet, name, heading), number in entries.items():
        _cell(book[sheet], name, heading).value = None if number is None else float(number)
    stream = BytesIO()
    book.save(stream)
    return without_values(stream.getvalue())


def _cell(sheet, name, heading):
    """The cell in the first row that is named so, in the column of the heading."""
    column = next(cell.column for row in sheet for cell in row if cell.value == heading)
    name_column = 2 if sheet.title == "Finance" else 1
    rows = range(5, sheet.max_row + 1)
    row = next(row for row in rows if sheet.cell(row, name_column).value == name)
    return sheet.cell(row, column)


def differing(content, found):
    """The cells with formulas whose value in the file is another than the one worked out."""
    live, shown = (load_workbook(BytesIO(content), data_only=values) for values in (False, True))
    return [
        f"{sheet.title}!{cell.coordinate}: {at(found, sheet.title, cell.coordinate)!r}, not {value!r}"
        for sheet in live
        for row in sheet
        for cell in row
        if cell.data_type == "f"
        for value in [shown[sheet.title][cell.coordinate].value]
        if not is_same(value, at(found, sheet.title, cell.coordinate))
    ]


def at(found, sheet, coordinate):
    """The text of one cell."""
    row, column = coordinate_to_tuple(coordinate)
    return found[sheet][row - 1][column - 1]


def is_same(given, text):
    """Whether the text of a cell is ``given``: a number, words, or nothing."""
    if given is None or isinstance(given, str):
        return text == (given or "")
    try:
        return abs(float(given) - float(text)) < NEAR * max(1, abs(float(given)))
    except ValueError:
        return False


def checks_of(found):
    """The sheet Checks: words -> what they come to, as a number; None is not yet known."""
    rows = found["Checks"][FIRST_ROW:]
    rows = rows[: next(place for place, row in enumerate(rows) if not row[0])]
    return {words: float(value) if value else None for words, value in rows}


def is_exact(found):
    """Whether the workbook says that all its numbers are small enough to be so, and has formulas."""
    checks = checks_of(found)
    beyond = [checks.get(f"{name}: how far a number is too large to be exact") for name in WORKINGS]
    return beyond == [0, 0]


def not_as_in_the_figures(position, found):
    """What differs between figures.json of ``position`` and the recomputed workbook, in every cell."""
    wanted = figures(position)
    finance, recharges = (found[name][FIRST_ROW:] for name in ("Finance", "Recharges"))
    lines = [*_named("line", wanted["lines"]), ("balance", wanted["balance"])]
    partners = [*_named("partner", wanted["partners"]), ("all partners", wanted["partners_total"])]
    compared = [
        *_compared(lines, finance, 2, LINE_MONEY),
        *_compared(partners, recharges, 1, RECHARGE_MONEY),
        *_compared(partners[:-1], recharges, 6, BASES),
    ]
    assert len(finance) == len(lines)
    assert len(recharges) == len(partners)
    return [
        f"{name}, {key}: {text!r}, not {number!r}"
        for name, key, number, text in compared
        if not is_same(number, text)
    ]


def _named(key, rows):
    return [(row[key], row) for row in rows]


def _compared(wanted, rows, first, keys):
    """(name of the row, key, number, text) of each cell, in columns from ``first`` on."""
    for (name, given), row in zip(wanted, rows, strict=False):
        for key, text in zip(keys, row[first:], strict=False):
            number = given[key]
            yield name, key, Decimal(number) if isinstance(number, str) else number, text
