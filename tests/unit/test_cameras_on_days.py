"""Counted services laid out along the year: months and stretches of days come to the average."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.explanation.on_days import by_month, by_stretch, numbers_on
from cameras.arithmetic import (
    DAILY,
    MONTHLY,
    DatedWeight,
    Spell,
    average_equivalent_cameras,
    counted_services,
)
from partners.periods import Year


def spell(kind, first_day, length, number):
    last_day = None if length is None else first_day + timedelta(days=length)
    return Spell(1, kind, first_day, last_day, number)


spells = st.lists(
    st.builds(
        spell,
        st.sampled_from(["Active", "Reactive"]),
        st.dates(date(2023, 3, 1), date(2024, 5, 1)),
        st.none() | st.integers(0, 500),
        st.integers(1, 40),
    ),
    max_size=8,
)
WEIGHTS = {
    "Active": [DatedWeight(date(2020, 4, 1), Decimal(1))],
    "Reactive": [
        DatedWeight(date(2020, 4, 1), Decimal("0.25")),
        DatedWeight(date(2023, 10, 1), Decimal("0.5")),
    ],
}


@given(spells)
def test_the_months_laid_out_give_the_average(spells):
    year = Year(2023)
    counted = counted_services(spells, WEIGHTS, year, MONTHLY)

    months = by_month(counted, year)

    average = average_equivalent_cameras(counted).get(1, Fraction(0))
    assert months.average == average == sum(months.equivalent) / 12
    assert sum(line.average for line in months.kinds) == average


@given(spells)
def test_the_stretches_of_days_cover_the_year_and_give_the_average(spells):
    year = Year(2023)
    counted = counted_services(spells, WEIGHTS, year, DAILY)

    laid_out = by_stretch(counted, year)

    average = average_equivalent_cameras(counted).get(1, Fraction(0))
    assert sum(stretch.days for stretch in laid_out.stretches) == 366
    assert laid_out.average == average == laid_out.camera_days / 366


def test_a_day_counts_both_edges_of_a_spell():
    summer = Spell(1, "Active", date(2024, 7, 1), date(2024, 9, 30), 3)
    counted = counted_services([summer], WEIGHTS, Year(2024), DAILY)

    numbers = [
        numbers_on(counted, day)
        for day in (date(2024, 6, 30), date(2024, 7, 1), date(2024, 9, 30), date(2024, 10, 1))
    ]

    assert numbers == [{}, {"Active": 3}, {"Active": 3}, {}]
