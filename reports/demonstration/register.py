"""An assumed camera register that gives every published recharge of 2024/25.

How many cameras of each type the councils have, since when, where and at what weight is not
published: all of it is illustrative. Averages over 2024/25: Stevenage 123.2083, East Herts
47.3125, Hertsmere 37.0000, North Herts 49.1250.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from simple_history.utils import bulk_create_with_history

from cameras.models import Camera, CameraType, Service, Weight
from partners.models import Partner
from partners.periods import Year
from reports.demonstration import DemonstrationRefused
from reports.demonstration.councils import EMPTY_DATABASE


@dataclass(frozen=True)
class Holding:
    """``number`` alike cameras of one council, in service from a day and still."""

    council: str
    camera_type: str
    number: int
    first_day: date = date(2023, 4, 1)


ACTIVE, REACTIVE = "Actively monitored", "Reactive"
WEIGHTS = {ACTIVE: Decimal("1"), REACTIVE: Decimal("0.25")}
WEIGHTS_START = date(2023, 4, 1)

HOLDINGS = (
    Holding("stevenage", ACTIVE, 108),
    Holding("stevenage", REACTIVE, 28),
    Holding("stevenage", ACTIVE, 10, date(2024, 7, 1)),
    Holding("stevenage", ACTIVE, 1, date(2024, 9, 1)),
    Holding("stevenage", REACTIVE, 1, date(2024, 10, 1)),
    Holding("east-herts", ACTIVE, 44),
    Holding("east-herts", REACTIVE, 13),
    Holding("east-herts", REACTIVE, 1, date(2025, 1, 1)),
    Holding("hertsmere", ACTIVE, 34),
    Holding("hertsmere", REACTIVE, 12),
    Holding("north-herts", ACTIVE, 46),
    Holding("north-herts", REACTIVE, 12),
    Holding("north-herts", REACTIVE, 1, date(2024, 10, 1)),
)

# What the budget was set on: the same averages without Stevenage's eleven cameras of July and
# September 2024.
BASE_CAMERAS = {
    "stevenage": Fraction("115.125"),
    "east-herts": Fraction("47.3125"),
    "hertsmere": Fraction("37"),
    "north-herts": Fraction("49.125"),
}

LOADED = "Demonstration, illustrative"
PREFIXES = {"stevenage": "SBC", "east-herts": "EHDC", "hertsmere": "HBC", "north-herts": "NHDC"}
PLACES = (
    "High street",
    "Car park",
    "Shopping parade",
    "Bus station",
    "Town square",
    "Station approach",
    "Leisure centre",
    "Public gardens",
    "Underpass",
    "Industrial estate",
)


def load_register(partners: dict[str, Partner], year: Year) -> int:
    """Put the register in, with its history; answer how many cameras.

    DemonstrationRefused: a type with other weights, or cameras that are already there.
    """
    types = {name: _camera_type(name, weight) for name, weight in WEIGHTS.items()}
    holdings = [holding for holding in HOLDINGS for _ in range(holding.number)]
    cameras = list(_cameras(holdings))
    _refuse_known(partners, cameras, year)
    spells = [
        Service(
            camera=camera,
            partner=partners[holding.council],
            camera_type=types[holding.camera_type],
            first_day=holding.first_day,
        )
        for camera, holding in zip(
            bulk_create_with_history(cameras, Camera, default_change_reason=LOADED),
            holdings,
            strict=True,
        )
    ]
    bulk_create_with_history(spells, Service, default_change_reason=LOADED)
    return len(cameras)


def _camera_type(name: str, weight: Decimal) -> CameraType:
    camera_type, created = CameraType.objects.get_or_create(
        name=name, defaults={"position": list(WEIGHTS).index(name) + 1}
    )
    if created:
        Weight.objects.create(camera_type=camera_type, starts_on=WEIGHTS_START, weight=weight)
    if list(camera_type.weights.values_list("starts_on", "weight")) != [(WEIGHTS_START, weight)]:
        raise DemonstrationRefused(
            f"The camera type “{name}” has other weights than the demonstration, which has "
            f"{weight} from {WEIGHTS_START:%-d %B %Y}. {EMPTY_DATABASE}"
        )
    return camera_type


def _cameras(holdings: list[Holding]) -> Iterator[Camera]:
    """One camera a holding, numbered within its council: SBC-001, SBC-002 and so on."""
    numbered: Counter[str] = Counter()
    for holding in holdings:
        number = numbered[holding.council]
        numbered[holding.council] += 1
        place, round_number = PLACES[number % len(PLACES)], number // len(PLACES) + 1
        yield Camera(
            reference=f"{PREFIXES[holding.council]}-{number + 1:03}",
            location=f"{place} {round_number} (illustrative)",
        )


def _refuse_known(partners: dict[str, Partner], cameras: list[Camera], year: Year) -> None:
    """Other cameras of these councils would move the averages away from the published ones."""
    spells = Service.objects.overlapping(year.first_day, year.last_day)
    spell = spells.filter(partner__in=partners.values()).select_related("camera").first()
    references = [camera.reference for camera in cameras]
    known = spell.camera if spell else Camera.objects.filter(reference__in=references).first()
    if known:
        raise DemonstrationRefused(
            f"The camera register already holds “{known}”, which the demonstration does not "
            f"expect there. {EMPTY_DATABASE}"
        )
