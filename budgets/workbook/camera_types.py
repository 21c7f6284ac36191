"""The sheet Camera types: what a camera of each type counts as, from a day on.

Types are one for all years. A weight that a known type has from the same day is left as it is if
equal and a mistake if not; a weight from another day is news and is added.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.workbook.cells import Cell, Unreadable, day, kept_exactly, plain, quantity
from budgets.workbook.names import Names
from budgets.workbook.problems import quoted
from budgets.workbook.tables import Row, Table, name_text
from cameras.arithmetic import DatedWeight
from cameras.models import CameraType
from cameras.register import dated_weights

LARGEST_WEIGHT = 1000


@dataclass(frozen=True)
class CameraTypes:
    """The types by name: which are new, their new weights, and all weights old and new.

    ``in_doubt`` are those of whose weights one cannot be read.
    """

    names: Names
    new: tuple[str, ...]
    new_weights: tuple[tuple[str, DatedWeight], ...]
    weights: dict[str, list[DatedWeight]]
    in_doubt: frozenset[str]


def read_camera_types(table: Table) -> CameraTypes:
    """The types and weights on the sheet, joined with those of the register."""
    weights = defaultdict(list, dated_weights())
    names = Names("a camera type", complete=table.lists("name"))
    for known in CameraType.objects.values_list("name", flat=True):
        names.add(known, known)
    new: list[str] = []
    in_doubt: set[str | None] = set()
    new_weights: list[tuple[str, DatedWeight]] = []
    for row in table.rows:
        name = _name(row, names, new)
        entry = DatedWeight(row.read("from", day), row.read("weight", _weight))
        if not row.sound:
            in_doubt.add(name)
        elif not _is_known(row, weights[name], entry):
            weights[name].append(entry)
            new_weights.append((name, entry))
    return CameraTypes(names, tuple(new), tuple(new_weights), dict(weights), frozenset(in_doubt))


def _name(row: Row, names: Names, new: list[str]) -> str | None:
    name = row.read("name", name_text)
    if name is None:
        # A name that cannot be read is still the one that cameras mean.
        names.add(row.as_given("name"), row.as_given("name"))
        return None
    if names.get(name) is None:
        names.add(name, name)
        new.append(name)
    return names.get(name)


def _weight(cell: Cell) -> Decimal:
    weight = kept_exactly(quantity(cell))
    if weight >= LARGEST_WEIGHT:
        raise Unreadable(f"{quoted(str(cell))} is not a weight below {LARGEST_WEIGHT:,}.")
    return weight


def _is_known(row: Row, known: list[DatedWeight], entry: DatedWeight) -> bool:
    same_day = next((each for each in known if each.starts_on == entry.starts_on), None)
    if same_day and same_day.weight != entry.weight:
        row.refuse(
            "weight",
            f"{quoted(plain(entry.weight))} contradicts {quoted(plain(same_day.weight))}, the "
            f"weight this type has from {_written(entry.starts_on)} already.",
        )
    return same_day is not None


def _written(when: date) -> str:
    return f"{when:%-d %B %Y}"
