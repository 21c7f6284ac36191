"""Recharges in instalments, and totals compared with what is printed."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import footing_difference, instalments
from tests import published
from tests.strategies import amounts

numbers = st.integers(1, 24)


@given(amounts, numbers)
def test_instalments_add_up_exactly(amount, number):
    parts = instalments(amount, number)

    assert len(parts) == number
    assert sum(parts) == amount


@given(amounts, numbers)
def test_instalments_are_whole_pounds_with_pence_in_the_last(amount, number):
    *earlier, last = instalments(amount, number)

    assert all(part % 1 == 0 for part in earlier)
    assert abs(last) % 1 == abs(amount) % 1


@given(amounts, numbers)
def test_earlier_instalments_are_at_most_one_pound_larger(amount, number):
    pounds = [int(abs(part)) for part in instalments(amount, number)]

    assert max(pounds) - min(pounds) <= 1
    assert all(before >= after for before, after in pairwise(pounds))


@given(amounts, numbers)
def test_negative_amount_is_credited_as_the_positive_one_is_invoiced(amount, number):
    assert instalments(-amount, number) == [-part for part in instalments(amount, number)]


def test_instalments_of_east_herts_by_quarter():
    assert instalments(Decimal(103_530), 4) == [25_883, 25_883, 25_882, 25_882]


def test_instalments_of_less_than_a_pound_each():
    assert instalments(Decimal("2.30"), 4) == [1, 1, 0, Decimal("0.30")]


@pytest.mark.parametrize("number", [0, -1])
def test_instalments_refuses_fewer_than_one(number):
    with pytest.raises(ValueError, match=f"“{number}” is not a number of instalments"):
        instalments(Decimal(100), number)


def test_footing_difference_is_nil_where_the_printed_parts_make_the_printed_total():
    parts = [Decimal(partner.estimate) for partner in published.PARTNERS]

    assert footing_difference(parts, Decimal(522_490)) == 0


def test_footing_difference_is_one_for_the_printed_cameras():
    parts = [Decimal(partner.cameras) for partner in published.PARTNERS]

    assert footing_difference(parts, Decimal(published.CAMERAS_IN_ALL)) == 1
