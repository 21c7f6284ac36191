"""What a register file would do, as rows to read: a few of each kind, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from budgets.register.file.comparing import Plan, SpellChange, Terms
from budgets.workbook.cameras import spell_in_words
from cameras.models import CameraType
from partners.models import Partner

MOST_SHOWN = 100


@dataclass(frozen=True)
class Shown:
    """One kind of change. ``rows``: camera, what it is now ("" if nothing), what it would be."""

    heading: str
    number: int
    rows: Sequence[tuple[str, str, str]]

    @property
    def unshown(self) -> int:
        return self.number - len(self.rows)


def shown(plan: Plan) -> list[Shown]:
    """The kinds of which there are any, each with its first ``MOST_SHOWN`` rows."""
    say = _Words()
    known = [(each, terms) for each, terms in plan.spells if each not in plan.new_cameras]
    new = [(each, terms) for each, terms in plan.spells if each in plan.new_cameras]
    ending = [each for each in plan.changed if each.is_ending]
    other = [each for each in plan.changed if not each.is_ending]
    kinds = (
        ("Cameras new to the register, by spell of service", new, say.new),
        ("Spells that end", ending, say.changed),
        ("Cameras moved or in service again: new spells", known, say.new),
        ("Spells that change otherwise", other, say.changed),
        ("Other locations", plan.relocated, say.relocated),
    )
    return [_shown(heading, each, row) for heading, each, row in kinds if each]


def _shown(heading: str, changes: Sequence, row) -> Shown:
    return Shown(heading, len(changes), [row(each) for each in islice(changes, MOST_SHOWN)])


class _Words:
    def __init__(self):
        self._partners = dict(Partner.objects.values_list("pk", "short_name"))
        self._types = dict(CameraType.objects.values_list("pk", "name"))

    def new(self, spell: tuple[str, Terms]) -> tuple[str, str, str]:
        reference, terms = spell
        return reference, "", self._said(terms)

    def changed(self, change: SpellChange) -> tuple[str, str, str]:
        return change.reference, self._said(change.now), self._said(change.then)

    @staticmethod
    def relocated(pair) -> tuple[str, str, str]:
        camera, location = pair
        return camera.reference, camera.location, location

    def _said(self, terms: Terms) -> str:
        who = f"{self._partners[terms.partner]}, {self._types[terms.camera_type]}"
        return f"{who}, {spell_in_words(terms.first_day, terms.last_day)}"


def in_words(plan: Plan) -> str:
    """``2 new cameras, 1 spell changed, 240 rows as they are.``"""
    parts = (
        (len(plan.new_cameras), "new camera"),
        (len(plan.spells), "new spell"),
        (len(plan.changed), "changed spell"),
        (len(plan.relocated), "other location"),
    )
    told = [_counted(number, noun) for number, noun in parts if number]
    return ", ".join([*told, f"{_counted(plan.unchanged, 'spell')} as known"])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
