"""One camera's spells of service as rows to read, with the weights that were in force in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from cameras.arithmetic import DatedWeight
from cameras.models import Service


@dataclass(frozen=True)
class SpellRow:
    """A spell and its weights: each with the day from which it counted, None for the whole spell."""

    service: Service
    weights: tuple[tuple[Decimal, date | None], ...]


def spell_rows(
    services: Iterable[Service], weights: Mapping[str, Sequence[DatedWeight]]
) -> list[SpellRow]:
    """Rows in the order of ``services``; ``weights`` by type name, as the register reads them."""
    return [
        SpellRow(service, _during(service, weights.get(service.camera_type.name, ())))
        for service in services
    ]


def _during(service: Service, dated: Sequence[DatedWeight]) -> tuple:
    """The weights in force in the spell; the first day only where one begins within it."""
    ordered = sorted(dated, key=lambda weight: weight.starts_on)
    following = [weight.starts_on for weight in ordered[1:]] + [None]
    return tuple(
        (weight.weight, weight.starts_on if weight.starts_on > service.first_day else None)
        for weight, next_starts in zip(ordered, following, strict=False)
        if (next_starts is None or next_starts > service.first_day)
        and (service.last_day is None or weight.starts_on <= service.last_day)
    )


def spell_at(services: Iterable[Service], day: date) -> Service | None:
    """One camera's spell in force on ``day``, failing that the last before, then the first to come."""
    services = sorted(services, key=attrgetter("first_day"))
    begun = [service for service in services if service.first_day <= day]
    return next(iter(begun[-1:] or services), None)


def standing(service: Service | None, today: date) -> str:
    """Where a camera stands today, judged by its ``spell_at`` today."""
    if service is None:
        return "Not in service yet."
    served = f"for {service.partner} as {service.camera_type}"
    if service.first_day > today:
        return f"In service {served} from {service.first_day:%-d %B %Y}."
    if service.last_day is None:
        return f"In service {served} since {service.first_day:%-d %B %Y}."
    if service.last_day >= today:
        return (
            f"In service {served} since {service.first_day:%-d %B %Y}, "
            f"until {service.last_day:%-d %B %Y}."
        )
    return f"Out of service; {served} until {service.last_day:%-d %B %Y}."
