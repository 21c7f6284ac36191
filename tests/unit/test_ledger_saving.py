"""Actuals from an extract: previewed, then saved whole with their proof, or not at all."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from budgets.actions import FiguresConflict, QuarterLocked
from budgets.ledger.answers import Answers
from budgets.ledger.codes import assign_codes, codes_of
from budgets.ledger.extract import facts_of
from budgets.ledger.layout import Layout
from budgets.ledger.proof import line_proof, same_file_before
from budgets.ledger.saving import Hindered, NotAsSeen
from budgets.lifecycle import submit_quarter
from budgets.models import LedgerAmount, LedgerCode, LedgerImport, LeftOutCode
from budgets.undoing import take_back
from partners.models import User
from tests.entry_page import newest_figures
from tests.factories import enter
from tests.ledger_saving import ACTUALS, actuals_of, preview, save
from tests.ledgers import LAYOUT, ROWS, as_csv, with_second_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter(open_quarter):
    return with_second_code(open_quarter)


@pytest.fixture
def finance(quarter):
    return User.objects.get(email="finance@stevenage.example.gov.uk")


def test_saving_changes_the_actuals_alone_and_keeps_their_proof(quarter, finance):
    before = newest_figures(quarter)

    proof = save(quarter, user=finance)

    assert actuals_of(quarter) == ACTUALS
    assert {line: figures[1:] for line, figures in newest_figures(quarter).items()} == {
        line: figures[1:] for line, figures in before.items()
    }
    batch = proof.batch
    assert (batch.source, batch.saved_by, batch.reason) == (
        "imported",
        finance,
        "Ledger extract q2.csv",
    )
    assert {revision.line.name for revision in batch.revisions.all()} == {
        "Employees",
        "Supplies and Services",
    }
    file = as_csv(ROWS)
    assert (proof.file_name, proof.sha256, proof.size) == tuple(
        vars(facts_of(file, "q2.csv")).values()
    )
    assert (proof.rows, proof.left_out, proof.layout["columns"]["Account"]) == (9, 0, "code")
    kept = [
        (a.line.name, a.code, a.actual, a.commitments, a.accruals, a.rows)
        for a in proof.amounts.all()
    ]
    assert kept == [
        ("Employees", "CCTV-1000", 25_000, 0, 0, 2),
        ("Employees", "CCTV-1100", Decimal("1200.50"), 0, 0, 1),
        ("Premises Related", "CCTV-2000", 17_770, 2_500, 0, 2),
        ("Transport Related", "CCTV-3000", 908, 0, 0, 1),
        ("Supplies and Services", "CCTV-4000", 300_000, 0, 7_846, 2),
        ("Income from Company", "CCTV-9000", -63_817, 0, 0, 1),
    ]


def test_what_is_left_out_is_kept_too_so_that_all_adds_up(quarter):
    rows = [*ROWS, ("X2", "01/05/2024", "R2", "", "6", "Actual")]
    assign_codes(year=quarter.year, lines={}, left_out=["X2"], reason="Car parks", user=None)

    proof = save(quarter, rows)

    assert sum(amount.actual for amount in proof.amounts.all()) == sum(
        (Decimal(str(code.actual)) for line in preview(quarter, rows).lines for code in line.codes),
        Decimal(6),
    )
    assert proof.amounts.get(line=None).reason == "Car parks"


def test_saving_the_same_again_saves_nothing(quarter):
    save(quarter)

    assert save(quarter) is None
    assert LedgerImport.objects.count() == 1


@pytest.mark.parametrize(
    "row",
    [
        ("CCTV-1000", "01/05/2024", "R1", "", "tbc", "Actual"),
        ("UNKNOWN", "01/05/2024", "R1", "", "5", "Actual"),
        ("CCTV-1000", "01/10/2024", "R1", "", "5", "Actual"),
        ROWS[0],
    ],
)
def test_one_mistake_and_nothing_is_saved(quarter, row):
    before = actuals_of(quarter)

    with pytest.raises(Hindered):
        save(quarter, [*ROWS, row])

    assert actuals_of(quarter) == before
    assert not LedgerImport.objects.exists()


@pytest.mark.parametrize(
    ("said", "employees", "code", "rows"),
    [("count", Decimal("38200.50"), 37_000, 3), ("out", Decimal("26200.50"), 25_000, 2)],
)
def test_what_was_said_of_rows_that_repeat_another_is_kept_with_their_sum(
    quarter, said, employees, code, rows
):
    proof = save(quarter, [*ROWS, ROWS[0]], answers=Answers(repeats=said))

    assert actuals_of(quarter)["Employees"] == employees
    assert (proof.answers["repeats"], proof.rows, proof.left_out) == (said, 10, 0)
    kept = proof.amounts.get(code="CCTV-1000")
    assert (kept.actual, kept.rows) == (code, rows)
    assert (kept.repeats, kept.repeated) == (1, 12_000)
    assert proof.amounts.filter(repeats=0, repeated=0).count() == 5


def test_the_sum_of_repeats_has_the_sign_of_the_actual(quarter):
    rows = [*ROWS, ROWS[8]]
    layout = Layout(LAYOUT.columns, headings=LAYOUT.headings, signs="turned")

    found = preview(quarter, rows, Answers(repeats="out"), layout)

    [income] = found.repeated
    assert (income.position.line, income.repeated) == ("Income from Company", 63_817)
    assert income.actual == 63_817


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(quarter):
    shown = preview(quarter)
    enter(quarter, {"Employees": (24_999, 119_360, "Changed")})

    with pytest.raises(FiguresConflict) as conflict:
        save(quarter, shown=shown)

    [cell] = conflict.value.conflicts
    assert (cell.line.name, cell.cell, cell.theirs.actual) == ("Employees", "actual", 24_999)
    assert not LedgerImport.objects.exists()


def test_an_estimate_saved_meanwhile_is_kept_beside_the_actual(quarter):
    shown = preview(quarter)
    enter(quarter, {"Employees": (24_745, 120_000, "Changed")})

    save(quarter, shown=shown)

    assert newest_figures(quarter)["Employees"] == (Decimal("26200.50"), 120_000, "Changed")


def test_codes_changed_after_the_preview_are_noticed(quarter):
    seal = preview(quarter).seal(facts_of(as_csv(ROWS), "q2.csv").sha256)
    recharges = quarter.year.lines.get(name="Recharges")
    assign_codes(year=quarter.year, lines={"CCTV-1100": recharges}, user=None)

    with pytest.raises(NotAsSeen):
        save(quarter, seal=seal)

    assert not LedgerImport.objects.exists()


def test_a_locked_quarter_takes_no_import(quarter):
    shown = preview(quarter)
    submit_quarter(quarter=quarter, user=None)

    with pytest.raises(QuarterLocked):
        save(quarter, shown=shown)


def test_an_import_is_taken_back_like_any_batch(quarter):
    before = actuals_of(quarter)
    proof = save(quarter)
    line = quarter.year.lines.get(name="Employees")
    assert same_file_before(quarter, proof.sha256) == proof
    assert line_proof(quarter, line).line.actual == Decimal("26200.50")

    taken = take_back(batch=proof.batch, user=None, reason="Wrong month")

    assert actuals_of(quarter) == before
    assert same_file_before(quarter, proof.sha256) is None
    assert line_proof(quarter, line) is None
    take_back(batch=taken, user=None, reason="It was right")
    assert same_file_before(quarter, proof.sha256) == proof


@pytest.mark.parametrize("model", [LedgerImport, LedgerAmount])
def test_the_database_refuses_to_change_a_proof(quarter, model):
    save(quarter)

    with (
        pytest.raises(IntegrityError, match="What an import found never changes"),
        transaction.atomic(),
    ):
        model.objects.update(rows=1)


# --- Codes ---


def test_giving_a_code_to_a_line_takes_it_from_the_others_with_history(quarter, finance):
    year = quarter.year
    recharges = year.lines.get(name="Recharges")

    changed = assign_codes(
        year=year, lines={"cctv-1100": recharges}, user=finance, why="Ledger extract q2.csv"
    )

    assert changed == 1
    assert codes_of(year).lines_of("CCTV-1100") == (recharges,)
    removed = LedgerCode.history.filter(history_type="-").get()
    assert (removed.code, removed.line.name, removed.history_user) == (
        "CCTV-1100",
        "Employees",
        finance,
    )
    assert removed.history_change_reason == "Ledger extract q2.csv"


def test_a_code_left_out_can_be_given_a_line_and_back(quarter):
    year, line = quarter.year, quarter.year.lines.get(name="Recharges")
    for _ in range(2):
        assign_codes(year=year, lines={}, left_out=["X1"], reason="Not ours", user=None)
        assert (codes_of(year).lines_of("X1"), codes_of(year).reason_of("x1")) == ((), "Not ours")

        assign_codes(year=year, lines={"X1": line}, user=None)
        assert (codes_of(year).lines_of("X1"), codes_of(year).reason_of("X1")) == ((line,), "")
    assert LeftOutCode.history.filter(history_type="-").count() == 2


def test_saying_again_what_holds_already_changes_nothing(quarter):
    line = quarter.year.lines.get(name="Employees")

    assert assign_codes(year=quarter.year, lines={"CCTV-1000": line}, user=None) == 0
    assert LedgerCode.history.filter(code="CCTV-1000").count() == 1


def test_nothing_is_left_out_without_a_reason(quarter):
    with pytest.raises(ValueError, match="Say why the codes are left out"):
        assign_codes(year=quarter.year, lines={}, left_out=["X1"], reason=" ", user=None)
