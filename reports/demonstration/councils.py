"""The four councils of the Hertfordshire CCTV Partnership, in the order the report prints them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, Q

from partners.models import Partner
from reports.demonstration import DemonstrationRefused


@dataclass(frozen=True)
class Council:
    """A partner, with the code the Office for National Statistics knows it by."""

    name: str
    short_name: str
    slug: str
    gss_code: str
    is_host: bool = False


COUNCILS = (
    Council("Stevenage Borough Council", "Stevenage", "stevenage", "E07000243", is_host=True),
    Council("East Hertfordshire District Council", "East Herts", "east-herts", "E07000242"),
    Council("Hertsmere Borough Council", "Hertsmere", "hertsmere", "E07000098"),
    Council("North Hertfordshire District Council", "North Herts", "north-herts", "E07000099"),
)
NAMES = ("name", "short_name", "slug", "is_host")
EMPTY_DATABASE = "Load the demonstration into an empty database."


def load_councils() -> dict[str, Partner]:
    """The four partners by slug; those already known are left as they are.

    DemonstrationRefused: one is known under other names, or another council is the host.
    """
    return {council.slug: _known(council) or _created(council) for council in COUNCILS}


def _known(council: Council) -> Partner | None:
    partner = Partner.objects.filter(
        Q(name=council.name) | Q(short_name=council.short_name) | Q(slug=council.slug)
    ).first()
    if partner and any(getattr(partner, name) != getattr(council, name) for name in NAMES):
        raise DemonstrationRefused(
            f"The database has {_described(partner)}; the demonstration has "
            f"{_described(council)}. {EMPTY_DATABASE}"
        )
    return partner


def _created(council: Council) -> Partner:
    host = Partner.objects.filter(is_host=True).first()
    if council.is_host and host:
        raise DemonstrationRefused(
            f"“{host.name}” hosts the service in the database, “{council.name}” in the "
            f"demonstration. {EMPTY_DATABASE}"
        )
    last = Partner.objects.aggregate(last=Max("position"))["last"] or 0
    return Partner.objects.create(position=last + 1, **vars(council))


def _described(council: Council | Partner) -> str:
    host = "the host" if council.is_host else "not the host"
    return f"“{council.name}”, in short “{council.short_name}”, at /{council.slug}/, {host}"
