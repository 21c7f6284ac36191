"""Why a recharge moved: cost and share effect, and the totals they must make."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import apportion, balance_to_recover, bridge, current_budget, variance
from tests import published
from tests.strategies import amounts, units, weights


def bridged(budget, estimate, base, now, unit):
    """Budgeted and estimated parts with the steps between them, as a quarter's position does."""
    budgeted = apportion(budget, base, unit).parts
    estimated = apportion(estimate, now, unit).parts
    return budgeted, estimated, bridge(budgeted, apportion(estimate, base, unit).parts, estimated)


def two_weights(number):
    return st.tuples(weights(number, number), weights(number, number))


@given(amounts, amounts, st.integers(1, 12).flatmap(two_weights), units)
def test_bridge_columns_foot(budget, estimate, both, unit):
    budgeted, estimated, steps = bridged(budget, estimate, *both, unit)

    assert sum(step.cost_effect for step in steps.values()) == estimate - budget
    assert sum(step.share_effect for step in steps.values()) == 0
    assert all(
        step.cost_effect + step.share_effect == estimated[partner] - budgeted[partner]
        for partner, step in steps.items()
    )


@given(amounts, amounts, weights(), units, st.fractions(Fraction(1, 100), 100))
def test_share_effects_are_nil_where_shares_did_not_change(budget, estimate, base, unit, factor):
    """However many cameras there are: only proportions count."""
    now = {partner: weight * factor for partner, weight in base.items()}

    _, _, steps = bridged(budget, estimate, base, now, unit)

    assert {step.share_effect for step in steps.values()} == {0}


@given(amounts, st.integers(1, 12).flatmap(two_weights), units)
def test_cost_effects_are_nil_where_the_balance_did_not_change(balance, both, unit):
    _, _, steps = bridged(balance, balance, *both, unit)

    assert {step.cost_effect for step in steps.values()} == {0}


def test_bridge_of_the_golden_case():
    _, _, steps = bridged(
        Decimal(543_930), Decimal(522_490), published.BUDGETED_AVERAGES, published.AVERAGES, 10
    )

    assert [(partner, step.cost_effect, step.share_effect) for partner, step in steps.items()] == [
        (row.slug, row.cost_effect, row.share_effect) for row in published.BRIDGE
    ]


def test_variance_is_plus_when_partners_pay_more_for_cost_and_income_alike():
    more_cost = variance(Decimal(2_000), Decimal(900))
    more_income = variance(Decimal(-272_710), Decimal(-250_170))

    assert (more_cost, more_income) == (1_100, -22_540)


def test_variance_is_not_yet_known_while_a_figure_is_missing():
    assert variance(None, Decimal(1)) is None
    assert variance(Decimal(1), None) is None


def test_balance_to_recover_is_the_sum_of_all_lines_income_included():
    assert balance_to_recover(line.budget for line in published.LINES) == 543_930
    assert balance_to_recover(line.estimate for line in published.LINES) == 522_490


def test_balance_to_recover_is_not_yet_known_while_one_line_is_missing():
    assert balance_to_recover([Decimal(5), None]) is None
    assert balance_to_recover([]) == 0


def test_current_budget_is_original_plus_virements_and_supplementaries():
    budget = current_budget(
        Decimal(1000),
        virements_in=[Decimal(50)],
        virements_out=[Decimal(20), Decimal("5.50")],
        supplementaries=[Decimal(100), Decimal(-30)],
    )

    assert budget == Decimal("1094.50")
