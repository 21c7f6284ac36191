"""The blank workbook: what the reader expects, and nothing it would stumble over."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from budgets.workbook import blank_workbook, load_year_workbook
from budgets.workbook.layout import SHEETS
from tests.workbooks import mistakes, year_sheets

pytestmark = pytest.mark.django_db


def opened():
    return load_workbook(BytesIO(blank_workbook()))


def test_it_has_the_notes_and_every_sheet_with_its_headings():
    book = opened()

    assert book.sheetnames == ["Notes", *(layout.name for layout in SHEETS)]
    for layout in SHEETS:
        headings = [cell.value for cell in book[layout.name][1]]
        assert headings == [column.name for column in layout.columns]


def test_its_notes_explain_every_sheet_and_setting():
    explained = {row[0].value for row in opened()["Notes"].iter_rows()}

    assert {layout.name for layout in SHEETS} <= explained
    assert {"rounding_unit", "ledger_code", "equivalent_cameras"} <= explained


def test_read_as_it_is_it_lacks_only_what_is_to_be_filled_in():
    assert mistakes(BytesIO(blank_workbook())) == [
        "Year, row 2, value: The cell is empty.",
        "Year, row 3, value: The cell is empty.",
        "Year, row 4, value: The cell is empty.",
        "Partners: The sheet has headings but no rows.",
        "Budget: The sheet has headings but no rows.",
    ]


def test_filled_in_it_loads():
    book = opened()
    for name, rows in year_sheets().items():
        for number, cells in enumerate(rows, start=1):
            for at, value in enumerate(cells, start=1):
                book[name].cell(number, at).value = value
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)

    year = load_year_workbook(stream, user=None)

    assert year.budgeted_recharges.count() == 3


def test_it_is_the_same_every_time():
    assert blank_workbook() == blank_workbook()


def test_codes_stay_text_and_choices_are_offered():
    book = opened()

    choices = {
        validation.formula1
        for sheet in book
        for validation in sheet.data_validations.dataValidation
    }
    assert book["Budget"].column_dimensions["C"].number_format == "@"
    assert choices == {'"yes,no"', '"cameras,equal,agreed"', '"1,10,100,1000"', '"monthly,daily"'}
