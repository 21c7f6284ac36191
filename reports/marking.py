"""Marking lines that the public version does not show by themselves, and what comes of it.

The marks belong to a quarter's report and can be changed until it is published; an edition freezes
them with the lines that they are merged with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from budgets.lifecycle import StepRefused, locked
from budgets.models import Quarter
from partners.models import User
from reports.merging import MergedLines, PublishedBefore
from reports.models import Edition, LineMark, Report, Section
from reports.references import OF_BEFORE

PUBLISHED = Quarter.State.PUBLISHED


@dataclass(frozen=True)
class WantedMark:
    """What finance says of one line: its paragraph, or None to show it by itself; and why."""

    line: int
    paragraph: int | None
    reason: str = ""


class MarkedMeanwhile(ValueError):
    """Somebody else changed the marks since the page was shown."""


def marks_of(report: Report) -> dict[int, LineMark]:
    """The marks that hold, by line."""
    newest = {mark.line_id: mark for mark in report.line_marks.all()}
    return {line: mark for line, mark in newest.items() if mark.paragraph}


def newest_mark(report: Report) -> int:
    """The key of the last change to the marks, 0 before the first: what a page has shown."""
    return report.line_marks.values_list("pk", flat=True).last() or 0


@transaction.atomic
def mark_lines(*, report: Report, wanted: Iterable[WantedMark], user: User, shown: int) -> int:
    """Set the marks to what is ``wanted``; answers how many changed. Unchanged lines gain no row.

    MarkedMeanwhile: ``shown`` is not the newest any more. StepRefused: the quarter is published.
    """
    if locked(report.quarter).state == PUBLISHED:
        raise StepRefused(f"{report.quarter} is published: its edition stands as it is.")
    if newest_mark(report) != shown:
        raise MarkedMeanwhile("Somebody else changed the marks since this page was shown.")
    holding = marks_of(report)
    added = [
        LineMark(
            report=report,
            line_id=mark.line,
            paragraph=mark.paragraph,
            reason=mark.reason if mark.paragraph else "",
            made_by=user,
        )
        for mark in wanted
        if not _is_held(mark, holding)
    ]
    LineMark.objects.bulk_create(added)
    return len(added)


def _is_held(mark: WantedMark, holding: Mapping[int, LineMark]) -> bool:
    held = holding.get(mark.line)
    if held is None or mark.paragraph is None:
        return (held is None) == (mark.paragraph is None)
    return (held.paragraph, held.reason) == (mark.paragraph, mark.reason)


def published_before(report: Report) -> PublishedBefore:
    """What public editions of the year have shown so far.

    One of the next quarter shows this one's figures too, where it tells what moved since.
    """
    merged, marked, shown, elsewhere = [], set(), set(), set()
    for report_id, number, content in _public_contents(report):
        sets = merged_in(content)
        merged += [frozenset(one.lines) for one in sets]
        marked.update(marked_in(content))
        hidden = {line for one in sets for line in one.lines}
        alone = {line["line_id"] for line in content["inputs"]["lines"]} - hidden
        is_next = number == report.quarter.number + 1
        tells = report_id == report.pk or (is_next and _tells_of_the_quarter_before(content))
        (shown if tells else elsewhere).update(alone)
    return PublishedBefore(
        merged=tuple(merged),
        marked=frozenset(marked),
        shown=frozenset(shown),
        shown_elsewhere=frozenset(elsewhere),
    )


def carried_marks(report: Report) -> dict[int, int]:
    """Line -> paragraph of what public editions of the year have hidden: it stays hidden."""
    return {
        line: paragraph
        for *_, content in _public_contents(report)
        for line, paragraph in marked_in(content).items()
    }


def _public_contents(report: Report) -> QuerySet:
    editions = Edition.objects.filter(visibility=Edition.Visibility.PUBLIC)
    of_year = editions.filter(report__quarter__year=report.quarter.year_id)
    return of_year.order_by("published_at").values_list(
        "report", "report__quarter__number", "content"
    )


def _tells_of_the_quarter_before(content: dict) -> bool:
    return any(
        each["kind"] == Section.Kind.MOVEMENT or OF_BEFORE.search(each["heading"] + each["body"])
        for each in content["sections"]
    )


def marked_in(content: dict) -> dict[int, int]:
    """Line -> paragraph, as an edition froze them; editions of earlier days have none."""
    return dict(content.get("marked", ()))


def merged_in(content: dict) -> tuple[MergedLines, ...]:
    """What an edition's public version prints as one."""
    return tuple(
        MergedLines(name, group, tuple(lines)) for name, group, lines in content.get("merged", ())
    )
