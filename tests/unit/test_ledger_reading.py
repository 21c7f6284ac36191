"""What reading an extract finds: sums by code, notes and totals, and every mistake with its place."""

from decimal import Decimal

import pytest

from budgets.ledger.amounts import ledger_amount
from budgets.ledger.findings import as_json, from_json
from budgets.ledger.layout import Layout, Meaning
from budgets.workbook.cells import NUMBER, Cell
from cctvpartnership.figures import UnreadableAmount
from tests.factories import make_partners, make_year
from tests.ledgers import (
    HEADINGS,
    ROWS,
    actuals,
    as_csv,
    as_dates,
    as_workbook,
    places,
    read,
    row,
)

pytestmark = pytest.mark.django_db

SUMS = {
    "CCTV-1000": Decimal(25_000),
    "CCTV-1100": Decimal("1200.50"),
    "CCTV-2000": Decimal(17_770),
    "CCTV-3000": Decimal(908),
    "CCTV-4000": Decimal(300_000),
    "CCTV-9000": Decimal(-63_817),
}
BALANCES = Layout(columns={"Account": Meaning.CODE, "Amount": Meaning.AMOUNT})


@pytest.fixture
def quarter():
    return make_year(make_partners(1)).quarters.get(number=2)


def mistakes(quarter, *rows, make=as_csv):
    return places(read(make(rows), quarter))


# --- Sums ---


@pytest.mark.parametrize("file", [as_csv(ROWS), as_workbook(ROWS), as_workbook([*as_dates(ROWS)])])
def test_amounts_are_added_up_by_code_with_commitments_and_accruals_apart(quarter, file):
    findings = read(file, quarter)

    assert actuals(findings) == SUMS
    assert findings.codes["cctv-2000"].amounts["within"]["commitments"] == 2_500
    assert findings.codes["cctv-4000"].amounts["within"]["accruals"] == 7_846
    assert findings.rows == 9
    assert findings.groups == {}


def test_findings_survive_being_kept_as_json(quarter):
    findings = read(as_csv([*ROWS, row(Amount="tbc"), row(Posting_date="1/1/2020")]), quarter)

    assert from_json(as_json(findings)) == findings


def test_codes_alike_in_all_but_case_and_spacing_are_one(quarter):
    rows = [row(Account="E 1"), row(Account=" e  1", Reference="R2")]

    assert actuals(read(as_csv(rows), quarter)) == {"E 1": 20}


def test_a_code_of_two_columns_is_joined(quarter):
    layout = Layout(
        columns={
            "Cost centre": Meaning.CODE,
            "Subjective": Meaning.CODE,
            "Amount": Meaning.AMOUNT,
        },
        joined_by="/",
    )
    file = as_workbook([(10, "E1", 5), (10, None, 6)], ("Cost centre", "Subjective", "Amount"))

    findings = read(file, quarter, layout)

    assert actuals(findings) == {"10/E1": 5}
    assert places(findings) == {"code": ["Extract, row 3, Subjective: The cell is empty."]}


def test_debit_less_credit_is_the_amount(quarter):
    columns = {"Account": Meaning.CODE, "Dr": Meaning.DEBIT, "Cr": Meaning.CREDIT}
    rows = [("E1", "100.00", ""), ("E1", "", "30.50"), ("I1", "", "12"), ("I1", "2", "")]

    findings = read(as_csv(rows, ("Account", "Dr", "Cr")), quarter, Layout(columns=columns))

    assert actuals(findings) == {"E1": Decimal("69.50"), "I1": -10}


def test_credits_that_carry_a_minus_of_their_own_are_asked_about(quarter):
    columns = {"Account": Meaning.CODE, "Dr": Meaning.DEBIT, "Cr": Meaning.CREDIT}
    rows = [("E1", "100.00", ""), ("I1", "", "-30.50")]

    findings = read(as_csv(rows, ("Account", "Dr", "Cr")), quarter, Layout(columns=columns))

    [place] = places(findings)["amount"]
    assert place.startswith("row 3, Cr: Every credit has a minus already")


