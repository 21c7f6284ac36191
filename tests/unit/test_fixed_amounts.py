"""Fixed amounts in pounds: taken off the balance before percentages share what is left."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import (
    AGREED,
    CAMERAS,
    EQUAL,
    Element,
    NothingToShareBy,
    apportion,
    fixed_part,
    shares_after_fixed,
)
from budgets.explanation import explain_share
from budgets.freezing import frozen, thawed
from budgets.inputs import budgeted_parts, current_inputs
from budgets.models import Quarter
from budgets.movement import quarter_movement
from budgets.position import quarter_position
from budgets.shares import ElementTerms, ShareBasis
from budgets.versions import parts_anew
from budgets.whatif.changes import Changes
from budgets.whatif.outcome import outcome_of
from tests import factories
from tests.positions import position_where
from tests.strategies import amounts, units, weights

HUNDRED = ElementTerms("Cameras", Decimal(100), CAMERAS)


def fixed(pounds, basis=EQUAL, agreed=()):
    return ElementTerms("Control room", Decimal(0), basis, agreed, Decimal(pounds))


def basis_of(balance, *terms, averages=(30, 10), **settings):
    keys = tuple(range(1, len(averages) + 1))
    exact = {key: Fraction(one) for key, one in zip(keys, averages, strict=True)}
    return ShareBasis(keys, terms, exact, settings.get("first", False)).of(Decimal(balance))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- Laws ---

pounds = st.integers(0, 2_000_000)
bases = st.sampled_from([EQUAL, CAMERAS, AGREED])


@given(amounts, units, pounds, bases, st.booleans())
def test_recharges_add_up_to_the_balance_whatever_is_fixed(amount, unit, some, by, first):
    agreed = ((1, Decimal(40)), (2, Decimal(60)))
    shares = basis_of(amount, fixed(some, by, agreed), HUNDRED, first=first).shares

    assert sum(shares.values()) == 1
    assert all(share >= 0 for share in shares.values())
    assert sum(apportion(amount, shares, unit).parts.values()) == amount


@given(amounts, st.booleans())
def test_a_fixed_amount_of_nil_changes_nothing(amount, first):
    without = basis_of(amount, HUNDRED, first=first)

    assert basis_of(amount, fixed(0), HUNDRED, first=first).shares == without.shares


@given(st.integers(1, 1_000_000), weights(3, 3), weights(3, 3), st.integers(0, 1_000_000))
def test_within_the_balance_each_bears_its_fixed_pounds_and_its_share_of_the_rest(
    left, one, other, some
):
    balance = Decimal(some + left)
    each = Element(Decimal(0), one, amount=Decimal(some)).fixed
    rest = Element(Decimal(100), other).shares

    shares = shares_after_fixed(balance, each, rest)

    for partner, share in shares.items():
        assert share * Fraction(balance) == each[partner] + left * rest[partner]


@given(st.integers(1, 1000), weights(3, 3), st.integers(0, 1_000_000))
def test_fixed_amounts_beyond_the_balance_are_cut_in_proportion(balance, one, more):
    some = Element(Decimal(0), one, amount=Decimal(balance + more))

    shares = shares_after_fixed(
        Decimal(balance), some.fixed, Element(Decimal(100), dict.fromkeys(one, Fraction(1))).shares
    )

    assert shares == some.proportions


@given(st.integers(-1000, 0))
def test_nothing_fixed_is_taken_off_a_credit(balance):
    assert fixed_part(Decimal(balance), {"A": Fraction(10)}) == 0


@given(st.integers(1, 10_000), st.integers(1, 10_000), pounds, st.sampled_from([1, 10]))
def test_without_a_change_of_cameras_or_terms_every_share_effect_is_nil(budget, now, some, unit):
    position = position_where(
        [30, 10], [30, 10], budget=budget, estimate=now, terms=(fixed(some), HUNDRED), unit=unit
    )

    assert [each.share_effect for each in position.recharges] == [0, 0]
    costs = sum(each.cost_effect for each in position.recharges)
    assert costs == now - budget


# --- By hand ---


def test_two_partners_bear_half_of_the_fixed_pounds_and_their_cameras_of_the_rest():
    """£400 equally: 200 each; £600 by 30 and 10 cameras: 450 and 150."""
    basis = basis_of(1000, fixed(400), HUNDRED)

    assert basis.shares == {1: Fraction(650, 1000), 2: Fraction(350, 1000)}


def test_rounding_shares_first_rounds_the_percentages_and_not_the_pounds():
    basis = basis_of(1000, fixed(100), HUNDRED, averages=(1, 1, 1), first=True)

    parts = {key: share * 1000 for key, share in basis.shares.items()}

    assert parts[1] == Fraction(100, 3) + Fraction("0.3334") * 900


def test_a_fixed_amount_with_nothing_to_share_by_is_refused_by_name():
    with pytest.raises(NothingToShareBy, match="“Control room” has nothing to share by"):
        _ = basis_of(1000, fixed(10, AGREED), HUNDRED).shares


@pytest.mark.parametrize(
    ("estimate", "workings"),
    [
        (
            1000,
            [
                "£400 of the balance of £1,000 × 1 ÷ 2, equally among two partners",
                "100 % of the £600.00 that fixed amounts leave of £1,000 × 30.0000 ÷ 40.0000, the "
                "average of both partners",
                "20.0000 % + 45.0000 %",
            ],
        ),
        (
            300,
            [
                "£400, cut to its part of the whole balance of £300, × 1 ÷ 2, equally among two "
                "partners",
                "100 % of the £0.00 that fixed amounts leave of £300 × 30.0000 ÷ 40.0000, the average "
                "of both partners",
                "50.0000 % + 0.0000 %",
            ],
        ),
        (
            -300,
            [
                "£400, of which nothing is taken as nothing is to recover, × 1 ÷ 2, equally among "
                "two partners",
                "100 % of the balance × 30.0000 ÷ 40.0000, the average of both partners",
                "0.0000 % + 75.0000 %",
            ],
        ),
    ],
)
def test_the_working_says_what_is_fixed_and_what_it_leaves(estimate, workings):
    position = position_where([30, 10], [30, 10], estimate=estimate, terms=(fixed(400), HUNDRED))

    share = explain_share(position, position.recharges[0])

    assert [plain(step.working) for step in share.share_steps[:3]] == workings


def test_another_balance_makes_the_same_terms_another_share_and_it_is_said():
    position = position_where([30, 10], [30, 10], estimate=2000, terms=(fixed(400), HUNDRED))

    share = explain_share(position, position.recharges[0])

    assert plain(share.reasons[1].sentence) == (
        "East Herts’ fixed amounts and percentages are those set with the budget, together "
        "70.00 % of this balance."
    )
    assert share.reasons[1].amount == 0
    assert plain(share.budget_steps[1].working) == (
        "£2,000 × 70.0000 %, which the budget’s fixed amounts and percentages make of it, rounded"
    )


# --- From the database ---


@pytest.fixture
def quarter(db):
    """Two partners with three cameras and one; £1,000, of which £400 equally."""
    partners = factories.make_partners(2)
    year = factories.make_year(partners)
    factories.make_cameras(partners[0], factories.make_camera_type(), 3)
    factories.make_cameras(partners[1], partners[0].services.first().camera_type, 1)
    year.elements.create(name="Room", percentage=0, amount=400, basis=EQUAL, position=2)
    factories.approved(year)
    quarter = Quarter.objects.select_related("year").get(year=year, number=1)
    factories.enter(quarter, {"Employees": (100, 2000, "")})
    return quarter


def test_a_budget_freezes_pounds_and_the_share_of_the_rest(quarter):
    parts = budgeted_parts(quarter.year)

    assert [(part.amount, part.fixed, part.rest) for part in parts] == [
        (650, 200, Fraction(3, 4)),
        (350, 200, Fraction(1, 4)),
    ]


def test_a_supplementary_leaves_the_fixed_pounds_as_they_are(quarter):
    parts = parts_anew(quarter.year, Decimal(2000))

    assert [(part.amount, part.fixed) for part in parts] == [(1400, 200), (600, 200)]


def test_a_quarter_is_frozen_with_its_amounts_and_one_frozen_before_has_none(quarter):
    inputs = current_inputs(quarter)
    content = frozen(inputs)

    assert thawed(content) == inputs

    for part in content["budgeted"]:
        del part["fixed"], part["rest"]
    for terms in content["basis"]["terms"]:
        del terms["amount"]
    old = thawed(content)

    assert {each.amount for each in old.basis.terms} == {0}
    assert {each.fixed for each in old.budgeted} == {None}
    assert replace(old.budgeted[0], fixed=Fraction(200), rest=Fraction(3, 4)) == inputs.budgeted[0]


def test_movement_since_the_budget_and_what_if_take_the_same_pounds(quarter):
    position = quarter_position(quarter)

    moved = quarter_movement(position, None)
    tried = outcome_of(position, Changes(balance=Decimal(3000)), {})

    assert [each.estimate for each in position.recharges] == [1400, 600]
    assert [each.share_effect for each in moved.partners] == [0, 0]
    assert [row.then.recharge for row in tried.rows] == [2150, 850]


def test_a_year_that_rounds_shares_first_says_which_of_them_are_rounded():
    terms = (fixed(100), HUNDRED)
    position = position_where([1, 1, 1], [1, 1, 1], terms=terms, round_first=True)

    first = explain_share(position, position.recharges[0])

    assert first.has_fixed and first.rounds_shares_first
    assert [(step.name, plain(step.result)) for step in first.share_steps[2:4]] == [
        ("Share", "33.3333 %"),
        ("Share, rounded", "33.3393 %"),
    ]
    assert position.recharges[0].share == Fraction(100, 3000) + Fraction("0.3334") * 9 / 10
