"""Year workbooks for tests: a small valid one as rows of cells, to be changed and saved.

Three invented councils; £1,000 each of two lines. ``Styled`` gives a cell a number format.
"""

import zipfile
from copy import deepcopy
from datetime import date
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook

from budgets.workbook import WorkbookErrors, load_year_workbook, read_year_workbook

# The part that holds the first sheet.
SHEET = "xl/worksheets/sheet1.xml"

_SHEETS = {
    "Year": [
        ["key", "value"],
        ["label", "2024-25"],
        ["rounding_unit", 10],
        ["averaging", "monthly"],
        ["round_shares_first", "no"],
    ],
    "Partners": [
        ["name", "short_name", "host", "gss_code"],
        ["Ashdown Borough Council", "Ashdown", "yes", "E07000001"],
        ["Birchley District Council", "Birchley", "no", None],
        ["Coldbrook City Council", "Coldbrook", "no", "E07000003"],
    ],
    "Camera types": [
        ["name", "weight", "from"],
        ["Active", 1, date(2020, 4, 1)],
        ["Reactive", 0.25, date(2020, 4, 1)],
    ],
    "Cameras": [
        ["reference", "partner", "type", "from", "until", "location", "number"],
        ["A", "Ashdown", "Active", date(2020, 4, 1), None, None, 6],
        ["B1", "Birchley", "Active", date(2020, 4, 1), None, "High Street", None],
        ["B2", "Birchley District Council", "Active", "2020-04-01", None, None, 2],
        ["C1", "Coldbrook", "Reactive", date(2024, 10, 1), date(2026, 3, 31), None, 1],
    ],
    "Budget": [
        ["group", "line", "ledger_code", "budget"],
        ["Employees", "Salaries", "E100; E101", 1200],
        ["Income", "Commercial income", 4711, "(200)"],
    ],
    "Q1": [
        ["line", "actual", "estimate", "comment"],
        ["Salaries", 300, 1200, None],
        ["Commercial income", None, None, "Invoices are awaited."],
    ],
}


class Styled(NamedTuple):
    """A cell with an Excel number format, such as ``0%``."""

    value: object
    number_format: str


def year_sheets(**changes):
    """Sheet -> rows with the headings first. Changes by sheet name, blanks as underscores; None
    leaves the sheet out."""
    sheets = deepcopy(_SHEETS)
    for name, rows in changes.items():
        sheets[name.replace("_", " ")] = rows
    return {name: rows for name, rows in sheets.items() if rows is not None}


def next_year(**changes):
    """The same workbook for 2025/26."""
    sheets = year_sheets(**changes)
    sheets["Year"][1][1] = "2025-26"
    return sheets


def with_cameras(*rows):
    """The valid workbook with these rows of cameras alone."""
    return year_sheets(Cameras=[_SHEETS["Cameras"][0], *map(list, rows)])


def with_row(sheet, *cells):
    """The valid workbook with one more row at the end of a sheet."""
    sheets = year_sheets()
    sheets[sheet].append(list(cells))
    return sheets


def with_cell(sheet, row, column, value):
    """The valid workbook with one cell changed; ``row`` as Excel counts, ``column`` by heading."""
    sheets = year_sheets()
    headings, cells = sheets[sheet][0], sheets[sheet][row - 1]
    cells.extend([None] * (len(headings) - len(cells)))
    cells[headings.index(column)] = value
    return sheets


def as_file(sheets):
    """The sheets as an open .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, cells in enumerate(rows, start=1):
            for at, value in enumerate(cells, start=1):
                _write(sheet.cell(number, at), value)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "year.xlsx"
    return stream


def _write(cell, value):
    if isinstance(value, Styled):
        cell.value, cell.number_format = value
    else:
        cell.value = value


def named(content, name="year.xlsx"):
    stream = BytesIO(content)
    stream.name = f"/home/somebody/{name}"
    return stream


def repacked(change, content=None):
    """The valid workbook with its parts as ``change`` (name -> bytes) leaves them; None drops one."""
    given = zipfile.ZipFile(BytesIO(content or as_file(year_sheets()).read()))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            part = change(name, given.read(name))
            if part is not None:
                kept.writestr(name, part)
    return named(stream.getvalue())


def in_first_sheet(old, new):
    def change(name, part):
        if name != SHEET:
            return part
        assert old in part
        return part.replace(old, new)

    return repacked(change)


def load(sheets, user=None):
    """The financial year that loading the sheets brings about."""
    return load_year_workbook(as_file(sheets), user=user)


def mistakes(sheets):
    """Every mistake that is found in the sheets (or in an open file), as it is told."""
    try:
        read_year_workbook(sheets if hasattr(sheets, "read") else as_file(sheets))
    except WorkbookErrors as errors:
        return [str(problem) for problem in errors.problems]
    return []
