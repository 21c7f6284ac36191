"""The words for one model's history: what the thing is called, and how each of its fields is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Model, Q, QuerySet

if TYPE_CHECKING:
    from partners.records.said import Said


@dataclass(frozen=True)
class Field:
    """A field as people know it.

    ``printed`` prints a value that is there; left out, it is printed by its kind (``printing``).
    ``told`` makes the sentence of a change from the two printed values; left out, it is "Location
    changed from … to …". ``named`` names what the field points to; left out, by its ``str``.
    """

    label: str
    printed: Callable[[object], str] | None = None
    told: Callable[[str, str], str] | None = None
    named: Callable[[Model], str] = str


@dataclass(frozen=True)
class Subject:
    """What a log can be narrowed to, one camera or person; ``named_by`` are the fields of its name."""

    key: str
    model: type[Model]
    named_by: tuple[str, ...]

    def ever_named(self, words: str) -> QuerySet:
        """Keys of those that hold ``words`` in a name they have or once had."""
        return self.model.history.filter(holding(self.named_by, words)).order_by().values("id")


@dataclass(frozen=True, eq=False)
class Kind:
    """A model with a history.

    ``fields``: by name and in the order they are said; one left out is never said. ``thing`` names
    what a record is of, ``added`` and ``removed`` say that in a sentence. ``about``: the fields
    that name its subjects, by whose names it is also found; ``named_by``: its own that do.
    """

    key: str
    label: str
    plural: str
    model: type[Model]
    fields: Mapping[str, Field]
    thing: Callable[[Said], str]
    added: Callable[[Said], str]
    removed: Callable[[Said], str]
    about: Mapping[Subject, tuple[str, ...]]
    named_by: tuple[str, ...] = ()

    @property
    def records(self) -> QuerySet:
        """Every record of this kind, of things that are gone too."""
        return self.model.history.all()

    def of(self, subject: Subject, key: int) -> Q:
        """The records about one ``subject``; none where this kind has nothing to do with it."""
        return _any_of(Q(**{name: key}) for name in self.about.get(subject, ()))

    def found_by(self, words: str) -> Q:
        """The records of things, or about subjects, that hold ``words`` in a name."""
        about = (
            Q(**{f"{name}__in": subject.ever_named(words)})
            for subject, names in self.about.items()
            for name in names
        )
        return _any_of([*about, holding(self.named_by, words)])


def holding(names: tuple[str, ...], words: str) -> Q:
    """Any of the fields holds ``words``, in any case."""
    return _any_of(Q(**{f"{name}__icontains": words}) for name in names)


def _any_of(conditions) -> Q:
    return reduce(or_, conditions, Q(pk__in=()))
