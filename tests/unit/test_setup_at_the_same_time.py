"""Two people at one set-up at once, in real transactions: one saves, the others are told."""

from decimal import Decimal

import pytest

from budgets.models import BudgetDecision, BudgetedRecharge, BudgetLine, FinancialYear
from budgets.setup.approving import approve, proposal
from budgets.setup.changing import Authority, contrary, newest_decision, record_change
from budgets.setup.copying import CopyTerms, copy_year
from budgets.setup.lines import LineTerms, save_lines
from budgets.setup.staleness import LINES, mark_of
from budgets.setup.years import begin_year
from partners.periods import Year
from tests.factories import approved, make_camera_type, make_cameras, make_partners, make_year
from tests.threads import at_once

pytestmark = pytest.mark.postgres

AUTHORITY = Authority(Year(2024).first_day, "Board", "Pay award")
BUDGETS = {"Salaries": 1200, "Rent": 300}


@pytest.fixture
def year(transactional_db):
    partners = make_partners(2)
    make_cameras(partners[0], make_camera_type(), 2)
    return make_year(partners, lines=BUDGETS)


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def saving(year, budget):
    """Somebody who fetched the page now, and types this budget into every line and a new one."""
    shown = mark_of(year, LINES)
    lines = [LineTerms(line.pk, "A", line.name, (), budget) for line in year.lines.all()]
    lines.append(LineTerms(None, "New group", "New", (), budget))
    return lambda: save_lines(year=year, lines=lines, shown=shown, user=None)


def approving(year):
    shown = proposal(year).mark
    return lambda: approve(
        year=year,
        approver="Board",
        minute="",
        dated=None,
        base_cameras=None,
        shown=shown,
        user=None,
    )


def adding(year, amount, reverses=None):
    changes = contrary(reverses) if reverses else {year.lines.first().pk: Decimal(amount)}
    shown = newest_decision(year)
    return lambda: record_change(
        year=year,
        kind="supplementary",
        changes=changes,
        authority=AUTHORITY,
        shown=shown,
        user=None,
        reverses=reverses,
    )


def test_of_six_people_at_one_grid_one_saves_and_five_are_shown_what_changed(year):
    outcomes = at_once(*(saving(year, Decimal(person)) for person in range(1, 7)))

    assert kinds(outcomes) == ["NoneType"] + ["StaleSetup"] * 5
    budgets = set(BudgetLine.objects.values_list("original_budget", flat=True))
    assert len(budgets) == 1 and BudgetLine.objects.count() == 3
    assert all(outcome.changes for outcome in outcomes if outcome)


def test_of_four_people_who_begin_one_year_one_does(transactional_db):
    jobs = [lambda: begin_year(period=Year(2030), user=None) for _ in range(4)]

    assert kinds(at_once(*jobs)) == ["FinancialYear"] + ["SetupRefused"] * 3
    assert FinancialYear.objects.get().quarters.count() == 4


def test_of_four_people_who_copy_one_year_one_does(year):
    groups = dict.fromkeys(year.lines.values_list("group", flat=True), Decimal(2))
    terms = CopyTerms(groups)
    jobs = [
        lambda: copy_year(source=year, period=Year(2025), terms=terms, user=None) for _ in range(4)
    ]

    assert kinds(at_once(*jobs)) == ["FinancialYear"] + ["SetupRefused"] * 3
    assert BudgetLine.objects.filter(year__starts_in=2025).count() == 2


def test_a_budget_is_approved_once_and_as_it_was_shown_or_not_at_all(year):
    outcomes = at_once(approving(year), approving(year), saving(year, Decimal(5)))

    assert BudgetDecision.objects.count() <= 1
    total = sum(BudgetedRecharge.objects.values_list("amount", flat=True))
    lines = sum(BudgetLine.objects.values_list("original_budget", flat=True))
    if BudgetDecision.objects.exists():
        assert total == lines == 1500
        assert "FinancialYear" in kinds(outcomes) and "SetupLocked" in kinds(outcomes)
    else:
        assert lines == 15


def test_of_three_supplementaries_shown_alike_one_is_recorded(year):
    approved(year)

    outcomes = at_once(*(adding(year, 100) for _ in range(3)))

    assert kinds(outcomes) == ["BudgetDecision", "BudgetMoved", "BudgetMoved"]
    assert [row.version for row in BudgetedRecharge.objects.order_by("pk")] == [1, 1, 2, 2]


def test_a_change_is_reversed_once(year):
    approved(year)
    decision = adding(year, 100)()

    outcomes = at_once(*(adding(year, 0, reverses=decision) for _ in range(3)))

    assert kinds(outcomes) == ["BudgetDecision", "BudgetMoved", "BudgetMoved"]
    assert year.lines.with_changes().first().current_budget == 1200
