"""The writes of a conversation: comment, reply or answer, deal with it. One transaction each."""

from __future__ import annotations

from django.db import transaction

from budgets.announcing import tell_of_board
from budgets.lifecycle import locked
from partners.models import User
from partners.permissions import can_clear, can_follow_board
from reports.board.places import Place
from reports.board.thread import Kind, Thread, draft_of, threads_of
from reports.models import LONGEST_COMMENT, BoardComment, Report

CLOSED = (
    "The quarter is not with the board any more, so there is no draft to speak of. Nothing is sent."
)
SAID_MEANWHILE = "Somebody has written here since you opened this page. Nothing is sent: look again, then send it."
CHANGED_MEANWHILE = (
    "These words have changed since you opened this page. Nothing is sent: read what they say now, "
    "then send it."
)


class BoardRefused(ValueError):
    """It was not said; the message says why, for people."""


@transaction.atomic
def comment(*, report: Report, place: Place, words: str, shown: str, user: User) -> BoardComment:
    """Comment on ``place``. ``shown``: the mark of its words on the page it was said from.

    BoardRefused: not with the board, nothing or too much is said, or the words changed meanwhile.
    """
    quarter = locked(report.quarter)
    if not can_clear(user, quarter):
        raise BoardRefused(CLOSED)
    if shown != place.mark:
        raise BoardRefused(CHANGED_MEANWHILE)
    said = BoardComment.objects.create(
        report=report,
        draft_of=draft_of(report),
        kind=Kind.COMMENT,
        anchor=place.anchor,
        place=place.label,
        quoted=place.quoted,
        mark=place.mark,
        words=checked(words, "Write your comment."),
        said_by=user,
    )
    tell_of_board(
        quarter=quarter,
        user=user,
        at=said.said_at,
        what="has a comment of the board",
        sentence="The comment can be read and answered on the page of the board’s comments.",
    )
    return said


@transaction.atomic
def follow_up(
    *, thread: Thread, report: Report, kind: str, words: str, shown: str, user: User
) -> BoardComment:
    """Reply, answer, or say that it is dealt with, in words or without any.

    ``shown``: the thread's mark on the page. BoardRefused: the person may not now, nothing or too
    much is said, it is dealt with already, or somebody wrote meanwhile.
    """
    quarter = locked(report.quarter)
    if not can_follow_board(user, quarter):
        raise BoardRefused(CLOSED)
    now = thread_again(report, thread)
    if now is None:
        raise BoardRefused(CLOSED)
    if shown != now.mark:
        raise BoardRefused(SAID_MEANWHILE)
    if kind == Kind.SETTLED and now.steps[-1].kind == Kind.SETTLED:
        raise BoardRefused("It is marked as dealt with already.")
    empty = "" if kind == Kind.SETTLED else f"Write the {Kind(kind).label.lower()}."
    said = BoardComment.objects.create(
        report=report,
        draft_of=draft_of(report),
        kind=kind,
        opening=now.opening,
        words=checked(words, empty),
        said_by=user,
    )
    if kind == Kind.REPLY:
        tell_of_board(
            quarter=quarter,
            user=user,
            at=said.said_at,
            what="has a reply of the board",
            sentence="The reply can be read and answered on the page of the board’s comments.",
        )
    return said


def thread_again(report: Report, thread: Thread) -> Thread | None:
    """The same conversation as it now stands; None: it was on an earlier edition's draft."""
    opening = thread.opening.pk
    return next((each for each in threads_of(report) if each.opening.pk == opening), None)


def checked(words: str, empty: str) -> str:
    """``words`` as they are kept. BoardRefused: too many, or none where ``empty`` says what to do."""
    words = words.replace("\0", "").replace("\r\n", "\n").strip()
    if empty and not words:
        raise BoardRefused(empty)
    if len(words) > LONGEST_COMMENT:
        raise BoardRefused(
            f"The text has {len(words):,} characters. Shorten it to {LONGEST_COMMENT:,}."
        )
    return words
