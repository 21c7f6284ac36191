"""Equivalent cameras: what a camera weighs, and a partner's average over a year.

Pure values in, pure values out. Rule 5 of the design: a camera counts on each *sampled* day it is
in service, with its type's weight on that day; the average is the mean over the sampled days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from partners.periods import Year

MONTHLY, DAILY = "monthly", "daily"


class MissingWeight(ValueError):
    """A camera is in service on a day before its type's first weight."""

    def __init__(self, camera_type: Hashable, day: date):
        super().__init__(
            f"Camera type “{camera_type}” has no weight on {day:%-d %B %Y}, "
            "but a camera of that type is in service then."
        )
        self.camera_type, self.day = camera_type, day


@dataclass(frozen=True)
class DatedWeight:
    """``weight`` of an active camera (1 is full weight), in force from ``starts_on`` on."""

    starts_on: date
    weight: Decimal


@dataclass(frozen=True)
class Spell:
    """``number`` cameras of one type in one partner's service; both days are days of service."""

    partner: Hashable
    camera_type: Hashable
    first_day: date
    last_day: date | None = None
    number: int = 1


@dataclass(frozen=True)
class CountedService:
    """One step of the working: alike cameras, how many sampled days they counted, at what weight.

    ``first_day`` and ``last_day`` are cut to the year; ``None`` means the whole year on that side.
    """

    partner: Hashable
    camera_type: Hashable
    first_day: date | None
    last_day: date | None
    number: int
    samples: int
    samples_in_year: int
    weight: Decimal

    @property
    def average(self) -> Fraction:
        """Equivalent cameras, exact: number × samples ÷ samples in the year × weight."""
        return Fraction(self.number * self.samples, self.samples_in_year) * Fraction(self.weight)


def sampled_days(year: Year, averaging: str) -> tuple[date, ...]:
    """The days that count: the first of each month (*monthly*) or every day (*daily*).

    ValueError: another word.
    """
    if averaging == MONTHLY:
        return year.months
    if averaging == DAILY:
        return year.days
    raise ValueError(f"“{averaging}” is not a way of averaging. Use monthly or daily.")


def counted_services(
    spells: Iterable[Spell],
    weights: Mapping[Hashable, Sequence[DatedWeight]],
    year: Year,
    averaging: str,
) -> tuple[CountedService, ...]:
    """The working of every partner's average, alike cameras counted together.

    Order: that of the first spell of each kind. Spells that miss every sampled day of the year
    are left out. MissingWeight: a sampled day of service before its type's first weight.
    """
    days = sampled_days(year, averaging)
    numbers: dict[tuple, int] = defaultdict(int)
    for spell in spells:
        first, last = _within(spell, year)
        numbers[spell.partner, spell.camera_type, first, last] += spell.number
    return tuple(
        counted
        for (partner, kind, first, last), number in numbers.items()
        for counted in _by_weight(Spell(partner, kind, first, last, number), weights, year, days)
    )


def average_equivalent_cameras(
    counted: Iterable[CountedService],
) -> dict[Hashable, Fraction]:
    """Each partner's exact average of equivalent cameras over the year; absent means none."""
    averages: dict[Hashable, Fraction] = defaultdict(Fraction)
    for service in counted:
        averages[service.partner] += service.average
    return dict(averages)


def limited(
    spells: Iterable[Spell], limits: Mapping[Hashable, tuple[date | None, date | None]]
) -> Iterator[Spell]:
    """``spells`` cut to the days that ``limits`` gives their partners, both included; None: no limit.

    What lies wholly outside them is left out.
    """
    for spell in spells:
        first, last = limits.get(spell.partner, (None, None))
        first = max(spell.first_day, first) if first else spell.first_day
        last = min(spell.last_day or last, last) if last else spell.last_day
        if last is None or first <= last:
            yield replace(spell, first_day=first, last_day=last)


def _within(spell: Spell, year: Year) -> tuple[date, date]:
    return max(spell.first_day, year.first_day), min(spell.last_day or year.last_day, year.last_day)


def _by_weight(
    spell: Spell,
    weights: Mapping[Hashable, Sequence[DatedWeight]],
    year: Year,
    days: Sequence[date],
) -> Iterable[CountedService]:
    """Cut one spell where its type's weight changes; bisection keeps 20,000 cameras quick."""
    dated = sorted(weights.get(spell.camera_type, ()), key=lambda weight: weight.starts_on)
    _refuse_before_first_weight(spell, dated, days)
    for index, weight in enumerate(dated):
        following = dated[index + 1].starts_on if index + 1 < len(dated) else None
        first = max(spell.first_day, weight.starts_on)
        last = min(spell.last_day, following - timedelta(days=1)) if following else spell.last_day
        samples = _samples(days, first, last)
        if samples:
            yield CountedService(
                spell.partner,
                spell.camera_type,
                first if first > year.first_day else None,
                last if last < year.last_day else None,
                spell.number,
                samples,
                len(days),
                weight.weight,
            )


def _refuse_before_first_weight(
    spell: Spell, dated: Sequence[DatedWeight], days: Sequence[date]
) -> None:
    last = min(spell.last_day, dated[0].starts_on - timedelta(days=1)) if dated else spell.last_day
    if _samples(days, spell.first_day, last):
        raise MissingWeight(spell.camera_type, days[bisect_left(days, spell.first_day)])


def _samples(days: Sequence[date], first: date, last: date) -> int:
    return max(0, bisect_right(days, last) - bisect_left(days, first))
