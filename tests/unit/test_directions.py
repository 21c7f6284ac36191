"""Words that say which way a figure points: they agree with its sign, whatever it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.position import quarter_position
from cctvpartnership.figures import rounded
from reports.directions import (
    BUDGET,
    INCOME,
    ONE,
    SEVERAL,
    compared,
    costs,
    directions,
    effect,
    estimated_at,
)
from reports.references import named_figures
from tests.positions import position_where
from tests.strategies import amounts


@given(amounts, amounts)
def test_more_and_less_agree_with_the_sign(now, then):
    words = compared(now, then, BUDGET, INCOME)
    difference = now - then

    is_income = max(now, then) <= 0 and rounded(difference) != 0
    assert (" income " in words) == is_income
    assert (" more " in words) == (rounded(-difference if is_income else difference) > 0)
    assert (" less " in words) == (rounded(-difference if is_income else difference) < 0)
    assert words.startswith("exactly") == (difference == 0)


@given(amounts)
def test_an_effect_says_less_only_where_less_is_to_pay(amount):
    assert (" less to pay" in effect(amount)) == (rounded(amount) < 0)
    assert (" more to pay" in effect(amount)) == (rounded(amount) > 0)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=20))
def test_directions_name_each_direction_there_is(recharges):
    words, whole = directions(recharges), [rounded(now - then) for now, then in recharges]

    assert ("more" in words) == any(each > 0 for each in whole)
    assert ("less" in words) == any(each < 0 for each in whole)
    assert ("as budgeted" in words) == any(each == 0 for each in whole)


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (522490, 543930, "£21,440 less than budgeted"),
        (1300, 1000, "£300 more than budgeted"),
        (1000, 1000, "exactly as budgeted"),
        ("1000.40", 1000, "as budgeted to the nearest pound"),
        (-272710, -250170, "£22,540 more income than budgeted"),
        (-200, -250, "£50 less income than budgeted"),
        (-50, 0, "£50 more income than budgeted"),
        (-50, 100, "£150 less than budgeted"),
        (50, -100, "£150 more than budgeted"),
        (None, 1000, "not yet known against the budget"),
        (1000, None, "not in the budget"),
    ],
)
def test_an_amount_against_the_budget(now, then, words):
    now, then = (None if each is None else Decimal(each) for each in (now, then))

    assert compared(now, then, BUDGET, INCOME) == words


def test_an_amount_against_an_earlier_quarter():
    words = compared(Decimal(5), Decimal(9), estimated_at(1), INCOME)

    assert words == "£4 less than estimated at Quarter 1"
    assert compared(None, Decimal(9), estimated_at(3), INCOME) == "not yet known against Quarter 3"


@pytest.mark.parametrize(
    ("amount", "expected", "outturn"),
    [
        (5, "is expected to pay £5", "pays £5"),
        (-5, "is expected to receive £5", "receives £5"),
        (0, "is expected to pay nothing", "pays nothing"),
        (None, "is to pay an amount not yet known", "is to pay an amount not yet known"),
    ],
)
def test_who_pays_is_expected_to_until_the_outturn(amount, expected, outturn):
    amount = None if amount is None else Decimal(amount)

    assert ONE.in_words(amount, "expected") == expected
    assert ONE.in_words(amount) == outturn


def test_several_pay_in_the_plural():
    assert SEVERAL.in_words(Decimal(5)) == "pay £5"
    assert SEVERAL.in_words(Decimal(-5), "budgeted") == "are budgeted to receive £5"


@pytest.mark.parametrize(
    ("variances", "words"),
    [
        ([-1, -2, -3, -4], "all four partners pay less"),
        ([5, 5], "both partners pay more"),
        ([0], "one partner pays as budgeted"),
        ([-1, -2, 3, 0], "two partners pay less, one pays more and one pays as budgeted"),
        ([1] * 14 + [-1] * 6, "six partners pay less and 14 pay more"),
        ([1, None], "what each partner pays is not yet known"),
        ([], "what each partner pays is not yet known"),
    ],
)
def test_directions_of_the_partners(variances, words):
    recharges = [(None if each is None else Decimal(each), Decimal(0)) for each in variances]

    assert directions(recharges) == words


def test_a_partner_without_a_budget_is_counted_by_itself():
    recharges = [(Decimal(5), Decimal(4)), (Decimal(5), None)]

    assert directions(recharges) == "one partner pays more and one pays without a budget"


def test_amounts_and_effects_that_are_nil_or_unknown_say_so():
    assert costs(Decimal(0), INCOME) == "nothing"
    assert costs(None, INCOME) == "an amount not yet known"
    assert costs(Decimal(-250), INCOME) == "£250 of income"
    assert effect(Decimal(0)) == "no difference"
    assert effect(Decimal("0.30")) == "a difference of less than £1"
    assert effect(None) == "a difference not yet known"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("balance.estimate", "are expected to pay £522,490"),
        ("balance.variance", "£21,440 less than budgeted"),
        ("balance.movement", "£13,210 less than estimated at Quarter 1"),
        ("lines.income-from-company.variance", "£22,540 more income than budgeted"),
        ("lines.transport-related.estimate", "£2,000"),
        ("partners.east-herts.estimate", "is expected to pay £96,320"),
        ("partners.east-herts.budget", "is budgeted to pay £103,530"),
        ("partners.stevenage.cost_effect", "£9,930 less to pay"),
        ("partners.stevenage.share_effect", "£8,830 more to pay"),
        ("partners_total.share_effect", "no difference"),
    ],
)
def test_figures_of_the_golden_case_in_words(demonstration, name, words):
    assert named_figures(quarter_position(demonstration))[name].words == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "lines.at_budget",
            "Employees, Premises Related, Supplies and Services and Recharges",
        ),
        ("lines.not_entered", "none"),
        ("partners.directions", "all four partners pay less"),
        ("quarter.before", "Quarter 1"),
        ("quarter.estimate", "estimate"),
    ],
)
def test_what_is_said_of_the_golden_case_as_a_whole(demonstration, name, text):
    assert named_figures(quarter_position(demonstration))[name].printed == text


def test_the_last_quarter_speaks_of_the_outturn():
    figures = named_figures(position_where([1, 1], [1, 1], estimate=900, number=4))

    assert figures["quarter.estimate"].printed == "outturn"
    assert figures["balance.estimate"].words == "pay £900"


def test_the_first_quarter_moves_from_the_budget():
    figures = named_figures(position_where([1, 1], [1, 1], estimate=900, number=1))

    assert figures["balance.movement"].words == "£100 less than budgeted"
    assert figures["quarter.before"].printed == "the budget"


def test_lines_without_estimate_are_not_yet_known():
    figures = named_figures(position_where([1, 1], [1, 1], estimate=None))

    assert figures["lines.at_budget"].printed == "not yet known"
    assert figures["lines.not_entered"].printed == "Employees"
