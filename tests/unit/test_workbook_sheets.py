"""Sheets, headings and the sheet Year: what is missing, unknown, doubled or cannot be read."""

import pytest

from tests.workbooks import as_file, load, mistakes, with_cell, with_row, year_sheets

pytestmark = pytest.mark.django_db


def test_the_valid_workbook_has_no_mistake():
    assert mistakes(year_sheets()) == []


def test_required_sheets_that_are_missing_are_named():
    assert mistakes({"Sheet1": [["a"]]}) == [
        "Year: The sheet is missing.",
        "Partners: The sheet is missing.",
        "Budget: The sheet is missing.",
    ]


def test_required_sheets_without_rows_are_named():
    found = mistakes(year_sheets(Partners=[["name", "short_name", "host"]], Budget=[]))

    assert "Partners: The sheet has headings but no rows." in found
    assert "Budget: The sheet is empty." in found


@pytest.mark.parametrize(
    ("sheet", "meant"),
    [
        ("Base camera", "Base cameras"),
        ("CameraTypes", "Camera types"),
        ("Camera", "Cameras"),
        ("Element", "Elements"),
        ("Budgets", "Budget"),
        ("Quarter 2", "Q2"),
        ("Qtr3", "Q3"),
        ("Q 4", "Q4"),
        ("Q2 (2)", "Q2"),
        ("Q5", "Q1 to Q4"),
    ],
)
def test_a_sheet_whose_name_is_a_slip_is_not_left_aside(sheet, meant):
    found = mistakes(year_sheets() | {sheet: [["line"]]})

    assert found == [
        f"{sheet}: The sheet “{sheet}” is not one of a year workbook. Did you mean “{meant}”? "
        "Rename it, or give it a name that cannot be mistaken."
    ]


def test_sheets_of_other_names_are_left_aside():
    assert mistakes(year_sheets() | {"Workings": [["=1+1"]], "Notes": [["#REF!"]]}) == []


def test_sheets_and_headings_are_found_in_any_case_and_order():
    sheets = {name.upper(): rows for name, rows in year_sheets().items()}
    sheets["BUDGET"] = [[" Budget ", "Line", "GROUP"], [1000, "Salaries", "Employees"]]
    sheets["PARTNERS"][0] = ["Name", "Short name", "Host", "GSS code"]
    del sheets["Q1"]

    assert mistakes(sheets) == []


def test_two_sheets_of_one_name_are_refused():
    found = mistakes(year_sheets() | {"budget ": [["group", "line", "budget"]]})

    assert found == ["Budget: There are two sheets “Budget”. Remove one."]


@pytest.mark.parametrize(
    ("sheet", "column", "needed"),
    [
        ("Year", "value", "key, value"),
        ("Partners", "short_name", "name, short_name, host"),
        ("Camera types", "weight", "name, weight, from"),
        ("Cameras", "type", "reference, partner, type, from"),
        ("Budget", "budget", "group, line, budget"),
        ("Q1", "estimate", "line, actual, estimate"),
    ],
)
def test_a_missing_column_is_named_once(sheet, column, needed):
    sheets = year_sheets()
    at = sheets[sheet][0].index(column)
    sheets[sheet] = [cells[:at] + cells[at + 1 :] for cells in sheets[sheet]]

    assert mistakes(sheets) == [
        f"{sheet}, row 1, {column}: The column is missing. The headings must include {needed}."
    ]


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("Partners", "gss_code"),
        ("Cameras", "until"),
        ("Cameras", "location"),
        ("Cameras", "number"),
        ("Budget", "ledger_code"),
        ("Q1", "comment"),
    ],
)
def test_a_column_whose_cells_may_all_be_empty_may_be_left_out(sheet, column):
    sheets = year_sheets()
    at = sheets[sheet][0].index(column)
    sheets[sheet] = [cells[:at] + cells[at + 1 :] for cells in sheets[sheet]]

    assert mistakes(sheets) == []


def test_an_unknown_column_is_refused_with_a_suggestion():
    found = mistakes(with_cell("Cameras", 1, "until", "untill"))

    assert found == [
        "Cameras, row 1, untill: “untill” is no column of this sheet. Did you mean “until”?"
    ]


def test_a_heading_that_stands_there_twice_is_refused():
    found = mistakes(with_cell("Budget", 1, "ledger_code", "Line"))

    assert found == ["Budget, row 1, line: The heading “line” stands there twice."]


