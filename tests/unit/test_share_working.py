"""The steps of a share's working: each row follows from the one before, to the last pound."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import AGREED, CAMERAS, EQUAL, apportion
from budgets.explanation import explain_share
from budgets.explanation.rounding import rounding_in_words
from budgets.models import Quarter
from budgets.position import quarter_position
from budgets.shares import ElementTerms
from partners.models import Partner
from reports.demonstration.figures import YEAR
from tests.positions import SHORT_NAMES, position_where


def printed(steps):
    """Steps as (name, working, result), with plain spaces."""
    return [
        tuple(
            text.replace("\N{NO-BREAK SPACE}", " ")
            for text in (step.name, step.working, step.result)
        )
        for step in steps
    ]


def test_the_golden_case_is_worked_out_as_on_paper(demonstration):
    position = quarter_position(Quarter.objects.of(YEAR, 2))
    east_herts = next(part for part in position.recharges if part.partner.slug == "east-herts")

    share = explain_share(position, east_herts)

    assert [
        (
            row.camera_type,
            row.when.replace("\N{NO-BREAK SPACE}", " "),
            row.number,
            row.samples,
            row.weight,
        )
        for row in share.camera_rows
    ] == [
        ("Actively monitored", "all year", 44, 12, "1.00"),
        ("Reactive", "all year", 13, 12, "0.25"),
        ("Reactive", "from 1 Jan 2025", 1, 3, "0.25"),
    ]
    assert sum(row.average for row in share.camera_rows) == share.average == Fraction("47.3125")
    assert printed(share.share_steps) == [
        ("Share", "47.3125 ÷ 256.6458333, the average of all four partners", "18.4349 %"),
        ("Amount", "£522,490 balance to recover × 47.3125 ÷ 256.6458333", "£96,320.71"),
        (
            "Rounded",
            "Down to whole £10. £10 left over among the four partners went to the largest "
            "remainder; East Herts’ remainder was £0.71.",
            "£96,320.00",
        ),
    ]
    assert printed(share.budget_steps) == [
        ("Budgeted", "£543,930 × 47.3125 ÷ 248.5625, rounded and set with the budget", "£103,530"),
        ("At that share", "£522,490 × 47.3125 ÷ 248.5625, rounded", "£99,450"),
        ("Balance", "£99,450 − £103,530", "−£4,080"),
        ("Share", "£96,320 − £99,450", "−£3,130"),
        ("Variance", "£96,320 estimated − £103,530 budgeted", "−£7,210"),
    ]
    assert share.picture.title == (
        "From £103,530 budgeted to £96,320 estimated: a lower balance takes off £4,080, "
        "a smaller share takes off £3,130."
    )
    assert share.on_days.days == (date(2024, 9, 30), date(2025, 3, 31))
    assert share.on_days.rows == (("Actively monitored", (44, 44)), ("Reactive", (13, 14)))
    assert share.on_days.totals == (57, 58)


def test_several_elements_have_a_row_each_and_are_added_up_before_any_rounding():
    terms = (
        ElementTerms("Control room", Decimal("37.5"), EQUAL),
        ElementTerms("Staff", Decimal("12.5"), AGREED, ((1, Decimal(70)), (2, Decimal(30)))),
        ElementTerms("Cameras", Decimal(50), CAMERAS),
    )
    position = position_where([20, 80], [20, 80], terms=terms, estimate=1001)

    share = explain_share(position, position.recharges[0])

    assert printed(share.share_steps) == [
        ("Control room", "37.5 % of the balance × 1 ÷ 2, equally among two partners", "18.7500 %"),
        ("Staff", "12.5 % of the balance × 70 ÷ 100, as agreed", "8.7500 %"),
        (
            "Cameras",
            "50 % of the balance × 20.0000 ÷ 100.0000, the average of both partners",
            "10.0000 %",
        ),
        ("Share", "18.7500 % + 8.7500 % + 10.0000 %", "37.5000 %"),
        ("Amount", "£1,001 balance to recover × that share, unrounded", "£375.38"),
        (
            "Rounded",
            "Down to whole £10. £11 left over among the two partners went in whole £10 to the "
            "largest remainders, and the last £1 to the next, which is this one; East Herts’ "
            "remainder was £5.38.",
            "£371.00",
        ),
    ]
    assert printed(share.budget_steps)[0][1] == (
        "£1,000 × 37.5000 %, rounded and set with the budget"
    )


def test_shares_rounded_first_are_a_step_of_their_own():
    position = position_where([1, 1, 1], [1, 1, 1], estimate=90_000, round_first=True)

    steps = [printed(explain_share(position, part).share_steps) for part in position.recharges]

    assert [step[1][2] for step in steps] == ["33.34 %", "33.33 %", "33.33 %"]
    assert steps[0][1][1].startswith(
        "Down to whole 0.01 %, and one hundredth of those left over added"
    )
    assert (
        steps[1][1][1]
        == "Down to whole 0.01 %; the hundredths left over went to larger remainders."
    )
    assert steps[0][2] == ("Amount", "£90,000 balance to recover × 33.34 %", "£30,006.00")


@pytest.mark.parametrize(
    ("amount", "weights", "unit", "says"),
    [
        (1000, (1, 1), 10, "Every part is whole £10 already; nothing is left over."),
        (
            1009,
            (1, 1, 1),
            10,
            "Down to whole £10. £19 left over among the three partners went to the largest "
            "remainders, £10 of it here, equal ones in the order of the partners; "
            "East Herts’ remainder was £6.33.",
        ),
        (
            1000,
            (1, 2, 4),
            10,
            "Down to whole £10. £10 left over among the three partners went to the largest "
            "remainder; East Herts’ remainder was £2.86.",
        ),
        (
            "0.50",
            (2, 1),
            1,
            "Down to whole £1. £0.50 left over among the two partners went to the largest "
            "remainder, which is this one; East Herts’ remainder was £0.33.",
        ),
        (
            -1005,
            (1, 1),
            10,
            "Towards nil to whole £10. £5 left over among the two partners went to the largest "
            "remainder, which is this one, equal ones in the order of the partners; "
            "East Herts’ remainder was £2.50.",
        ),
        (
            7,
            (1,),
            10,
            "Down to whole £10. £7 left over went to the largest remainder, which is this one; "
            "East Herts’ remainder was £7.00.",
        ),
    ],
)
def test_what_rounding_did_is_told_to_the_penny(amount, weights, unit, says):
    shares = {key: Fraction(weight) for key, weight in enumerate(weights, start=1)}
    divided = apportion(Decimal(amount), shares, unit)

    assert rounding_in_words(divided, Partner(pk=1, short_name="East Herts")) == says


def test_equal_remainders_are_said_to_go_by_order_to_those_who_got_nothing_too():
    divided = apportion(Decimal(1001), dict.fromkeys((1, 2, 3, 4), Fraction(1)), 1)

    sentence = rounding_in_words(divided, Partner(pk=4, short_name="North Herts"))

    assert "went to the largest remainder, equal ones in the order of the partners;" in sentence


def test_a_remainder_of_less_than_a_penny_is_not_printed_as_nil():
    divided = apportion(Decimal(1001), {1: Fraction(1, 10**6), 2: Fraction(1000)}, 1)

    assert "remainder was £0.000001." in rounding_in_words(divided, Partner(pk=1, short_name="A"))


averages = st.lists(
    st.tuples(*[st.fractions(min_value=0, max_value=200, max_denominator=48)] * 2),
    min_size=1,
    max_size=5,
).filter(lambda pairs: any(then for then, _ in pairs) and any(now for _, now in pairs))
pounds = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(averages, pounds, pounds, st.sampled_from([1, 10, 100, 1000]), st.booleans())
def test_whatever_the_figures_the_explanation_carries_the_bridge_and_names_nobody_else(
    pairs, budget, estimate, unit, round_first
):
    then, now = zip(*pairs, strict=True)
    position = position_where(
        then, now, budget=budget, estimate=estimate, unit=unit, round_first=round_first
    )

    for recharge in position.recharges:
        share = explain_share(position, recharge)
        said = " ".join(
            [reason.sentence for reason in share.reasons]
            + [step.working for step in (*share.share_steps, *share.budget_steps)]
        )

        assert sum(reason.amount for reason in share.reasons) == recharge.variance
        assert not any(name in said for name in set(SHORT_NAMES) - {recharge.partner.short_name})
        for bar in share.picture.bars:
            assert bar.x >= 0 and bar.x + bar.width <= 421
            assert bool(bar.width) == (bar.printed != "£0")


def test_a_credit_is_drawn_on_the_other_side_of_nil():
    position = position_where([50, 50], [50, 50], budget=1000, estimate=-500)

    picture = explain_share(position, position.recharges[0]).picture

    budgeted, cost, share, estimated = picture.bars
    assert [bar.printed for bar in picture.bars] == ["£500", "−£750", "£0", "−£250"]
    assert picture.nil == estimated.x + estimated.width == budgeted.x
    assert cost.x == estimated.x and cost.width == budgeted.width + estimated.width
    assert share.width == 0
