"""The order of a paper's sections: adding, moving, removing one. One transaction each."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from partners.models import User
from reports.models import Report, Section
from reports.studio.holding import SECTION_WORDS, hold, section_records, upon_newest


@transaction.atomic
def add_section(
    *, report: Report, kind: str, heading: str, after: Section | None, user: User | None
) -> Section:
    """A new section, empty, behind ``after``; None: the first of all. StudioClosed."""
    hold(report)
    # It may have been moved since it was chosen.
    behind = Section.objects.filter(report=report, pk=after.pk).first() if after else None
    place = behind.position + 1 if behind else (_last(report) + 1 if after else 1)
    make_room(report, place, user)
    section = Section(report=report, position=place, kind=kind, heading=heading)
    section._history_user = user
    section.save()
    return section


@transaction.atomic
def move_section(*, report: Report, key: int, up: bool, user: User | None) -> Section:
    """Change places with the section before, or after; the first and the last stay.

    StudioClosed. DoesNotExist: it was removed meanwhile.
    """
    hold(report)
    section = Section.objects.get(report=report, pk=key)
    others = Section.objects.filter(report=report)
    if up:
        other = others.filter(position__lt=section.position).order_by("-position").first()
    else:
        other = others.filter(position__gt=section.position).order_by("position").first()
    if other:
        _change_places(report, section, other, user)
    return section


@transaction.atomic
def remove_section(*, report: Report, key: int, shown: int | None, user: User | None) -> Section:
    """Take a section out; its history, and its place, stay. StudioClosed.

    SavedMeanwhile: it says something else than the person has seen. DoesNotExist: it is gone.
    """
    hold(report)
    section = Section.objects.get(report=report, pk=key)
    records = section_records(report, key)
    seen = records.filter(history_id=shown).first() if shown is not None else None
    words = {name: getattr(seen, name, None) for name in SECTION_WORDS}
    now = {name: getattr(section, name) for name in SECTION_WORDS}
    if words != now:
        # As somebody would type it who had seen something else: always disputed.
        upon_newest(records, None, words)
    section._history_user = user
    section.delete()
    return section


def make_room(report: Report, place: int, user: User | None) -> None:
    """Free the position ``place``: what stands there, and next to it, moves on by one."""
    taken = set(Section.objects.filter(report=report).values_list("position", flat=True))
    end = place
    while end in taken:
        end += 1
    moving = Section.objects.filter(report=report, position__range=(place, end))
    for section in moving.order_by("-position"):
        _put(section, section.position + 1, user)


def _change_places(report: Report, one: Section, other: Section, user: User | None) -> None:
    """The database allows no two in one place, so one of them waits behind the last."""
    to, back = other.position, one.position
    one.skip_history_when_saving = True
    _put(one, _last(report) + 1, user)
    del one.skip_history_when_saving
    _put(other, back, user)
    _put(one, to, user)


def _put(section: Section, position: int, user: User | None) -> None:
    section.position, section._history_user = position, user
    section.save(update_fields=["position"])


def _last(report: Report) -> int:
    return Section.objects.filter(report=report).aggregate(last=Max("position"))["last"] or 0
