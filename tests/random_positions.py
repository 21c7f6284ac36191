"""Random positions of a quarter, from plain values: every setting of a year, no database."""

from decimal import Decimal

from hypothesis import strategies as st

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from budgets.inputs import LinePosition
from budgets.part_years import PartOfYear
from budgets.shares import ElementTerms, ShareBasis
from cameras.arithmetic import CountedService, average_equivalent_cameras
from tests.partnerships import amounts, parts_of_100
from tests.positions import position_from
from tests.strategies import units

DAYS = 365
texts = st.sampled_from(
    ["", "Plain words.", "=1+1", "+44 1438", "-5", "@SUM(A1)", "\t=1", "Café – £5 “more”", "a\nb"]
)


@st.composite
def counted(draw, partners, samples):
    """Cameras in service, at least one of them all year."""
    services = [(1, samples, 1)]
    some = st.tuples(st.integers(1, partners), st.integers(1, samples), st.integers(1, 60))
    services += draw(st.lists(some, max_size=12))
    weights = st.sampled_from(["1", "0.25", "0.333"]).map(Decimal)
    return tuple(
        CountedService(partner, "Active", None, None, number, sampled, samples, draw(weights))
        for partner, sampled, number in sorted(services)
    )


@st.composite
def terms(draw, partners):
    """One to three percentages that make 100, and perhaps a fixed amount."""
    percentages = draw(parts_of_100(draw(st.integers(1, 3)), least=1))
    fixed = draw(st.lists(st.integers(1, 900_000), max_size=1))
    some = [(percentage, 0) for percentage in percentages] + [(Decimal(0), each) for each in fixed]
    return tuple(
        ElementTerms(
            f"Element {place}",
            percentage,
            basis,
            tuple(enumerate(draw(parts_of_100(partners)), start=1)) if basis == AGREED else (),
            Decimal(amount),
        )
        for place, (percentage, amount) in enumerate(some)
        for basis in [draw(st.sampled_from([CAMERAS, EQUAL, AGREED]))]
    )


@st.composite
def parts_of_year(draw, partners):
    """In one year of four a partner that joined or left; never the first."""
    joined = draw(st.sampled_from([[], [], [], [partners]]))
    return tuple(PartOfYear(key, None, None, draw(st.integers(1, 364)), DAYS) for key in joined)


@st.composite
def bases(draw, partners, samples, round_first):
    services = draw(counted(partners, samples))
    keys = tuple(range(1, partners + 1))
    averages = dict.fromkeys(keys, 0) | average_equivalent_cameras(services)
    return ShareBasis(
        keys, draw(terms(partners)), averages, round_first, services, draw(parts_of_year(partners))
    )


@st.composite
def lines(draw):
    drawn = draw(st.lists(st.tuples(amounts, amounts, amounts, texts), min_size=1, max_size=5))
    return tuple(
        LinePosition(place, "Group", f"Line {place}", budget, actual, estimate, comment)
        for place, (budget, actual, estimate, comment) in enumerate(drawn)
    )


@st.composite
def positions(draw):
    """A complete quarter of an approved year, of two to twelve partners."""
    partners, samples = draw(st.integers(2, 12)), draw(st.sampled_from([12, DAYS]))
    unit, round_first = draw(units), draw(st.booleans())
    now = draw(bases(partners, samples, round_first))
    then = draw(bases(partners, samples, round_first))
    return position_from(draw(lines()), now, then, unit=unit)
