"""What checks look at: a paper with its figures and words, gathered once.

The checks themselves ask the database nothing: from here on everything is a plain value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from xml.etree.ElementTree import Element

from django.urls import reverse
from django.utils import timezone

from budgets.models import Quarter
from budgets.position import QuarterPosition, quarter_position
from budgets.questions.asking import Questions, questions_of
from reports.actions import report_before
from reports.assembly import CommitteeReport, draft_of
from reports.checks.document import Document
from reports.meetings import planned
from reports.models import Edition, Report
from reports.papers import finished_html
from reports.references import NamedFigure, Problem, UnknownReference, named_figures


@dataclass(frozen=True)
class Addresses:
    """Where a fault can be looked at and put right."""

    paper: str
    studio: str
    figures: str
    meetings: str


@dataclass(frozen=True)
class TypedText:
    """A section as it was typed: Markdown with its references; ``edit``: where it is edited."""

    kind: str
    heading: str
    body: str
    edit: str = ""


@dataclass(frozen=True)
class Paper:
    """One quarter's paper as it would be published.

    ``report`` and ``html`` are None and empty where it names figures that there are not: the
    ``problems``. ``typed``, ``typed_before``: its sections, and those of the report before it.
    ``papers_due``: for the meeting it is for; ``day``: today. ``before_is_public``: last
    quarter, or there is none in the year. Nothing is looked up on the way.
    """

    position: QuarterPosition
    questions: Questions
    typed: tuple[TypedText, ...]
    typed_before: tuple[TypedText, ...]
    meeting_date: date | None
    papers_due: date | None
    day: date
    addresses: Addresses
    before_is_public: bool = True
    report: CommitteeReport | None = None
    html: str = ""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def document(self) -> Document:
        return Document(self.html)

    @cached_property
    def figures(self) -> dict[str, NamedFigure]:
        return named_figures(self.position)

    def at(self, anchor: str) -> str:
        """The address of a place of the paper."""
        return f"{self.addresses.paper}#{anchor}" if anchor else self.addresses.paper

    def edit_of(self, element: Element) -> str:
        """Where the section that holds ``element`` is edited; nothing outside of all sections."""
        anchor = self.document.section_of(element)
        sections = zip(self.report.sections, self.typed, strict=False) if self.report else ()
        return next((typed.edit for section, typed in sections if section.anchor == anchor), "")


def paper_of(report: Report) -> Paper:
    """The paper of ``report`` as its figures and words now stand.

    MissingWeight, NothingToShareBy: the shares cannot be worked out.
    """
    position = quarter_position(report.quarter)
    try:
        printed = draft_of(report, position)
    except UnknownReference as error:
        return gathered(report, position, problems=error.problems)
    return gathered(report, position, printed=printed, html=finished_html(printed))


def gathered(
    report: Report,
    position: QuarterPosition,
    *,
    printed: CommitteeReport | None = None,
    html: str = "",
    problems: Iterable[Problem] = (),
) -> Paper:
    """What is to be checked of ``report``, which is ``printed`` as ``html``."""
    quarter = position.quarter
    before = report_before(quarter)
    return Paper(
        position=position,
        questions=questions_of(quarter, position.lines),
        typed=typed_texts(report),
        typed_before=typed_texts(before) if before else (),
        meeting_date=report.meeting_date,
        papers_due=_papers_due(report),
        day=timezone.localdate(),
        addresses=_addresses(quarter),
        before_is_public=_before_is_public(quarter),
        report=printed,
        html=html,
        problems=tuple(problems),
    )


def typed_texts(report: Report) -> tuple[TypedText, ...]:
    quarter = report.quarter
    where = (quarter.year.period, quarter.number)
    return tuple(
        TypedText(
            section.kind,
            section.heading,
            section.body,
            reverse("reports:section_edit", args=[*where, section.pk]),
        )
        for section in report.sections.all()
    )


def _before_is_public(quarter: Quarter) -> bool:
    before = Quarter.objects.filter(year=quarter.year_id, number=quarter.number - 1)
    editions = Edition.objects.filter(visibility=Edition.Visibility.PUBLIC)
    return quarter.number == 1 or editions.filter(report__quarter__in=before).exists()


def _papers_due(report: Report) -> date | None:
    meeting = report.meeting
    days = (each.papers_due for each in planned(report) if meeting and each.stage == meeting.stage)
    return next(days, None)


def _addresses(quarter: Quarter) -> Addresses:
    period, number = quarter.year.period, quarter.number
    return Addresses(
        paper=reverse("reports:report_detail", args=[period, number]),
        studio=reverse("reports:report_edit", args=[period, number]),
        figures=quarter.get_absolute_url(),
        meetings=reverse("reports:meetings_edit", args=[period, number]),
    )
