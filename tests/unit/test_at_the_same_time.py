"""Two people at once, in real transactions: nobody is overwritten and nothing is half saved.

On PostgreSQL, and on a file of SQLite as ``script/server`` and small councils use it.
"""

from decimal import Decimal
from random import Random

import pytest

from budgets.actions import Figures, FiguresConflict, QuarterLocked, enter_figures
from budgets.drafts.keeping import keep_draft, save_typed
from budgets.drafts.rows import TypedRow
from budgets.lifecycle import StepRefused, reopen_quarter, submit_quarter
from budgets.models import FigureBatch, FigureRevision, StateChange
from budgets.undoing import UndoRefused, take_back
from tests.factories import enter, make_approved_year, make_person
from tests.threads import at_once

LINES = {f"Line {number}": 1000 for number in range(1, 6)}


@pytest.fixture
def quarter(database_url, transactional_db):
    return make_approved_year(lines=LINES).quarters.get(number=1)


def saving(quarter, cells):
    entered = [Figures(line, 0, actual, None) for line, actual in cells.items()]
    return lambda: enter_figures(quarter=quarter, entered=entered, user=None)


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


def test_people_at_different_lines_all_save(quarter):
    lines = [line.pk for line in quarter.year.lines.all()]

    outcomes = at_once(*(saving(quarter, {line: Decimal(line)}) for line in lines))

    assert [batch.revisions.get().line_id for batch in outcomes] == lines
    assert FigureRevision.objects.count() == len(lines)


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


def test_two_people_who_submit_at_once_take_one_step(quarter):
    enter(quarter, dict.fromkeys(LINES, (1, 1000)))

    outcomes = at_once(*[lambda: submit_quarter(quarter=quarter, user=None)] * 2)

    assert sum(isinstance(outcome, StepRefused) for outcome in outcomes) == 1
    assert StateChange.objects.count() == 1


def test_people_who_save_draft_submit_and_undo_at_once_wait_and_never_fail(quarter):
    """A deadlock, a database that is locked or a number taken twice would be another error."""
    enter(quarter, dict.fromkeys(LINES, (1, 1000)))
    people = [make_person() for _ in range(4)]
    told = (FiguresConflict, QuarterLocked, StepRefused, UndoRefused)

    outcomes = at_once(*(lambda user=user: _busy(quarter, user, told) for user in people * 2))

    assert [outcome for outcome in outcomes if outcome is not None] == []
    numbers = {
        line: list(quarter.revisions.filter(line=line).values_list("number", flat=True))
        for line in quarter.year.lines.all()
    }
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values())


def _busy(quarter, user, told):
    """One person, doing whatever can be done to a quarter in any order; None in the end."""
    random = Random(user.pk)
    for _ in range(12):
        try:
            random.choice(DOINGS)(quarter, user, random)
        except told:
            continue


def _saves(quarter, user, random):
    lines = random.sample(list(quarter.year.lines.all()), 3)
    newest = {each.line_id: each for each in quarter.revisions.newest()}
    entered = [
        Figures(line.pk, newest[line.pk].number, Decimal(random.randrange(1000)), Decimal(1000))
        for line in lines
    ]
    rows = {line.pk: TypedRow(0, {"actual": "1"}, frozenset({"actual"})) for line in lines}
    save_typed(quarter=quarter, entered=entered, user=user, rows=rows)


def _types(quarter, user, random):
    line = random.choice(list(quarter.year.lines.all()))
    text = str(random.randrange(1000))
    rows = {line.pk: TypedRow(1, {"estimate": text}, frozenset({"estimate"}))}
    keep_draft(quarter=quarter, user=user, rows=rows)


def _takes_back(quarter, user, random):
    take_back(batch=quarter.batches.last(), user=user, reason="Wrong month")


def _submits(quarter, user, random):
    submit_quarter(quarter=quarter, user=user)
    reopen_quarter(quarter=quarter, user=user, reason="One figure is missing")


DOINGS = (_saves, _saves, _types, _types, _takes_back, _submits)
