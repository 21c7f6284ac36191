"""Writes a year workbook: every sheet with its headings, notes on how to fill it in, and rows if any.

The same bytes every time for the same contents. It holds no macro and no formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import xlsxwriter

from budgets.arithmetic import ROUNDING_UNITS
from budgets.workbook.cells import MOST_DIGITS
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

Row = Mapping[str, object]

# Excel asks for a day of creation; a fixed one keeps the file the same.
_CREATED = datetime(2024, 4, 1, tzinfo=UTC)
_WIDTHS = {"name": 36, "line": 36, "group": 28, "comment": 60, "location": 40, "value": 20}
_USUAL_WIDTH = 18
_NOTE_WIDTH = 105
_LINE_HEIGHT = 15
_A4 = 9
# Text keeps the leading zeros of codes, and keeps Excel from making dates of them.
_NUMBER_FORMATS = {"text": "@", "number": "General", "amount": "#,##0.00", "date": "yyyy-mm-dd"}
# Excel's own calendar goes wrong before.
_FIRST_EXCEL_DAY = date(1900, 3, 1)
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


@dataclass(frozen=True)
class Contents:
    """What stands in a workbook: rows by sheet, with values by column. Nothing: a blank one.

    ``settings`` are the values of the sheet Year by key, ``partner_columns`` further headings of
    the sheet Elements, ``remarks`` stand first among the notes.
    """

    settings: Row = field(default_factory=dict)
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    partner_columns: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def written(contents: Contents) -> bytes:
    """An .xlsx file with every sheet of a year workbook."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": "Year workbook", "created": _CREATED})
        _write_notes(book, contents.remarks)
        for layout in SHEETS:
            further = contents.partner_columns if layout.partner_columns else ()
            sheet = _write_headings(book, layout, further)
            if layout is YEAR:
                _write_settings(sheet, contents.settings)
            for number, row in enumerate(contents.rows.get(layout.name, ()), start=1):
                _write_row(sheet, layout, further, number, row)
    return stream.getvalue()


def written_alone(layout: Layout, rows: Iterable[Row], title: str) -> bytes:
    """An .xlsx file of the one sheet ``layout`` tells of, with ``rows`` of values by column."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _CREATED})
        sheet = _write_headings(book, layout, ())
        for number, row in enumerate(rows, start=1):
            _write_row(sheet, layout, (), number, row)
    return stream.getvalue()


def _add_sheet(book: xlsxwriter.Workbook, name: str):
    """A sheet that prints on A4 as wide as the paper."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_notes(book: xlsxwriter.Workbook, remarks: Sequence[str]) -> None:
    sheet = _add_sheet(book, NOTES)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column("A:A", 20)
    sheet.set_column("B:B", _NOTE_WIDTH)
    sheet.write("A1", "How to fill in this workbook", bold)
    names = {layout.name for layout in SHEETS}
    for row, (term, note) in enumerate(_notes(remarks), start=1):
        sheet.write_string(row, 0, term, bold if term in names else None)
        sheet.write_string(row, 1, note, wrapped)
        # LibreOffice and previews do not fit a row to wrapped text by themselves.
        sheet.set_row(row, _LINE_HEIGHT * (1 + len(note) // _NOTE_WIDTH))


def _notes(remarks: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The two columns of the notes: what is explained, and how."""
    for rule in (*remarks, *_RULES):
        yield "", rule
    for layout in SHEETS:
        yield "", ""
        yield layout.name, layout.purpose + (" Required." if layout.required else "")
        meanings = KEYS if layout is YEAR else {each.name: each.meaning for each in layout.columns}
        yield from meanings.items()


def _write_headings(book: xlsxwriter.Workbook, layout: Layout, further: Sequence[str]):
    sheet = _add_sheet(book, layout.name)
    sheet.freeze_panes(1, 0)
    kinds = [(column.name, column.kind) for column in layout.columns]
    for at, (name, kind) in enumerate([*kinds, *((name, "number") for name in further)]):
        cells = book.add_format({"num_format": _NUMBER_FORMATS[kind]})
        sheet.set_column(at, at, _WIDTHS.get(name, _USUAL_WIDTH), cells)
        align = "right" if kind in ("number", "amount") else "left"
        heading = book.add_format({"bold": True, "bottom": 1, "align": align})
        sheet.write_string(0, at, name, heading)
        choices = _CHOICES.get((layout.name, name))
        if choices:
            sheet.data_validation(
                1, at, MOST_ROWS, at, {"validate": "list", "source": list(choices)}
            )
    return sheet


def _write_settings(sheet, settings: Row) -> None:
    for row, key in enumerate(KEYS, start=1):
        sheet.write_string(row, 0, key)
        _write_value(sheet, row, 1, settings.get(key))
        if key in _SETTINGS_CHOICES:
            source = [str(choice) for choice in _SETTINGS_CHOICES[key]]
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": source})


def _write_row(sheet, layout: Layout, further: Sequence[str], number: int, row: Row) -> None:
    for at, name in enumerate([*(column.name for column in layout.columns), *further]):
        _write_value(sheet, number, at, row.get(name))


def _write_value(sheet, row: int, at: int, value: object) -> None:
    """A value such that the reader reads it back exactly; None and empty text leave the cell."""
    if isinstance(value, bool):
        sheet.write_string(row, at, "yes" if value else "no")
    elif isinstance(value, int | Decimal | Fraction):
        _write_number(sheet, row, at, Fraction(value))
    elif isinstance(value, date) and value >= _FIRST_EXCEL_DAY:
        sheet.write_datetime(row, at, value)
    elif value is not None and value != "":
        sheet.write_string(row, at, value.isoformat() if isinstance(value, date) else value)


def _write_number(sheet, row: int, at: int, value: Fraction) -> None:
    """A number to Excel, unless it has more digits than Excel keeps: then text."""
    decimal = Decimal(value.numerator) / value.denominator
    if Fraction(decimal) != value:
        sheet.write_string(row, at, f"{value.numerator}/{value.denominator}")
    elif len(decimal.normalize().as_tuple().digits) > MOST_DIGITS:
        sheet.write_string(row, at, f"{decimal:f}")
    else:
        sheet.write_number(row, at, decimal)
