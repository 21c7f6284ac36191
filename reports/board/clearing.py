"""Who has cleared a draft, and the writes: clear it, withdraw that, send it back.

Sending back is a written word to finance and reopens nothing: one member's step would close the
draft to all others and void what the partners confirmed. Finance acts on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from budgets.announcing import tell_of_board
from budgets.lifecycle import locked
from budgets.wording import counted, when
from partners.models import Role, User
from partners.permissions import can_clear
from reports.board.saying import CLOSED, BoardRefused, checked
from reports.board.thread import draft_of
from reports.drafts import newest_change
from reports.models import Clearance, Report

Kind = Clearance.Kind
TOLD = {
    Kind.CLEARED: ("is cleared by a board member", "Who has cleared the draft"),
    Kind.WITHDRAWN: ("is not cleared any more by a board member", "Who has cleared the draft"),
    Kind.SENT_BACK: ("is sent back by a board member", "Why it is sent back"),
}


@dataclass(frozen=True)
class Standing:
    """Where one member stands. ``step``: the last of this draft; None: none yet.

    ``changed``: the draft's newest change now.
    """

    person: User
    councils: tuple[str, ...]
    step: Clearance | None
    changed: datetime | None

    @property
    def is_of_now(self) -> bool:
        """Said of the draft as it now stands."""
        return self.step is not None and self.step.of_change == self.changed

    @property
    def has_cleared(self) -> bool:
        return self.is_of_now and self.step.kind == Kind.CLEARED

    @property
    def has_sent_back(self) -> bool:
        return self.step is not None and self.step.kind == Kind.SENT_BACK

    @property
    def sentence(self) -> str:
        """``Cleared on 3 October 2024 at 14:02, before the change of 4 October 2024 at 9:00``."""
        if self.step is None:
            return "Not cleared yet"
        said = f"{self.step.get_kind_display()} {when(self.step.said_at)}"
        return said if self.is_of_now else f"{said}, before the change {when(self.changed)}"


def standings(report: Report) -> tuple[Standing, ...]:
    """Each board member, in the order of their councils; then who spoke and is none any more."""
    changed = newest_change(report)
    steps = {step.said_by: step for step in _steps(report)}
    members = User.objects.filter(is_active=True, memberships__role=Role.BOARD)
    members = members.order_by("memberships__partner__position", "email")
    people = dict.fromkeys(members.prefetch_related("memberships__partner"))
    return tuple(
        Standing(person, _councils(person) if person in people else (), steps.get(person), changed)
        for person in [*people, *(each for each in steps if each not in people)]
    )


def standing_of(report: Report, user: User) -> Standing:
    step = _steps(report).filter(said_by=user).last()
    return Standing(user, (), step, newest_change(report))


def cleared_in_words(found: Sequence[Standing]) -> str:
    """``Cleared by 2 of 4 board members``."""
    members = [standing for standing in found if standing.councils]
    cleared = sum(standing.has_cleared for standing in members)
    return f"Cleared by {cleared} of {counted(len(members), 'board member')}"


def not_cleared(found: Sequence[Standing]) -> list[Standing]:
    """The members whose clearance of the draft as it now stands is missing."""
    return [standing for standing in found if standing.councils and not standing.has_cleared]


@transaction.atomic
def say_of_draft(
    *, report: Report, kind: str, user: User, shown: str, reason: str = ""
) -> Clearance:
    """Clear the draft, withdraw that, or send it back with a ``reason``.

    ``shown``: the draft's newest change on the page, as ``mark_of_change``. BoardRefused: it is not
    with the board, has changed meanwhile, is cleared already, or there is nothing to withdraw.
    """
    quarter = locked(report.quarter)
    if not can_clear(user, quarter):
        raise BoardRefused(CLOSED)
    report = Report.objects.get(pk=report.pk)
    report.quarter = quarter
    before = standing_of(report, user)
    _refuse(before, kind, shown)
    sends_back = kind == Kind.SENT_BACK
    step = Clearance.objects.create(
        report=report,
        draft_of=draft_of(report),
        number=report.clearances.filter(said_by=user).count() + 1,
        kind=kind,
        reason=checked(reason, "Write why you send it back.") if sends_back else "",
        of_change=before.changed or timezone.now(),
        said_by=user,
    )
    what, where = TOLD[kind]
    tell_of_board(
        quarter=quarter,
        user=user,
        at=step.said_at,
        what=what,
        sentence=f"{where} can be read on the page of the board’s comments.",
    )
    return step


def _refuse(before: Standing, kind: str, shown: str) -> None:
    if shown != mark_of_change(before.changed):
        raise BoardRefused(
            f"The draft has changed since you opened this page, {when(before.changed)}. Nothing is "
            "recorded: read it again, then say it of the draft as it now stands."
        )
    if kind == Kind.CLEARED and before.has_cleared:
        raise BoardRefused("You have cleared this draft already.")
    if kind == Kind.WITHDRAWN and not (before.step and before.step.kind == Kind.CLEARED):
        raise BoardRefused("You have not cleared this draft, so there is nothing to withdraw.")


def mark_of_change(changed: datetime | None) -> str:
    return changed.isoformat() if changed else ""


def _steps(report: Report):
    steps = Clearance.objects.filter(report=report, draft_of=draft_of(report))
    return steps.select_related("said_by").order_by("pk")


def _councils(person: User) -> tuple[str, ...]:
    held = person.memberships.all()
    return tuple(each.partner.short_name for each in held if each.role == Role.BOARD)