def test_columns_of_months_and_of_commitments_are_told_apart(quarter):
    columns = {
        "Account": Meaning.CODE,
        "Apr": Meaning.AMOUNT,
        "May": Meaning.AMOUNT,
        "On order": Meaning.COMMITMENTS,
    }
    rows = [("E1", "1", "2", "10"), ("E1", "", "4", ""), ("E2", "", "", "")]

    findings = read(as_csv(rows, ("Account", "Apr", "May", "On order")), quarter, Layout(columns))

    assert actuals(findings) == {"E1": 7}
    assert findings.left_aside == 1
    assert findings.codes["e1"].amounts["within"]["commitments"] == 10
    assert findings.kinds == ("actual", "commitments")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,234.5000", "1234.50"),
        (" (1,234.50) ", "-1234.50"),
        ("1,234.50-", "-1234.50"),
        ("£12", "12"),
        ("10 CR", "-10"),
        (" - ", "0"),
        ("-0.00", "0"),
    ],
)
def test_amounts_are_read_as_ledgers_write_them(quarter, cell, amount):
    assert actuals(read(as_csv([row(Amount=cell)]), quarter)) == {"E1": Decimal(amount)}


@pytest.mark.parametrize(
    ("cell", "amount"), [(0.1 + 0.2, "0.30"), (1000.0000000001588, "1000"), (12, "12")]
)
def test_numeric_cells_are_exact(quarter, cell, amount):
    assert actuals(read(as_workbook([row(Amount=cell)]), quarter)) == {"E1": Decimal(amount)}


def test_a_number_as_a_code_keeps_the_zeros_that_its_format_shows(quarter):
    file = as_workbook([(471, 5)], ("Account", "Amount"))

    assert actuals(read(file, quarter, BALANCES)) == {"471": 5}


# --- What is no row of a code ---


def test_titles_above_notes_below_and_repeated_headings_are_left_aside(quarter):
    above = [("Stevenage Borough Council",), (), ("Printed", "03/10/2024")]
    rows = [
        row(),
        HEADINGS,
        row(Account="E2"),
        ("", "", "", "End of report", "", ""),
        ("Premises",),
    ]

    findings = read(as_csv(rows, above=above), quarter)

    assert actuals(findings) == {"E1": 10, "E2": 10}
    assert (findings.rows, findings.left_aside, findings.groups) == (2, 3, {})


@pytest.mark.parametrize(
    "total",
    [
        ("", "", "", "Grand total", "20.00", ""),
        ("Total", "", "", "", "20.00", ""),
        ("Totals:", "", "", "", "20", "Actual"),
    ],
)
def test_a_total_is_held_against_the_rows_and_not_counted(quarter, total):
    findings = read(as_csv([row(), row(Account="E2"), total]), quarter)

    assert actuals(findings) == {"E1": 10, "E2": 10}
    assert (findings.totals, findings.total_row, findings.groups) == (1, 4, {})


def test_subtotals_of_subtotals_agree_too(quarter):
    balances = [
        ("E1", 1), ("E2", 2), ("E Total", 3), ("F1", 4), ("F Total", 4), ("E and F Total", 7),
        ("G1", 5), ("G Total", 5), ("Grand Total", 12),
    ]  # fmt: skip

    findings = read(as_workbook(balances, ("Account", "Amount")), quarter, BALANCES)

    assert (findings.totals, findings.rows, findings.groups) == (5, 4, {})


def test_a_total_that_the_rows_do_not_make_is_named(quarter):
    found = mistakes(quarter, row(), ("", "", "", "Total", "99", ""))

    assert found == {"total": ["row 3, Amount: The total says 99, the rows above it make 10."]}


@pytest.mark.parametrize("number", [1e30, -1e300, float("inf"), 1_000_000_000])
def test_a_number_beyond_all_amounts_is_refused(number):
    with pytest.raises(UnreadableAmount, match="is beyond"):
        ledger_amount(Cell(number, NUMBER))
