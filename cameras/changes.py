"""What happened to one camera in the register, in plain words: who changed what, and when.

Read from the history that every saving leaves; nothing here changes the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from cameras.models import Camera, Service
from partners.permissions import can_see_all_cameras, partners_as_officer

ADDED, REMOVED = "+", "-"
BY_COMMAND = "A command"


@dataclass(frozen=True)
class Change:
    """One step of a camera's history."""

    what: str
    who: str
    when: datetime


def changes_of(camera: Camera, user) -> list[Change]:
    """The camera's history, newest first, as far as ``user`` may see its spells. Two queries."""
    changes = [*_camera_changes(camera), *_service_changes(camera, user)]
    return sorted(changes, key=attrgetter("when"), reverse=True)


def _camera_changes(camera: Camera) -> Iterator[Change]:
    records = camera.history.select_related("history_user").order_by("history_date", "history_id")
    before = None
    for record in records:
        for what in _camera_words(before, record):
            yield _change(what, record)
        before = record


def _camera_words(before, record) -> Iterator[str]:
    if before is None:
        yield "Put in the register" if record.history_type == ADDED else "First recorded"
        return
    if record.reference != before.reference:
        yield f"Reference changed from “{before.reference}” to “{record.reference}”"
    if record.location != before.location:
        yield _difference("Location", _quoted(before.location), _quoted(record.location))


def _service_changes(camera: Camera, user) -> Iterator[Change]:
    records = (
        Service.history.filter(camera_id=camera.pk)
        .select_related("history_user", "partner", "camera_type")
        .order_by("id", "history_date", "history_id")
    )
    for _, group in groupby(records, key=attrgetter("id")):
        steps = list(group)
        if _may_see(user, steps):
            yield from _spell_changes(steps)


def _may_see(user, steps: Iterable) -> bool:
    """A spell that another partner ever stood in is not shown to a partner's officer."""
    own = partners_as_officer(user)
    return can_see_all_cameras(user) or all(step.partner_id in own for step in steps)


def _spell_changes(steps: list) -> Iterator[Change]:
    before = None
    for record in steps:
        for what in _spell_words(before, record):
            yield _change(what, record)
        before = record


def _spell_words(before, record) -> Iterator[str]:
    if record.history_type == REMOVED:
        yield f"Spell of service removed: {_spell(record)}"
    elif before is None:
        yield f"Spell of service entered: {_spell(record)}"
    else:
        yield from _spell_differences(before, record)


def _spell_differences(before, record) -> Iterator[str]:
    """Each field of the spell that changed; a spell saved unchanged says nothing."""
    pairs = (
        ("Partner", f"{before.partner}", f"{record.partner}"),
        ("Type", f"{before.camera_type}", f"{record.camera_type}"),
        ("First day of service", _day(before.first_day), _day(record.first_day)),
        ("Last day of service", _day(before.last_day), _day(record.last_day)),
    )
    for name, was, now in pairs:
        if was != now:
            yield _difference(name, was, now)


def _difference(name: str, was: str, now: str) -> str:
    """What was said of ``name`` before and now; empty where nothing was."""
    if not was:
        return f"{name} set to {now}"
    return f"{name} changed from {was} to {now}" if now else f"{name} taken out, it was {was}"


def _spell(record) -> str:
    until = f" to {_day(record.last_day)}" if record.last_day else ""
    return f"{record.partner}, {record.camera_type}, from {_day(record.first_day)}{until}"


def _day(day) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def _change(what: str, record) -> Change:
    return Change(what, str(record.history_user or BY_COMMAND), record.history_date)
