"""Two people at once, in real transactions: nobody is overwritten and nothing is half saved."""

from decimal import Decimal

import pytest

from budgets.actions import Figures, FiguresConflict, QuarterLocked, enter_figures
from budgets.lifecycle import StepRefused, submit_quarter
from budgets.models import FigureBatch, FigureRevision, StateChange
from tests.factories import enter, make_approved_year
from tests.threads import at_once

LINES = {f"Line {number}": 1000 for number in range(1, 6)}


@pytest.fixture
def quarter(transactional_db):
    return make_approved_year(lines=LINES).quarters.get(number=1)


def saving(quarter, cells):
    entered = [Figures(line, 0, actual, None) for line, actual in cells.items()]
    return lambda: enter_figures(quarter=quarter, entered=entered, user=None)


@pytest.mark.postgres
def test_of_eight_people_at_the_same_cells_one_saves_and_seven_are_asked(quarter):
    lines = [line.pk for line in quarter.year.lines.all()]
    jobs = [saving(quarter, dict.fromkeys(lines, Decimal(person))) for person in range(1, 9)]

    outcomes = at_once(*jobs)

    assert (
        sorted(type(outcome).__name__ for outcome in outcomes)
        == ["FigureBatch"] + ["FiguresConflict"] * 7
    )
    assert all(len(o.conflicts) == 5 for o in outcomes if isinstance(o, FiguresConflict))
    saved = set(FigureRevision.objects.values_list("number", "actual"))
    assert len(saved) == 1
    assert FigureRevision.objects.count() == len(LINES)


@pytest.mark.postgres
def test_people_at_different_lines_all_save(quarter):
    lines = [line.pk for line in quarter.year.lines.all()]

    outcomes = at_once(*(saving(quarter, {line: Decimal(line)}) for line in lines))

    assert [batch.revisions.get().line_id for batch in outcomes] == lines
    assert FigureRevision.objects.count() == len(lines)


@pytest.mark.postgres
def test_submitting_while_somebody_saves_leaves_the_frozen_figures_true(quarter):
    enter(quarter, dict.fromkeys(LINES, (1, 1000)))
    line = quarter.year.lines.first()
    late = [Figures(line.pk, 1, Decimal(2), Decimal(1000))]

    saved, submitted = at_once(
        lambda: enter_figures(quarter=quarter, entered=late, user=None),
        lambda: submit_quarter(quarter=quarter, user=None),
    )

    frozen = Decimal(submitted.frozen["lines"][0]["actual"])
    newest = FigureRevision.objects.filter(line=line).newest().get().actual
    assert isinstance(saved, FigureBatch | QuarterLocked)
    assert frozen == newest


@pytest.mark.postgres
def test_two_people_who_submit_at_once_take_one_step(quarter):
    enter(quarter, dict.fromkeys(LINES, (1, 1000)))

    outcomes = at_once(*[lambda: submit_quarter(quarter=quarter, user=None)] * 2)

    assert sum(isinstance(outcome, StepRefused) for outcome in outcomes) == 1
    assert StateChange.objects.count() == 1
