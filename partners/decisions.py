"""Recording the decisions of members on which the terms of sharing rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partners.models import Decision, User


@dataclass(frozen=True)
class DecisionEntry:
    """A decision as typed: who decided, when, and where it is written down."""

    meeting: str
    decided_on: date
    minute: str = ""
    note: str = ""

    def says(self, decision: Decision | None) -> bool:
        """Whether ``decision`` is this one."""
        return decision is not None and self == DecisionEntry(
            decision.meeting, decision.decided_on, decision.minute, decision.note
        )


def recorded(entry: DecisionEntry, user: User | None) -> Decision:
    """The decision as a row."""
    return Decision.objects.create(**vars(entry), recorded_by=user)
