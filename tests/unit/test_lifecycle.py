"""A quarter's way from open to published and back, and what submitting freezes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from budgets.actions import QuarterLocked
from budgets.freezing import frozen, thawed
from budgets.inputs import current_inputs
from budgets.lifecycle import (
    StepRefused,
    close_year,
    mark_published,
    reopen_quarter,
    submit_quarter,
    withdraw_quarter,
)
from budgets.models import FinancialYear, Quarter, StateChange
from budgets.position import quarter_position
from cameras.models import CameraType
from partners.models import Partner
from tests.factories import (
    enter,
    make_approved_year,
    make_camera,
    make_supplementary,
    make_year,
)


@pytest.fixture
def quarter(db):
    year = make_approved_year()
    quarter = year.quarters.get(number=2)
    enter(quarter, {"Employees": (400, 1100, "Overtime")})
    return quarter


def fresh(quarter):
    return Quarter.objects.select_related("year").get(pk=quarter.pk)


def publish(quarter):
    submit_quarter(quarter=quarter, user=None)
    mark_published(quarter=quarter, user=None)


def test_frozen_inputs_come_back_equal(quarter):
    inputs = current_inputs(fresh(quarter))

    again = thawed(frozen(inputs))

    assert again == inputs
    assert again.basis.shares == inputs.basis.shares


def test_frozen_inputs_of_the_demonstration_come_back_equal(open_quarter):
    inputs = current_inputs(open_quarter)

    assert thawed(frozen(inputs)) == inputs


def test_submitting_locks_the_figures(quarter):
    submit_quarter(quarter=quarter, user=None)

    with pytest.raises(QuarterLocked, match="with the board"):
        enter(quarter, {"Employees": (401, 1100)})


def test_what_the_board_reads_does_not_move_with_register_budget_or_names(quarter):
    before = quarter_position(fresh(quarter))
    submit_quarter(quarter=quarter, user=None)

    partner = Partner.objects.get(short_name="Birchley")
    make_camera(partner, CameraType.objects.get(), first_day=date(2024, 4, 1))
    make_supplementary(quarter.year.lines.get(), 50)
    partner.short_name = "Renamed"
    partner.save()
    after = quarter_position(fresh(quarter))

    assert after.recharges == before.recharges
    assert [part.partner.short_name for part in after.recharges][1] == "Birchley"
    assert after.balance == before.balance


def test_reopening_thaws_the_shares(quarter):
    submit_quarter(quarter=quarter, user=None)
    make_camera(Partner.objects.get(short_name="Birchley"), CameraType.objects.get())
    at_board = quarter_position(fresh(quarter))

    reopen_quarter(quarter=quarter, user=None, reason="A camera was missing.")
    reopened = quarter_position(fresh(quarter))

    assert at_board.recharges[1].equivalent_cameras == 2
    assert reopened.recharges[1].equivalent_cameras == 3
    assert fresh(quarter).frozen is None


def test_a_quarter_with_figures_missing_is_not_submitted_and_names_them(db):
    year = make_approved_year(lines={"Employees": 1000, "Premises": 500})
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Employees": (400, None)})

    with pytest.raises(StepRefused) as refused:
        submit_quarter(quarter=quarter, user=None)

    assert "Employees (estimate); Premises (actual and estimate)" in str(refused.value)
    assert fresh(quarter).state == "open"
    assert not StateChange.objects.exists()


def test_a_quarter_of_a_year_being_set_is_not_submitted(db):
    year = make_approved_year()
    being_set = make_year(list(year.partners.all()), starts_in=2025)

    with pytest.raises(StepRefused, match="not approved"):
        submit_quarter(quarter=being_set.quarters.get(number=1), user=None)


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_going_back_needs_a_written_reason(quarter, reason):
    submit_quarter(quarter=quarter, user=None)

    with pytest.raises(StepRefused, match="Write the reason"):
        reopen_quarter(quarter=quarter, user=None, reason=reason)

    assert fresh(quarter).state == "with_board"


def test_the_database_itself_refuses_a_step_back_without_a_reason(quarter):
    with pytest.raises(IntegrityError), transaction.atomic():
        StateChange.objects.create(quarter=quarter, from_state="with_board", to_state="open")


def test_a_published_quarter_goes_back_one_step_at_a_time(quarter):
    publish(quarter)

    with pytest.raises(StepRefused, match="is published, not with the board"):
        reopen_quarter(quarter=quarter, user=None, reason="Too far.")
    withdraw_quarter(quarter=quarter, user=None, reason="A typing error.")
    reopen_quarter(quarter=quarter, user=None, reason="A typing error.")

    steps = [(step.from_state, step.to_state) for step in quarter.state_changes.all()]
    assert steps == [
        ("open", "with_board"),
        ("with_board", "published"),
        ("published", "with_board"),
        ("with_board", "open"),
    ]


def test_a_year_closes_only_when_its_four_quarters_are_published(quarter):
    publish(quarter)

    with pytest.raises(StepRefused, match="Quarter 1 is open"):
        close_year(year=quarter.year)
    for other in quarter.year.quarters.exclude(number=2):
        enter(other, {"Employees": (500, 1000)})
        publish(other)
    close_year(year=quarter.year)

    assert FinancialYear.objects.get().state == "closed"
    with pytest.raises(StepRefused, match="closed, not approved"):
        close_year(year=quarter.year)
    # The paper's words can still be corrected by a new edition; its figures cannot.
    withdraw_quarter(quarter=quarter, user=None, reason="A typing error.")
    with pytest.raises(StepRefused, match="2024/25 is closed: its figures stand"):
        reopen_quarter(quarter=quarter, user=None, reason="Too late.")
    assert fresh(quarter).state == "with_board"
