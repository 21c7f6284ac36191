"""The workbook's cameras against the register: what is known, what is new, what contradicts.

The register is one for all years. A spell that it has already is left as it is; one that overlaps
another, or puts the camera elsewhere, is a mistake. A location not known before is not added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from budgets.workbook.cameras import CameraRow, lookalike, spell_in_words
from budgets.workbook.names import folded
from budgets.workbook.partners import YearPartners
from budgets.workbook.problems import quoted
from cameras.models import Camera, Service


@dataclass(frozen=True)
class NewSpell:
    """A spell to be added to the register, for the partner at a place on the sheet Partners."""

    reference: str
    partner: int
    camera_type: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class NewService:
    """What the register does not know yet: cameras with their locations, and spells."""

    cameras: dict[str, str]
    spells: tuple[NewSpell, ...]


@dataclass(frozen=True)
class _KnownSpell:
    partner: int
    partner_name: str
    camera_type: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class _Register:
    """Locations and spells by reference, and references by how they are spelt in small letters."""

    locations: dict[str, str]
    spells: dict[str, list[_KnownSpell]]
    spelt: dict[str, str]


def new_service(entries: Iterable[CameraRow], partners: YearPartners) -> NewService:
    """What ``entries`` add to the register; a row that contradicts it is noted once."""
    register = _read_register()
    cameras: dict[str, str] = {}
    spells: list[NewSpell] = []
    for entry in (entry for entry in entries if entry.is_whole):
        for reference in entry.references:
            refusal = _contradiction(entry, reference, register, partners)
            if refusal:
                entry.row.refuse(*refusal)
                break
            if reference not in register.locations:
                cameras[reference] = cameras.get(reference) or entry.location
            if not any(_repeats(entry, spell, partners) for spell in _known(register, reference)):
                spells.append(_new_spell(entry, reference))
    return NewService(cameras, tuple(spells))


def _read_register() -> _Register:
    locations = dict(Camera.objects.values_list("reference", "location"))
    spells: dict[str, list[_KnownSpell]] = defaultdict(list)
    rows = Service.objects.values_list(
        "camera__reference",
        "partner_id",
        "partner__short_name",
        "camera_type__name",
        "first_day",
        "last_day",
    )
    for reference, *spell in rows.iterator():
        spells[reference].append(_KnownSpell(*spell))
    return _Register(locations, spells, {folded(reference): reference for reference in locations})


def _known(register: _Register, reference: str) -> list[_KnownSpell]:
    return register.spells.get(reference, [])


def _contradiction(
    entry: CameraRow, reference: str, register: _Register, partners: YearPartners
) -> tuple[str, str] | None:
    """Column and sentence of what the register has otherwise."""
    if reference not in register.locations:
        other = register.spelt.get(folded(reference))
        return other and ("reference", lookalike(reference, other))
    location = register.locations[reference]
    if entry.location and location and entry.location != location:
        return "location", (
            f"{quoted(entry.location)} contradicts the register, where camera {quoted(reference)} "
            f"stands at {quoted(location)}."
        )
    for spell in _known(register, reference):
        overlaps = entry.overlaps(spell.first_day, spell.last_day)
        if overlaps and not _repeats(entry, spell, partners):
            return "from", (
                f"Camera {quoted(reference)} would be in service twice: the register has it for "
                f"{quoted(spell.partner_name)} as {quoted(spell.camera_type)} "
                f"{spell_in_words(spell.first_day, spell.last_day)}. Correct the row, or first the "
                "register."
            )
    return None


def _repeats(entry: CameraRow, spell: _KnownSpell, partners: YearPartners) -> bool:
    return (
        partners.entries[entry.partner].known == spell.partner
        and entry.camera_type == spell.camera_type
        and (entry.first_day, entry.last_day) == (spell.first_day, spell.last_day)
    )


def _new_spell(entry: CameraRow, reference: str) -> NewSpell:
    return NewSpell(reference, entry.partner, entry.camera_type, entry.first_day, entry.last_day)
