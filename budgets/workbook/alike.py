"""Spells of cameras alike as one row of a workbook: POLE-1 to POLE-40 stand as POLE, number 40.

The contrary of what ``cameras`` does with a row whose *number* is above 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from budgets.workbook.layout import MOST_ALIKE
from cameras.models import Service

_NUMBERED = re.compile(r"(?P<stem>.+)-(?P<number>[1-9][0-9]{0,4})")


@dataclass(frozen=True)
class AlikeSpells:
    """A row: ``number`` spells as ``service`` is, of the cameras -1 to -n where it is above 1."""

    service: Service
    reference: str
    number: int = 1


def alike_spells(services: Iterable[Service]) -> Iterator[AlikeSpells]:
    """``services`` in their order; those of a full series from 1 on as one, where its first stands."""
    services = list(services)
    numbers: dict[tuple, set[int]] = {}
    for service in services:
        if series := _series(service):
            numbers.setdefault(series.alike, set()).add(series.number)
    lengths = {alike: _length(members) for alike, members in numbers.items()}
    for service in services:
        series = _series(service)
        length = lengths[series.alike] if series else 0
        if length < 2 or series.number > length:
            yield AlikeSpells(service, service.camera.reference)
        elif series.number == 1:
            yield AlikeSpells(service, series.stem, length)


class _Series(NamedTuple):
    """``alike``: all that spells of one row have in common, the stem of their references too."""

    stem: str
    alike: tuple
    number: int


def _series(service: Service) -> _Series | None:
    """None: the camera's reference does not end in a number."""
    match = _NUMBERED.fullmatch(service.camera.reference)
    if not match:
        return None
    stem = match["stem"]
    terms = (service.partner_id, service.camera_type_id, service.first_day, service.last_day)
    return _Series(stem, (stem, *terms, service.camera.location), int(match["number"]))


def _length(numbers: set[int]) -> int:
    """How far they run from 1 without a gap."""
    length = next(number for number in count() if number + 1 not in numbers)
    return min(length, MOST_ALIKE)
