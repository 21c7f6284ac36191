"""The writes to what is mentioned but not yet in the figures: one transaction each.

All are made in an open quarter: what was submitted stands as the board reads it. ``shown`` is the
newest record of the item's history that the person saw; whoever was slower is told.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from budgets.actions import QuarterLocked
from budgets.lifecycle import locked
from budgets.models import BudgetLine, MentionedItem, Quarter
from partners.models import User

Outcome = MentionedItem.Outcome


class ItemRefused(ValueError):
    """The item cannot be changed so; the message says why, for people."""


@transaction.atomic
def mention(
    *,
    quarter: Quarter,
    user: User | None,
    what: str,
    owner: str,
    due: date,
    effect: Decimal | None,
    line: BudgetLine | None,
) -> MentionedItem:
    """Add an item, raised in ``quarter``. QuarterLocked: it is not open."""
    item = MentionedItem(raised_in=_open(quarter))
    return _saved(item, user, what=what, owner=owner, due=due, effect=effect, line=line)


@transaction.atomic
def edit_mentioned(
    *, item: MentionedItem, quarter: Quarter, user: User | None, shown: int, **changes
) -> MentionedItem:
    """Save what ``changes`` say: what, owner, due, effect, line. QuarterLocked, ItemRefused."""
    return _saved(_open_item(item, quarter, shown), user, **changes)


@transaction.atomic
def settle_mentioned(
    *,
    item: MentionedItem,
    quarter: Quarter,
    user: User | None,
    shown: int,
    outcome: str,
    settlement: str,
    line: BudgetLine | None,
) -> MentionedItem:
    """Close an item in ``quarter``, as being in the figures of ``line`` or as dropped.

    QuarterLocked, ItemRefused: settled already, changed meanwhile, or no line holds it.
    """
    quarter, item = _open(quarter), _open_item(item, quarter, shown)
    if outcome == Outcome.IN_FIGURES and line is None:
        raise ItemRefused("Choose the line whose figures hold it now.")
    line = line if outcome == Outcome.IN_FIGURES else item.line
    settled = {"settled_in": quarter, "outcome": outcome, "settlement": settlement, "line": line}
    return _saved(item, user, **settled)


@transaction.atomic
def reopen_mentioned(
    *, item: MentionedItem, quarter: Quarter, user: User | None, reason: str
) -> MentionedItem:
    """Open again what was settled in ``quarter``; the reason is kept in the history.

    QuarterLocked, ItemRefused: it is open, or was settled in another quarter.
    """
    quarter, item = _open(quarter), _held(item)
    if item.settled_in_id != quarter.pk:
        raise ItemRefused(f"This item was not settled in {quarter}.")
    item._change_reason = f"Opened again: {reason}"
    return _saved(item, user, settled_in=None, outcome="", settlement="")


def newest_record(item: MentionedItem) -> int:
    """The key of the newest record of the item's history."""
    return item.history.order_by("-history_id").values_list("history_id", flat=True).first()


def _saved(item: MentionedItem, user: User | None, **fields) -> MentionedItem:
    for name, value in fields.items():
        setattr(item, name, value)
    item._history_user = user
    item.save()
    return item


def _open(quarter: Quarter) -> Quarter:
    quarter = locked(quarter)
    if quarter.state != Quarter.State.OPEN:
        raise QuarterLocked(
            f"{quarter} is {quarter.get_state_display().lower()}: what is mentioned in it stands "
            "as it was submitted."
        )
    return quarter


def _open_item(item: MentionedItem, quarter: Quarter, shown: int) -> MentionedItem:
    _open(quarter)
    item = _held(item)
    if item.settled_in_id:
        raise ItemRefused(f"This item was settled in {item.settled_in}.")
    if newest_record(item) != shown:
        raise ItemRefused(
            "Somebody changed this item while you had it open. Look at it again before you save: "
            f"it now says “{item.what}”, waits for {item.owner}, and is due on "
            f"{item.due:%-d %B %Y}."
        )
    return item


def _held(item: MentionedItem) -> MentionedItem:
    return MentionedItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
