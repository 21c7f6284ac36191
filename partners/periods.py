"""Financial years, their quarters, months and days. Pure dates: no Django, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

QUARTERS = (1, 2, 3, 4)
FIRST_MONTH = 4
EARLIEST, LATEST = 1990, 2199


@total_ordering
@dataclass(frozen=True)
class Year:
    """A council's financial year: 1 April of ``starts_in`` to 31 March of the next year."""

    starts_in: int

    @classmethod
    def from_label(cls, label: str) -> Year:
        """Read ``2024-25`` (or ``2024/25``).

        ValueError: another form, or two years that do not follow each other.

        >>> Year.from_label("2024-25")
        Year(starts_in=2024)
        """
        match = re.fullmatch(r"([0-9]{4})[-/]([0-9]{2})", str(label).strip())
        if not match or int(match[2]) != (int(match[1]) + 1) % 100:
            raise ValueError(f"“{label}” is not a financial year. Write it as 2024-25.")
        if not EARLIEST <= int(match[1]) <= LATEST:
            raise ValueError(f"“{label}” is not a year between {EARLIEST} and {LATEST}.")
        return cls(int(match[1]))

    @property
    def label(self) -> str:
        """As in addresses and files: ``2024-25``."""
        return f"{self.starts_in}-{(self.starts_in + 1) % 100:02}"

    @property
    def printed(self) -> str:
        """As people read it: ``2024/25``."""
        return self.label.replace("-", "/")

    @property
    def first_day(self) -> date:
        return date(self.starts_in, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.starts_in + 1, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of the twelve months, April to March."""
        return tuple(
            date(self.starts_in + month // 12, month % 12 + 1, 1) for month in range(3, 15)
        )

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the year: 365, or 366 when its February has a 29th."""
        count = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=day) for day in range(count))

    def quarter_first_day(self, quarter: int) -> date:
        return self.months[(_checked(quarter) - 1) * 3]

    def quarter_last_day(self, quarter: int) -> date:
        """The day to which the quarter's cumulative actuals run."""
        if _checked(quarter) == QUARTERS[-1]:
            return self.last_day
        return self.quarter_first_day(quarter + 1) - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __lt__(self, other: Year) -> bool:
        return self.starts_in < other.starts_in

    def __str__(self) -> str:
        return self.printed


def year_of(day: date) -> Year:
    """The financial year that ``day`` falls in."""
    return Year(day.year if day.month >= FIRST_MONTH else day.year - 1)


def quarter_of(day: date) -> int:
    """The quarter, 1 to 4, of its financial year that ``day`` falls in.

    >>> quarter_of(date(2024, 9, 30)), quarter_of(date(2025, 1, 1))
    (2, 4)
    """
    return (day.month - FIRST_MONTH) % 12 // 3 + 1


def _checked(quarter: int) -> int:
    if quarter not in QUARTERS:
        raise ValueError(f"“{quarter}” is not a quarter. Quarters are 1, 2, 3 and 4.")
    return quarter
