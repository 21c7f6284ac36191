"""The writes: confirm, ask, answer. One transaction each."""

from __future__ import annotations

from django.db import transaction

from budgets.announcing import tell_of_reply
from budgets.lifecycle import locked
from budgets.models import LONGEST_REPLY, Quarter, ShareReply
from budgets.replies.thread import ASKED, CONFIRMED, Kind, thread_of
from partners.models import Partner, User

TAKEN_BACK = (
    "The quarter is open again: its figures can still change, so there is nothing to reply to yet."
)
SAID_MEANWHILE = (
    "Something was said, or the figures were put before the board anew, since you opened this page. "
    "Nothing is sent: look again, then send it."
)


class ReplyRefused(ValueError):
    """It was not said; the message says why, for people."""


@transaction.atomic
def reply(
    *, quarter: Quarter, partner: Partner, kind: str, words: str, shown: str, user: User
) -> ShareReply:
    """Say one thing. ``shown``: the thread's mark on the page it was said from.

    ReplyRefused: the quarter is open, nothing or too much is said, something else was said
    meanwhile, or there is nothing to confirm or to answer.
    """
    quarter = locked(quarter)
    thread = thread_of(quarter, partner)
    if thread.locked_at is None:
        raise ReplyRefused(TAKEN_BACK)
    if shown != thread.mark:
        raise ReplyRefused(SAID_MEANWHILE)
    words = words.replace("\0", "").strip()
    _refuse_words(kind, words)
    if kind == Kind.CONFIRMED and thread.state == CONFIRMED:
        raise ReplyRefused("These figures are confirmed already.")
    if kind == Kind.ANSWER and thread.state != ASKED:
        raise ReplyRefused("There is no query to answer.")
    said = ShareReply.objects.create(
        quarter=quarter,
        partner=partner,
        kind=kind,
        words=words,
        locked_at=thread.locked_at,
        said_by=user,
    )
    tell_of_reply(said)
    return said


def _refuse_words(kind: str, words: str) -> None:
    if kind == Kind.QUERY and not words:
        raise ReplyRefused("Write what you would like to know.")
    if kind == Kind.ANSWER and not words:
        raise ReplyRefused("Write the answer.")
    if len(words) > LONGEST_REPLY:
        raise ReplyRefused(
            f"The text has {len(words):,} characters. Shorten it to {LONGEST_REPLY:,}."
        )
