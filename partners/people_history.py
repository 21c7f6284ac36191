"""What happened to a person's account and roles, in plain words: who did it, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from partners.models import Membership, Partner, Role, User

A_COMMAND = "A command"


@dataclass(frozen=True)
class Event:
    what: str
    who: str
    when: datetime


def history_of(person: User) -> list[Event]:
    """Every change of the account and its roles, newest first. Signing in is none."""
    events = [*_account_events(person), *_role_events(person)]
    return sorted(events, key=lambda event: event.when)[::-1]


def _account_events(person: User) -> Iterator[Event]:
    rows = list(person.history.select_related("history_user").order_by("history_id"))
    for row in rows[:1]:
        yield _event(f"Added as {row.name or row.email}, {row.email}", row)
    for before, after in pairwise(rows):
        for what in _account_changes(before, after):
            yield _event(what, after)


def _account_changes(before, after) -> Iterator[str]:
    if before.name != after.name:
        yield f"Name changed from “{before.name}” to “{after.name}”"
    if before.email != after.email:
        yield f"E-mail address changed from {before.email} to {after.email}"
    if after.history_change_reason:
        yield after.history_change_reason
    if before.is_active != after.is_active:
        yield "Account opened again" if after.is_active else "Account closed"


def _role_events(person: User) -> Iterator[Event]:
    rows = Membership.history.filter(user_id=person.pk).select_related("history_user")
    names = dict(Partner.objects.values_list("pk", "short_name"))
    previous: dict[int, str] = {}
    for row in rows.order_by("history_id"):
        role = f"{Role(row.role).label}, {names.get(row.partner_id, 'a former partner')}"
        before = previous.get(row.id)
        previous[row.id] = role
        if row.history_type == "+":
            yield _event(f"Given the role {role}", row)
        elif row.history_type == "-":
            yield _event(f"Role taken away: {role}", row)
        elif before != role:
            yield _event(f"Role changed from {before} to {role}", row)


def _event(what: str, row) -> Event:
    return Event(what, str(row.history_user) if row.history_user else A_COMMAND, row.history_date)
