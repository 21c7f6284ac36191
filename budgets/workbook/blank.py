"""Writes the blank year workbook: every sheet with its headings, and notes on how to fill it in.

The same bytes every time. It holds no macro and no formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from budgets.arithmetic import ROUNDING_UNITS
from budgets.workbook.layout import (
    AVERAGING,
    BASES,
    ELEMENTS,
    KEYS,
    MOST_ROWS,
    NOTES,
    PARTNERS,
    ROUND_SHARES_FIRST,
    ROUNDING_UNIT,
    SHEETS,
    WAYS_OF_AVERAGING,
    YEAR,
    Layout,
)

# Excel asks for a day of creation; a fixed one keeps the file the same.
_CREATED = datetime(2024, 4, 1, tzinfo=UTC)
_WIDTHS = {"name": 36, "line": 36, "group": 28, "comment": 60, "location": 40, "value": 20}
_USUAL_WIDTH = 18
_NOTE_WIDTH = 105
_LINE_HEIGHT = 15
_A4 = 9
# Text keeps the leading zeros of codes, and keeps Excel from making dates of them.
_NUMBER_FORMATS = {"text": "@", "number": "General", "amount": "#,##0.00", "date": "yyyy-mm-dd"}
_YES_OR_NO = ("yes", "no")
_CHOICES = {(PARTNERS.name, "host"): _YES_OR_NO, (ELEMENTS.name, "basis"): BASES}
_SETTINGS_CHOICES = {
    ROUNDING_UNIT: ROUNDING_UNITS,
    AVERAGING: WAYS_OF_AVERAGING,
    ROUND_SHARES_FIRST: _YES_OR_NO,
}
_RULES = (
    "Each sheet begins with its headings. Their order is free; rows left empty are skipped.",
    "Year, Partners and Budget are required. Other sheets may be left as they are, or removed.",
    "Dates are Excel dates, or text such as 2024-10-01. Amounts are pounds: 1234.50 or -1234.50.",
    "Percentages are written as 50 for a half. What is left empty is not entered, which is not 0.",
    "Partners are named by their short or full name. Nothing is loaded while anything is wrong: "
    "every mistake is listed with its sheet, row and column.",
    "Loading approves the budget, fixes each partner's budgeted recharge and leaves the four "
    "quarters open.",
)


def blank_workbook() -> bytes:
    """An .xlsx file with the sheets of a year workbook, to be filled in."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": "Year workbook", "created": _CREATED})
        _write_notes(book)
        for layout in SHEETS:
            _write_sheet(book, layout)
    return stream.getvalue()


def _add_sheet(book: xlsxwriter.Workbook, name: str):
    """A sheet that prints on A4 as wide as the paper."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_notes(book: xlsxwriter.Workbook) -> None:
    sheet = _add_sheet(book, NOTES)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column("A:A", 20)
    sheet.set_column("B:B", _NOTE_WIDTH)
    sheet.write("A1", "How to fill in this workbook", bold)
    names = {layout.name for layout in SHEETS}
    for row, (term, note) in enumerate(_notes(), start=1):
        sheet.write(row, 0, term, bold if term in names else None)
        sheet.write(row, 1, note, wrapped)
        # LibreOffice and previews do not fit a row to wrapped text by themselves.
        sheet.set_row(row, _LINE_HEIGHT * (1 + len(note) // _NOTE_WIDTH))


def _notes() -> Iterator[tuple[str, str]]:
    """The two columns of the notes: what is explained, and how."""
    for rule in _RULES:
        yield "", rule
    for layout in SHEETS:
        yield "", ""
        yield layout.name, layout.purpose + (" Required." if layout.required else "")
        meanings = KEYS if layout is YEAR else {each.name: each.meaning for each in layout.columns}
        yield from meanings.items()


def _write_sheet(book: xlsxwriter.Workbook, layout: Layout) -> None:
    sheet = _add_sheet(book, layout.name)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(layout.columns):
        cells = book.add_format({"num_format": _NUMBER_FORMATS[column.kind]})
        sheet.set_column(at, at, _WIDTHS.get(column.name, _USUAL_WIDTH), cells)
        align = "right" if column.kind in ("number", "amount") else "left"
        heading = book.add_format({"bold": True, "bottom": 1, "align": align})
        sheet.write(0, at, column.name, heading)
        choices = _CHOICES.get((layout.name, column.name))
        if choices:
            sheet.data_validation(
                1, at, MOST_ROWS, at, {"validate": "list", "source": list(choices)}
            )
    if layout is YEAR:
        _write_keys(sheet)


def _write_keys(sheet) -> None:
    for row, key in enumerate(KEYS, start=1):
        sheet.write(row, 0, key)
        if key in _SETTINGS_CHOICES:
            source = [str(choice) for choice in _SETTINGS_CHOICES[key]]
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": source})
