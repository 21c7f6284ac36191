"""What the person says to what was found: rows outside the period, rows twice, lines without any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgets.ledger.periods import BEFORE, WITHIN

LEAVE_OUT, COUNT = "out", "count"


@dataclass(frozen=True)
class Answers:
    """ "" is no answer yet: what it is about then hinders saving.

    ``before``: rows dated before the year are left out, or counted (an invoice of last year that
    was booked in this one). ``after``: rows after the quarter are left out. ``repeats``: rows that
    repeat another are left out, or meant and counted. ``nil_lines``: keys of lines without a row whose actual is nil.
    """

    before: str = ""
    after: str = ""
    repeats: str = ""
    nil_lines: frozenset[int] = frozenset()

    @property
    def timings(self) -> tuple[str, ...]:
        """Of which rows the amounts are counted."""
        return (WITHIN, BEFORE) if self.before == COUNT else (WITHIN,)

    @property
    def counts_repeats(self) -> bool:
        """Until it is answered they count, as the extract has them."""
        return self.repeats != LEAVE_OUT


def answers_as_json(answers: Answers) -> dict:
    return {
        "before": answers.before,
        "after": answers.after,
        "repeats": answers.repeats,
        "nil_lines": sorted(answers.nil_lines),
    }


def answers_from_json(content: Mapping) -> Answers:
    """What ``answers_as_json`` wrote; nothing at all is no answer."""
    return Answers(
        before=content.get("before", ""),
        after=content.get("after", ""),
        repeats=content.get("repeats", ""),
        nil_lines=frozenset(content.get("nil_lines", ())),
    )
