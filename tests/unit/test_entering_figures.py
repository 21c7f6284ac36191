"""Saving a quarter's figures: append-only, whole or not at all, and nobody overwritten."""

from decimal import Decimal

import pytest

from budgets.actions import Figures, FiguresConflict, LinesChanged, enter_figures
from budgets.models import BudgetLine, FigureRevision
from tests.factories import enter, make_approved_year, make_person, make_year


@pytest.fixture
def quarter(db):
    year = make_approved_year(lines={"Employees": 1000, "Premises": 500})
    return year.quarters.get(number=1)


def line(name):
    return BudgetLine.objects.get(name=name).pk


def newest(quarter, name):
    return FigureRevision.objects.filter(quarter=quarter, line__name=name).newest().get()


def save(quarter, name, based_on, actual, estimate, comment="", user=None):
    figures = Figures(line(name), based_on, actual, estimate, comment)
    return enter_figures(quarter=quarter, entered=[figures], user=user)


def test_saving_what_is_already_there_adds_nothing(quarter):
    enter(quarter, {"Employees": (Decimal("10.50"), 1000, "As budgeted")})

    changed = enter(quarter, {"Employees": (Decimal("10.5"), Decimal("1000.00"), "As budgeted")})

    assert changed is None
    assert FigureRevision.objects.count() == 1


def test_a_blank_line_never_entered_adds_nothing(quarter):
    assert enter(quarter, {"Employees": (None, None)}) is None
    assert not FigureRevision.objects.exists()


def test_every_change_is_a_revision_and_earlier_ones_stay(quarter):
    enter(quarter, {"Employees": (10, 1000)})
    enter(quarter, {"Employees": (11, 1000)})

    amounts = list(quarter.revisions.order_by("number").values_list("number", "actual"))
    assert amounts == [(1, 10), (2, 11)]


def test_a_figure_can_be_taken_out_again(quarter):
    enter(quarter, {"Employees": (10, 1000)})
    enter(quarter, {"Employees": (None, 1000)})

    assert newest(quarter, "Employees").actual is None


def test_two_people_at_different_cells_of_one_line_both_stand(quarter):
    save(quarter, "Employees", 0, Decimal(10), Decimal(1000))

    save(quarter, "Employees", 1, Decimal(20), Decimal(1000))
    save(quarter, "Employees", 1, Decimal(10), Decimal(1200))

    figure = newest(quarter, "Employees")
    assert (figure.number, figure.actual, figure.estimate) == (3, 20, 1200)


def test_two_people_at_the_same_cell_are_shown_both_values_and_nothing_is_saved(quarter):
    first = make_person(name="Finance officer one")
    save(quarter, "Employees", 0, Decimal(10), None, user=first)

    with pytest.raises(FiguresConflict) as conflict:
        enter_figures(
            quarter=quarter,
            entered=[
                Figures(line("Premises"), 0, Decimal(5), None),
                Figures(line("Employees"), 0, Decimal(12), Decimal(900)),
            ],
            user=None,
        )

    [cell] = conflict.value.conflicts
    assert (cell.cell, cell.yours, cell.theirs.actual) == ("actual", 12, 10)
    assert cell.theirs.batch.saved_by == first
    assert FigureRevision.objects.count() == 1


def test_a_conflict_names_who_changed_that_very_cell_not_who_saved_the_line_last(quarter):
    first, second = (make_person(name=f"Finance officer {n}") for n in ("one", "two"))
    save(quarter, "Employees", 0, Decimal(10), None)
    save(quarter, "Employees", 1, Decimal(11), None, user=first)
    save(quarter, "Employees", 2, Decimal(11), None, "Checked", user=second)

    with pytest.raises(FiguresConflict) as conflict:
        save(quarter, "Employees", 1, Decimal(12), None)

    [cell] = conflict.value.conflicts
    assert (cell.theirs.number, cell.theirs.batch.saved_by) == (2, first)


def test_two_people_who_type_the_same_value_do_not_conflict(quarter):
    save(quarter, "Employees", 0, Decimal(10), None)

    changed = save(quarter, "Employees", 0, Decimal(10), Decimal(1000))

    assert [revision.line_id for revision in changed.revisions.all()] == [line("Employees")]
    assert newest(quarter, "Employees").estimate == 1000


def test_a_line_of_another_year_is_refused_before_anything_is_saved(quarter):
    other = make_year(list(quarter.year.partners.all()), starts_in=2025).lines.get()
    entered = [Figures(key, 0, Decimal(1), None) for key in (line("Premises"), other.pk)]

    with pytest.raises(LinesChanged, match=f"2024/25 has no line with the key {other.pk}"):
        enter_figures(quarter=quarter, entered=entered, user=None)

    assert not FigureRevision.objects.exists()
