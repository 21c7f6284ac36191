"""Numbers for people: what is read, what is refused, and how numbers are printed."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import engines
from hypothesis import example, given
from hypothesis import strategies as st

from cctvpartnership.figures import (
    UnreadableAmount,
    as_typed,
    cameras,
    magnitude,
    percent,
    pounds,
    pounds_and_pence,
    read_amount,
    rounded,
    signed_as_typed,
    signed_pounds,
    signed_pounds_and_pence,
    with_pound_sign,
)
from tests.strategies import amounts

PRINTING = (pounds, pounds_and_pence, signed_pounds, as_typed, percent, cameras)
exact_numbers = st.one_of(amounts, st.integers(-(10**12), 10**12), st.fractions(-(10**6), 10**6))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234", "1234"),
        ("1,234", "1234"),
        ("£1,234.50", "1234.50"),
        ("-1,234", "-1234"),
        ("(1,234)", "-1234"),
        ("1,234-", "-1234"),
        ("1,234 CR", "-1234"),
        ("1,234cr", "-1234"),
        ("  42,690  ", "42690"),
        ("\u22126,406", "-6406"),
        ("-£6,406", "-6406"),
        ("£-6,406", "-6406"),
        ("(£6,406.05)", "-6406.05"),
        ("0", "0"),
        ("-0.00", "0"),
        ("007", "7"),
        ("1,234.5", "1234.5"),
        ("999,999,999.99", "999999999.99"),
        ("(999999999.99)", "-999999999.99"),
    ],
)
def test_amounts_are_read_as_people_type_them(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0"])
def test_blank_is_not_entered_which_is_not_nil(text):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1,5", "is not an amount"),
        ("6,406 tbc", "is not an amount"),
        ("12,34,567", "is not an amount"),
        ("1234,567", "is not an amount"),
        (",123", "is not an amount"),
        ("1 234", "is not an amount"),
        ("1.", "is not an amount"),
        (".50", "is not an amount"),
        ("1e5", "is not an amount"),
        ("NaN", "is not an amount"),
        ("Infinity", "is not an amount"),
        ("(1,234", "is not an amount"),
        ("1,234)", "is not an amount"),
        ("\u20131,234", "is not an amount"),
        ("$1,234", "is not an amount"),
        ("1,234 DR", "is not an amount"),
        ("٣", "is not an amount"),
        ("-", "is not an amount"),
        ("CR", "is not an amount"),
        ("=1+1", "is not an amount"),
        ("1.234", "has more than two decimals"),
        ("(-5)", "has more than one minus"),
        ("-5 CR", "has more than one minus"),
        ("1,000,000,000", "is beyond ±£999,999,999.99"),
        ("-1000000000.00", "is beyond ±£999,999,999.99"),
    ],
)
def test_anything_else_is_refused_with_a_sentence_that_quotes_it(text, advice):
    with pytest.raises(UnreadableAmount, match=f"^“{re.escape(text)}” {advice}"):
        read_amount(text)


@pytest.mark.parametrize("endless", ["-" + "9" * 1_100_000, "0" * 101, "1" + ",000" * 40])
def test_an_endless_number_is_refused_and_the_sentence_quotes_its_beginning(endless):
    with pytest.raises(UnreadableAmount, match=f"^“{endless[:20]}…” is too long to be an amount"):
        read_amount(endless)


@given(amounts)
def test_amount_printed_to_be_edited_is_read_back_exactly(amount):
    assert read_amount(as_typed(amount)) == amount


@given(amounts)
def test_amount_printed_with_pence_is_read_back_exactly(amount):
    assert read_amount(with_pound_sign(pounds_and_pence(amount))) == amount


def test_as_typed_shows_pence_only_where_there_are_any():
    shown = [as_typed(Decimal(text)) for text in ("42690.00", "-63817", "12.50", "0")]

    assert shown == ["42,690", "\u221263,817", "12.50", "0"]
    assert as_typed(None) == ""


@given(exact_numbers, st.integers(0, 12))
def test_rounding_is_to_the_nearest_and_half_goes_away_from_zero(value, places):
    step = Fraction(1, 10**places)

    off = Fraction(rounded(value, places)) - Fraction(value)

    assert abs(off) <= step / 2
    assert Fraction(rounded(value, places)) % step == 0
    if abs(off) == step / 2:
        assert (off > 0) == (value > 0)


@pytest.mark.parametrize("signed", [signed_pounds, signed_pounds_and_pence, signed_as_typed])
@given(amount=amounts)
@example(amount=Decimal("0.50"))
def test_a_change_shows_its_sign_unless_it_prints_as_nil(signed, amount):
    more, less = signed(abs(amount)), signed(-abs(amount))

    if more == less:
        assert more == "0"
    else:
        assert (more[0], less[0], more[1:]) == ("+", "\u2212", less[1:])


@given(exact_numbers)
def test_printing_mirrors_around_zero(value):
    positive, negative = pounds(abs(value)), pounds(-abs(value))

    assert negative in (f"\u2212{positive}", positive)
    assert (negative == positive) == (positive == "0")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("0.5"), "1"),
        (Decimal("-0.5"), "\u22121"),
        (Decimal("0.49"), "0"),
        (Decimal("-0.49"), "0"),
        (Fraction(5, 2), "3"),
        (Decimal("-21440.00"), "\u221221,440"),
        (1_234_567, "1,234,567"),
        (None, "\u2013"),
    ],
)
def test_pounds_are_whole_with_separators_and_a_minus_sign(value, printed):
    assert pounds(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal(8830), "+8,830"),
        (Decimal(-9930), "\u22129,930"),
        (Decimal(0), "0"),
        (Decimal("0.40"), "0"),
        (Decimal("-0.40"), "0"),
        (Decimal("0.50"), "+1"),
        (None, "\u2013"),
    ],
)
def test_variances_always_show_plus_or_minus_and_nil_is_plain(value, printed):
    assert signed_pounds(value) == printed


def test_pound_sign_stands_between_sign_and_digits():
    amounts = [Decimal(-1100), Decimal(8830), Decimal(0), None]

    printed = [with_pound_sign(signed_pounds(amount)) for amount in amounts]

    assert printed == ["\u2212£1,100", "+£8,830", "£0", "\u2013"]
    assert with_pound_sign(pounds(96_320)) == "£96,320"


def test_shares_print_in_percent_and_cameras_with_places_asked_for():
    assert percent(Fraction(2, 3)) == "66.67"
    assert percent(Decimal("0.480083")) == "48.01"
    assert percent(Fraction(1)) == "100.00"
    assert percent(Fraction(1, 3), 12) == "33.333333333333"
    assert cameras(Fraction(14785, 120)) == "123"
    assert cameras(Fraction(14785, 120), 4) == "123.2083"
    assert cameras(Fraction(1, 2)) == "1"


def test_magnitude_is_for_sentences_that_say_less_in_words():
    assert (magnitude(Decimal(-5)), magnitude(Fraction(1, 2)), magnitude(None)) == (
        5,
        Fraction(1, 2),
        None,
    )


@pytest.mark.parametrize("value", [1.5, 0.0, True, "1234", float("nan")])
@pytest.mark.parametrize("filter_", PRINTING)
def test_printing_refuses_floats_and_whatever_is_no_exact_number(filter_, value):
    with pytest.raises(TypeError, match="not an exact number"):
        filter_(value)


@pytest.mark.parametrize("filter_", [pounds, pounds_and_pence, signed_pounds, percent, cameras])
def test_what_is_not_yet_known_prints_a_dash_and_never_nil(filter_):
    assert filter_(None) == "\u2013"


def test_filters_are_built_into_every_template():
    template = engines["django"].from_string("{{ amount|signed_pounds|with_pound_sign }}")

    assert template.render({"amount": Decimal("-21440")}) == "\u2212£21,440"
