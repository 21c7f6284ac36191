"""The changes that can be tried, and a quarter's basis of shares with them. Pure values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from budgets.arithmetic import EQUAL
from budgets.explanation.on_days import numbers_on
from budgets.shares import ElementTerms, ShareBasis
from cameras.arithmetic import (
    CountedService,
    DatedWeight,
    MissingWeight,
    Spell,
    average_equivalent_cameras,
    counted_services,
    limited,
    sampled_days,
)
from partners.periods import Year

FIXED = "Fixed part, shared equally"
Weights = Mapping[str, Sequence[DatedWeight]]
Limits = Mapping[int, tuple[date | None, date | None]]


class CannotBe(ValueError):
    """The change cannot be worked out; ``cameras`` is the place of the change at fault, if any."""

    def __init__(self, sentence: str, cameras: int | None = None):
        super().__init__(sentence)
        self.cameras = cameras


@dataclass(frozen=True)
class CameraChange:
    """``number`` cameras more, or below nil fewer, of one type for one partner (its key).

    Both days are days of the year and count; None is the year's own edge.
    """

    partner: int
    camera_type: str
    number: int
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Changes:
    """All that is tried at once. ``weights``: by type, for the whole year.

    ``fixed``: percent of the balance to be shared equally, before the elements there are. ``leaver``:
    key of a partner that shares no longer, with its cameras. ``balance``: pounds, None for the
    quarter's own.
    """

    cameras: tuple[CameraChange, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    fixed: Decimal = Decimal(0)
    leaver: int | None = None
    balance: Decimal | None = None


def changed_basis(
    basis: ShareBasis, changes: Changes, *, year: Year, averaging: str, weights: Weights
) -> ShareBasis:
    """``basis`` with ``changes``; ``weights`` are the register's, for cameras that are added.

    CannotBe: more cameras taken away than there are, or a type without a weight.
    """
    counted = _with_cameras(basis, changes.cameras, year, averaging, weights)
    counted = tuple(
        replace(service, weight=changes.weights.get(service.camera_type, service.weight))
        for service in counted
        if service.partner != changes.leaver
    )
    partners = tuple(key for key in basis.partners if key != changes.leaver)
    averages = average_equivalent_cameras(counted)
    return ShareBasis(
        partners=partners,
        terms=_with_fixed(basis.terms, changes.fixed),
        averages={key: averages.get(key, basis.averages[key] * 0) for key in partners},
        round_shares_first=basis.round_shares_first,
        counted=counted,
        parts_of_year=tuple(part for part in basis.parts_of_year if part.partner != changes.leaver),
    )


def _with_cameras(
    basis: ShareBasis,
    cameras: Iterable[CameraChange],
    year: Year,
    averaging: str,
    weights: Weights,
) -> tuple[CountedService, ...]:
    counted = basis.counted
    limits = {part.partner: (part.first_day, part.last_day) for part in basis.parts_of_year}
    for place, change in enumerate(cameras):
        more = _counted(change, place, year, averaging, weights, limits)
        counted = (*counted, *more)
        if change.number < 0:
            _refuse_below_nil(counted, change, place, sampled_days(year, averaging))
    return counted


def _counted(
    change: CameraChange,
    place: int,
    year: Year,
    averaging: str,
    weights: Weights,
    limits: Limits,
) -> tuple[CountedService, ...]:
    """Like the register's: cameras count only on days for which their partner shares."""
    first, last = change.first_day or year.first_day, change.last_day or year.last_day
    spell = Spell(change.partner, change.camera_type, first, last, abs(change.number))
    spells = list(limited([spell], limits))
    if not spells:
        raise CannotBe(
            f"From {first:%-d %B %Y} to {last:%-d %B %Y} this partner does not share the balance, "
            "so its cameras do not count.",
            place,
        )
    try:
        counted = counted_services(spells, weights, year, averaging)
    except MissingWeight as error:
        raise CannotBe(str(error), place) from error
    sign = 1 if change.number > 0 else -1
    return tuple(replace(service, number=sign * service.number) for service in counted)


def _refuse_below_nil(
    counted: tuple[CountedService, ...], change: CameraChange, place: int, days: Sequence[date]
) -> None:
    own = [service for service in counted if service.partner == change.partner]
    for day in days:
        left = numbers_on(own, day).get(change.camera_type, 0)
        if left < 0:
            there = left - change.number
            raise CannotBe(
                f"On {day:%-d %B %Y} there are {there:,} cameras of type {change.camera_type} in "
                f"service, so {-change.number:,} cannot be taken away.",
                place,
            )


def _with_fixed(terms: tuple[ElementTerms, ...], fixed: Decimal) -> tuple[ElementTerms, ...]:
    if not fixed:
        return terms
    rest = tuple(replace(each, percentage=each.percentage * (100 - fixed) / 100) for each in terms)
    return (
        ElementTerms(FIXED, fixed, EQUAL),
        *(each for each in rest if each.percentage or each.amount),
    )
