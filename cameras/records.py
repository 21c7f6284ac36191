"""The words for the register's history: cameras, spells of service, types and weights.

Whose changes one sees beside a camera is decided here; the log of the whole register is finance's.
"""

from __future__ import annotations

from cameras.models import Camera, CameraType, Service, Weight
from partners.permissions import can_see_all_cameras, partners_as_officer
from partners.records import Entry, Field, Kind, Log, Said, Subject, entries_of

A_CAMERA = Subject("camera", Camera, ("reference",))
A_TYPE = Subject("type", CameraType, ("name",))


def _spell(said: Said) -> str:
    """``Ashdown, Active, from 1 April 2020 to 30 September 2024``."""
    until = f" to {said['last_day']}" if said["last_day"] else ""
    return f"{said['partner']}, {said['camera_type']}, from {said['first_day']}{until}"


def _weight(said: Said) -> str:
    return f"{said['weight']} from {said['starts_on']}"


CAMERA = Kind(
    key="camera",
    label="Camera",
    plural="Cameras",
    model=Camera,
    fields={"reference": Field("Reference"), "location": Field("Location")},
    thing=lambda said: said.record.reference,
    added=lambda said: "Put in the register",
    removed=lambda said: "Taken out of the register",
    about={A_CAMERA: ("id",)},
)
SPELL = Kind(
    key="spell",
    label="Spell of service",
    plural="Spells of service",
    model=Service,
    fields={
        "camera": Field("Camera"),
        "partner": Field("Partner"),
        "camera_type": Field("Type"),
        "first_day": Field("First day of service"),
        "last_day": Field("Last day of service"),
    },
    thing=lambda said: f"{said['camera']}, from {said['first_day']}",
    added=lambda said: f"Spell of service entered: {_spell(said)}",
    removed=lambda said: f"Spell of service removed: {_spell(said)}",
    about={A_CAMERA: ("camera_id",)},
)
TYPE = Kind(
    key="type",
    label="Type of camera",
    plural="Types of camera",
    model=CameraType,
    fields={"name": Field("Name"), "position": Field("Place in the order")},
    thing=lambda said: said.record.name,
    added=lambda said: "Type of camera entered",
    removed=lambda said: "Type of camera removed",
    about={A_TYPE: ("id",)},
)
WEIGHT = Kind(
    key="weight",
    label="Weight",
    plural="Weights",
    model=Weight,
    fields={
        "camera_type": Field("Type"),
        "starts_on": Field("In force from"),
        "weight": Field("Weight"),
        "decision": Field("Rests on"),
    },
    thing=lambda said: f"{said['camera_type']}, from {said['starts_on']}",
    added=lambda said: f"Weight entered: {_weight(said)}",
    removed=lambda said: f"Weight removed: {_weight(said)}",
    about={A_TYPE: ("camera_type_id",)},
)
KINDS = (CAMERA, SPELL, TYPE, WEIGHT)


def register_log() -> Log:
    """Every change of the register."""
    return Log(tuple((kind, kind.records) for kind in KINDS))


def changes_of(camera: Camera, user) -> list[Entry]:
    """One camera's history, newest first, as far as ``user`` may see its spells.

    A spell that another partner ever stood in is not shown to a partner's officer.
    """
    spells = SPELL.records.filter(camera_id=camera.pk)
    if not can_see_all_cameras(user):
        with_others = spells.exclude(partner_id__in=partners_as_officer(user))
        spells = spells.exclude(id__in=with_others.order_by().values("id"))
    return entries_of([(CAMERA, CAMERA.records.filter(id=camera.pk)), (SPELL, spells)])
