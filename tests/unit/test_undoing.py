"""Earlier figures again: batches taken back, single values put back, and nobody overwritten."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.actions import CELLS, Figures, FiguresConflict, QuarterLocked, enter_figures
from budgets.lifecycle import submit_quarter
from budgets.models import BudgetLine, FigureBatch, FigureRevision
from budgets.undoing import UndoRefused, put_back, take_back
from tests.entry_page import newest_figures
from tests.factories import enter, make_approved_year, make_person

pytestmark = pytest.mark.django_db

LINES = ("Employees", "Premises", "Transport")
EMPTY = (None, None, "")


@pytest.fixture
def quarter():
    year = make_approved_year(lines=dict.fromkeys(LINES, 1000))
    return year.quarters.get(number=1)


def save(quarter, figures):
    """Enter name of line -> {cell: value} over what stands there; the batch, or None."""
    standing = newest_figures(quarter)
    return enter(
        quarter,
        {
            name: tuple((dict(zip(CELLS, standing.get(name, EMPTY), strict=True)) | cells).values())
            for name, cells in figures.items()
        },
    )


def take(batch, reason="Wrong month", user=None):
    return take_back(batch=batch, user=user, reason=reason)


def put(quarter, name, cell, value, reason="Ledger corrected"):
    shown = quarter.revisions.filter(line__name=name).newest().get()
    return put_back(shown=shown, cell=cell, value=value, user=None, reason=reason)


# --- Laws ---

amounts = st.none() | st.sampled_from([Decimal(0), Decimal("10.50"), Decimal(-7), Decimal(900)])
cells = st.fixed_dictionaries(
    {},
    optional={"actual": amounts, "estimate": amounts, "comment": st.sampled_from(["", "A", "B"])},
)
batches = st.dictionaries(st.sampled_from(LINES), cells, min_size=1, max_size=3)


def rolled_back(law):
    """Whatever a law saves is gone before the next example."""

    def tried(quarter, *drawn):
        with transaction.atomic():
            law(quarter, *drawn)
            transaction.set_rollback(True)

    return tried


@rolled_back
def taking_back_restores(quarter, earlier, last):
    for figures in earlier:
        save(quarter, figures)
    before = standing(quarter)
    batch = save(quarter, last)
    after = standing(quarter)
    if batch is None:
        return

    taken = take(batch)
    assert standing(quarter) == before

    again = take(taken)
    assert standing(quarter) == after
    assert (taken.reverses, again.reverses) == (batch, taken)


@rolled_back
def only_its_own_cells_change(quarter, earlier, chosen, later):
    for figures in earlier:
        save(quarter, figures)
    before = standing(quarter)
    batch = save(quarter, chosen)
    after = standing(quarter)
    for figures in later:
        save(quarter, figures)
    now = standing(quarter)
    if batch is None:
        return
    changed = {cell for cell in after if after[cell] != before[cell]}
    disputed = {cell for cell in changed if now[cell] not in (before[cell], after[cell])}

    if disputed:
        with pytest.raises(FiguresConflict) as conflict:
            take(batch)
        assert {(c.line.name, c.cell) for c in conflict.value.conflicts} == disputed
        assert standing(quarter) == now
    elif all(now[cell] == before[cell] for cell in changed):
        with pytest.raises(UndoRefused):
            take(batch)
        assert standing(quarter) == now
    else:
        take(batch)
        assert standing(quarter) == now | {cell: before[cell] for cell in changed}


def standing(quarter):
    """(line, cell) -> value, of every line of the year."""
    figures = newest_figures(quarter)
    return {
        (line, cell): value
        for line in LINES
        for cell, value in zip(CELLS, figures.get(line, EMPTY), strict=True)
    }


def test_taking_back_what_nobody_touched_since_leaves_every_figure_as_before(quarter):
    @settings(max_examples=40)
    @given(st.lists(batches, max_size=4), batches)
    def law(earlier, last):
        taking_back_restores(quarter, earlier, last)

    law()


def test_of_what_others_touched_since_only_the_batchs_own_cells_go_back_or_none(quarter):
    @settings(max_examples=60)
    @given(st.lists(batches, max_size=2), batches, st.lists(batches, max_size=3))
    def law(earlier, chosen, later):
        only_its_own_cells_change(quarter, earlier, chosen, later)

    law()


# --- Taking a batch back ---


def test_a_batch_of_several_lines_is_taken_back_by_one_batch_with_its_reason(quarter):
    person = make_person(name="Finance officer")
    save(quarter, {"Employees": {"actual": Decimal(10)}})
    batch = save(
        quarter, {"Employees": {"actual": Decimal(11)}, "Premises": {"estimate": Decimal(5)}}
    )

    taken = take(batch, "  Pasted the wrong month ", person)

    assert (taken.source, taken.reason, taken.reverses, taken.saved_by) == (
        *("taken_back", "Pasted the wrong month", batch, person),
    )
    assert taken.revisions.count() == 2
    assert newest_figures(quarter) == {"Employees": (10, None, ""), "Premises": EMPTY}


def test_a_colleagues_change_of_another_cell_of_the_line_stays(quarter):
    batch = save(quarter, {"Employees": {"actual": Decimal(11)}})
    save(quarter, {"Employees": {"comment": "Checked"}})

    take(batch)

    assert newest_figures(quarter)["Employees"] == (None, None, "Checked")


def test_where_somebody_changed_a_cell_since_nothing_is_taken_back(quarter):
    batch = save(
        quarter, {"Employees": {"actual": Decimal(11)}, "Premises": {"actual": Decimal(5)}}
    )
    save(quarter, {"Premises": {"actual": Decimal(6)}})

    with pytest.raises(FiguresConflict) as conflict:
        take(batch)

    [cell] = conflict.value.conflicts
    assert (cell.line.name, cell.cell, cell.theirs.actual) == ("Premises", "actual", 6)
    assert newest_figures(quarter)["Employees"][0] == 11
    assert FigureBatch.objects.filter(reverses=batch).count() == 0


def test_a_batch_is_taken_back_once(quarter):
    batch = save(quarter, {"Employees": {"actual": Decimal(11)}})
    take(batch)

    with pytest.raises(UndoRefused, match="taken back already"):
        take(batch)

    assert FigureBatch.objects.count() == 2


def test_the_database_itself_refuses_a_second_taking_back(quarter):
    batch = save(quarter, {"Employees": {"actual": Decimal(11)}})
    take(batch)

    with pytest.raises(IntegrityError), transaction.atomic():
        FigureBatch.objects.create(quarter=quarter, source="taken_back", reverses=batch)


def test_what_was_changed_back_by_hand_leaves_nothing_to_take_back(quarter):
    save(quarter, {"Employees": {"actual": Decimal(10)}})
    batch = save(quarter, {"Employees": {"actual": Decimal(11)}})
    save(quarter, {"Employees": {"actual": Decimal(10)}})

    with pytest.raises(UndoRefused, match="already stands as it did before"):
        take(batch)


# --- Putting one value back ---


def test_an_earlier_value_is_put_back_and_the_other_cells_stay(quarter):
    save(quarter, {"Employees": {"actual": Decimal(10), "estimate": Decimal(900), "comment": "A"}})
    save(quarter, {"Employees": {"actual": Decimal(12), "estimate": Decimal(800)}})

    batch = put(quarter, "Employees", "actual", Decimal(10))

    assert (batch.source, batch.reason, batch.reverses) == ("put_back", "Ledger corrected", None)
    assert newest_figures(quarter)["Employees"] == (10, 800, "A")


def test_what_already_stands_is_not_put_back(quarter):
    save(quarter, {"Employees": {"actual": Decimal(10)}})

    with pytest.raises(UndoRefused, match="already stands"):
        put(quarter, "Employees", "actual", Decimal("10.00"))

    assert FigureBatch.objects.count() == 1


def test_somebody_who_saved_the_cell_meanwhile_is_not_overwritten(quarter):
    save(quarter, {"Employees": {"actual": Decimal(10)}})
    save(quarter, {"Employees": {"actual": Decimal(12)}})
    shown = quarter.revisions.newest().get()
    save(quarter, {"Employees": {"actual": Decimal(13)}})

    with pytest.raises(FiguresConflict):
        put_back(shown=shown, cell="actual", value=Decimal(10), user=None, reason="Ledger")

    assert newest_figures(quarter)["Employees"][0] == 13


# --- Both ---


@pytest.mark.parametrize("reason", ["", " \n "])
def test_neither_is_done_without_a_reason(quarter, reason):
    first = save(quarter, {"Employees": {"actual": Decimal(10)}})
    save(quarter, {"Premises": {"actual": Decimal(12)}})

    with pytest.raises(UndoRefused, match="Write the reason"):
        take(first, reason)
    with pytest.raises(UndoRefused, match="Write the reason"):
        put(quarter, "Premises", "actual", None, reason)

    assert FigureRevision.objects.count() == 2


def test_neither_is_done_once_the_quarter_is_with_the_board(quarter):
    batch = save(quarter, {line: {"actual": Decimal(1), "estimate": Decimal(2)} for line in LINES})
    submit_quarter(quarter=quarter, user=None)

    with pytest.raises(QuarterLocked):
        take(batch)
    with pytest.raises(QuarterLocked):
        put(quarter, "Employees", "actual", None)

    assert FigureBatch.objects.count() == 1


def test_figures_loaded_with_a_workbook_can_be_taken_back_too(quarter):
    line = BudgetLine.objects.get(name="Employees")
    loaded = enter_figures(
        quarter=quarter,
        entered=[Figures(line.pk, 0, Decimal(5), Decimal(6), "Loaded")],
        user=None,
        source=FigureBatch.Source.LOADED,
    )

    take(loaded)

    assert newest_figures(quarter) == {"Employees": EMPTY}
