"""figures.xlsx: numbers, live formulas with the values they have here, and no surprise."""

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from budgets.arithmetic import AGREED, CAMERAS
from budgets.inputs import LinePosition
from budgets.models import ChargeElement, Quarter
from budgets.position import position_of, quarter_position
from cameras.arithmetic import CountedService
from reports.copies import finance_copy
from reports.downloads import BY_NAME
from reports.merging import MergedLines
from reports.outputs.excel import figures_xlsx
from reports.outputs.excel.notes import AS_VALUES, HELD_AS_VALUES
from reports.public_figures import merged_inputs
from tests import published
from tests.factories import enter, make_approved_year
from tests.positions import position_from
from tests.workbook_cases import basis_of, cases, element, lines


def sheets_of(position, *, values):
    return load_workbook(BytesIO(figures_xlsx(position)), data_only=values)


def table(sheet):
    """The rows below the headings, as far as the first is filled."""
    rows = sheet.iter_rows(min_row=5, values_only=True)
    return [row for row in rows if row[0]]


@pytest.fixture
def golden(demonstration):
    return quarter_position(demonstration)


def test_the_values_are_those_published(golden):
    book = sheets_of(golden, values=True)

    finance, recharges = table(book["Finance"]), table(book["Recharges"])

    assert [row[1:6] for row in finance[:6]] == [tuple(line) for line in published.LINES]
    assert finance[6][2:6] == tuple(published.BALANCE[1:])
    assert [row[:4] for row in recharges[:4]] == [
        (part.partner, part.budget, part.estimate, part.variance) for part in published.PARTNERS
    ]
    assert recharges[4][1:6] == (543_930, 522_490, -21_440, -21_440, 0)


def test_totals_and_variances_are_formulas(golden):
    book = sheets_of(golden, values=False)

    assert book["Finance"]["F5"].value == '=IF(OR(E5="",C5=""),"",ROUND(E5-C5,2))'
    assert "SUM($E$5:$E$10)" in book["Finance"]["E11"].value
    assert book["Recharges"]["D5"].value == '=IF(OR(C5="",B5=""),"",ROUND(C5-B5,2))'
    assert book["Recharges"]["C5"].value.startswith("=Working!$")


def test_a_comment_stands_clear_of_the_number_before_it(golden):
    cells = sheets_of(golden, values=True)["Finance"]["F4:G5"]

    columns = [[cell.alignment.indent for cell in row] for row in cells]

    assert columns == [[0, 1], [0, 1]]


@pytest.mark.django_db
def test_what_is_not_entered_stays_empty():
    year = make_approved_year(lines={"Employees": 1000, "Rent": 500})
    quarter = Quarter.objects.of(year.period, 1)
    enter(quarter, {"Employees": ("100", "1100")})

    book = sheets_of(quarter_position(quarter), values=True)

    assert [row[2:6] for row in table(book["Finance"])] == [
        (1000, 100, 1100, 100),
        (500, None, None, None),
        (1500, None, None, None),
    ]
    assert table(book["Recharges"])[0][1:6] == (750, None, None, None, None)


@pytest.mark.django_db
def test_pence_are_shown_where_there_are_any():
    year = make_approved_year(lines={"Employees": "1000.25"})
    quarter = Quarter.objects.of(year.period, 1)
    enter(quarter, {"Employees": ("100", "1100")})

    cell = sheets_of(quarter_position(quarter), values=True)["Finance"]["C5"]

    assert cell.value == 1000.25
    assert cell.number_format.startswith("#,##0.00")


STARTS = [
    "=1+1",
    "+44",
    "-5",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "=HYPERLINK(A1)",
    "=cmd|' /C x'!A0",
]


@pytest.mark.parametrize("words", STARTS)
def test_text_is_never_a_formula_or_a_link(words):
    """Lines, groups, comments, councils, elements and types of camera, whatever they begin with."""
    cameras = [CountedService(1, words, None, None, 3, 12, 12, Decimal(1))]
    basis = basis_of(cameras, element(100, CAMERAS, name=words))
    line = LinePosition(1, words, words, Decimal(1000), Decimal(100), Decimal(1100), words)
    position = position_from([line], basis, basis)
    position.inputs.partners[0].name = words

    book = sheets_of(position, values=False)

    written = [cell for sheet in book for row in sheet for cell in row if words in str(cell.value)]
    places = [f"{cell.parent.title}!{cell.coordinate}" for cell in written]
    assert {"Finance!A5", "Finance!B5", "Finance!G5", "Recharges!A5", "Elements!A5"} <= {*places}
    assert {"Cameras!A5", "Cameras!B5", "Weights!A5", "Working!A19", "Working!A22"} <= {*places}
    assert {cell.data_type for cell in written} == {"s"}
    assert not any(cell.hyperlink for cell in written)


