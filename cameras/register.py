"""The register as values: reads spells and weights, and leaves the counting to ``arithmetic``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, F

from cameras.arithmetic import CountedService, DatedWeight, Spell, counted_services, limited
from cameras.models import CameraType, Service, Weight
from partners.periods import Year


def spells_between(first_day: date, last_day: date, partners: Iterable[int]) -> list[Spell]:
    """Spells of ``partners`` that touch the days, alike ones counted by the database.

    Partners by primary key (a query of keys will do), camera types by name; in the order of
    partners, types and days.
    """
    rows = (
        Service.objects.overlapping(first_day, last_day)
        .filter(partner__in=partners)
        .values_list("partner_id", "camera_type__name", "first_day", "last_day")
        .annotate(number=Count("pk"))
        .order_by(
            "partner__position",
            "partner_id",
            "camera_type__position",
            "camera_type__name",
            "first_day",
            F("last_day").asc(nulls_first=True),
        )
    )
    return [Spell(*row) for row in rows]


def dated_weights(named_at: datetime | None = None) -> dict[str, list[DatedWeight]]:
    """Every type's weights, by the name it has; by the one it had at ``named_at``, if it was there."""
    names = _names_at(named_at) if named_at else {}
    weights: dict[str, list[DatedWeight]] = defaultdict(list)
    rows = Weight.objects.order_by("starts_on").select_related("camera_type")
    for row in rows:
        name = names.get(row.camera_type_id, row.camera_type.name)
        weights[name].append(DatedWeight(row.starts_on, row.weight))
    return dict(weights)


def _names_at(moment: datetime) -> dict[int, str]:
    """The newest name until then of each type, by its key."""
    records = CameraType.history.filter(history_date__lte=moment).order_by("history_id")
    return dict(records.values_list("id", "name"))


def counted_in_year(
    year: Year,
    averaging: str,
    partners: Iterable[int],
    limits: Mapping[int, tuple[date | None, date | None]] | None = None,
) -> tuple[CountedService, ...]:
    """The working of the average of each of ``partners`` over ``year``, in two queries.

    Others' cameras play no part, not even by a weight they lack; nor do cameras of a partner on
    days outside its ``limits`` (first and last day, by key). MissingWeight: a camera in service
    before its type's first weight.
    """
    spells = limited(spells_between(year.first_day, year.last_day, partners), limits or {})
    return counted_services(spells, dated_weights(), year, averaging)
