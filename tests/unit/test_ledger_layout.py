"""What the columns of an extract mean: what is refused, suggested, remembered and asked anew."""

import pytest

from budgets.ledger.extract import samples_in
from budgets.ledger.guessing import suggested
from budgets.ledger.layout import Layout, Meaning, as_json, fingerprint, from_json, refusals
from budgets.ledger.remembering import found_layout, layout_of, remember
from budgets.models import LedgerLayout
from tests.factories import make_person
from tests.ledgers import HEADINGS, LAYOUT, MEANINGS, ROWS, as_csv, as_workbook
from tests.workbooks import as_file

CODE_AND_AMOUNT = {"Account": Meaning.CODE, "Amount": Meaning.AMOUNT}


@pytest.mark.parametrize(
    ("columns", "settings", "sentence"),
    [
        ({"Amount": "amount"}, {}, "Choose the column of the ledger code."),
        ({"Account": "code"}, {}, "Choose the column of the amount, or those of debit and credit."),
        (
            {"Account": "code", "Dr": "debit"},
            {},
            "Debit and credit belong together: choose the column of each.",
        ),
        (
            {"Account": "code", "Dr": "debit", "Cr": "credit", "Net": "amount"},
            {},
            "Choose an amount, or debit and credit, not all of them.",
        ),
        (
            {"Account": "code", "Dr": "debit", "Cr": "credit"},
            {"signs": "turned"},
            "Debit and credit tell the sign already: choose that costs are plus and income is minus.",
        ),
        (
            CODE_AND_AMOUNT | {"A": "date", "B": "date"},
            {},
            "Choose one column only as Date: “A” and “B” are chosen.",
        ),
        (
            CODE_AND_AMOUNT | {"Type": "kind", "On order": "commitments"},
            {},
            "Choose the column that tells actual, commitment or accrual, or columns of their "
            "amounts, not both.",
        ),
        (
            CODE_AND_AMOUNT | {"Type": "kind"},
            {"words": {"actual": ("A",), "accruals": ("a ",)}},
            "“a” stands for more than one kind of amount.",
        ),
        (
            CODE_AND_AMOUNT | {"Type": "kind"},
            {"words": {}},
            "Give the ledger’s words for actuals, commitments or accruals.",
        ),
    ],
)
def test_a_layout_that_cannot_be_read_by_says_why(columns, settings, sentence):
    meanings = {heading: Meaning(meaning) for heading, meaning in columns.items()}

    assert refusals(Layout(columns=meanings, **settings)) == [sentence]


def test_a_layout_survives_being_kept_as_json():
    assert refusals(LAYOUT) == []
    assert from_json(as_json(LAYOUT)) == LAYOUT


@pytest.mark.parametrize(
    ("headings", "meanings"),
    [
        (
            ["Account code", "Account name", "Trans date", "Voucher", "Net amount", "VAT amount"],
            {"Account code": "code", "Account name": "description", "Trans date": "date"}
            | {"Voucher": "reference", "Net amount": "amount"},
        ),
        (
            ["Cost centre", "Subjective", "Budget", "Actual", "Commitments", "Variance"],
            {"Subjective": "code", "Actual": "amount", "Commitments": "commitments"},
        ),
        (
            ["Nominal", "Period", "Debit", "Credit", "Amount"],
            {"Nominal": "code", "Period": "period", "Debit": "debit", "Credit": "credit"},
        ),
        (["A", "B"], {}),
    ],
)
def test_meanings_are_suggested_by_the_headings(headings, meanings):
    assert suggested(headings, [()] * len(headings)) == meanings


def test_a_column_of_words_for_commitments_is_suggested_whatever_it_is_called():
    found = suggested(["Code", "Amount", "XYZ"], [("E1",), ("5",), ("Actual", "Commitment")])

    assert found == {"Code": "code", "Amount": "amount", "XYZ": "kind"}


# --- Remembered ---


@pytest.fixture
def remembered(db):
    return remember(layout=LAYOUT, user=None)


def found_in(file):
    return found_layout(samples_in(file, file.name), file.name)


def test_the_same_headings_in_any_order_need_no_asking(remembered):
    turned = [row[::-1] for row in ROWS]

    found = found_in(as_workbook(turned, HEADINGS[::-1], above=[["A title"], []]))

    assert (found.row, found.layout, found.is_certain) == (remembered, LAYOUT, True)
    assert (found.sample.sheet, found.heading_row) == ("Extract", 3)


def test_headings_in_another_case_are_the_same(remembered):
    assert found_in(as_csv(ROWS, [name.upper() for name in HEADINGS])).is_certain


def test_a_heading_that_is_not_used_may_be_missing(db):
    remember(layout=Layout(MEANINGS, headings=(*HEADINGS, "VAT")), user=None)

    assert found_in(as_csv(ROWS)).is_certain


def test_a_new_heading_asks_again_with_what_was_chosen(remembered):
    found = found_in(as_csv([(*row, "") for row in ROWS], (*HEADINGS, "On order")))

    assert (found.is_certain, found.layout) == (False, LAYOUT)


def test_other_headings_are_not_known(remembered):
    assert found_in(as_csv([("E1", 5)], ("Account", "Amount"))) is None


def test_choosing_again_changes_what_is_remembered_and_keeps_what_was(remembered):
    person = make_person()

    remember(layout=Layout(MEANINGS, headings=HEADINGS[::-1], signs="turned"), user=person)

    row = LedgerLayout.objects.get()
    assert layout_of(row).signs == "turned"
    assert [(old.signs, old.history_user) for old in row.history.all()] == [
        ("turned", person),
        ("ours", None),
    ]


def test_choosing_the_same_leaves_no_trace(remembered):
    remember(layout=LAYOUT, user=None)

    assert LedgerLayout.objects.get().history.count() == 1


def test_a_layout_for_these_very_headings_goes_before_one_that_knows_them_too(remembered):
    wider = Layout(MEANINGS, headings=(*HEADINGS, "On order"))
    later = remember(layout=wider, user=None)

    assert found_in(as_csv(ROWS)).row == remembered
    assert found_in(as_csv([(*row, "") for row in ROWS], wider.headings)).row == later
    assert fingerprint(HEADINGS) == fingerprint([name.upper() for name in HEADINGS[::-1]])


def test_a_layout_that_fits_two_sheets_is_no_obstacle_to_one_that_fits_one(remembered):
    remember(layout=Layout(CODE_AND_AMOUNT, headings=("Account", "Amount")), user=None)
    book = as_file({"Summary": [["Account", "Amount"], ["E1", 5]], "Data": [HEADINGS, *ROWS]})

    assert found_in(book).row == remembered
