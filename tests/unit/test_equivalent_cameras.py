"""Equivalent cameras: a slow count day by day against the quick one, the laws, then examples."""

from calendar import isleap
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cameras.arithmetic import (
    DAILY,
    MONTHLY,
    DatedWeight,
    MissingWeight,
    Spell,
    average_equivalent_cameras,
    counted_services,
    sampled_days,
)
from partners.periods import Year
from tests.strategies import (
    LONG_AGO,
    averagings,
    dated_weights,
    single_weights,
    spells,
    years,
)

YEAR = Year(2024)
FULL = {"active": [DatedWeight(LONG_AGO, Decimal(1))]}
BOTH = FULL | {"reactive": [DatedWeight(LONG_AGO, Decimal("0.25"))]}


def averages(spells, weights, year, averaging):
    return average_equivalent_cameras(counted_services(spells, weights, year, averaging))


def counted_day_by_day(spells, weights, year, averaging):
    """The same average the slow way; None where a counted camera has no weight."""
    day, days, totals = date(year.starts_in, 4, 1), 0, defaultdict(Fraction)
    while day < date(year.starts_in + 1, 4, 1):
        if averaging == DAILY or day.day == 1:
            days += 1
            for spell in spells:
                if day < spell.first_day or (spell.last_day and day > spell.last_day):
                    continue
                known = [some for some in weights[spell.camera_type] if some.starts_on <= day]
                if not known:
                    return None
                totals[spell.partner] += spell.number * Fraction(known[-1].weight)
        day += timedelta(days=1)
    return {partner: total / days for partner, total in totals.items()}


@st.composite
def registers(draw, known_since=None):
    year = draw(years)
    return draw(spells(year)), draw(dated_weights(year, known_since)), year, draw(averagings)


@given(registers(known_since=LONG_AGO))
def test_average_equals_a_count_day_by_day(register):
    assert averages(*register) == counted_day_by_day(*register)


@given(registers())
def test_missing_weight_is_refused_exactly_when_a_counted_day_has_none(register):
    by_day = counted_day_by_day(*register)

    if by_day is None:
        with pytest.raises(MissingWeight, match="has no weight on"):
            averages(*register)
    else:
        assert averages(*register) == by_day


@given(years, st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 99)), max_size=5))
def test_monthly_and_daily_averages_agree_when_nothing_changes_in_the_year(year, cameras):
    spells = [Spell(partner, "active", year.first_day, None, number) for partner, number in cameras]

    monthly = averages(spells, FULL, year, MONTHLY)

    assert monthly == averages(spells, FULL, year, DAILY)
    for partner in monthly:
        assert monthly[partner] == sum(number for name, number in cameras if name == partner)


@given(registers(known_since=LONG_AGO), st.data())
def test_splitting_a_spell_changes_no_average(register, data):
    some, weights, year, averaging = register
    assume(some)
    spell = data.draw(st.sampled_from(some))
    length = ((spell.last_day or year.last_day) - spell.first_day).days
    assume(length > 0)
    day = spell.first_day + timedelta(days=data.draw(st.integers(1, length)))
    halves = [
        replace(spell, last_day=day - timedelta(days=1)),
        replace(spell, first_day=day),
    ]

    parted = [other for other in some if other is not spell] + halves

    assert averages(parted, weights, year, averaging) == averages(*register)


@given(registers(known_since=LONG_AGO), st.randoms(use_true_random=False))
def test_order_of_spells_changes_no_average(register, random):
    spells, *rest = register

    shuffled = random.sample(spells, len(spells))

    assert averages(shuffled, *rest) == averages(spells, *rest)


@given(registers(known_since=LONG_AGO))
def test_alike_cameras_may_be_counted_one_by_one(register):
    spells, *rest = register

    singly = [replace(spell, number=1) for spell in spells for _ in range(spell.number)]

    assert counted_services(singly, *rest) == counted_services(spells, *rest)


@given(registers(known_since=LONG_AGO), single_weights)
def test_average_grows_in_proportion_to_the_weight(register, factor):
    spells, weights, *rest = register
    scaled = {
        camera_type: [replace(some, weight=some.weight * factor) for some in dated]
        for camera_type, dated in weights.items()
    }

    grown = averages(spells, scaled, *rest)

    assert grown == {
        partner: average * Fraction(factor)
        for partner, average in averages(spells, weights, *rest).items()
    }


@given(years)
def test_a_year_has_twelve_monthly_and_365_or_366_daily_samples(year):
    assert len(sampled_days(year, MONTHLY)) == 12
    assert {day.day for day in sampled_days(year, MONTHLY)} == {1}
    assert len(sampled_days(year, DAILY)) == (366 if isleap(year.starts_in + 1) else 365)


