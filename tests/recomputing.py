"""Workbooks as somebody else's program works them out: values dropped, entries changed, cells compared."""

import re
import zipfile
from decimal import Decimal
from functools import cache
from io import BytesIO

from openpyxl import load_workbook

from reports.outputs.data import LINE_MONEY, RECHARGE_MONEY, figures

VALUE_OF_A_FORMULA = re.compile(r"(<f>[^<]*</f>)<v>[^<]*</v>")
# A spreadsheet keeps fifteen digits; of an amount of pounds all of them must be right.
NEAR = 1e-9
WORKINGS = ("Working", "Budget shares")


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


def with_entries(content, entries):
    """The workbook with other numbers in some cells, and without values.

    ``entries``: (sheet, name of the row, heading of the column) -> number, or None to empty it.
    """
    book = load_workbook(BytesIO(content))
    for (sheet, name, heading), number in entries.items():
        cell = _cell(book[sheet], name, heading)
        cell.value = None if number is None else float(number)
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


@cache
def _book(content, *, data_only):
    return load_workbook(BytesIO(content), data_only=data_only)


def cells_of(content):
    """Sheet and cell -> value."""
    return {name: cell.value for name, cell in _cells(content, data_only=True)}


def formulas_of(content):
    """The names of the cells with a formula; text that begins like one is text."""
    return [name for name, cell in _cells(content, data_only=False) if cell.data_type == "f"]


def _cells(content, **how):
    for sheet in _book(content, **how):
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", cell) for cell in row)


def has_values(content):
    """Whether a value is kept beside a formula: then a program need not work it out."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return any(b"</f><v>" in parts.read(name) for name in parts.namelist())


def is_exact(content):
    """Whether the workbook says that all its numbers are small enough to be so, and has formulas."""
    checks = checks_of(content)
    beyond = [checks.get(f"{name}: how far a number is too large to be exact") for name in WORKINGS]
    return beyond == [0, 0]


def checks_of(content):
    """The sheet Checks: words -> what they come to."""
    sheet = _book(content, data_only=True)["Checks"]
    rows = sheet.iter_rows(min_row=5, max_col=2, values_only=True)
    return {words: value for words, value in rows if words and not words.startswith("Nil is")}


def differing(given, found, names=None):
    """The cells that hold something else: ``["Finance!E11: 5, not 4"]``."""
    names = given.keys() if names is None else names
    return [
        f"{name}: {found.get(name)!r}, not {given[name]!r}"
        for name in names
        if not is_same(given[name], found.get(name))
    ]


def is_same(given, found):
    given, found = ("" if value is None else value for value in (given, found))
    if isinstance(given, str) or isinstance(found, str):
        return given == found
    return abs(float(given) - float(found)) < NEAR * max(1, abs(float(given)))


def figures_in(content):
    """What the recomputed workbook holds, as figures.json does: every cell of both tables."""
    book = _book(content, data_only=True)
    lines, balance = _table(book["Finance"], 2, LINE_MONEY)
    partners, total = _table(book["Recharges"], 1, RECHARGE_MONEY)
    bases = ("equivalent_cameras", "base_equivalent_cameras", "share_percent", "base_share_percent")
    for partner, row in zip(partners, book["Recharges"].iter_rows(min_row=5), strict=False):
        partner |= {name: row[6 + place].value for place, name in enumerate(bases)}
    return {"lines": lines, "balance": balance, "partners": partners, "partners_total": total}


def _table(sheet, first, names):
    rows = []
    for row in sheet.iter_rows(min_row=5, values_only=True):
        if row[0] is None:
            break
        rows.append(dict(zip(names, row[first:], strict=False)))
    return rows[:-1], rows[-1]


def not_as_in_the_figures(position, content):
    """What differs between figures.json of ``position`` and the recomputed workbook."""
    wanted, found = figures(position), figures_in(content)
    pairs = [
        *zip(_named("line", wanted["lines"]), found["lines"], strict=True),
        *zip(_named("partner", wanted["partners"]), found["partners"], strict=True),
        (("balance", wanted["balance"]), found["balance"]),
        (("all partners", wanted["partners_total"]), found["partners_total"]),
    ]
    return [
        f"{name}, {key}: {row.get(key)!r}, not {given[key]!r}"
        for (name, given), row in pairs
        for key in row
        if not is_same(_number(given[key]), row[key])
    ]


def _named(key, rows):
    return [(row[key], row) for row in rows]


def _number(value):
    return Decimal(value) if isinstance(value, str) else value
