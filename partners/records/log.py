"""Several histories as one log: filtered, counted and paged by the database, read page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import reduce
from itertools import islice
from operator import or_

from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from partners.csv_rows import cell
from partners.models import User
from partners.records.kinds import Kind, Subject
from partners.records.reading import Entry, entries_of

# Keys at once: what SQLite of every age takes in one query.
AT_ONCE = 500
FILE_COLUMNS = ["when", "who", "email", "kind", "thing", "change", "field", "from", "to", "why"]


@dataclass(frozen=True)
class Log:
    """The records of each kind that the log tells of."""

    parts: tuple[tuple[Kind, QuerySet], ...]

    @property
    def kinds(self) -> list[Kind]:
        return [kind for kind, _ in self.parts]

    @property
    def subjects(self) -> dict[str, Subject]:
        """By key, what the log can be narrowed to."""
        return {subject.key: subject for kind in self.kinds for subject in kind.about}

    def people(self) -> QuerySet[User]:
        """Everybody who made one of its changes."""
        made = (Q(pk__in=records.order_by().values("history_user")) for _, records in self.parts)
        return User.objects.filter(reduce(or_, made)).order_by("name", "email")

    def of_kind(self, key: str) -> Log:
        return Log(tuple(part for part in self.parts if part[0].key == key))

    def about(self, subject: Subject, key: int) -> Log:
        return self.filtered(lambda kind: kind.of(subject, key))

    def found_by(self, words: str) -> Log:
        return self.filtered(lambda kind: kind.found_by(words))

    def made_by(self, person: int | None) -> Log:
        """Changes of one person; None: those that a command made."""
        return self.filtered(lambda kind: Q(history_user=person))

    def since(self, day: date) -> Log:
        begin = _moment(day, time.min)
        return self.filtered(lambda kind: Q(history_date__gte=begin))

    def until(self, day: date) -> Log:
        end = _moment(day, time.max)
        return self.filtered(lambda kind: Q(history_date__lte=end))

    def keys(self) -> QuerySet:
        """(when, kind's key, record's key) of every saving, newest first, to be counted and cut."""
        first, *more = (
            records.order_by()
            .annotate(log_part=Value(kind.key))
            .values_list("history_date", "log_part", "history_id")
            for kind, records in self.parts
        )
        keys = first.union(*more, all=True) if more else first
        return keys.order_by("-history_date", "log_part", "-history_id")

    def entries(self, keys: Iterable[tuple[datetime, str, int]]) -> list[Entry]:
        """The entries of ``keys``, in their order."""
        keys = list(keys)
        wanted: dict[str, list[int]] = defaultdict(list)
        for _, kind, record in keys:
            wanted[kind].append(record)
        parts = (
            (kind, kind.records.filter(history_id__in=wanted[kind.key]))
            for kind in self.kinds
            if kind.key in wanted
        )
        found = {(entry.kind.key, entry.record.history_id): entry for entry in entries_of(parts)}
        return [found[kind, record] for _, kind, record in keys]

    def file_rows(self) -> Iterator[tuple]:
        """Every change for a file, a row a field, under ``FILE_COLUMNS``."""
        keys = self.keys().iterator(chunk_size=AT_ONCE)
        while chunk := list(islice(keys, AT_ONCE)):
            for entry in self.entries(chunk):
                yield from _file_rows(entry)

    def filtered(self, condition) -> Log:
        """The records that fit ``condition``, which answers a Q for each kind."""
        parts = ((kind, records.filter(condition(kind))) for kind, records in self.parts)
        return replace(self, parts=tuple(parts))


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _file_rows(entry: Entry) -> Iterator[tuple]:
    email = entry.record.history_user.email if entry.record.history_user else ""
    about = (cell(entry.when), entry.who, email, entry.kind.label, entry.thing, entry.change)
    for each in entry.differences:
        yield (*about, each.label, each.plain_before, each.plain_now, entry.why)
    if not entry.differences:
        yield (*about, "", "", "", entry.why)
