"""Why a share moved, in words: each sentence is checked against figures that call for it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from budgets.explanation import explain_share, headline, reasons
from budgets.position import Recharge
from budgets.shares import ElementTerms
from partners.models import Partner
from tests.positions import CAMERAS_ONLY, position_where

ALL_TOO_PLAIN = Recharge(Partner(short_name="East Herts"), Fraction(1), Fraction(1, 4))


def why(position):
    """The two sentences about the first partner, East Herts."""
    cost, share = reasons(position, position.recharges[0])
    return cost.sentence, share.sentence


@pytest.mark.parametrize(
    ("budget", "estimate", "says"),
    [
        (103_530, 96_320, "£96,320 estimated, £7,210 less than budgeted"),
        (96_320, 103_530, "£103,530 estimated, £7,210 more than budgeted"),
        (1000, 1000, "£1,000 estimated, as budgeted"),
        (1000, "999.50", "£999.50 estimated, £0.50 less than budgeted"),
        (-1000, -1200, "£1,200 credit estimated, £200 more than budgeted"),
        (-1000, -800, "£800 credit estimated, £200 less than budgeted"),
        (50, -100, "£100 credit estimated, £50 budgeted"),
        (0, -100, "£100 credit estimated, £0 budgeted"),
        (-100, 0, "£0 estimated, £100 credit budgeted"),
        (1000, None, "£1,000 budgeted, estimate not yet known"),
        (None, 96_320, "£96,320 estimated, budget not yet approved"),
        (None, None, "Not yet known"),
    ],
)
def test_the_headline_says_the_amount_and_how_it_differs(budget, estimate, says):
    recharge = replace(
        ALL_TOO_PLAIN,
        budget=None if budget is None else Decimal(budget),
        estimate=None if estimate is None else Decimal(estimate),
    )

    assert headline(recharge, is_last=False) == says


def test_in_the_last_quarter_the_estimate_is_the_outturn():
    recharge = replace(ALL_TOO_PLAIN, budget=Decimal(1000), estimate=Decimal(900))

    assert headline(recharge, is_last=True) == "£900 outturn, £100 less than budgeted"


@pytest.mark.parametrize(
    ("budget", "estimate", "says"),
    [
        (
            1000,
            800,
            "The two partners now have £200 less to pay between them, "
            "and this is East Herts’ part of it at the share set with the budget.",
        ),
        (
            1000,
            1200,
            "The two partners now have £200 more to pay between them, "
            "and this is East Herts’ part of it at the share set with the budget.",
        ),
        (1000, 1000, "The balance to recover is the one budgeted, so it moves nothing."),
        (
            -1000,
            -1200,
            "The two partners now have £200 more credit to share between them, "
            "and this is East Herts’ part of it at the share set with the budget.",
        ),
        (
            -1000,
            -800,
            "The two partners now have £200 less credit to share between them, "
            "and this is East Herts’ part of it at the share set with the budget.",
        ),
        (
            100,
            -100,
            "The two partners now have £200 less to pay between them, "
            "and this is East Herts’ part of it at the share set with the budget.",
        ),
        (
            1000,
            1003,
            "The two partners now have £3 more to pay between them. East Herts’ part of it, "
            "at the share set with the budget and in whole £10, is nil.",
        ),
    ],
)
def test_the_cost_effect_is_told_from_the_change_of_the_balance(budget, estimate, says):
    # Stevenage's remainder is the larger, so the odd pounds of the last case are Stevenage's.
    position = position_where([20, 80], [20, 80], budget=budget, estimate=estimate)

    assert why(position)[0] == says


def test_a_partner_without_a_share_in_the_budget_has_no_part_in_the_change():
    position = position_where([0, 80], [0, 80], estimate=900)

    assert "East Herts had no share in the budget, so no part of it falls here." in why(position)[0]


def test_rounding_that_turns_the_cost_effect_against_the_balance_is_said():
    # More to pay, and yet less for the smallest: largest remainders do that to few whole units.
    position = position_where([2, 6, 6], [2, 6, 6], budget=100, estimate=110)

    cost, _ = reasons(position, position.recharges[0])

    assert cost.amount == -10
    assert cost.label == "Balance, rounded"
    assert cost.sentence.endswith(
        "Rounded to whole £10, East Herts’ amount at the share set with the budget "
        "moves the other way."
    )


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        (
            [20, 60],
            [20, 80],
            "from 25.00 % to 20.00 %, because the partnership’s average of equivalent cameras has "
            "grown since the budget, from 80.00 to 100.00, and East Herts’ has not (20.00).",
        ),
        (
            [20, 80],
            [20, 60],
            "from 20.00 % to 25.00 %, because the partnership’s average of equivalent cameras has "
            "fallen since the budget, from 100.00 to 80.00, and East Herts’ has not (20.00).",
        ),
        (
            [20, 80],
            [30, 70],
            "from 20.00 % to 30.00 %, because its average of equivalent cameras has grown since "
            "the budget, from 20.00 to 30.00, and that of all partners together is unchanged "
            "(100.00).",
        ),
        (
            [30, 70],
            [20, 80],
            "from 30.00 % to 20.00 %, because its average of equivalent cameras has fallen since "
            "the budget, from 30.00 to 20.00, and that of all partners together is unchanged "
            "(100.00).",
        ),
        (
            [20, 80],
            [60, 90],
            "from 20.00 % to 40.00 %, because its average of equivalent cameras has grown since "
            "the budget, from 20.00 to 60.00, and in proportion more than that of all partners "
            "together, from 100.00 to 150.00.",
        ),
        (
            [20, 80],
            [22, 178],
            "from 20.00 % to 11.00 %, because its average of equivalent cameras has grown since "
            "the budget, from 20.00 to 22.00, but in proportion less than that of all partners "
            "together, from 100.00 to 200.00.",
        ),
        (
            [40, 60],
            [10, 40],
            "from 40.00 % to 20.00 %, because its average of equivalent cameras has fallen since "
            "the budget, from 40.00 to 10.00, and in proportion more than that of all partners "
            "together, from 100.00 to 50.00.",
        ),
        (
            [40, 60],
            [30, 20],
            "from 40.00 % to 60.00 %, because its average of equivalent cameras has fallen since "
            "the budget, from 40.00 to 30.00, but in proportion less than that of all partners "
            "together, from 100.00 to 50.00.",
        ),
        (
            [40, 60],
            [30, 90],
            "from 40.00 % to 25.00 %, because its average of equivalent cameras has fallen since "
            "the budget, from 40.00 to 30.00, while that of all partners together has grown, "
            "from 100.00 to 120.00.",
        ),
        (
            [40, 60],
            [50, 30],
            "from 40.00 % to 62.50 %, because its average of equivalent cameras has grown since "
            "the budget, from 40.00 to 50.00, while that of all partners together has fallen, "
            "from 100.00 to 80.00.",
        ),
    ],
)
def test_the_share_effect_is_told_from_own_and_all_cameras(then, now, says):
    position = position_where(then, now, budget=10_000, estimate=10_000)

    sentence = why(position)[1].replace("\N{NO-BREAK SPACE}", " ")

    assert sentence == f"East Herts’ share has gone {says}"


def test_a_share_that_did_not_move_is_said_to_be_the_one_of_the_budget():
    share = why(position_where([20, 80], [20, 80], estimate=900))[1]

    assert share == "East Herts’ share is the one set with the budget, 20.00\N{NO-BREAK SPACE}%."


def test_cameras_that_change_between_others_move_an_unchanged_share_by_rounding_alone():
    position = position_where([2, 3, 10], [2, 1, 12], budget=110, estimate=110)

    _, share = reasons(position, position.recharges[0])

    assert share.amount == -10
    assert share.label == "Share, rounded"
    assert share.sentence == (
        "East Herts’ share is the one set with the budget, 13.33\N{NO-BREAK SPACE}%. Other shares "
        "have changed, and with them who is handed what rounding leaves over."
    )


def test_rounding_that_turns_the_share_effect_against_the_share_is_said():
    position = position_where([3, 9, 9], [3, 10, 9], budget=110, estimate=110)

    _, share = reasons(position, position.recharges[0])

    assert share.amount == 10
    assert share.sentence.startswith("East Herts’ share has gone from 14.29")
    assert share.sentence.endswith("Rounded to whole £10, the amount moves the other way.")


def test_with_nothing_to_recover_a_moved_share_moves_nothing():
    share = why(position_where([20, 80], [20, 60], budget=0, estimate=0))[1]

    assert share.endswith("With nothing to recover, that moves nothing.")


def test_a_share_effect_that_rounds_to_nothing_is_said():
    share = why(position_where([20, 80], [Fraction("20.01"), 80]))[1]

    assert "from 20.00\N{NO-BREAK SPACE}% to 20.01\N{NO-BREAK SPACE}%" in share
    assert share.endswith(" In whole £10, that moves nothing.")


def test_shares_are_printed_as_finely_as_it_takes_to_tell_them_apart():
    share = why(position_where([20, 80], [Fraction("20.0001"), 80]))[1]

    assert "from 20.0000\N{NO-BREAK SPACE}% to 20.0001\N{NO-BREAK SPACE}%" in share


def test_terms_changed_after_the_budget_are_the_reason_rather_than_the_cameras():
    half = (
        ElementTerms("Fixed", Decimal(50), EQUAL),
        ElementTerms("Cameras", Decimal(50), CAMERAS),
    )
    position = position_where([20, 80], [20, 80], terms=half, terms_then=CAMERAS_ONLY)

    assert "because the terms by which the balance is shared have changed" in why(position)[1]


def test_in_a_year_that_rounds_shares_first_that_rounding_is_the_reason_where_it_is():
    # East Herts has an exact third then and now; the hundredth left over comes to it only now.
    position = position_where([7, 2, 12], [9, 9, 9], budget=90_000, round_first=True)

    sentence = why(position)[1].replace("\N{NO-BREAK SPACE}", " ")

    assert sentence.startswith(
        "East Herts’ share has gone from 33.33 % to 33.34 %, because shares are rounded to 0.01 % "
        "so that together they make 100.00 %, and the rounding falls differently now."
    )


def test_equal_and_agreed_shares_cannot_move_and_no_camera_is_blamed():
    agreed = ElementTerms("Agreed", Decimal(40), AGREED, ((1, Decimal(70)), (2, Decimal(30))))
    terms = (ElementTerms("Equal", Decimal(60), EQUAL), agreed)

    share = why(position_where([20, 80], [90, 10], terms=terms, estimate=800))[1]

    assert share == "East Herts’ share is the one set with the budget, 58.00\N{NO-BREAK SPACE}%."


def test_before_the_last_estimate_is_entered_nothing_is_claimed():
    position = position_where([20, 80], [30, 80], estimate=None)

    share = explain_share(position, position.recharges[0])

    assert share.headline == "£200 budgeted, estimate not yet known"
    assert share.estimate is None
    assert share.reasons == () and share.picture is None and share.budget_steps == ()
    assert share.share_steps[-1].result == "–"
