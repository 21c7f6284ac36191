"""Saving a pasted block: one batch, or nothing where somebody changed a pasted cell since."""

from decimal import Decimal

import pytest

from budgets.actions import FiguresConflict, QuarterLocked
from budgets.lifecycle import submit_quarter
from budgets.models import FigureBatch, FigureRevision
from budgets.pasting import paste_figures
from tests.factories import enter, make_approved_year, make_person
from tests.threads import at_once

LINES = {f"Line {number}": 1000 for number in range(1, 6)}


@pytest.fixture
def quarter(transactional_db):
    return make_approved_year(lines=LINES).quarters.get(number=1)


def pasting(quarter, value, *, based_on=0, user=None):
    lines = [line.pk for line in quarter.year.lines.all()]
    return lambda: paste_figures(
        quarter=quarter,
        pasted={line: {"actual": Decimal(value)} for line in lines},
        based_on=dict.fromkeys(lines, based_on),
        user=user,
    )


def test_a_block_is_one_batch_and_leaves_other_cells_alone(quarter):
    enter(quarter, dict.fromkeys(LINES, (1, 1000, "As budgeted")))
    user = make_person()

    batch = pasting(quarter, 2, based_on=1, user=user)()

    assert (batch.source, batch.saved_by, batch.revisions.count()) == ("pasted", user, 5)
    cells = {tuple(row) for row in batch.revisions.values_list("actual", "estimate", "comment")}
    assert cells == {(Decimal(2), Decimal(1000), "As budgeted")}


def test_what_is_saved_already_makes_no_batch(quarter):
    pasting(quarter, 2)()

    assert pasting(quarter, 2, based_on=1)() is None
    assert FigureBatch.objects.count() == 1


def test_another_value_saved_since_is_a_conflict_even_where_mine_seemed_saved(quarter):
    enter(quarter, dict.fromkeys(LINES, (1, None)))
    enter(quarter, {"Line 3": (7, None)})

    with pytest.raises(FiguresConflict) as refused:
        pasting(quarter, 1, based_on=1)()

    (conflict,) = refused.value.conflicts
    assert (conflict.line.name, conflict.cell, conflict.yours) == ("Line 3", "actual", Decimal(1))
    assert conflict.theirs.actual == Decimal(7)
    assert FigureRevision.objects.count() == 6


def test_a_locked_quarter_takes_no_block(quarter):
    enter(quarter, dict.fromkeys(LINES, (1, 1000)))
    submit_quarter(quarter=quarter, user=None)

    with pytest.raises(QuarterLocked):
        pasting(quarter, 2)()


@pytest.mark.postgres
def test_of_eight_people_pasting_at_once_one_saves_and_seven_are_asked(quarter):
    outcomes = at_once(*(pasting(quarter, person) for person in range(1, 9)))

    names = sorted(type(outcome).__name__ for outcome in outcomes)
    assert names == ["FigureBatch"] + ["FiguresConflict"] * 7
    assert len(set(FigureRevision.objects.values_list("number", "actual"))) == 1
    assert FigureRevision.objects.count() == len(LINES)
