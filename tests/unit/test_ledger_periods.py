"""Dates and periods as ledgers write them, and whether they lie within the quarter's actuals."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.ledger.periods import (
    AFTER,
    BEFORE,
    WITHIN,
    QuarterToDate,
    timing_by_date,
    timing_by_period,
)
from budgets.workbook.cells import DATE, NUMBER, Cell, Unreadable
from partners.periods import QUARTERS, Year

HALF_YEAR = QuarterToDate(Year(2024), 2)
YEAR_END = QuarterToDate(Year(2024), 4)


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("30/09/2024", WITHIN),
        ("01/10/2024", AFTER),
        ("1/4/24", WITHIN),
        ("31.03.2024", BEFORE),
        ("2024-04-01", WITHIN),
        ("2024-10-01 00:00:00", AFTER),
        ("30 Sep 2024", WITHIN),
        ("1-October-24", AFTER),
        ("30/09/2024 13:05", WITHIN),
    ],
)
def test_dates_are_read_day_first(text, timing):
    assert timing_by_date(Cell(text), HALF_YEAR) == timing


def test_a_date_of_excels_may_have_a_time():
    late = datetime(2024, 9, 30, 23, 59)  # noqa: DTZ001 - Excel knows no time zone

    assert timing_by_date(Cell(late, DATE), HALF_YEAR) == WITHIN


@pytest.mark.parametrize(
    "text", ["09/30/2024", "30/02/2024", "soon", "20240930", "1/4", "30 Foo 2024"]
)
def test_what_is_no_date_is_quoted(text):
    with pytest.raises(Unreadable, match=f"“{text}” is not a da"):
        timing_by_date(Cell(text), HALF_YEAR)


def test_a_number_is_no_date():
    with pytest.raises(Unreadable, match="“45000” is not a date"):
        timing_by_date(Cell(45000, NUMBER), HALF_YEAR)


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("6", WITHIN), ("06", WITHIN), ("P06", WITHIN), ("Period 7", AFTER), ("00", BEFORE),
        ("202406", WITHIN), ("2024/07", AFTER), ("202312", BEFORE), ("202501", AFTER),
        ("Sep", WITHIN), ("Oct-24", AFTER), ("March 2024", BEFORE), ("Mar", AFTER), ("13", AFTER),
    ],
)  # fmt: skip
def test_periods_count_from_april(text, timing):
    assert timing_by_period(Cell(text), HALF_YEAR, "financial") == timing


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("4", WITHIN), ("9", WITHIN), ("10", AFTER), ("3", AFTER), ("202409", WITHIN),
        ("202410", AFTER), ("202403", BEFORE),
    ],
)  # fmt: skip
def test_or_they_are_months_of_the_calendar(text, timing):
    assert timing_by_period(Cell(text), HALF_YEAR, "calendar") == timing


def test_the_periods_after_march_belong_to_the_year_end():
    assert timing_by_period(Cell(13, NUMBER), YEAR_END, "financial") == WITHIN


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("17", "financial"),
        ("13", "calendar"),
        ("0", "calendar"),
        ("Q2", "financial"),
        ("2024", "financial"),
        ("0000-04", "calendar"),
        ("6.5", "financial"),
    ],
)
def test_what_is_no_period_is_quoted(text, periods):
    with pytest.raises(Unreadable, match=f"“({text}|0)” is not a (period|month|year)"):
        timing_by_period(Cell(text), HALF_YEAR, periods)


@given(st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.sampled_from(QUARTERS))
def test_a_day_lies_within_exactly_when_the_quarters_actuals_cover_it(day, quarter):
    to_date = QuarterToDate(Year(2024), quarter)

    timing = timing_by_date(Cell(f"{day:%d/%m/%Y}"), to_date)

    assert (timing == WITHIN) == (date(2024, 4, 1) <= day <= to_date.last_day)
    assert timing_by_date(Cell(day, DATE), to_date) == timing
    month = timing_by_period(Cell(f"{day:%b %Y}"), to_date, "financial")
    assert month == timing_by_date(Cell(day.replace(day=1), DATE), to_date)
