"""The quarter behind the paper: figures not entered, what is unexplained, and the days it is due."""

from __future__ import annotations

from collections.abc import Iterator

from budgets.sense_checks import UNEXPLAINED
from reports.checks.paper import Paper
from reports.checks.values import Fault


def figures_not_entered(paper: Paper) -> Iterator[Fault]:
    """Not entered is not nil: what depends on it would be printed as not yet known."""
    for line in paper.position.lines:
        missing = [name for name in ("actual", "estimate") if getattr(line, name) is None]
        if missing:
            listed = " and ".join(missing)
            yield Fault(line.line, paper.addresses.figures, f"no {listed} is entered.")


def variances_without_comment(paper: Paper) -> Iterator[Fault]:
    """By the year's own threshold; readers ask about these first."""
    yield from _open_questions(paper, unexplained=True)


def sense_checks_unanswered(paper: Paper) -> Iterator[Fault]:
    yield from _open_questions(paper, unexplained=False)


def meeting_not_set(paper: Paper) -> Iterator[Fault]:
    if paper.meeting_date is None:
        yield Fault("Date of meeting", paper.addresses.meetings, "it is not set.")


def papers_overdue(paper: Paper) -> Iterator[Fault]:
    due = paper.papers_due
    if due and due < paper.day:
        yield Fault("Papers due", paper.addresses.meetings, f"they were due on {due:%-d %B %Y}.")


def _open_questions(paper: Paper, unexplained: bool) -> Iterator[Fault]:
    address = f"{paper.addresses.figures}#questions"
    for question in paper.questions.open:
        for asked in question.open:
            if (asked.finding.kind == UNEXPLAINED) is unexplained:
                yield Fault(question.line.line, address, asked.sentence)
