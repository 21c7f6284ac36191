"""When a row of the ledger belongs: within the quarter’s actuals, before the year, or after.

A quarter's actuals run from 1 April to its last day. Rows say when by a date, or by a period: a
number that counts from April (or January), or a month by its name.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from budgets.ledger.layout import CALENDAR
from budgets.workbook.cells import DATE, NUMBER, Cell, Unreadable, exact
from budgets.workbook.problems import quoted
from partners.periods import Year

WITHIN, BEFORE, AFTER = "within", "before", "after"
LAST_MONTH = 12
# Some ledgers book the year's end in further periods: part of the year's outturn.
LAST_PERIOD = 16

_PERIOD = re.compile(r"(?:p|pd|per|period|m|month)?\W?0*([0-9]{1,2})(?:\.0+)?", re.IGNORECASE)
_YEAR_AND_PERIOD = re.compile(r"([0-9]{4})\W?([0-9]{2})")
_MONTH = re.compile(r"([a-z]{3,9})\.?\W*([0-9]{4}|[0-9]{2})?", re.IGNORECASE)
_TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIME}")
_BRITISH = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_NAMED = re.compile(
    rf"([0-9]{{1,2}})[ -]([a-z]{{3,9}})\.?[ -]([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE
)
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


@dataclass(frozen=True)
class QuarterToDate:
    """What a quarter's actuals cover: from 1 April of ``year`` to the end of ``quarter``."""

    year: Year
    quarter: int

    @property
    def last_day(self) -> date:
        return self.year.quarter_last_day(self.quarter)

    @property
    def last_period(self) -> int:
        return LAST_PERIOD if self.quarter * 3 == LAST_MONTH else self.quarter * 3

    def timing_of_day(self, day: date) -> str:
        if day < self.year.first_day:
            return BEFORE
        return AFTER if day > self.last_day else WITHIN

    def timing_of_period(self, period: int, starts_in: int | None = None) -> str:
        """``period`` counts from April; nil is what was brought forward from the year before."""
        if starts_in is not None and starts_in != self.year.starts_in:
            return BEFORE if starts_in < self.year.starts_in else AFTER
        if period < 1:
            return BEFORE
        return AFTER if period > self.last_period else WITHIN


def timing_by_date(cell: Cell, to_date: QuarterToDate) -> str:
    """When a cell that holds a date belongs. Unreadable: it is no date."""
    return to_date.timing_of_day(_day(cell))


def timing_by_period(cell: Cell, to_date: QuarterToDate, periods: str) -> str:
    """When a cell that holds a period or a month belongs. Unreadable: it is neither."""
    if cell.kind == DATE:
        return to_date.timing_of_day(_day(cell))
    typed = str(exact(cell.value)) if cell.kind == NUMBER else str(cell)
    if match := _PERIOD.fullmatch(typed):
        return _by_number(int(match[1]), None, typed, to_date, periods)
    if match := _YEAR_AND_PERIOD.fullmatch(typed):
        return _by_number(int(match[2]), int(match[1]), typed, to_date, periods)
    match = _MONTH.fullmatch(typed)
    if match and match[1].casefold() in _MONTHS:
        return _by_month(_MONTHS[match[1].casefold()], _full_year(match[2]), to_date)
    raise Unreadable(
        f"{quoted(typed)} is not a period. Periods are numbers from 1 to 12, or months."
    )


def _by_number(number: int, year: int | None, typed: str, to_date, periods: str) -> str:
    if periods == CALENDAR:
        if not 1 <= number <= LAST_MONTH:
            raise Unreadable(f"{quoted(typed)} is not a month. Months are numbers from 1 to 12.")
        return _by_month(number, year, to_date)
    if number > LAST_PERIOD:
        raise Unreadable(f"{quoted(typed)} is not a period. Periods are numbers from 1 to 12.")
    return to_date.timing_of_period(number, year)


def _by_month(month: int, year: int | None, to_date: QuarterToDate) -> str:
    if year is None:
        return to_date.timing_of_period((month - to_date.year.first_day.month) % LAST_MONTH + 1)
    if not date.min.year <= year <= date.max.year:
        raise Unreadable(f"{quoted(str(year))} is not a year.")
    return to_date.timing_of_day(date(year, month, 1))


def _day(cell: Cell) -> date:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    typed = str(cell)
    if cell.kind not in (NUMBER, DATE):
        for form, order in ((_ISO, (1, 2, 3)), (_BRITISH, (3, 2, 1)), (_NAMED, (3, 2, 1))):
            if match := form.fullmatch(typed):
                return _calendar_day(typed, *(match[place] for place in order))
    raise Unreadable(f"{quoted(typed)} is not a date. Write it as 30/09/2024 or 2024-09-30.")


def _calendar_day(typed: str, year: str, month: str, day: str) -> date:
    number = int(month) if month.isdigit() else _MONTHS.get(month.casefold(), 0)
    try:
        return date(_full_year(year), number, int(day))
    except ValueError as error:
        raise Unreadable(f"{quoted(typed)} is not a day of the calendar.") from error


def _full_year(year: str | None) -> int | None:
    if year is None:
        return None
    return int(year) + 2000 if len(year) == 2 else int(year)
