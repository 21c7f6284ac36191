"""Every published number of Quarter 2, 2024/25, from the database to the printed figure."""

from operator import attrgetter

import pytest
from django.db import transaction

from budgets.arithmetic import footing_difference
from budgets.models import BudgetedRecharge, Quarter
from budgets.position import quarter_position
from cctvpartnership.figures import cameras, percent, rounded
from reports.demonstration.figures import YEAR
from reports.demonstration.loading import load_demonstration
from tests import published


@pytest.fixture(scope="module")
def position(django_db_setup, django_db_blocker):
    """Loaded once for the module and rolled back: the position itself is plain frozen values."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration(lambda sentence: None)
        position = quarter_position(Quarter.objects.of(YEAR, 2))
        transaction.set_rollback(True)
    return position


def by_slug(position):
    return {recharge.partner.slug: recharge for recharge in position.recharges}


def test_lines_are_the_published_lines_in_the_published_order(position):
    lines = [
        (line.line, line.budget, line.actual, line.estimate, line.variance)
        for line in position.lines
    ]

    assert lines == list(published.LINES)
    assert [line.group for line in position.lines] == [line.line for line in published.LINES]


def test_the_published_lines_have_comments_and_no_others(position):
    commented = tuple(line.line for line in position.lines if line.comment)

    assert commented == published.COMMENTED


def test_balance_to_recover_is_as_published(position):
    balance = position.balance

    assert (
        balance.budget,
        balance.actual,
        balance.estimate,
        balance.variance,
    ) == published.BALANCE[1:]


def test_eight_recharges_and_their_variances_are_as_published(position):
    printed = attrgetter("partner.name", "partner.slug", "budget", "estimate", "variance")

    recharges = [printed(recharge) for recharge in position.recharges]

    assert recharges == [partner[:5] for partner in published.PARTNERS]


def test_recharges_add_up_to_the_balance(position):
    total = position.partners_total

    assert (total.budget, total.estimate, total.variance) == (543_930, 522_490, -21_440)


def test_cameras_and_percentages_are_printed_as_published(position):
    printed = [
        (recharge.partner.slug, cameras(recharge.equivalent_cameras), percent(recharge.share))
        for recharge in position.recharges
    ]

    assert printed == [
        (partner.slug, partner.cameras, partner.share_percent) for partner in published.PARTNERS
    ]


def test_cameras_in_all_are_257_although_the_printed_ones_make_256(position):
    averages = [recharge.equivalent_cameras for recharge in position.recharges]

    in_all = sum(averages)

    assert cameras(in_all) == published.CAMERAS_IN_ALL
    assert footing_difference([rounded(average) for average in averages], rounded(in_all)) == 1


def test_averages_are_exactly_those_of_the_register(position):
    averages = {slug: recharge.equivalent_cameras for slug, recharge in by_slug(position).items()}

    assert averages == published.AVERAGES
    assert {
        slug: cameras(average, 4) for slug, average in averages.items()
    } == published.AVERAGES_PRINTED


def test_budgeted_averages_are_without_the_eleven_later_cameras(position):
    frozen = {
        slug: recharge.base_equivalent_cameras for slug, recharge in by_slug(position).items()
    }

    assert frozen == published.BUDGETED_AVERAGES


def test_bridge_splits_every_variance_into_cost_and_share_effect(position):
    row = attrgetter(
        "partner.slug", "budget", "estimate", "variance", "cost_effect", "share_effect"
    )

    bridge = [row(recharge) for recharge in position.recharges]

    total = position.partners_total

    assert bridge == list(published.BRIDGE)
    assert (total.cost_effect, total.share_effect) == published.BRIDGE_TOTAL[4:]


def test_only_the_average_of_stevenage_differs_from_the_budget(position):
    moved = [
        slug
        for slug, recharge in by_slug(position).items()
        if recharge.equivalent_cameras != recharge.base_equivalent_cameras
    ]

    assert moved == ["stevenage"]


def test_rounding_percentages_first_would_lose_10_pounds_and_print_four_wrong_lines(position):
    """The door held shut: money is never computed from a printed percentage."""
    balance = position.balance.estimate
    shares = {recharge.partner.name: rounded(recharge.share, 4) for recharge in position.recharges}

    rounded_twice = {name: rounded(balance * share, -1) for name, share in shares.items()}

    right = {partner.partner: partner.estimate for partner in published.PARTNERS}
    assert sum(rounded_twice.values()) == published.ROUNDED_TWICE_IN_ALL
    assert all(rounded_twice[name] != right[name] for name in right)
    assert {recharge.partner.name: recharge.estimate for recharge in position.recharges} == right


def test_quarter_with_the_board_reads_the_same_as_before_it_was_submitted(open_quarter):
    reopened = quarter_position(open_quarter)

    assert reopened.quarter.frozen is None
    assert [
        (recharge.partner.slug, recharge.estimate, recharge.share_effect)
        for recharge in reopened.recharges
    ] == [(row.slug, row.estimate, row.share_effect) for row in published.BRIDGE]
    assert reopened.balance.estimate == published.BALANCE.estimate


def test_budgeted_recharges_are_frozen_once_and_approved(demonstration):
    frozen = BudgetedRecharge.objects.filter(year=demonstration.year)

    assert {row.version for row in frozen} == {1}
    assert [row.amount for row in frozen] == [partner.budget for partner in published.PARTNERS]
    assert demonstration.year.state == "approved"


@pytest.mark.parametrize("number", [3, 4])
def test_later_quarters_are_open_and_nothing_of_them_is_known(demonstration, number):
    quarter = Quarter.objects.of(YEAR, number)

    position = quarter_position(quarter)

    assert quarter.state == "open"
    assert not position.is_complete
    assert {line.estimate for line in position.lines} == {None}
    assert position.balance.budget == published.BALANCE.budget
    assert position.partners_total.estimate is None
    assert [recharge.budget for recharge in position.recharges] == [
        partner.budget for partner in published.PARTNERS
    ]
