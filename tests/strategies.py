"""What Hypothesis may draw: amounts, weights, units, elements of charge and spells of service."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from budgets.arithmetic import ROUNDING_UNITS, Element
from cameras.arithmetic import DAILY, MONTHLY, DatedWeight, Spell
from partners.periods import Year

PARTNERS = tuple("ABCDEFGHIJKLMNOPQRST")

# Up to the largest amount that can be typed; odd pounds and pence on both sides of nil.
pence = st.integers(-99_999_999_999, 99_999_999_999)
amounts = pence.map(lambda drawn: Decimal(drawn).scaleb(-2))
units = st.sampled_from(ROUNDING_UNITS)

exact_weights = st.one_of(
    st.just(Fraction(0)),
    st.integers(1, 200).map(Fraction),
    st.fractions(0, 200, max_denominator=1000),
)


@st.composite
def weights(draw, least=1, most=20):
    """Partner -> exact weight, at least one of them above nil; few values, so that ties happen."""
    number = draw(st.integers(least, most))
    drawn = draw(
        st.lists(exact_weights, min_size=number, max_size=number).filter(lambda some: any(some))
    )
    return dict(zip(PARTNERS, drawn, strict=False))


@st.composite
def elements(draw, partners=4):
    """Up to four elements of charge whose percentages make 100, for the same partners."""
    cuts = draw(st.sets(st.integers(1, 99_999), max_size=3))
    edges = [0, *sorted(cuts), 100_000]
    percentages = [Decimal(end - start).scaleb(-3) for start, end in pairwise(edges)]
    return [Element(percentage, draw(weights(partners, partners))) for percentage in percentages]


years = st.integers(2018, 2030).map(Year)
averagings = st.sampled_from([MONTHLY, DAILY])
CAMERA_TYPES = ("active", "reactive")


def days_around(year, days=500):
    return st.integers(-days, 365 + days).map(lambda day: year.first_day + timedelta(days=day))


@st.composite
def spells(draw, year, most=8):
    """Spells before, in, across and after the year, ended or not."""
    drawn = []
    for _ in range(draw(st.integers(0, most))):
        first_day = draw(days_around(year))
        length = draw(st.none() | st.integers(0, 700))
        drawn.append(
            Spell(
                partner=draw(st.sampled_from("ABC")),
                camera_type=draw(st.sampled_from(CAMERA_TYPES)),
                first_day=first_day,
                last_day=None if length is None else first_day + timedelta(days=length),
                number=draw(st.integers(1, 5)),
            )
        )
    return drawn


@st.composite
def dated_weights(draw, year, known_since=None):
    """Each type's weights on up to three days; with ``known_since`` the first one is from then."""
    return {camera_type: draw(_weights_of_one(year, known_since)) for camera_type in CAMERA_TYPES}


@st.composite
def _weights_of_one(draw, year, known_since):
    days = sorted(draw(st.sets(days_around(year), max_size=3)))
    if known_since is not None:
        days = [known_since, *(day for day in days if day > known_since)]
    return [DatedWeight(day, draw(single_weights)) for day in days]


single_weights = st.integers(0, 1000).map(lambda drawn: Decimal(drawn).scaleb(-3))
LONG_AGO = date(2000, 4, 1)
