"""One record's fields as people read them, with the names of what it points to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models
from django.db.models import Model

from partners.records.kinds import Kind
from partners.records.printing import plain, printed_by_kind

NO_LONGER_KNOWN = "no longer known"
# A model, and how a row of it is named.
Target = tuple[type[Model], Callable]


class Names:
    """Names of what the fields of records point to: two queries at most for each model.

    What is gone keeps the last name it had.
    """

    def __init__(self, records: Iterable[tuple[Kind, Model]]):
        wanted: dict[Target, set[int]] = defaultdict(set)
        for kind, record in records:
            for field in pointing(kind):
                wanted[target(kind, field)].add(getattr(record, field.attname))
        self._names = {to: _names(*to, keys - {None}) for to, keys in wanted.items()}

    def of(self, kind: Kind, field: models.ForeignKey, key: int | None) -> str:
        if key is None:
            return ""
        return self._names[target(kind, field)].get(key, NO_LONGER_KNOWN)


def pointing(kind: Kind) -> list[models.ForeignKey]:
    """The fields of a kind that point to something else we keep, of those that are said."""
    fields = (kind.model._meta.get_field(name) for name in kind.fields)
    return [field for field in fields if isinstance(field, models.ForeignKey)]


def target(kind: Kind, field: models.ForeignKey) -> Target:
    return field.related_model, kind.fields[field.name].named


def _names(model: type[Model], named: Callable, keys: set[int]) -> dict[int, str]:
    there = model._base_manager.in_bulk(keys)
    names = {key: named(row) for key, row in there.items()}
    gone = keys - names.keys()
    if gone and hasattr(model, "history"):
        last = model.history.filter(id__in=gone).order_by("history_id")
        names |= {record.id: named(record.instance) for record in last}
    return names


class Said:
    """A record's fields by name: ``said["first_day"]`` is printed, ``said.plain(name)`` for a file.

    Nothing there is an empty text in both.
    """

    def __init__(self, kind: Kind, record: Model, names: Names):
        self.kind, self.record, self._names = kind, record, names

    def __getitem__(self, name: str) -> str:
        field, value = self._field(name), self.value(name)
        if isinstance(field, models.ForeignKey):
            return self._names.of(self.kind, field, value)
        if value is None or value == "":
            return ""
        described = self.kind.fields.get(name)
        return ((described and described.printed) or printed_by_kind(field))(value)

    def plain(self, name: str) -> object:
        field = self._field(name)
        if isinstance(field, models.ForeignKey):
            return self[name]
        return plain(field, self.value(name))

    def value(self, name: str) -> object:
        """As it is stored; of what it points to, the key."""
        return getattr(self.record, self._field(name).attname)

    def listed(self, *names: str) -> str:
        """The fields that say something: ``group Employees, original budget £1,000``."""
        said = [(self.kind.fields[name].label, self[name]) for name in names if self[name]]
        return ", ".join(f"{label[0].lower()}{label[1:]} {printed}" for label, printed in said)

    def _field(self, name: str) -> models.Field:
        return self.kind.model._meta.get_field(name)
