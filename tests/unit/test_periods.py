"""Financial years and their quarters, months and days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.periods import EARLIEST, LATEST, QUARTERS, Year, quarter_of, year_of

dates = st.dates(date(EARLIEST, 4, 1), date(LATEST, 3, 31))
years = st.integers(EARLIEST, LATEST).map(Year)


@given(dates)
def test_every_date_is_in_exactly_one_quarter_of_one_year(day):
    quarters = [
        (year, quarter)
        for year in (Year(day.year - 1), Year(day.year))
        for quarter in QUARTERS
        if year.quarter_first_day(quarter) <= day <= year.quarter_last_day(quarter)
    ]

    assert quarters == [(year_of(day), quarter_of(day))]
    assert day in year_of(day)


@given(years)
def test_quarters_follow_each_other_and_make_the_year(year):
    days = [
        year.quarter_first_day(quarter) + timedelta(days=offset)
        for quarter in QUARTERS
        for offset in range(
            (year.quarter_last_day(quarter) - year.quarter_first_day(quarter)).days + 1
        )
    ]

    assert tuple(days) == year.days
    assert (days[0], days[-1]) == (year.first_day, year.last_day)


@given(years)
def test_years_follow_each_other_day_by_day(year):
    following = Year(year.starts_in + 1)

    assert year.last_day + timedelta(days=1) == following.first_day
    assert year < following
    assert following.first_day not in year


@given(years)
def test_twelve_months_begin_on_the_first_from_april_to_march(year):
    assert [(day.month, day.day) for day in year.months] == [
        *((month, 1) for month in range(4, 13)),
        *((month, 1) for month in range(1, 4)),
    ]
    assert all(day in year for day in year.months)


@given(years)
def test_label_and_printed_form_are_read_back(year):
    assert Year.from_label(year.label) == year
    assert Year.from_label(year.printed) == year
    assert str(year) == year.printed


def test_2024_25_by_hand():
    year = Year.from_label("2024-25")

    assert (year.label, year.printed) == ("2024-25", "2024/25")
    assert [year.quarter_last_day(quarter) for quarter in QUARTERS] == [
        date(2024, 6, 30),
        date(2024, 9, 30),
        date(2024, 12, 31),
        date(2025, 3, 31),
    ]


@pytest.mark.parametrize(("label", "days"), [("2023-24", 366), ("2024-25", 365), ("1999-00", 366)])
def test_days_of_a_year_with_and_without_29_february(label, days):
    assert len(Year.from_label(label).days) == days


def test_label_at_the_turn_of_a_century():
    assert Year(1999).label == "1999-00"


@pytest.mark.parametrize(
    "label",
    ["", "2024", "2024-26", "2024-2025", "24-25", "2024_25", "2024-25x", "٢٠٢٤-٢٥", "-2024-25"],
)
def test_label_that_is_no_year_is_refused_and_quoted(label):
    with pytest.raises(ValueError, match=f"“{label}” is not a financial year"):
        Year.from_label(label)


@pytest.mark.parametrize("label", ["1989-90", "2200-01"])
def test_year_beyond_reason_is_refused(label):
    with pytest.raises(ValueError, match=f"“{label}” is not a year between 1990 and 2199"):
        Year.from_label(label)


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_quarter_that_is_none_is_refused(quarter):
    with pytest.raises(ValueError, match=f"“{quarter}” is not a quarter"):
        Year(2024).quarter_last_day(quarter)
    with pytest.raises(ValueError, match=f"“{quarter}” is not a quarter"):
        Year(2024).quarter_first_day(quarter)
