"""Two people who undo at once, in real transactions: one of them does, the other is told."""

from decimal import Decimal

import pytest

from budgets.actions import Figures, FiguresConflict, QuarterLocked, enter_figures
from budgets.lifecycle import submit_quarter
from budgets.models import FigureBatch, FigureRevision
from budgets.undoing import put_back, take_back
from tests.entry_page import newest_figures
from tests.factories import enter, make_approved_year
from tests.threads import at_once

pytestmark = pytest.mark.postgres

LINES = ("Employees", "Premises", "Transport")


@pytest.fixture
def quarter(transactional_db):
    quarter = make_approved_year(lines=dict.fromkeys(LINES, 1000)).quarters.get(number=1)
    enter(quarter, dict.fromkeys(LINES, (1, 1000)))
    return quarter


@pytest.fixture
def batch(quarter):
    return enter(quarter, dict.fromkeys(LINES, (2, 900)))


def taking(batch):
    return lambda: take_back(batch=batch, user=None, reason="Wrong month")


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_of_six_people_who_take_one_batch_back_one_does_and_five_are_told(quarter, batch):
    outcomes = at_once(*[taking(batch)] * 6)

    assert kinds(outcomes) == ["FigureBatch"] + ["UndoRefused"] * 5
    assert FigureBatch.objects.filter(reverses=batch).count() == 1
    assert newest_figures(quarter) == dict.fromkeys(LINES, (1, 1000, ""))
    assert FigureRevision.objects.count() == 3 * len(LINES)


def test_taking_back_while_somebody_saves_one_of_its_cells_is_whole_or_not_at_all(quarter, batch):
    line = quarter.year.lines.get(name="Premises")
    late = [Figures(line.pk, 2, Decimal(7), Decimal(900))]

    taken, saved = at_once(
        taking(batch), lambda: enter_figures(quarter=quarter, entered=late, user=None)
    )

    figures = newest_figures(quarter)
    if isinstance(taken, FigureBatch):
        assert isinstance(saved, FiguresConflict)
        assert figures == dict.fromkeys(LINES, (1, 1000, ""))
    else:
        assert isinstance(taken, FiguresConflict)
        assert isinstance(saved, FigureBatch)
        assert figures == dict.fromkeys(LINES, (2, 900, "")) | {"Premises": (7, 900, "")}


def test_two_people_who_put_different_values_back_never_overwrite_each_other(quarter, batch):
    enter(quarter, {"Employees": (3, 900)})
    shown = quarter.revisions.filter(line__name="Employees").newest().get()

    def putting(value):
        return lambda: put_back(
            shown=shown, cell="actual", value=Decimal(value), user=None, reason="Ledger"
        )

    outcomes = at_once(putting(1), putting(2))

    assert kinds(outcomes) == ["FigureBatch", "FiguresConflict"]
    put = next(outcome for outcome in outcomes if isinstance(outcome, FigureBatch))
    assert newest_figures(quarter)["Employees"][0] == put.revisions.get().actual


def test_taking_back_while_the_quarter_is_submitted_leaves_the_frozen_figures_true(quarter, batch):
    taken, submitted = at_once(taking(batch), lambda: submit_quarter(quarter=quarter, user=None))

    assert isinstance(taken, FigureBatch | QuarterLocked)
    frozen = {line["line"]: Decimal(line["actual"]) for line in submitted.frozen["lines"]}
    assert frozen == {line: figures[0] for line, figures in newest_figures(quarter).items()}
