"""Profiles: what part of a line's budget is expected by each quarter's end."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.profiles import EVEN, Profile, expected_share
from partners.periods import QUARTERS
from tests.factories import make_line, make_partners, make_year

percentages = st.integers(0, 10_000).map(lambda drawn: Decimal(drawn).scaleb(-2))
rising = st.lists(percentages, min_size=3, max_size=3).map(sorted)


@given(rising)
def test_what_is_expected_never_falls_and_is_all_by_the_year_s_end(steps):
    shares = [expected_share(Profile(*steps), quarter) for quarter in QUARTERS]

    assert all(before <= after for before, after in pairwise([0, *shares]))
    assert shares == [*(Fraction(step) / 100 for step in steps), 1]


@given(st.lists(st.integers(-50, 150).map(Decimal), min_size=3, max_size=3))
def test_a_profile_that_does_not_rise_from_0_to_100_is_refused(steps):
    if [0, *steps, 100] == sorted([0, *steps, 100]):
        return

    with pytest.raises(ValueError, match="rises from 0 to 100"):
        Profile(*steps)


def test_a_line_is_spent_evenly_unless_it_says_otherwise(db):
    line = make_line(make_year(make_partners(1)), "Energy")
    assert line.profile == EVEN and line.profile.is_even

    line.by_q1, line.by_q2 = Decimal(10), Decimal("20.50")
    line.save()
    line.refresh_from_db()

    assert line.profile == Profile(Decimal(10), Decimal("20.50"), Decimal(75))
    assert not line.profile.is_even
