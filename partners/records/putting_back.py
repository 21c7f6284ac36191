"""Putting back an earlier value: what an entry of a history offers, and the one action that does it.

It is a change like any other: saved through the model's validation and constraints, with a reason,
as a new entry. What may be put back is said by each app as ``Rules``. The value it replaces is the
one the person was shown; if it has changed meanwhile, nothing is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from partners.history import CHANGED, REMOVED
from partners.models import User
from partners.records.kinds import Kind
from partners.records.reading import WORDS, Entry, entries_of
from partners.records.said import Names, Said

STANDS_SO = "It stands so already."
WHERE_IT_BEGAN = "This entry is where it began: there is nothing earlier to put back."
THERE_AGAIN = "It is there again already."
REMOVED_SINCE = "It was removed since then. Put back what was removed first."


class PutBackRefused(ValueError):
    """Nothing was put back; the message says why in a sentence."""


def may(*_) -> str:
    return ""


def hold_row(kind: Kind, record: Model) -> None:
    """Make other writers of the same thing wait until the transaction ends."""
    list(kind.model._base_manager.select_for_update(no_key=True).filter(pk=record.id))


def save_changed(thing: Model, by: User | None, reason: str) -> None:
    thing.full_clean()
    thing._history_user, thing._change_reason = by, reason
    thing.save()


def add_again(record: Model, by: User | None, reason: str) -> None:
    """The thing as it was, under the key it had, so that its history goes on."""
    thing = record.instance
    thing.full_clean()
    thing._history_user, thing._change_reason = by, reason
    thing.save(force_insert=True)


@dataclass(frozen=True)
class Rules:
    """What of one kind may be put back, and through which writes.

    ``refusal(record, field)`` says why a field of the thing, as its newest ``record`` has it, may
    not; ``refusal(record, "")`` why a thing that was removed may not; an empty text: it may.
    ``hold`` locks what the refusals rest on. ``take_out`` undoes an addition; None: nothing does.
    """

    kind: Kind
    refusal: Callable[[Model, str], str] = may
    hold: Callable[[Kind, Model], None] = hold_row
    save: Callable[[Model, User | None, str], None] = save_changed
    add: Callable[[Model, User | None, str], None] = add_again
    take_out: Callable[[Model, User | None, str], None] | None = None


@dataclass(frozen=True)
class Part:
    """One field: what it would say again, what it says now, and why it may not go back, if so."""

    name: str
    label: str
    earlier: str
    now: str
    refusal: str


@dataclass(frozen=True)
class Offer:
    """What can be put back from one entry. ``refusal``: why nothing of it can."""

    entry: Entry
    newest: Model
    parts: tuple[Part, ...]
    refusal: str

    @property
    def choosable(self) -> tuple[Part, ...]:
        return () if self.refusal else tuple(part for part in self.parts if not part.refusal)

    @property
    def refused(self) -> tuple[Part, ...]:
        return () if self.refusal else tuple(part for part in self.parts if part.refusal)

    @property
    def is_whole(self) -> bool:
        """A thing comes back, or goes, as a whole."""
        return self.entry.change != WORDS[CHANGED]

    @property
    def is_possible(self) -> bool:
        return not self.refusal and (self.is_whole or bool(self.choosable))


def offer_of(rules: Rules, key: int) -> Offer:
    """What the entry of record ``key`` offers. DoesNotExist: there is no such record."""
    kind = rules.kind
    record = kind.records.get(history_id=key)
    [entry] = entries_of([(kind, kind.records.filter(history_id=key))])
    newest = kind.records.filter(id=record.id).order_by("-history_id").first()
    return Offer(entry, newest, _parts(rules, entry, newest), _refusal(rules, entry, newest))


def _refusal(rules: Rules, entry: Entry, newest: Model) -> str:
    is_there = newest.history_type != REMOVED
    if entry.change == WORDS[REMOVED]:
        return THERE_AGAIN if is_there else rules.refusal(newest, "")
    if not is_there:
        return REMOVED_SINCE
    if entry.is_addition:
        return rules.refusal(newest, "") if rules.take_out else WHERE_IT_BEGAN
    if entry.is_beginning:
        return WHERE_IT_BEGAN
    return "" if entry.differences else "This entry changed no field."


def _parts(rules: Rules, entry: Entry, newest: Model) -> tuple[Part, ...]:
    now = Said(rules.kind, newest, Names([(rules.kind, newest)]))
    return tuple(
        Part(
            each.name,
            each.label,
            each.before,
            now[each.name],
            _refused(rules, entry, now, each.name),
        )
        for each in entry.differences
    )


def _refused(rules: Rules, entry: Entry, now: Said, field: str) -> str:
    if entry.change != WORDS[CHANGED] or entry.is_beginning:
        return ""
    attribute = _attribute(rules.kind, field)
    if getattr(entry.before, attribute) == getattr(now.record, attribute):
        return STANDS_SO
    return rules.refusal(now.record, field)


def _attribute(kind: Kind, field: str) -> str:
    return kind.model._meta.get_field(field).attname


@transaction.atomic
def put_back(
    *,
    rules: Rules,
    key: int,
    fields: Collection[str],
    shown: int,
    by: User | None,
    reason: str,
) -> Offer:
    """Put back the ``fields`` that the entry of record ``key`` changed, or the whole thing.

    ``shown`` is the newest record the person saw. PutBackRefused: not allowed, nothing chosen, no
    reason, or changed meanwhile. ValidationError: the earlier value no longer fits.
    """
    rules.hold(rules.kind, rules.kind.records.get(history_id=key))
    offer = offer_of(rules, key)
    done = "Taken back" if offer.entry.is_addition else "Put back"
    reason = f"{done}: {_written(reason)}"
    if offer.refusal:
        raise PutBackRefused(offer.refusal)
    if offer.is_whole:
        write = rules.take_out if offer.entry.is_addition else rules.add
        write(offer.entry.record, by, reason)
        return offer
    chosen = _chosen(offer, fields)
    _refuse_if_changed(rules.kind, offer, chosen, shown)
    thing = rules.kind.model._base_manager.get(pk=offer.newest.id)
    for part in chosen:
        attribute = _attribute(rules.kind, part.name)
        setattr(thing, attribute, getattr(offer.entry.before, attribute))
    rules.save(thing, by, reason)
    return offer


def _written(reason: str) -> str:
    if not reason.strip():
        raise PutBackRefused("Write why: it is kept in the history.")
    return reason.strip()


def _chosen(offer: Offer, fields: Collection[str]) -> list[Part]:
    chosen = [part for part in offer.parts if part.name in fields]
    if not chosen:
        raise PutBackRefused("Choose what is put back.")
    for part in chosen:
        if part.refusal:
            raise PutBackRefused(f"{part.label}: {part.refusal}")
    return chosen


def _refuse_if_changed(kind: Kind, offer: Offer, chosen: Iterable[Part], shown: int) -> None:
    seen = kind.records.filter(id=offer.newest.id, history_id=shown).first()
    for part in chosen:
        attribute = _attribute(kind, part.name)
        if seen is None or getattr(seen, attribute) != getattr(offer.newest, attribute):
            raise PutBackRefused(
                f"{part.label} was changed meanwhile and is now {part.now or 'empty'}. Look at it "
                "again before you put anything back."
            )
