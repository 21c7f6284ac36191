"""A conversation on one partner's share, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from budgets.models import Quarter, ShareReply
from partners.models import Partner

Kind = ShareReply.Kind
WAITING, CONFIRMED, ASKED, ANSWERED = "waiting", "confirmed", "asked", "answered"
IN_WORDS = {
    WAITING: "No reply yet",
    CONFIRMED: "Confirmed",
    ASKED: "Query to answer",
    ANSWERED: "Query answered",
}
_AFTER = {Kind.CONFIRMED: CONFIRMED, Kind.QUERY: ASKED, Kind.ANSWER: ANSWERED}


@dataclass(frozen=True)
class Thread:
    """``replies`` oldest first. Only those to the figures now before the board count.

    ``locked_at``: when these were put there; None: the quarter is open.
    """

    partner: Partner
    replies: tuple[ShareReply, ...]
    locked_at: datetime | None

    @property
    def current(self) -> tuple[ShareReply, ...]:
        return tuple(reply for reply in self.replies if reply.locked_at == self.locked_at)

    @property
    def earlier(self) -> tuple[ShareReply, ...]:
        """Replies to figures that were taken back since."""
        return tuple(reply for reply in self.replies if reply.locked_at != self.locked_at)

    @property
    def state(self) -> str:
        return _AFTER[self.current[-1].kind] if self.current else WAITING

    @property
    def state_in_words(self) -> str:
        return IN_WORDS[self.state]

    @property
    def last(self) -> ShareReply | None:
        return self.current[-1] if self.current else None

    @property
    def mark(self) -> str:
        """Changes with anything said, and with the figures it is said of."""
        newest = self.replies[-1].pk if self.replies else 0
        return f"{newest}/{self.locked_at.isoformat() if self.locked_at else ''}"


def thread_of(quarter: Quarter, partner: Partner) -> Thread:
    """The conversation with one partner: two queries."""
    replies = ShareReply.objects.filter(quarter=quarter, partner=partner)
    return Thread(partner, tuple(replies.select_related("said_by")), quarter.locked_at())


def threads_of(quarter: Quarter, partners: Iterable[Partner]) -> tuple[Thread, ...]:
    """The conversation with each partner of the quarter, in their order: two queries."""
    replies = list(ShareReply.objects.filter(quarter=quarter).select_related("said_by"))
    locked_at = quarter.locked_at()
    return tuple(
        Thread(partner, tuple(each for each in replies if each.partner_id == partner.pk), locked_at)
        for partner in partners
    )


def queries_to_answer() -> list[ShareReply]:
    """Queries nobody has answered, of quarters with the board or published; oldest first."""
    newest: dict[tuple[int, int], ShareReply] = {}
    replies = ShareReply.objects.exclude(quarter__state=Quarter.State.OPEN)
    replies = replies.select_related("quarter__year", "partner", "said_by")
    for reply in replies.defer("quarter__frozen").order_by("pk"):
        newest[reply.quarter_id, reply.partner_id] = reply
    return [reply for reply in newest.values() if reply.kind == Kind.QUERY]
