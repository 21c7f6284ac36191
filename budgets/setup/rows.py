"""Rows of a set-up saved and removed one by one, each leaving who and why in its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Model

from partners.models import User


def save_if_changed(
    row: Model, wanted: Mapping[str, object], *, user: User | None, reason: str
) -> bool:
    """Save ``row`` where it is new or differs from ``wanted``, so that a history has only changes."""
    if row.pk is not None and all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(row, name, value)
    row._history_user, row._change_reason = user, reason
    row.save()
    return True


def remove(rows: Iterable[Model], *, user: User | None, reason: str) -> None:
    for row in rows:
        row._history_user, row._change_reason = user, reason
        row.delete()


def set_aside(row: Model, field: str, value: object) -> None:
    """Give ``row`` a value that no other has, until the rows that exchange theirs are saved.

    The database lets no two rows have one name or place even for a moment. No history: it never was.
    """
    setattr(row, field, value)
    row.skip_history_when_saving = True
    row.save()
    del row.skip_history_when_saving
