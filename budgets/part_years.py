"""Partners that share for a part of the year only: which days, and how many of the year's.

Pure dates and exact fractions. Who shares all year has no entry anywhere; days that cover the year
are the same as none given.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from partners.periods import Year


@dataclass(frozen=True)
class PartOfYear:
    """The days of the year for which ``partner`` shares, both included; None: the year's own edge.

    ``days`` of the year's ``days_in_year`` are left between them, none where they miss the year.
    """

    partner: Hashable
    first_day: date | None
    last_day: date | None
    days: int
    days_in_year: int

    @property
    def part(self) -> Fraction:
        """What part of the year it is, exact: 1 would be all of it."""
        return Fraction(self.days, self.days_in_year)


def part_of_year(
    partner: Hashable, first_day: date | None, last_day: date | None, year: Year
) -> PartOfYear | None:
    """The partner's part of ``year``; None where it shares for every day of it.

    >>> part_of_year("A", date(2024, 10, 1), None, Year(2024)).part
    Fraction(182, 365)
    """
    first = max(first_day or year.first_day, year.first_day)
    last = min(last_day or year.last_day, year.last_day)
    whole = len(year.days)
    days = max(0, (last - first).days + 1)
    if days == whole:
        return None
    return PartOfYear(
        partner,
        first if first > year.first_day else None,
        last if last < year.last_day else None,
        days,
        whole,
    )


def days_over(part: PartOfYear, day: date, year: Year) -> int:
    """How many of the partner's days of service are over at the end of ``day``.

    >>> days_over(part_of_year("A", date(2024, 10, 1), None, Year(2024)), date(2024, 12, 31), Year(2024))
    92
    """
    first, last = part.first_day or year.first_day, part.last_day or year.last_day
    return max(0, (min(day, last) - first).days + 1)
