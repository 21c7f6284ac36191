"""The write: a line's parts in an open quarter, all at once. What was submitted stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from budgets.actions import QuarterLocked
from budgets.lifecycle import locked
from budgets.models import BudgetLine, LinePart, Quarter
from budgets.setup.rows import remove, save_if_changed
from partners.models import User

SAVED = "Parts of {} saved"


class PartsChanged(ValueError):
    """Somebody else saved the same line's parts meanwhile; the message says so, for people."""


@dataclass(frozen=True)
class PartEntry:
    """``amount`` in pounds with the line's sign; ``cost_line``: the key of a line, None: none."""

    name: str
    amount: Decimal
    cost_line: int | None = None


@transaction.atomic
def save_parts(
    *, quarter: Quarter, line: BudgetLine, parts: Sequence[PartEntry], shown: int, user: User | None
) -> None:
    """Make the line's parts what ``parts`` say, in their order; one not among them is removed.

    They need not make the line's estimate: what is left is shown as not yet said. ``shown``:
    ``newest_of`` on the page it was typed on. QuarterLocked, PartsChanged.
    """
    quarter = locked(quarter)
    if quarter.state != Quarter.State.OPEN:
        state = quarter.get_state_display().lower()
        raise QuarterLocked(f"{quarter} is {state}: what {line} is for stands as it was submitted.")
    if newest_of(quarter, line) != shown:
        raise PartsChanged(
            f"Somebody else saved what {line} is for meanwhile. Nothing of yours is saved yet: what "
            "you typed stands below. Save again and it takes the place of theirs."
        )
    stored = {part.name: part for part in LinePart.objects.filter(quarter=quarter, line=line)}
    terms = {"user": user, "reason": SAVED.format(line)}
    for position, entry in enumerate(parts):
        part = stored.pop(entry.name, None)
        part = part or LinePart(quarter=quarter, line=line, name=entry.name)
        wanted = {"amount": entry.amount, "cost_line_id": entry.cost_line, "position": position}
        save_if_changed(part, wanted, **terms)
    remove(stored.values(), **terms)


def newest_of(quarter: Quarter, line: BudgetLine) -> int:
    """The newest entry of the history of the line's parts; 0 before the first."""
    rows = LinePart.history.filter(quarter_id=quarter.pk, line_id=line.pk)
    return rows.aggregate(newest=Max("history_id"))["newest"] or 0
