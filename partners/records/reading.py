"""Records of histories as entries: who, when, of what, from, to and why.

Each record is compared with the one before it of the same thing, which is fetched along with it:
the number of queries depends on the kinds read, never on how much they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, OuterRef, QuerySet, Subquery

from partners.history import ADDED, CHANGED, REMOVED
from partners.records.kinds import Kind
from partners.records.said import Names, Said

A_COMMAND = "A command"
FIRST_RECORDED = "First recorded"
SAVED_UNCHANGED = "Saved without a change"
WORDS = {ADDED: "added", CHANGED: "changed", REMOVED: "removed"}


@dataclass(frozen=True)
class Difference:
    """One field before and after, as printed and as a file holds it; an empty text is nothing."""

    name: str
    label: str
    before: str
    now: str
    plain_before: object
    plain_now: object
    sentence: str


@dataclass(frozen=True)
class Entry:
    """One saving of one thing. An addition has every field from nothing, a removal to nothing."""

    kind: Kind
    before: Model | None
    record: Model
    change: str
    thing: str
    differences: tuple[Difference, ...]
    sentences: tuple[str, ...]

    @property
    def who(self) -> str:
        return str(self.record.history_user or A_COMMAND)

    @property
    def when(self) -> datetime:
        return self.record.history_date

    @property
    def why(self) -> str:
        return self.record.history_change_reason or ""

    @property
    def is_addition(self) -> bool:
        return self.change == WORDS[ADDED]

    @property
    def is_beginning(self) -> bool:
        """The thing was there before its history: what it was until then is not known."""
        return self.change == WORDS[CHANGED] and self.before is None

    @property
    def undoing(self) -> str:
        """What a link or a button says that brings back what was before."""
        return "Take back" if self.is_addition else "Put back"

    @property
    def is_event(self) -> bool:
        """Nothing of the thing changed; what happened stands in the reason."""
        return self.change == WORDS[CHANGED] and not self.differences


def entries_of(parts: Iterable[tuple[Kind, QuerySet]]) -> list[Entry]:
    """The entries of some records of each kind, newest first; a saving that said nothing, too."""
    pairs = [(kind, *pair) for kind, records in parts for pair in _pairs(records)]
    names = Names((kind, each) for kind, *pair in pairs for each in pair if each)
    entries = [_entry(kind, before, record, names) for kind, before, record in pairs]
    return sorted(entries, key=_age, reverse=True)


def _age(entry: Entry) -> tuple[datetime, int]:
    return entry.when, entry.record.history_id


def _pairs(records: QuerySet) -> Iterator[tuple[Model | None, Model]]:
    """(the record before it of the same thing, the record). Two queries."""
    every = records.model.objects
    before = every.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    newest = before.order_by("-history_id").values("history_id")[:1]
    found = records.select_related("history_user").annotate(before_id=Subquery(newest))
    found = list(found.order_by("history_id"))
    known = {record.history_id: record for record in found}
    wanting = {record.before_id for record in found} - known.keys() - {None}
    known |= every.in_bulk(wanting)
    for record in found:
        yield known.get(record.before_id), record


def _entry(kind: Kind, before: Model | None, record: Model, names: Names) -> Entry:
    said = Said(kind, record, names)
    if record.history_type == REMOVED:
        differences = _differences(kind, said, None)
        sentences = [kind.removed(said)]
    elif record.history_type == ADDED or before is None:
        differences = _differences(kind, None, said)
        sentences = [kind.added(said) if record.history_type == ADDED else FIRST_RECORDED]
    else:
        differences = _differences(kind, Said(kind, before, names), said)
        sentences = [difference.sentence for difference in differences]
    return Entry(
        kind=kind,
        before=before,
        record=record,
        change=WORDS[record.history_type],
        thing=kind.thing(said),
        differences=tuple(differences),
        sentences=tuple(sentences or [record.history_change_reason or SAVED_UNCHANGED]),
    )


def _differences(kind: Kind, before: Said | None, now: Said | None) -> list[Difference]:
    return [
        _difference(kind, name, before, now)
        for name in kind.fields
        if _value(before, name) != _value(now, name)
    ]


def _value(said: Said | None, name: str) -> object:
    """Nothing is nothing, whether it was never said or is an empty text."""
    value = said.value(name) if said else None
    return None if value == "" else value


def _difference(kind: Kind, name: str, before: Said | None, now: Said | None) -> Difference:
    was, is_now = (said[name] if said else "" for said in (before, now))
    field = kind.fields[name]
    return Difference(
        name=name,
        label=field.label,
        before=was,
        now=is_now,
        plain_before=before.plain(name) if before else "",
        plain_now=now.plain(name) if now else "",
        sentence=field.told(was, is_now) if field.told else told(field.label, was, is_now),
    )


def told(label: str, was: str, is_now: str) -> str:
    """A change in a sentence, where there was nothing before or is nothing now as well."""
    if not was:
        return f"{label} set to {is_now}"
    if not is_now:
        return f"{label} taken out, it was {was}"
    return f"{label} changed from {was} to {is_now}"
