"""What is mentioned but not yet in the figures, as frozen plain values: for pages and reports.

The items are no part of any figure. Read as they stand while a quarter is open; when it is
submitted they are frozen with it, and so is the day on which they were then overdue or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from budgets.arithmetic import balance_to_recover
from budgets.models import MentionedItem, Quarter


@dataclass(frozen=True)
class Mentioned:
    """One item. ``effect`` on the balance in pounds, plus is adverse; None: not yet known.

    ``outcome`` is empty while it is open, else "in_figures" or "dropped", and ``settlement`` says
    how. ``line`` and ``raised_in`` are names, ``item_id`` its key.
    """

    item_id: int
    what: str
    owner: str
    due: date
    effect: Decimal | None
    line: str
    raised_in: str
    outcome: str = ""
    settlement: str = ""

    @property
    def settled_as(self) -> str:
        """``In the figures of Employees``, ``Dropped``."""
        if self.outcome == MentionedItem.Outcome.IN_FIGURES:
            return f"In the figures of {self.line}"
        return "Dropped" if self.outcome else ""


@dataclass(frozen=True)
class MentionedList:
    """The items of a quarter, the oldest due first, as they stood ``on`` a day."""

    on: date | None = None
    items: tuple[Mentioned, ...] = ()

    @property
    def open(self) -> tuple[Mentioned, ...]:
        return tuple(item for item in self.items if not item.outcome)

    @property
    def settled(self) -> tuple[Mentioned, ...]:
        """Those settled in the quarter itself."""
        return tuple(item for item in self.items if item.outcome)

    @property
    def known_effect(self) -> Decimal:
        """What the open items with a known effect would do to the balance, in pounds."""
        return balance_to_recover(item.effect for item in self.open if item.effect is not None)

    @property
    def known(self) -> int:
        """How many of the open items have a known effect."""
        return sum(item.effect is not None for item in self.open)

    @property
    def unknown(self) -> int:
        return len(self.open) - self.known

    def is_overdue(self, item: Mentioned) -> bool:
        return not item.outcome and item.due < self.on

    def balance_with(self, balance: Decimal | None) -> Decimal | None:
        """What ``balance`` would be with the known effects; None while it is not known."""
        return balance_to_recover([balance, self.known_effect])


NOTHING_MENTIONED = MentionedList()


def mentioned_now(quarter: Quarter, on: date | None = None) -> MentionedList:
    """The items as they stand ``on`` a day, which is today unless said. One query."""
    items = MentionedItem.objects.as_at(quarter).select_related("line", "raised_in__year")
    return MentionedList(on or timezone.localdate(), tuple(_plain(items, quarter)))


def _plain(items: Iterable[MentionedItem], quarter: Quarter) -> Iterable[Mentioned]:
    for item in items:
        # What a later quarter settled was open still in this one.
        is_settled = item.settled_in_id == quarter.pk
        yield Mentioned(
            item_id=item.pk,
            what=item.what,
            owner=item.owner,
            due=item.due,
            effect=item.effect,
            line=item.line.name if item.line else "",
            raised_in=str(item.raised_in),
            outcome=item.outcome if is_settled else "",
            settlement=item.settlement if is_settled else "",
        )