def test_values_under_no_heading_are_refused_once_a_column():
    sheets = year_sheets()
    sheets["Cameras"][0][4] = None
    sheets["Cameras"][2][4] = "2024-09-30"

    assert mistakes(sheets) == [
        "Cameras, row 3, column E: “2024-09-30” stands under no heading. Give its column a "
        "heading, or clear it."
    ]


def test_an_error_as_heading_is_refused():
    found = mistakes(with_cell("Budget", 1, "ledger_code", "#REF!"))

    assert found == ["Budget, row 1: The cell shows “#REF!”, an error of Excel’s. Correct it."]


def test_empty_rows_between_and_before_are_skipped():
    sheets = year_sheets()
    sheets["Budget"] = [[], *sheets["Budget"][:2], [None, "  "], *sheets["Budget"][2:], []]

    assert mistakes(sheets) == []


def test_too_many_rows_for_a_sheet_are_refused():
    rows = [["group", "line", "budget"], *(["G", f"Line {n}", 1] for n in range(5001))]

    found = mistakes(year_sheets(Budget=rows, Q1=None))

    assert found == ["Budget: The sheet has 5,001 rows. At most 5,000 are read."]


@pytest.mark.parametrize(
    ("row", "value", "sentence"),
    [
        (2, "2024", "“2024” is not a financial year. Write it as 2024-25."),
        (2, 2024, "“2024” is not a financial year. Write it as 2024-25."),
        (2, "2024-26", "“2024-26” is not a financial year. Write it as 2024-25."),
        (2, "1024-25", "“1024-25” is not a year between 1990 and 2199."),
        (2, None, "The cell is empty."),
        (3, 25, "“25” is not a rounding unit. Use 1, 10, 100 or 1000."),
        (3, 0.5, "“0.5” is not a rounding unit. Use 1, 10, 100 or 1000."),
        (3, "ten", "“ten” is not an amount. Enter a number, such as 6,406."),
        (3, None, "The cell is empty."),
        (4, "weekly", "“weekly” is not a way of averaging. Use monthly or daily."),
        (5, "perhaps", "“perhaps” is neither yes nor no."),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(row, value, sentence):
    found = mistakes(with_cell("Year", row, "value", value))

    assert found == [f"Year, row {row}, value: {sentence}"]


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("label", "the financial year, such as 2024-25"),
        ("rounding_unit", "recharges are rounded to this many pounds: 1, 10, 100 or 1000"),
        ("averaging", "monthly (cameras on the first of each month) or daily"),
    ],
)
def test_a_setting_that_is_missing_is_never_guessed(key, meaning):
    sheets = year_sheets()
    sheets["Year"] = [cells for cells in sheets["Year"] if cells[0] != key]

    assert mistakes(sheets) == [f"Year: The key {key} is missing: {meaning}."]


def test_a_value_without_a_key_is_refused():
    assert mistakes(with_row("Year", None, 10)) == ["Year, row 6, key: The cell is empty."]


def test_an_unknown_and_a_repeated_setting_are_refused():
    sheets = with_row("Year", "rounding", 10)
    sheets["Year"].append(["Label", "2025-26"])

    assert mistakes(sheets) == [
        "Year, row 6, key: “rounding” is not a setting of a year. Did you mean “rounding_unit”?",
        "Year, row 7, key: “Label” stands in row 2 already.",
    ]


@pytest.mark.parametrize(
    ("values", "settings"),
    [
        (("2030/31", "£1,000", "Daily", "YES"), (2030, 1000, "daily", True)),
        (("2030-31", "1", "monthly", True), (2030, 1, "monthly", True)),
        (("2030-31", 100.0, "monthly", None), (2030, 100, "monthly", False)),
    ],
)
def test_settings_are_read_as_people_write_them(values, settings):
    sheets = year_sheets()
    for cells, value in zip(sheets["Year"][1:], values, strict=True):
        cells[1] = value

    year = load(sheets)

    assert (
        year.starts_in,
        year.rounding_unit,
        year.averaging,
        year.round_shares_first,
    ) == settings


def test_a_year_is_loaded_once():
    load(year_sheets())

    assert mistakes(year_sheets()) == [
        "Year, row 2, value: The year 2024-25 is loaded already. A year is loaded once."
    ]


def test_an_upload_is_read_like_a_file():
    assert mistakes(as_file(year_sheets())) == []
