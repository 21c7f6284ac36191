"""Many rows made or changed at once, each with its history and in somebody's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from django.db.models import Max, Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from partners.models import User

BATCH = 2_000
# A statement that changes many rows looks through all of them for each.
CHANGED_AT_ONCE = 200


@dataclass(frozen=True)
class Creator:
    """Creates and changes rows with their history, in the name of ``user`` (None: a command) and for a reason."""

    user: User | None
    reason: str

    def create(self, rows: Iterable[Model]) -> list:
        rows = list(rows)
        if not rows:
            return []
        return bulk_create_with_history(
            rows,
            type(rows[0]),
            batch_size=BATCH,
            default_user=self.user,
            default_change_reason=self.reason,
        )

    def change(self, rows: Iterable[Model], fields: Sequence[str]) -> None:
        """Save ``fields`` of rows that are known to differ from what is stored."""
        rows = list(rows)
        if rows:
            bulk_update_with_history(
                rows,
                type(rows[0]),
                fields,
                batch_size=CHANGED_AT_ONCE,
                default_user=self.user,
                default_change_reason=self.reason,
            )


def next_positions(model: type[Model]) -> Iterator[int]:
    """Places after the last that is taken."""
    return count((model.objects.aggregate(last=Max("position"))["last"] or 0) + 1)
