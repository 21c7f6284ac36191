"""Counted services looked at day by day or month by month: the same counts the average is made of.

The averages themselves are the arithmetic's; here its rows are only laid out along the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from budgets.explanation.wording import plainly
from cameras.arithmetic import CountedService, average_equivalent_cameras
from partners.periods import Year


@dataclass(frozen=True)
class Kind:
    """Cameras of one type at one weight; a type whose weight changes in the year is two kinds."""

    camera_type: str
    weight: Decimal

    @property
    def printed_weight(self) -> str:
        return plainly(self.weight, fewest=2)


@dataclass(frozen=True)
class KindByMonth:
    """Numbers of one kind on the first of each month; its part of the average, exact."""

    kind: Kind
    numbers: tuple[int, ...]
    average: Fraction


@dataclass(frozen=True)
class Months:
    """A partner's cameras over the twelve months: ``equivalent`` cameras, and their ``average``."""

    kinds: tuple[KindByMonth, ...]
    equivalent: tuple[Fraction, ...]
    average: Fraction


@dataclass(frozen=True)
class Stretch:
    """Days on end in which nothing changed: ``numbers`` by kind, ``equivalent`` cameras a day."""

    first_day: date
    last_day: date
    days: int
    numbers: tuple[int, ...]
    equivalent: Fraction

    @property
    def camera_days(self) -> Fraction:
        return self.equivalent * self.days


@dataclass(frozen=True)
class Stretches:
    """A partner's year by day, cut where the register or a weight changes."""

    kinds: tuple[Kind, ...]
    stretches: tuple[Stretch, ...]
    camera_days: Fraction
    average: Fraction


def counts_on(service: CountedService, day: date) -> bool:
    """Whether the cameras of ``service``, a day of its own year, are in service on ``day``."""
    begun = service.first_day is None or service.first_day <= day
    return begun and (service.last_day is None or day <= service.last_day)


def numbers_on(counted: Iterable[CountedService], day: date) -> dict[str, int]:
    """Cameras in service on ``day`` by type."""
    numbers: dict[str, int] = {}
    for service in counted:
        if counts_on(service, day):
            numbers[service.camera_type] = numbers.get(service.camera_type, 0) + service.number
    return numbers


def by_month(counted: Sequence[CountedService], year: Year) -> Months:
    """The counts of one partner, or of all together, along the twelve months."""
    kinds = tuple(
        KindByMonth(
            kind,
            tuple(_number(services, month) for month in year.months),
            _average(services),
        )
        for kind, services in _by_kind(counted).items()
    )
    equivalent = tuple(_equivalent_on(counted, month) for month in year.months)
    return Months(kinds, equivalent, _average(counted))


def by_stretch(counted: Sequence[CountedService], year: Year) -> Stretches:
    """The counts of one partner, or of all together, between one change and the next."""
    kinds = _by_kind(counted)
    stretches = tuple(
        Stretch(
            first,
            last,
            (last - first).days + 1,
            tuple(_number(services, first) for services in kinds.values()),
            _equivalent_on(counted, first),
        )
        for first, last in _between_changes(counted, year)
    )
    camera_days = sum((stretch.camera_days for stretch in stretches), Fraction(0))
    return Stretches(tuple(kinds), stretches, camera_days, _average(counted))


def _between_changes(counted: Iterable[CountedService], year: Year) -> list[tuple[date, date]]:
    day = timedelta(days=1)
    firsts = {year.first_day}
    for service in counted:
        firsts |= {service.first_day} if service.first_day else set()
        firsts |= {service.last_day + day} if service.last_day else set()
    ordered = sorted(firsts)
    lasts = [first - day for first in ordered[1:]] + [year.last_day]
    return list(zip(ordered, lasts, strict=True))


def _by_kind(counted: Iterable[CountedService]) -> dict[Kind, list[CountedService]]:
    kinds: dict[Kind, list[CountedService]] = {}
    for service in counted:
        kinds.setdefault(Kind(service.camera_type, service.weight), []).append(service)
    return kinds


def _number(services: Iterable[CountedService], day: date) -> int:
    return sum(service.number for service in services if counts_on(service, day))


def _equivalent_on(counted: Iterable[CountedService], day: date) -> Fraction:
    weighted = (
        service.number * Fraction(service.weight) for service in counted if counts_on(service, day)
    )
    return sum(weighted, Fraction(0))


def _average(counted: Iterable[CountedService]) -> Fraction:
    return sum(average_equivalent_cameras(counted).values(), Fraction(0))
