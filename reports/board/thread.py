"""The conversations about a draft, where each stands, and on which place of the paper as it now is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reports.board.places import Place
from reports.models import BoardComment, Report

Kind = BoardComment.Kind
TO_ANSWER, ANSWERED, SETTLED = "to_answer", "answered", "settled"
IN_WORDS = {TO_ANSWER: "To answer", ANSWERED: "Answered", SETTLED: "Dealt with"}
_AFTER = {
    Kind.COMMENT: TO_ANSWER,
    Kind.REPLY: TO_ANSWER,
    Kind.ANSWER: ANSWERED,
    Kind.SETTLED: SETTLED,
}


@dataclass(frozen=True)
class Thread:
    """A comment and what followed it, oldest first.

    ``place``: where its words now stand; None: they are in the paper no more. ``is_changed``: the
    words there are not those the comment quotes.
    """

    steps: tuple[BoardComment, ...]
    place: Place | None = None
    is_changed: bool = True

    @property
    def opening(self) -> BoardComment:
        return self.steps[0]

    @property
    def label(self) -> str:
        """``Paragraph 1.2``, as the paper now numbers it."""
        return self.place.label if self.place else self.opening.place

    @property
    def state(self) -> str:
        return _AFTER[self.steps[-1].kind]

    @property
    def state_in_words(self) -> str:
        return IN_WORDS[self.state]

    @property
    def mark(self) -> str:
        """Changes with anything said."""
        return str(self.steps[-1].pk)


def draft_of(report: Report) -> int:
    """The number of the edition that the draft is to become."""
    return report.editions.count() + 1


def threads_of(report: Report, places: Sequence[Place] = ()) -> tuple[Thread, ...]:
    """The conversations about the draft in the order of the paper: two queries.

    Those on words that are gone come last. What was said of an earlier edition's draft is past.
    """
    said = BoardComment.objects.filter(report=report, draft_of=draft_of(report))
    threads: dict[int, list[BoardComment]] = {}
    for step in said.select_related("said_by").order_by("pk"):
        threads.setdefault(step.opening_id or step.pk, []).append(step)
    return in_order((Thread(tuple(steps)) for steps in threads.values()), places)


def in_order(threads: Iterable[Thread], places: Sequence[Place]) -> tuple[Thread, ...]:
    """Each thread on its place: where its words are, else where they were."""
    order = {place.anchor: number for number, place in enumerate(places)}
    placed = [_placed(thread, places) for thread in threads]
    return tuple(
        sorted(placed, key=lambda each: order[each.place.anchor] if each.place else len(order))
    )


def _placed(thread: Thread, places: Sequence[Place]) -> Thread:
    opening = thread.opening
    there = next((place for place in places if place.anchor == opening.anchor), None)
    same = [place for place in places if place.mark == opening.mark]
    if there in same:
        return replace(thread, place=there, is_changed=False)
    if same:
        return replace(thread, place=same[0], is_changed=False)
    return replace(thread, place=there, is_changed=True)


def waiting_for_answer(report: Report) -> int:
    """How many conversations about the draft wait for finance."""
    return sum(thread.state == TO_ANSWER for thread in threads_of(report))
