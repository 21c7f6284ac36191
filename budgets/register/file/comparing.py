"""A register file against the register: what is new, what would change, what contradicts.

A row is the spell of its camera that begins the same day; failing that the one spell with the same
partner and type that it overlaps, which then begins otherwise. Spells and cameras that the file does
not name stay as they are, so that a file of some cameras, or of some spells, takes nothing away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from budgets.register.file.reading import RegisterFile
from budgets.workbook.cameras import CameraRow, lookalike, spell_in_words
from budgets.workbook.names import folded
from budgets.workbook.problems import quoted
from cameras.models import Camera, CameraType, Service
from partners.models import Partner


@dataclass(frozen=True)
class Terms:
    """A spell: partner and type by key; no ``last_day``: still in service."""

    partner: int
    camera_type: int
    first_day: date
    last_day: date | None

    def meets(self, other: Terms) -> bool:
        """Whether they share a day."""
        return (self.last_day is None or other.first_day <= self.last_day) and (
            other.last_day is None or self.first_day <= other.last_day
        )


@dataclass(frozen=True)
class SpellChange:
    """A spell that would differ: ``now`` and ``then``."""

    reference: str
    service: Service
    now: Terms
    then: Terms

    @property
    def is_ending(self) -> bool:
        """Only the last day differs, and there was none."""
        same = (self.now.partner, self.now.camera_type, self.now.first_day)
        return self.now.last_day is None and same == (
            self.then.partner,
            self.then.camera_type,
            self.then.first_day,
        )


@dataclass
class Plan:
    """What a file would do. ``new_cameras``: location by reference; ``spells``: by reference."""

    new_cameras: dict[str, str] = field(default_factory=dict)
    spells: list[tuple[str, Terms]] = field(default_factory=list)
    changed: list[SpellChange] = field(default_factory=list)
    relocated: list[tuple[Camera, str]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.spells or self.changed or self.relocated)


def terms_of(service: Service) -> Terms:
    return Terms(service.partner_id, service.camera_type_id, service.first_day, service.last_day)


def plan_of(file: RegisterFile) -> Plan:
    """What ``file`` would do to the register as it now is, in four queries.

    WorkbookErrors: it has mistakes, or contradicts the register; all of them are listed.
    """
    plan, register = Plan(), _Register()
    by_camera: dict[str, list[CameraRow]] = defaultdict(list)
    for row in file.rows:
        if row.is_whole:
            for reference in row.references:
                by_camera[reference].append(row)
    for reference, rows in by_camera.items():
        _compare(reference, rows, register, plan)
    file.problems.raise_if_any()
    return plan


class _Register:
    def __init__(self):
        self.cameras = {camera.reference: camera for camera in Camera.objects.all()}
        self.spelt = {folded(reference): reference for reference in self.cameras}
        self.services: dict[int, list[Service]] = defaultdict(list)
        for service in Service.objects.order_by("first_day"):
            self.services[service.camera_id].append(service)
        self.partners = dict(Partner.objects.values_list("pk", "short_name"))
        self.types = dict(CameraType.objects.values_list("pk", "name"))

    def in_service_twice(self, reference: str, service: Service) -> str:
        return (
            f"Camera {quoted(reference)} would be in service twice: the register has it for "
            f"{quoted(self.partners[service.partner_id])} as "
            f"{quoted(self.types[service.camera_type_id])} "
            f"{spell_in_words(service.first_day, service.last_day)}. Give that spell a row with its "
            "last day, or correct this one."
        )


def _compare(reference: str, rows: list[CameraRow], register: _Register, plan: Plan) -> None:
    camera = register.cameras.get(reference)
    location = next((row.location for row in rows if row.location), "")
    if camera is None:
        other = register.spelt.get(folded(reference))
        if other:
            rows[0].row.refuse("reference", lookalike(reference, other))
            return
        plan.new_cameras[reference] = location
        plan.spells += [(reference, _terms(row)) for row in rows]
        return
    if location and location != camera.location:
        plan.relocated.append((camera, location))
    services = register.services[camera.pk]
    matched = _matched(rows, services)
    rest = [each for each in services if each not in matched.values()]
    for row in rows:
        if clash := next((each for each in rest if _terms(row).meets(terms_of(each))), None):
            row.row.refuse("from", register.in_service_twice(reference, clash))
        elif row not in matched:
            plan.spells.append((reference, _terms(row)))
        elif terms_of(matched[row]) == _terms(row):
            plan.unchanged += 1
        else:
            now = terms_of(matched[row])
            plan.changed.append(SpellChange(reference, matched[row], now, _terms(row)))


def _matched(rows: Iterable[CameraRow], services: list[Service]) -> dict[CameraRow, Service]:
    """The known spell of each row that has one."""
    by_day = {service.first_day: service for service in services}
    matched = {row: by_day[row.first_day] for row in rows if row.first_day in by_day}
    free = [service for service in services if service not in matched.values()]
    open_rows = [row for row in rows if row not in matched]
    near = {row: [each for each in free if _is_near(row, each)] for row in open_rows}
    for row, found in near.items():
        if len(found) == 1 and sum(found[0] in others for others in near.values()) == 1:
            matched[row] = found[0]
    return matched


def _is_near(row: CameraRow, service: Service) -> bool:
    terms, known = _terms(row), terms_of(service)
    same = (terms.partner, terms.camera_type) == (known.partner, known.camera_type)
    return same and terms.meets(known)


def _terms(row: CameraRow) -> Terms:
    return Terms(row.partner, row.camera_type, row.first_day, row.last_day)
