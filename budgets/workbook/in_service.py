"""Whether the year can be shared out with the cameras as they will stand in the register.

A camera in service on a day that counts, before its type has a weight, cannot be counted; an
element by equivalent cameras needs some camera in service in the year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from budgets.arithmetic import CAMERAS
from budgets.workbook.camera_types import CameraTypes
from budgets.workbook.cameras import CameraRow
from budgets.workbook.charges import ElementEntry
from budgets.workbook.layout import CAMERA_TYPES, CAMERAS_SHEET, ELEMENTS, PARTNERS
from budgets.workbook.partners import YearPartners
from budgets.workbook.tables import Row, Table
from budgets.workbook.year import Settings
from cameras.arithmetic import MissingWeight, Spell, counted_services
from cameras.register import spells_between
from partners.periods import Year

RESTS_ON = (PARTNERS, CAMERA_TYPES, CAMERAS_SHEET, ELEMENTS)
# Camera type, first and last day within the year: cameras of one kind count alike.
Kind = tuple[str, date, date]


def some_camera_counts(
    table: Table,
    entries: Iterable[CameraRow],
    types: CameraTypes,
    partners: YearPartners,
    settings: Settings,
) -> bool:
    """Whether any partner of the year has equivalent cameras in it, by workbook and register.

    A weight that is missing is noted once a type, at the first row that needs it; not where one of
    the type's weights cannot be read, for it may be the one.
    """
    period = settings.period
    # None: the register has it, and no row of the sheet.
    rows: dict[Kind, Row | None] = {}
    for entry in entries:
        if entry.is_dated and entry.camera_type is not None:
            rows.setdefault(_kind(entry, _days(partners, entry.partner, period)), entry.row)
    for spell in spells_between(period.first_day, period.last_day, partners.places):
        days = _days(partners, partners.places[spell.partner], period)
        rows.setdefault(_kind(spell, days), None)
    told = set(types.in_doubt)
    # Every kind is asked, so that every missing weight is told.
    counting = [
        _equivalent_cameras(table, kind, row, types, settings, told) for kind, row in rows.items()
    ]
    return any(counting)


def _days(partners: YearPartners, place: int | None, period: Year) -> tuple[date, date]:
    """The days of the year on which cameras of the partner at ``place`` count."""
    entry = None if place is None else partners.entries[place]
    first = (entry and entry.first_day) or period.first_day
    last = (entry and entry.last_day) or period.last_day
    return max(first, period.first_day), min(last, period.last_day)


def _kind(spell: CameraRow | Spell, days: tuple[date, date]) -> Kind:
    first, last = days
    return spell.camera_type, max(spell.first_day, first), min(spell.last_day or last, last)


def _equivalent_cameras(
    table: Table,
    kind: Kind,
    row: Row | None,
    types: CameraTypes,
    settings: Settings,
    told: set[str],
) -> Fraction:
    """The average of one camera of the ``kind``; nil where its type has no weight, which is noted."""
    spell = Spell(None, *kind)
    if spell.last_day < spell.first_day:
        return Fraction(0)
    try:
        counted = counted_services([spell], types.weights, settings.period, settings.averaging)
    except MissingWeight as error:
        if error.camera_type not in told:
            told.add(error.camera_type)
            message = f"{error} Add the weight to the sheet Camera types."
            table.refuse(message, row.number if row else None, "type")
        return Fraction(0)
    return sum((service.average for service in counted), Fraction(0))


def refuse_nothing_to_share_by(
    cameras: Table,
    base: Table,
    base_cameras: dict[int, Fraction] | None,
    elements: Iterable[ElementEntry],
    counts: bool,
) -> None:
    """Where an element goes by equivalent cameras and there are none, in service or as a base."""
    problems = cameras.problems
    if all(element.basis != CAMERAS for element in elements):
        return
    # What could not be read may be the very camera that counts.
    if not counts and not any(problems.touch(each.name) for each in RESTS_ON):
        cameras.refuse(
            "No partner has a camera in service in this year, of a type with a weight above nil, "
            "so the balance cannot be shared by equivalent cameras. Enter cameras here, or another "
            "basis on the sheet Elements."
        )
    all_nil = base_cameras is not None and not any(base_cameras.values())
    if all_nil and not problems.touch(base.layout.name):
        base.refuse(
            "Every partner has nil, so the budget cannot be shared by equivalent cameras.",
            column="equivalent_cameras",
        )
