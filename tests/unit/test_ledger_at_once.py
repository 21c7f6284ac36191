"""Two people import at once, in real transactions: one saves, the other is asked."""

import pytest

from budgets.actions import FiguresConflict
from budgets.ledger.answers import Answers
from budgets.ledger.codes import assign_codes
from budgets.ledger.extract import facts_of
from budgets.ledger.layout import Layout, Meaning
from budgets.ledger.remembering import remember
from budgets.ledger.saving import import_actuals
from budgets.ledger.uploads import keep_upload
from budgets.models import (
    FigureRevision,
    LedgerAmount,
    LedgerCode,
    LedgerImport,
    LedgerLayout,
    LedgerUpload,
)
from tests.factories import make_approved_year, make_finance_officer
from tests.ledgers import as_csv, read
from tests.threads import at_once

LAYOUT = Layout({"Account": Meaning.CODE, "Amount": Meaning.AMOUNT})

pytestmark = pytest.mark.postgres


@pytest.fixture
def quarter(transactional_db):
    quarter = make_approved_year(lines={"Salaries": 1000, "Rent": 500}).quarters.get(number=1)
    for line in quarter.year.lines.all():
        LedgerCode.objects.create(line=line, code=line.name)
    return quarter


def importing(quarter, amount):
    file = as_csv([("Salaries", amount), ("Rent", 5)], ("Account", "Amount"))
    findings = read(file, quarter, LAYOUT)
    return lambda: import_actuals(
        quarter=quarter,
        facts=facts_of(file, "q1.csv"),
        findings=findings,
        answers=Answers(),
        based_on={},
        user=None,
    )


def test_of_four_extracts_at_once_one_is_saved_whole_and_three_are_refused(quarter):
    outcomes = at_once(*(importing(quarter, amount) for amount in range(1, 5)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        *["FiguresConflict"] * 3,
        "LedgerImport",
    ]
    assert all(len(o.conflicts) == 1 for o in outcomes if isinstance(o, FiguresConflict))
    [kept] = LedgerImport.objects.all()
    saved = kept.amounts.get(code="Salaries").actual
    assert FigureRevision.objects.get(line__name="Salaries").actual == saved
    assert (LedgerAmount.objects.count(), FigureRevision.objects.count()) == (2, 2)


def test_two_who_give_a_code_to_different_lines_leave_it_with_one(quarter):
    lines = list(quarter.year.lines.all())

    at_once(
        *(
            lambda line=line: assign_codes(year=quarter.year, lines={"X1": line}, user=None)
            for line in lines
        )
    )

    assert LedgerCode.objects.filter(code="X1").count() == 1


def test_of_two_extracts_uploaded_at_once_by_one_person_the_later_stays(quarter):
    user = make_finance_officer(quarter.year.partners.first())

    def uploading(amount):
        file = as_csv([("Salaries", amount)], ("Account", "Amount"))
        return lambda: keep_upload(quarter=quarter, user=user, file=file, name="q1.csv")

    outcomes = at_once(*(uploading(amount) for amount in range(1, 5)))

    assert {type(outcome) for outcome in outcomes} == {LedgerUpload}
    assert LedgerUpload.objects.count() == 1


def test_four_who_choose_the_same_new_columns_at_once_make_one_layout(quarter):
    outcomes = at_once(*[lambda: remember(layout=LAYOUT, user=None)] * 4)

    assert {type(outcome) for outcome in outcomes} == {LedgerLayout}
    assert LedgerLayout.objects.count() == 1
