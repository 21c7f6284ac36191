"""Workbooks of other partnerships: whatever they agree on, the figures add up and follow the rules."""

from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import given, settings

from budgets.models import Quarter
from budgets.position import quarter_position
from partners.periods import Year
from tests.partnerships import partnerships
from tests.workbooks import load

pytestmark = pytest.mark.django_db


def position_of(partnership):
    """Quarter 2 of the loaded workbook; the database is as before afterwards."""
    with transaction.atomic():
        load(partnership.sheets())
        position = quarter_position(Quarter.objects.of(Year(2024), 2))
        transaction.set_rollback(True)
    return position


def assert_apportioned(amount, parts, shares, unit):
    """They add up to the penny, and each is within one unit of its exact share."""
    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert abs(Fraction(part) - share * Fraction(amount)) <= unit


@settings(max_examples=25)
@given(partnerships())
def test_recharges_of_any_partnership_add_up_and_follow_its_rules(partnership):
    averages = partnership.averages()
    shares = partnership.shares(averages)
    base = averages if partnership.base is None else list(map(Fraction, partnership.base))
    base_shares = partnership.shares(base)

    position = position_of(partnership)

    recharges = position.recharges
    assert [each.equivalent_cameras for each in recharges] == averages
    assert [each.share for each in recharges] == shares
    assert [each.base_equivalent_cameras for each in recharges] == base
    assert [each.base_share for each in recharges] == base_shares
    assert (position.balance.budget, position.balance.estimate) == (
        partnership.budget,
        partnership.estimate,
    )
    budgeted = [each.budget for each in recharges]
    assert_apportioned(partnership.budget, budgeted, base_shares, partnership.unit)
    estimated = [each.estimate for each in recharges]
    assert_apportioned(partnership.estimate, estimated, shares, partnership.unit)
    assert_bridged(position, partnership)


def assert_bridged(position, partnership):
    """The bridge's columns foot, and no share effect is there without a change of shares."""
    recharges = position.recharges
    for each in recharges:
        assert each.cost_effect + each.share_effect == each.estimate - each.budget
    assert sum(each.cost_effect for each in recharges) == partnership.estimate - partnership.budget
    assert sum(each.share_effect for each in recharges) == 0
    if partnership.base is None:
        assert {each.share_effect for each in recharges} == {0}