def test_sampled_days_refuses_another_word():
    with pytest.raises(ValueError, match="“weekly” is not a way of averaging"):
        sampled_days(YEAR, "weekly")


@pytest.mark.parametrize(
    ("averaging", "average"),
    [(MONTHLY, Fraction(1, 12)), (DAILY, Fraction(32, 366))],
)
def test_camera_from_29_february_counts_in_a_leap_year(averaging, average):
    spell = Spell("A", "active", date(2024, 2, 29))

    assert averages([spell], FULL, Year(2023), averaging) == {"A": average}


@pytest.mark.parametrize(
    ("averaging", "before", "after"),
    [(MONTHLY, Fraction(6, 12), Fraction(6, 12)), (DAILY, Fraction(183, 365), Fraction(182, 365))],
)
def test_camera_moved_on_1_october_has_until_30_september_and_from_1_october(
    averaging, before, after
):
    spells = [
        Spell("A", "active", LONG_AGO, date(2024, 9, 30)),
        Spell("B", "active", date(2024, 10, 1)),
    ]

    assert averages(spells, FULL, YEAR, averaging) == {"A": before, "B": after}


def test_camera_that_leaves_on_the_first_of_a_month_counts_in_that_month():
    until_first = Spell("A", "active", LONG_AGO, date(2024, 5, 1))
    until_day_before = Spell("B", "active", LONG_AGO, date(2024, 4, 30))

    monthly = averages([until_first, until_day_before], FULL, YEAR, MONTHLY)

    assert monthly == {"A": Fraction(2, 12), "B": Fraction(1, 12)}


def test_camera_in_service_between_two_firsts_counts_by_day_only():
    spells = [Spell("A", "active", date(2024, 4, 2), date(2024, 4, 30))]

    assert averages(spells, FULL, YEAR, MONTHLY) == {}
    assert averages(spells, FULL, YEAR, DAILY) == {"A": Fraction(29, 365)}


def test_future_months_count_what_the_register_already_knows():
    spells = [Spell("A", "active", date(2025, 3, 1))]

    assert averages(spells, FULL, YEAR, MONTHLY) == {"A": Fraction(1, 12)}


def test_weight_that_changes_in_the_year_counts_from_its_day():
    weights = {
        "reactive": [
            DatedWeight(date(2024, 10, 1), Decimal("0.5")),
            DatedWeight(LONG_AGO, Decimal("0.25")),
        ]
    }

    counted = counted_services([Spell("A", "reactive", LONG_AGO)], weights, YEAR, MONTHLY)

    assert [(step.first_day, step.last_day, step.samples, step.weight) for step in counted] == [
        (None, date(2024, 9, 30), 6, Decimal("0.25")),
        (date(2024, 10, 1), None, 6, Decimal("0.5")),
    ]
    assert average_equivalent_cameras(counted) == {"A": Fraction(3, 8)}


def test_working_counts_alike_cameras_together_and_cuts_days_to_the_year():
    spells = [
        Spell("A", "active", date(2010, 4, 1) + timedelta(days=extra)) for extra in range(3)
    ] + [Spell("A", "active", date(2024, 7, 1), date(2030, 1, 1), 2)]
    weights = {"active": [DatedWeight(date(2010, 1, 1), Decimal(1))]}

    counted = counted_services(spells, weights, YEAR, MONTHLY)

    assert [
        (step.number, step.first_day, step.last_day, step.samples, step.samples_in_year)
        for step in counted
    ] == [(3, None, None, 12, 12), (2, date(2024, 7, 1), None, 9, 12)]


def test_day_before_the_first_weight_is_refused_with_type_and_day():
    weights = {"active": [DatedWeight(date(2024, 7, 1), Decimal(1))]}
    spell = Spell("A", "active", date(2024, 5, 15))

    with pytest.raises(
        MissingWeight, match="Camera type “active” has no weight on 1 June 2024"
    ) as refused:
        counted_services([spell], weights, YEAR, MONTHLY)

    assert (refused.value.camera_type, refused.value.day) == ("active", date(2024, 6, 1))


def test_type_without_any_weight_is_refused():
    with pytest.raises(MissingWeight, match="“dome” has no weight on 1 April 2024"):
        counted_services([Spell("A", "dome", LONG_AGO)], FULL, YEAR, DAILY)


def test_spell_outside_the_year_needs_no_weight():
    spells = [
        Spell("A", "dome", date(2020, 1, 1), date(2024, 3, 31)),
        Spell("A", "dome", date(2025, 4, 1)),
    ]

    assert counted_services(spells, {}, YEAR, DAILY) == ()
