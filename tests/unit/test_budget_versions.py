"""Versions of the budgeted recharges: whatever is decided, they add up and keep the basis."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.arithmetic import ROUNDING_UNITS
from budgets.models import BudgetDecision, BudgetedRecharge
from budgets.setup.changing import (
    Authority,
    changed_lines,
    contrary,
    newest_decision,
    record_change,
)
from budgets.setup.years import SetupRefused
from budgets.versions import current_balance
from tests.factories import make_approved_year, make_camera, make_year

pytestmark = pytest.mark.django_db

amounts = st.integers(-500_000, 900_000).map(lambda pence: Decimal(pence).scaleb(-2))
LINES = {"Salaries": 1200, "Rent": 300, "Grant": -500}


def decided(year, kind, amounts, reverses=None, **authority):
    """The decision with ``amounts`` for the year's lines in order."""
    changes = dict(zip(year.lines.values_list("pk", flat=True), amounts, strict=False))
    facts = {"dated": year.period.first_day, "approver": "Board", "reason": "Agreed"}
    return record_change(
        year=year,
        kind=kind,
        changes=contrary(reverses) if reverses else changes,
        authority=Authority(**facts | authority),
        shown=newest_decision(year),
        user=None,
        reverses=reverses,
    )


def version(year, number):
    rows = BudgetedRecharge.objects.filter(year=year, version=number).order_by("pk")
    return [(row.partner_id, row.equivalent_cameras, row.share, row.amount) for row in rows]


def budgets(year):
    return [line.after for line in changed_lines(year, {})]


@settings(max_examples=25)
@given(
    st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=3),
    st.sampled_from(ROUNDING_UNITS),
    st.lists(st.integers(1, 9), min_size=2, max_size=5),
)
def test_every_version_adds_up_to_its_balance_by_the_shares_of_the_first(rounds, unit, cameras):
    with transaction.atomic():
        year = make_approved_year(cameras=cameras, lines=LINES, rounding_unit=unit)
        basis = [part[:3] for part in version(year, 1)]
        # The register moves on, and the basis does not.
        camera = year.partners.first().services.first()
        make_camera(year.partners.last(), camera.camera_type)
        expected = 1
        for changes in rounds:
            if any(changes):
                decided(year, "supplementary", changes)
                expected += 1
            parts = version(year, expected)
            balance = current_balance(year)
            assert [part[:3] for part in parts] == basis
            assert sum(part[3] for part in parts) == balance
            for _, _, share, amount in parts:
                assert abs(Fraction(amount) - share * Fraction(balance)) <= unit
        transaction.set_rollback(True)


@settings(max_examples=25)
@given(st.tuples(amounts, amounts), st.booleans())
def test_a_counter_entry_gives_back_every_budget_and_recharge(changes, is_virement):
    if not any(changes) or (is_virement and not sum(changes)):
        return
    with transaction.atomic():
        year = make_approved_year(cameras=(3, 1), lines=LINES)
        before, recharges = budgets(year), version(year, 1)
        kind = "virement" if is_virement else "supplementary"
        decision = decided(year, kind, [*changes, -sum(changes)] if is_virement else changes)

        counter = decided(year, kind, (), reverses=decision)

        assert budgets(year) == before
        if not is_virement:
            assert version(year, counter.version) == recharges
        transaction.set_rollback(True)


def test_a_virement_that_gains_or_loses_is_refused_by_the_action_itself():
    year = make_approved_year(lines=LINES)

    with pytest.raises(SetupRefused, match="add up to £1"):
        decided(year, "virement", [Decimal(5), Decimal(-4)])


def test_a_date_outside_the_year_is_refused_by_the_action_itself():
    year = make_approved_year(lines=LINES)

    with pytest.raises(ValidationError, match="outside the financial year 2024/25"):
        decided(year, "supplementary", [Decimal(5)], dated=make_day(year))
    assert BudgetDecision.objects.count() == 1


def make_day(year):
    return year.period.first_day.replace(year=2023)


@pytest.mark.parametrize("state", ["being_set", "closed"])
def test_only_an_approved_budget_changes(state):
    year = make_approved_year(lines=LINES) if state == "closed" else make_year([], lines=LINES)
    if state == "closed":
        year.state = state
        year.save()

    with pytest.raises(SetupRefused, match="not approved"):
        decided(year, "supplementary", [Decimal(5)])
