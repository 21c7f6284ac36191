"""The sheet Cameras: one row a spell of service of one camera, or of several alike.

Here the rows are read and compared with each other; ``register`` compares them with what is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from budgets.workbook.cells import Cell, day, text, whole_number
from budgets.workbook.layout import LOCATION_LENGTH, MOST_ALIKE, MOST_CAMERAS, REFERENCE_LENGTH
from budgets.workbook.names import Named, folded
from budgets.workbook.problems import quoted
from budgets.workbook.tables import Row, Table

_reference = partial(text, longest=REFERENCE_LENGTH)
_location = partial(text, longest=LOCATION_LENGTH)
_number = partial(whole_number, most=MOST_ALIKE)


@dataclass(frozen=True, eq=False)
class CameraRow:
    """A row: ``partner`` is its place on the sheet Partners (in a file of the register alone, partner
    and type are keys), no ``last_day`` is still in service.

    With a ``number`` above 1 it stands for so many cameras, referenced -1 to -n. What cannot be
    read is None; ``is_dated`` says whether both days are known and in order.
    """

    row: Row
    reference: str | None
    partner: int | None
    camera_type: str | None
    first_day: date | None
    last_day: date | None
    is_dated: bool
    location: str
    number: int | None

    @property
    def is_whole(self) -> bool:
        """Whether everything that the register asks is known."""
        known = None not in (self.reference, self.partner, self.camera_type, self.number)
        return known and self.is_dated

    @property
    def references(self) -> list[str]:
        if self.reference is None or self.number is None:
            return []
        if self.number == 1:
            return [self.reference]
        return [f"{self.reference}-{index}" for index in range(1, self.number + 1)]

    def overlaps(self, first_day: date, last_day: date | None) -> bool:
        """Whether the spells share a day."""
        begins_before_its_end = last_day is None or self.first_day <= last_day
        return begins_before_its_end and (self.last_day is None or first_day <= self.last_day)


def read_cameras(
    table: Table, partners: Named, types: Named, read_day: Callable[[Cell], date] = day
) -> list[CameraRow]:
    """The rows as far as they can be read; what clashes between them is noted."""
    entries = [_camera(row, partners, types, read_day) for row in table.rows]
    if sum(entry.number or 0 for entry in entries) > MOST_CAMERAS:
        table.refuse(f"The rows stand for more than {MOST_CAMERAS:,} cameras.", column="number")
        return []
    by_camera: dict[str, list[CameraRow]] = defaultdict(list)
    for entry in entries:
        for reference in entry.references:
            by_camera[reference].append(entry)
    _refuse_lookalikes(by_camera)
    refused: set[tuple[CameraRow, CameraRow]] = set()
    for reference, spells in by_camera.items():
        if len(spells) > 1:
            _refuse_overlaps(reference, [each for each in spells if each.is_dated], refused)
            _refuse_second_location(reference, spells, refused)
    return entries


def _camera(row: Row, partners: Named, types: Named, read_day: Callable[[Cell], date]) -> CameraRow:
    reference = row.read("reference", _reference)
    partner = row.find("partner", partners.names)
    camera_type = row.find("type", types.names)
    first_day = row.read("from", read_day)
    last_day = row.read_if_given("until", read_day)
    entry = CameraRow(
        row=row,
        reference=reference,
        partner=partner,
        camera_type=camera_type,
        first_day=first_day,
        last_day=last_day,
        is_dated=_in_order(row, first_day, last_day),
        location=row.read_if_given("location", _location) or "",
        number=row.read_if_given("number", _number) if row.gives("number") else 1,
    )
    if entry.references and len(entry.references[-1]) > REFERENCE_LENGTH:
        row.refuse(
            "reference",
            f"{quoted(entry.references[-1])} is longer than {REFERENCE_LENGTH} characters.",
        )
    return entry


def _in_order(row: Row, first_day: date | None, last_day: date | None) -> bool:
    """Whether both days are known, and the last is not before the first."""
    if first_day is None or last_day is None:
        return first_day is not None and not row.gives("until")
    if last_day < first_day:
        row.refuse(
            "until",
            f"{quoted(last_day.isoformat())} is before the first day of service, "
            f"{first_day.isoformat()}.",
        )
    return last_day >= first_day


def _refuse_lookalikes(by_camera: dict[str, list[CameraRow]]) -> None:
    """Is “cam-1” the camera “CAM-1”? It might be, and is counted twice if so: ask."""
    spelt: dict[str, str] = {}
    asked: set[CameraRow] = set()
    for reference, spells in by_camera.items():
        other = spelt.setdefault(folded(reference), reference)
        if other != reference and spells[0] not in asked:
            asked.add(spells[0])
            spells[0].row.refuse("reference", lookalike(reference, other))


def lookalike(reference: str, other: str) -> str:
    """The sentence that asks whether two references mean one camera."""
    return (
        f"{quoted(reference)} differs from the camera {quoted(other)} only in capitals or spaces. "
        "Write both alike if they are one camera, or name them apart."
    )


def _refuse_overlaps(reference: str, spells: list[CameraRow], refused: set) -> None:
    """Each spell against the one before that runs longest; alike cameras are told of once."""
    in_order = sorted(spells, key=lambda entry: entry.first_day)
    longest = in_order[0] if in_order else None
    for entry in in_order[1:]:
        earlier, later = sorted((longest, entry), key=lambda each: each.row.number)
        if longest.overlaps(entry.first_day, entry.last_day) and (earlier, later) not in refused:
            refused.add((earlier, later))
            later.row.refuse(
                "from",
                f"Camera {quoted(reference)} would be in service twice: row {earlier.row.number} "
                f"has it {spell_in_words(earlier.first_day, earlier.last_day)}.",
            )
        if longest.last_day and (entry.last_day is None or entry.last_day > longest.last_day):
            longest = entry


def _refuse_second_location(reference: str, spells: list[CameraRow], refused: set) -> None:
    first = next((entry for entry in spells if entry.location), None)
    for entry in spells:
        differs = entry.location and entry.location != first.location
        if differs and (entry, entry) not in refused:
            refused.add((entry, entry))
            entry.row.refuse(
                "location",
                f"{quoted(entry.location)} contradicts row {first.row.number}, where camera "
                f"{quoted(reference)} stands at {quoted(first.location)}.",
            )


def spell_in_words(first_day: date, last_day: date | None) -> str:
    """``from 1 April 2024 to 30 September 2024``, or ``from 1 April 2024 on``."""
    until = f"to {last_day:%-d %B %Y}" if last_day else "on"
    return f"from {first_day:%-d %B %Y} {until}"
