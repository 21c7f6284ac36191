"""What is mentioned but not yet in the figures, as a section beside them: rows and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.explanation.wording import amount, signed_amount
from budgets.mentioned import Mentioned, MentionedList
from budgets.models import Quarter
from budgets.position import QuarterPosition
from budgets.wording import counted
from cctvpartnership.figures import rounded
from partners.models import User
from partners.permissions import can_enter_figures


@dataclass(frozen=True)
class Row:
    item: Mentioned
    overdue: str


@dataclass(frozen=True)
class MentionedSection:
    """``sums``: what the known effects come to, apart from the figures; "" without an open item.

    ``can_keep``: this person may add, change and settle here now. ``stood_on``: the day on which
    they stood so, frozen with the figures; None while the quarter is open.
    """

    rows: tuple[Row, ...]
    settled: tuple[Mentioned, ...]
    heading: str
    sums: str
    can_keep: bool
    stood_on: date | None


def mentioned_section(position: QuarterPosition, user: User) -> MentionedSection:
    mentioned, is_open = position.mentioned, position.quarter.state == Quarter.State.OPEN
    return MentionedSection(
        rows=tuple(Row(item, overdue(mentioned, item, is_open)) for item in mentioned.open),
        settled=mentioned.settled,
        heading=_heading(len(mentioned.open)),
        sums=sums(position),
        can_keep=is_open and can_enter_figures(user),
        stood_on=None if is_open else mentioned.on,
    )


def overdue(mentioned: MentionedList, item: Mentioned, is_open: bool) -> str:
    """``Overdue by 12 days``, of a submitted quarter with the day it counts from; else empty."""
    if not mentioned.is_overdue(item):
        return ""
    days = f"Overdue by {counted((mentioned.on - item.due).days, 'day')}"
    return days if is_open else f"{days} on {mentioned.on:%-d %b %Y}"


def sums(position: QuarterPosition, *, in_whole_pounds: bool = False) -> str:
    """What the known effects come to and what they would make of the balance, in sentences."""
    mentioned = position.mentioned
    if not mentioned.open:
        return ""
    if not mentioned.known:
        return "No effect is known yet, and none is in the figures."
    exactly = rounded if in_whole_pounds else Decimal
    together = signed_amount(exactly(mentioned.known_effect))
    said = [f"The known effects come to {together}; none of it is in the figures."]
    balance, changed = position.balance.estimate, mentioned.balance_with(position.balance.estimate)
    if changed is not None:
        said.append(
            f"With them the balance would be {amount(exactly(changed))} instead of "
            f"{amount(exactly(balance))}."
        )
    if mentioned.unknown:
        verb = "has" if mentioned.unknown == 1 else "have"
        said.append(f"{counted(mentioned.unknown, 'item')} {verb} no known effect yet.")
    return " ".join(said)


def _heading(number: int) -> str:
    if not number:
        return "Nothing is mentioned that is not yet in the figures"
    return f"{counted(number, 'item')} mentioned but not yet in the figures"
