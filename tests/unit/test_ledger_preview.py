"""What saving an extract would come to: line by line, and what hinders it."""

from decimal import Decimal

import pytest

from budgets.ledger.answers import Answers
from budgets.ledger.codes import assign_codes
from budgets.ledger.layout import Layout
from budgets.ledger.preview import preview_of
from budgets.ledger.wording import nothing_of, repeats_effect, told_problems
from budgets.models import LedgerCode
from tests.ledger_saving import ACTUALS, preview, sums
from tests.ledgers import LAYOUT, MEANINGS, ROWS, with_second_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter(open_quarter):
    return with_second_code(open_quarter)


def test_the_preview_adds_up_the_codes_of_each_line(quarter):
    found = preview(quarter)

    assert sums(found.lines) == ACTUALS | {"Recharges": None}
    employees, premises, *_ = found.lines
    assert [(code.code, code.actual, code.rows) for code in employees.codes] == [
        ("CCTV-1000", 25_000, 2),
        ("CCTV-1100", Decimal("1200.50"), 1),
    ]
    assert (employees.change, premises.change) == (Decimal("1455.50"), 0)
    assert (premises.commitments, premises.accruals) == (2_500, 0)
    assert found.before == 293_858
    assert found.after == 293_858 + Decimal("1455.50") - 7_846
    assert found.can_be_saved


def test_a_line_without_a_row_stays_unless_nil_is_asked_for(quarter):
    recharges = quarter.year.lines.get(name="Recharges")

    found = preview(quarter, answers=Answers(nil_lines=frozenset([recharges.pk])))

    assert sums(found.lines)["Recharges"] == 0
    assert found.after == 293_858 + Decimal("1455.50") - 7_846 - 6_406


@pytest.mark.parametrize(
    ("signs", "income", "premises"),
    [("ours", -63_817, 17_770), ("turned", 63_817, -17_770), ("none", 63_817, 17_770)],
)
def test_signs_are_turned_as_the_ledger_shows_them(quarter, signs, income, premises):
    found = preview(quarter, layout=Layout(MEANINGS, headings=LAYOUT.headings, signs=signs))

    assert sums(found.lines)["Income from Company"] == income
    assert sums(found.lines)["Premises Related"] == premises


def test_codes_without_a_line_hinder_until_each_has_one_or_is_left_out(quarter):
    rows = [
        *ROWS,
        ("X1", "01/05/2024", "R1", "", "5", "Actual"),
        ("X2", "01/05/2024", "R2", "", "6", "Actual"),
    ]
    assert [code.code for code in preview(quarter, rows).unknown] == ["X1", "X2"]

    assign_codes(
        year=quarter.year,
        lines={"X1": quarter.year.lines.get(name="Recharges")},
        left_out=["X2"],
        reason="Car parks",
        user=None,
    )

    found = preview(quarter, rows)
    assert sums(found.lines)["Recharges"] == 5
    assert [(code.code, code.actual, code.reason) for code in found.left_out] == [
        ("X2", 6, "Car parks")
    ]
    assert found.can_be_saved


def test_a_code_of_two_lines_hinders_and_both_are_named(quarter):
    LedgerCode.objects.create(line=quarter.year.lines.get(name="Recharges"), code="cctv-3000")

    found = preview(quarter)

    [(code, lines)] = found.twice
    assert (code.code, [line.name for line in lines]) == (
        "CCTV-3000",
        ["Transport Related", "Recharges"],
    )
    assert not found.can_be_saved


def test_rows_outside_the_period_are_counted_only_where_that_is_said(quarter):
    early = ("CCTV-3000", "31/03/2024", "R1", "", "100", "Actual")
    late = ("CCTV-3000", "01/10/2024", "R2", "", "7", "Actual")
    rows = [*ROWS, early, late]

    assert preview(quarter, rows).hindrances == ["before", "after"]
    found = preview(quarter, rows, Answers(before="out", after="out"))
    assert (sums(found.lines)["Transport Related"], found.rows_left_out) == (908, 2)
    found = preview(quarter, rows, Answers(before="count", after="out"))
    assert (sums(found.lines)["Transport Related"], found.rows_left_out) == (1_008, 1)
    assert found.can_be_saved