def test_recharges_are_numbers_where_whole_numbers_would_have_too_many_digits():
    """An agreed percentage of fifteen decimals needs more than a spreadsheet keeps."""
    agreed = ("33.333333333333333", "66.666666666666667")
    basis = basis_of([1, 1], element(100, AGREED, agreed))
    position = position_from(lines(1000, estimate=lambda each: each + 1), basis, basis)

    live, shown = (sheets_of(position, values=values) for values in (False, True))

    assert {"Working", "Budget shares"}.isdisjoint(live.sheetnames)
    assert [live["Recharges"][cell].data_type for cell in ("C5", "D5", "E5", "F5")] == [*"nfnf"]
    assert table(shown["Recharges"])[0][1:6] == (330, 331, 1, 1, 0)
    notes = [row[0] for row in shown["Notes"].iter_rows(values_only=True)]
    assert {AS_VALUES, HELD_AS_VALUES} <= {*notes}


def test_each_sheet_has_a_title_headings_and_no_merged_cells(golden):
    for sheet in sheets_of(golden, values=True):
        assert sheet["A1"].value.endswith(", Quarter 2, 2024/25")
        assert sheet["A4"].value
        assert sheet.freeze_panes
        assert not sheet.merged_cells.ranges


def test_the_public_version_holds_nothing_of_lines_that_are_merged():
    """Not in a formula, nor in a value that one keeps: the workbook is made from merged lines."""
    whole = cases()["golden"].position
    _, premises, transport, *_ = whole.lines
    merged = MergedLines("Other", "Other", (premises.line_id, transport.line_id))
    public = position_of(whole.quarter, merged_inputs(whole.inputs, [merged]))

    cells = {
        str(cell.value)
        for values in (True, False)
        for sheet in sheets_of(public, values=values)
        for row in sheet
        for cell in row
    }

    own = {premises.line, transport.line, "42690", "17770", "900", "908"}
    assert own & cells == set()
    assert {"Other", "43590", "44690"} <= cells


def test_the_guide_for_auditors_names_every_sheet(golden):
    first = sheets_of(cases()["shares rounded first"].position, values=True)
    guide = Path("docs/guides/auditor.md").read_text()

    named = re.findall(r"^\| ([A-Z][a-z ]+) \|", guide, re.MULTILINE)

    assert {*named} - {"Sheet"} == {*sheets_of(golden, values=True).sheetnames, *first.sheetnames}


def test_cameras_are_listed_by_partner_and_type_with_the_months_they_counted(golden):
    book = sheets_of(golden, values=True)

    rows = [row[1:] for row in table(book["Cameras"]) if row[0].startswith("Hertsmere")]

    assert rows == [
        ("Actively monitored", "all year", 34, 12, 12, 1, 34),
        ("Reactive", "all year", 12, 12, 12, 0.25, 3),
    ]
    assert [row[1] for row in table(book["Weights"])] == [123.208333333333, 47.3125, 37, 49.125]


def test_a_file_that_is_kept_is_made_anew_when_an_element_has_another_name(open_quarter):
    kind, element = BY_NAME["figures.xlsx"], ChargeElement.objects.get(year=open_quarter.year)
    before = kind.made_from(finance_copy(open_quarter))

    element.name = "Another name"
    element.save()

    assert kind.made_from(finance_copy(open_quarter)) != before


@pytest.mark.django_db
def test_shares_of_thirds_add_up_to_a_hundred():
    year = make_approved_year(cameras=(1, 1, 1))

    book = sheets_of(quarter_position(Quarter.objects.of(year.period, 1)), values=True)

    assert table(book["Recharges"])[3][8] == 100


def test_the_last_quarter_is_headed_outturn(demonstration):
    last = Quarter.objects.of(demonstration.year.period, 4)

    book = sheets_of(quarter_position(last), values=True)

    assert book["Finance"]["E4"].value == "Outturn"
    assert book["Recharges"]["C4"].value == "Outturn"


def test_the_same_figures_give_the_same_bytes(golden, demonstration):
    assert figures_xlsx(golden) == figures_xlsx(quarter_position(demonstration))
