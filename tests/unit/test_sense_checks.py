"""Every sense check with its sentence and its edge, and the published quarter."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.arithmetic import spent_share
from budgets.sense_checks import KINDS, LineFacts, findings
from tests.published import LINES
from tests.sense_lines import HALF, NAMES, USUAL, income, kinds, line, sentences

# --- The published quarter ---


def test_the_published_quarter_is_asked_about_three_lines_and_no_other():
    asked = {
        each.line: sentences(
            LineFacts(
                Decimal(each.budget), HALF, Decimal(each.actual), Decimal(each.estimate), "Why"
            )
        )
        for each in LINES
    }

    assert {name: said for name, said in asked.items() if said} == {
        "Employees": [
            "21 % spent at half year, where 50 % is expected.",
            "At this rate the year comes to £49,490; £119,360 is estimated.",
        ],
        "Transport Related": ["The actual is £8 above the whole year’s budget."],
        "Income from Company": [
            "26 % received at half year, where 50 % is expected.",
            "At this rate the year comes to −£127,634; −£272,710 is estimated.",
        ],
    }


# --- Every check, and its sentence ---


@pytest.mark.parametrize(
    ("facts", "kind", "sentence"),
    [
        (line(actual=2_000), "off_profile", "20 % spent at half year, where 50 % is expected."),
        (line(actual=9_000), "off_profile", "90 % spent at half year, where 50 % is expected."),
        (income(actual=-9_000), "off_profile", "90 % received at half year, where 50 % is"),
        (income(actual=-3_000), "income_lagging", "30 % received at half year, where 50 %"),
        (line(actual=10_001), "above_budget", "The actual is £1 above the whole year’s budget."),
        (line(budget=0, actual=25), "above_budget", "£25 is spent without a budget."),
        (
            line(actual=2_499),
            "below_last_quarter",
            "The actual, £2,499, is less than last quarter’s £2,500, though actuals add up",
        ),
        (
            income(actual=-2_499),
            "below_last_quarter",
            "The actual, −£2,499, is nearer nil than last quarter’s −£2,500, though",
        ),
        (
            line(actual=-5_000),
            "sign_flipped",
            "The actual, −£5,000, is income, where £10,000 shows cost: is its sign right?",
        ),
        (
            income(estimate=10_000),
            "sign_flipped",
            "The estimate, £10,000, is cost, where −£10,000 shows income: is its sign right?",
        ),
        (
            line(budget=0, actual=-40, last_actual=30),
            "sign_flipped",
            "The actual, −£40, is income, where £30 shows cost: is its sign right?",
        ),
        (
            line(estimate=100_000),
            "ten_times",
            "The estimate, £100,000, is 10 times last quarter’s £10,000: is a digit too many?",
        ),
        (
            line(actual=9_999, last_actual=900),
            "ten_times",
            "The actual, £9,999, is 11 times last quarter’s £900: is a digit too many?",
        ),
        (line(estimate=9_000), "unexplained", "A variance of −£1,000 has no comment."),
        (
            line(estimate=13_000),
            "run_rate",
            "At this rate the year comes to £10,000; £13,000 is estimated.",
        ),
    ],
)
def test_what_is_asked_quotes_the_figures(facts, kind, sentence):
    said = dict(zip(kinds(facts), sentences(facts), strict=True))

    assert said[kind].startswith(sentence)


def test_every_check_can_be_reached():
    reached = (
        *(line(actual=2_000), income(actual=-3_000), line(actual=10_001), line(actual=2_499)),
        *(line(actual=-5_000), line(estimate=100_000), line(estimate=9_000)),
        line(estimate=13_000),
    )

    assert {kind for facts in reached for kind in kinds(facts)} == set(KINDS)


def test_at_the_end_of_the_year_the_outturn_is_compared_with_what_was_spent():
    facts = line(expected=Fraction(1), estimate=13_000, actual=10_000, comment="Why")

    said = sentences(facts, 4, NAMES | {"estimate": "outturn"})

    assert said == ["The actual of the whole year comes to £10,000; the outturn is £13,000."]


# --- The edges ---


@pytest.mark.parametrize(
    ("facts", "thresholds", "kind", "is_asked"),
    [
        (line(actual=3_500), {}, "off_profile", True),
        (line(actual=Decimal("3500.01")), {}, "off_profile", False),
        (line(actual=3_500), {"least_amount": Decimal(1_500)}, "off_profile", True),
        (line(actual=3_500), {"least_amount": Decimal("1500.01")}, "off_profile", False),
        (line(actual=10_000), {}, "above_budget", False),
        (line(actual=2_500), {}, "below_last_quarter", False),
        (line(estimate=11_000), {}, "unexplained", True),
        (line(estimate=Decimal("10999.99")), {}, "unexplained", False),
        (line(estimate=11_000, comment="More"), {}, "unexplained", False),
        (line(estimate=11_000, comment=" \n"), {}, "unexplained", True),
        (line(estimate=12_500), {}, "run_rate", True),
        (line(estimate=Decimal("12499.99")), {}, "run_rate", False),
        (line(estimate=99_999), {}, "ten_times", False),
        (line(estimate=30_000), {"jump": 3}, "ten_times", True),
        (line(actual=0), {}, "sign_flipped", False),
        (line(budget=0, actual=-40, last_actual=None), {}, "sign_flipped", False),
    ],
)
def test_a_threshold_is_asked_from_its_very_edge_on(facts, thresholds, kind, is_asked):
    assert (kind in kinds(facts, **thresholds)) == is_asked


def test_what_says_more_is_told_alone():
    flipped = kinds(line(actual=-5_000, estimate=10_000))
    overspent = kinds(line(actual=20_000, estimate=20_000, comment="Why"))

    assert flipped == ["sign_flipped"]
    assert "off_profile" not in overspent and "above_budget" in overspent


def test_a_jump_that_the_profile_expects_is_not_asked_about():
    winter = line(expected=Fraction(9, 10), actual=9_000, last_actual=100)

    assert "ten_times" not in kinds(winter)
    assert "ten_times" in kinds(replace(winter, expected=Fraction(1, 10)))


def test_a_rate_is_told_only_once_a_tenth_of_the_year_is_expected():
    early = line(expected=Fraction(9, 100), actual=1_300, last_actual=None)

    assert kinds(early) == []
    assert early.at_this_rate is None
    assert replace(early, expected=Fraction(1, 10)).at_this_rate == 13_000


def test_a_line_without_a_budget_has_no_profile():
    facts = line(budget=0, actual=0, estimate=0, last_actual=None, last_estimate=None)

    assert spent_share(facts.actual, facts.budget) is None
    assert findings(facts, USUAL) == []