def test_a_sum_that_no_figure_can_hold_hinders(quarter):
    rows = [("CCTV-3000", "01/05/2024", f"R{n}", "", "999,999,999", "Actual") for n in range(2)]

    found = preview(quarter, rows)

    assert not found.can_be_saved
    assert list(told_problems(found)[-1].places) == [
        "Transport Related, actual: £1,999,999,998 is beyond ±£999,999,999.99. “CCTV-3000”, rows 2, 3"
    ]


def test_commitments_that_cannot_be_kept_hinder_too(quarter):
    row = ("CCTV-3000", "01/05/2024", "R", "", "999,999,999", "Commitment")
    rows = [(*row[:2], f"R{n}", *row[3:]) for n in range(2)]

    found = preview(quarter, [*ROWS, *rows])

    assert list(told_problems(found)[-1].places) == [
        "Transport Related, commitments: £1,999,999,998 is beyond ±£999,999,999.99. “CCTV-3000”, "
        "rows 7, 11, 12"
    ]


def test_codes_of_a_line_that_no_column_holds_hinder_though_they_cancel_out(quarter):
    findings = preview(quarter).findings
    for code, amount in (("cctv-1000", 10**13), ("cctv-1100", -(10**13))):
        findings.codes[code].amounts["within"]["actual"] = Decimal(amount)

    found = preview_of(quarter, findings, Answers())

    assert sums(found.lines)["Employees"] == 0
    assert [(each.name, each.amount) for each in found.too_large] == [
        ("CCTV-1000", 10**13),
        ("CCTV-1100", -(10**13)),
    ]
    assert not found.can_be_saved


def test_rows_that_came_twice_are_left_out_where_that_is_said(quarter):
    twice = [*ROWS, ROWS[0]]

    once, unsaid = preview(quarter, ROWS), preview(quarter, twice)
    left_out = preview(quarter, twice, Answers(repeats="out"))
    counted = preview(quarter, twice, Answers(repeats="count"))

    assert unsaid.counts_repeats_unasked and unsaid.hindrances == ["duplicate"]
    assert sums(left_out.lines) == sums(once.lines)
    assert sums(counted.lines) == sums(unsaid.lines) != sums(once.lines)
    assert (left_out.repeats_left_out, counted.repeats_left_out) == (1, 0)
    assert left_out.rows_left_out == 0, "that counts rows outside the period"
    effect = "Leaving them out moves the balance of actuals by −£12,000.00: Employees −£12,000.00."
    assert {repeats_effect(each) for each in (unsaid, left_out, counted)} == {effect}
    assert counted.after - left_out.after == 12_000
    assert left_out.can_be_saved and counted.can_be_saved


def test_a_line_whose_rows_cannot_be_read_is_no_line_without_rows(quarter):
    others = [row for row in ROWS if row[0] != "CCTV-3000"]
    unread = ("CCTV-3000", "01/05/2024", "R1", "", "12 tbc", "Actual")

    found = preview(quarter, [*others, unread])

    [line] = [line for line in found.lines if line.position.line == "Transport Related"]
    assert (line.actual, line.unread, line.first_unread) == (None, 1, (len(others) + 2,))
    assert line not in found.without_rows
    assert nothing_of(line, found) == f"row {len(others) + 2} cannot be read"
    nil = preview(quarter, [*others, unread], Answers(nil_lines=frozenset([line.position.line_id])))
    assert sums(nil.lines)["Transport Related"] is None


def test_an_extract_without_a_line_of_ours_cannot_be_saved(quarter):
    assert not preview(quarter, []).can_be_saved
