"""What a change would do: it is what the change then does, and finding it out changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.arithmetic import apportion
from budgets.effects import WouldSpoil, effect_of
from budgets.models import Quarter
from budgets.position import quarter_position
from budgets.previewing import shown_or_saved
from budgets.setup.approving import proposal
from cameras.models import CameraType
from cameras.weighing import newest_records, set_weight
from partners.decisions import DecisionEntry
from tests.factories import enter, make_approved_year, make_camera_type, make_cameras, make_year
from tests.threads import at_once

DECIDED = DecisionEntry("Joint Executive", date(2023, 9, 26), "14")
weights = st.decimals(0, 3, places=3, allow_nan=False)
days = st.integers(0, 364).map(lambda days: date(2024, 4, 1) + timedelta(days=days))


def partnership():
    """Three councils with two types of camera; Quarter 1 of 2024/25 is estimated, 2025/26 is set."""
    year = make_approved_year(lines={"Salaries": 10_000, "Rent": 3_333})
    partners = list(year.partners.order_by("position"))
    reactive = make_camera_type("Reactive", "0.25", position=2)
    make_cameras(partners[2], reactive, 3)
    enter(year.quarters.get(number=1), {"Salaries": (2500, 9876, ""), "Rent": (800, 3333, "")})
    return year, make_year(partners, starts_in=2025, lines={"Salaries": 12_345})


def weighing(weight, day, name="Reactive"):
    return lambda: set_weight(
        camera_type=CameraType.objects.get(name=name),
        starts_on=day,
        weight=weight,
        decision=DECIDED,
        user=None,
    )


def everything():
    """All rows of all tables."""
    return {
        model: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


def recharges_of(quarter):
    """Of the estimate; where not every line has one, the budget divided by the shares."""
    position = quarter_position(Quarter.objects.select_related("year").get(pk=quarter.pk))
    shares = {each.partner: each.share for each in position.recharges}
    if position.estimated:
        return [(each.partner, each.share, each.estimate) for each in position.recharges]
    parts = apportion(position.balance.budget, shares, quarter.year.rounding_unit).parts
    return [(partner, share, parts[partner]) for partner, share in shares.items()]


@pytest.mark.django_db
@settings(max_examples=20)
@given(weights, days)
def test_an_effect_is_what_the_change_does_and_changes_nothing(weight, day):
    with transaction.atomic():
        approved, being_set = partnership()
        before = everything()
        now = [recharges_of(quarter) for quarter in approved.quarters.all()]

        effects = effect_of(weighing(weight, day))

        assert everything() == before
        *quarters, proposed = effects
        assert [
            [(each.partner, each.share_now, each.recharge_now) for each in effect.partners]
            for effect in quarters
        ] == now
        weighing(weight, day)()
        assert [
            [(each.partner, each.share_then, each.recharge_then) for each in effect.partners]
            for effect in quarters
        ] == [recharges_of(quarter) for quarter in approved.quarters.all()]
        parts = {part.partner: part.amount for part in proposal(being_set).parts}
        assert {each.partner.pk: each.recharge_then for each in proposed.partners} == parts
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_totals_stay_and_before_every_estimate_the_budget_is_shared():
    partnership()

    first, second, *_, proposed = effect_of(weighing(Decimal("0.5"), date(2024, 10, 1)))

    assert (first.total_now, first.total_then, first.total_difference) == (13209, 13209, 0)
    assert sum(each.difference for each in first.partners) == 0
    assert first.moves and first.is_known and not first.at_budget
    assert second.moves and second.is_known and second.at_budget
    assert (second.total_now, second.total_then, second.total_difference) == (13333, 13333, 0)
    assert (proposed.quarter, proposed.total_then) == (None, 12345)


@pytest.mark.django_db
def test_a_year_being_set_that_could_not_be_approved_says_why():
    partnership()
    nil = weighing(Decimal(0), date(2025, 4, 1), "Active")

    def unworkable():
        nil()
        weighing(Decimal(0), date(2025, 4, 1))()

    *_, proposed = effect_of(unworkable)

    assert "No partner has a camera in service in this year" in proposed.trouble
    assert proposed.partners == ()


@pytest.mark.django_db
def test_a_change_that_leaves_an_open_quarter_without_shares_is_refused():
    partnership()

    def unworkable():
        for name in ("Active", "Reactive"):
            weighing(Decimal(0), date(2020, 4, 1), name)()

    with pytest.raises(WouldSpoil, match="nothing to share by"):
        effect_of(unworkable)


@pytest.mark.postgres
def test_of_two_who_save_weights_at_once_as_shown_one_does_and_the_other_looks_again(
    transactional_db,
):
    partnership()

    def saving(weight):
        change = weighing(Decimal(weight), date(2024, 10, 1))
        shown = shown_or_saved(change, given=weight, newest=newest_records, asked={})
        asked = {"do": "save", "seal": shown.seal}
        return lambda: shown_or_saved(change, given=weight, newest=newest_records, asked=asked)

    outcomes = at_once(saving("0.5"), saving("0.75"), saving("0.6"))

    assert sorted(each.is_saved for each in outcomes) == [False, False, True]
    assert sorted(each.is_anew for each in outcomes) == [False, True, True]
    assert CameraType.objects.get(name="Reactive").weights.count() == 2
