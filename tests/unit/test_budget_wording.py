"""Figures as sentences: signs in words, what is missing, and days as people say them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from budgets.position import Totals
from budgets.wording import (
    balance_answer,
    balance_sentence,
    counted,
    listed,
    papers_due,
    when,
)


def balance(estimate, budget):
    return Totals(estimate=None if estimate is None else Decimal(estimate), budget=Decimal(budget))


@pytest.mark.parametrize(
    ("estimate", "budget", "said"),
    [
        (522_490, 543_930, "£522,490 to recover, £21,440 less than budgeted"),
        (550_000, 543_930, "£550,000 to recover, £6,070 more than budgeted"),
        (543_930, 543_930, "£543,930 to recover, as budgeted"),
        ("100.50", 100, "£100.50 to recover, £0.50 more than budgeted"),
        (-6_000, -5_000, "£6,000 to credit, £1,000 more than budgeted"),
        (-6_000, 5_000, "£6,000 to credit, with £5,000 budgeted"),
        (6_000, -5_000, "£6,000 to recover, with £5,000 credit budgeted"),
        (0, 5_000, "£0 to recover, £5,000 less than budgeted"),
        (None, 5_000, "The balance to recover is not yet known"),
    ],
)
def test_a_balance_is_said_in_words_whatever_its_sign(estimate, budget, said):
    assert balance_answer(balance(estimate, budget)) == said


def test_a_sentence_keeps_the_sign_of_a_credit():
    said = balance_sentence(balance(-6_000, -5_000))

    assert said == "The balance to recover is −£6,000, £1,000 more than budgeted"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C and D"),
        (["A", "B", "C", "D", "E", "F"], "A, B, C and 3 more"),
        ([], ""),
    ],
)
def test_names_are_listed_as_in_a_sentence(names, said):
    assert listed(names) == said


def test_one_and_many_are_counted():
    assert [counted(1, "line"), counted(2, "line")] == ["1\xa0line", "2\xa0lines"]


def test_a_day_is_counted_but_not_one_long_gone():
    today = timezone.localdate()

    assert papers_due(today).endswith(", today")
    assert papers_due(today + timedelta(days=1)).endswith(", in 1\xa0day")
    assert papers_due(today - timedelta(days=2)).endswith(", 2\xa0days ago")
    assert papers_due(date(2020, 7, 9)) == "Papers were due on Thursday 9\xa0July 2020"
    assert papers_due(None) == ""


def test_moments_are_said_by_the_clock_of_the_country():
    summer = datetime(2024, 7, 1, 23, 30, tzinfo=UTC)

    assert when(summer) == "on 2 July 2024 at 00:30"
    assert when(timezone.now()).startswith("today at ")
    assert when(timezone.now() - timedelta(days=1)).startswith("yesterday at ")
