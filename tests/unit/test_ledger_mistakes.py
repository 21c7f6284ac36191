"""Mistakes in an extract: every one named by sheet, row and column, however many there are."""

import pytest

from budgets.ledger.extract import findings_in, samples_in
from budgets.ledger.layout import Layout, Meaning
from budgets.ledger.reading import TooManyCodes
from tests.factories import make_partners, make_year
from tests.ledger_mistakes import A_DOZEN, ABOVE, NAMED
from tests.ledgers import (
    LAYOUT,
    MEANINGS,
    actuals,
    as_csv,
    as_workbook,
    places,
    read,
    row,
)

pytestmark = pytest.mark.django_db

BALANCES = Layout(columns={"Account": Meaning.CODE, "Amount": Meaning.AMOUNT})


@pytest.fixture
def quarter():
    return make_year(make_partners(1)).quarters.get(number=2)


def mistakes(quarter, *rows, make=as_csv):
    return places(read(make(rows), quarter))


def test_a_dozen_mistakes_are_all_named_by_sheet_row_and_column(quarter):
    findings = read(as_workbook(A_DOZEN, above=ABOVE), quarter)

    assert places(findings) == NAMED
    assert actuals(findings) == {"E1": 20}


def test_the_same_dozen_in_a_text_file_have_no_sheet(quarter):
    findings = read(as_csv(A_DOZEN, above=ABOVE), quarter)

    told = {
        kind: [f"Extract, {place}" for place in listed] for kind, listed in places(findings).items()
    }
    assert told == NAMED


def test_a_comma_outside_quotation_marks_shifts_a_row_and_is_noticed(quarter):
    file = as_csv([row()])
    file.seek(0, 2)
    file.write(b"E1,01/05/2024,R2,Text,1,234.00,Actual\r\n")

    findings = read(file, quarter)

    assert actuals(findings) == {"E1": 10}
    assert places(findings)["shape"] == [
        "row 3, column G: The row has 7 cells under 6 headings: a cell that holds a comma must "
        "stand in quotation marks."
    ]


def test_errors_of_excel_are_named(quarter):
    found = mistakes(
        quarter, row(Amount="#REF!"), row(Account="#N/A", Reference="R2"), make=as_workbook
    )

    assert found == {
        "amount": [
            "Extract, row 2, Amount: The cell shows “#REF!”, an error of Excel’s. Correct it."
        ],
        "code": [
            "Extract, row 3, Account: The cell shows “#N/A”, an error of Excel’s. Correct it."
        ],
    }


def test_of_many_mistakes_the_first_are_listed_and_all_are_counted(quarter):
    findings = read(as_csv([row(Amount="x", Reference=f"R{n}") for n in range(80)]), quarter)

    group = findings.groups["amount"]
    assert (group.count, len(group.listed), group.unlisted) == (80, 50, 30)


def test_rows_without_a_reference_repeat_another_only_as_a_whole(quarter):
    balances = [("E1", 1), ("E1", 2), ("E1", 1), ("E2", 1), ("E3", 0), ("E3", 0)]

    findings = read(as_workbook(balances, ("Account", "Amount")), quarter, BALANCES)

    assert places(findings) == {
        "duplicate": ["Extract, row 4, Account: It repeats the whole of row 2: “E1”, 1."]
    }
    assert actuals(findings) == {"E1": 4, "E2": 1, "E3": 0}


def test_one_reference_over_several_amounts_or_days_is_no_repetition(quarter):
    rows = [row(), row(Amount="11"), row(Posting_date="02/05/2024"), row(Account="E2")]

    assert mistakes(quarter, *rows) == {}


def test_thousands_of_codes_are_no_codes(quarter):
    layout = Layout(columns=MEANINGS | {"Account": Meaning.REFERENCE, "Reference": Meaning.CODE})
    rows = (row(Reference=f"TR{number}") for number in range(5_001))

    with pytest.raises(TooManyCodes, match="more than 5,000 different codes under “Reference”"):
        read(as_csv(rows), quarter, layout)


def test_progress_is_told_while_reading(quarter):
    file, told = as_csv(row(Reference=f"R{number}") for number in range(2_500)), []
    findings_in(
        file, "q2.csv", samples_in(file, "q2.csv"), LAYOUT, quarter, lambda *at: told.append(at)
    )

    assert [rows for rows, _ in told] == [1_000, 2_000]
    assert 0 < told[0][1] <= told[1][1] <= 1
