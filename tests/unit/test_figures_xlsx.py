"""figures.xlsx: numbers, live formulas with the values they have here, and no surprise."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from budgets.models import Quarter
from budgets.position import quarter_position
from reports.outputs.excel import figures_xlsx
from tests import published
from tests.factories import enter, make_approved_year


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
    assert "SUM(E5:E10)" in book["Finance"]["E11"].value
    assert book["Recharges"]["D5"].value == '=IF(OR(C5="",B5=""),"",ROUND(C5-B5,2))'
    assert "Finance!E11" in book["Recharges"]["C11"].value


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


@pytest.mark.django_db
def test_text_is_never_a_formula_or_a_link():
    year = make_approved_year(lines={"=1+1": 1000})
    quarter = Quarter.objects.of(year.period, 1)
    enter(quarter, {"=1+1": ("100", "1100", "=HYPERLINK(A1)")})

    sheet = sheets_of(quarter_position(quarter), values=False)["Finance"]

    assert (sheet["B5"].value, sheet["B5"].data_type) == ("=1+1", "s")
    assert (sheet["G5"].value, sheet["G5"].data_type) == ("=HYPERLINK(A1)", "s")


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
