"""Percentages as people type them: read exactly, or refused with a sentence that quotes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cctvpartnership.figures import UnreadablePercentage, percentage_as_typed, read_percentage

percentages = st.integers(-(10**9), 10**9).map(lambda drawn: Decimal(drawn).scaleb(-4))


@pytest.mark.parametrize(
    ("typed", "percent"),
    [("2", "2"), (" 2.5 % ", "2.5"), ("−1", "-1"), ("-0.25%", "-0.25"), ("+ 3", "3"), ("−0", "0")],
)
def test_percentages_are_read_as_people_type_them(typed, percent):
    assert read_percentage(typed) == Decimal(percent)


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_blank_is_not_given(typed):
    assert read_percentage(typed) is None


@pytest.mark.parametrize(
    "typed", ["2,5", "two", "2.5.1", "%", "--1", "1e3", "٣", "½", "2 % more", "1234567890123456"]
)
def test_anything_else_is_refused_and_quoted(typed):
    with pytest.raises(UnreadablePercentage, match=r"percentage|digits") as refused:
        read_percentage(typed)

    assert f"“{typed}”" in str(refused.value)


@given(percentages)
def test_a_percentage_printed_to_be_edited_is_read_back_exactly(percent):
    assert read_percentage(percentage_as_typed(percent)) == percent


@given(st.text())
def test_any_text_is_a_percentage_or_refused_but_never_fails(text):
    try:
        percent = read_percentage(text)
    except UnreadablePercentage:
        return
    assert percent is None or isinstance(percent, Decimal)
