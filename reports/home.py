"""What of the papers waits for a person: the meetings ahead, and when their papers are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from budgets.models import FinancialYear, Quarter
from budgets.wording import papers_due, weekday
from reports.meetings import Planned, editions_with_meetings, planned, stages_published
from reports.models import Report


@dataclass(frozen=True)
class MeetingAhead:
    """A meeting that no edition of the quarter's paper is for yet."""

    quarter: Quarter
    meeting: Planned

    @property
    def sentence(self) -> str:
        """``CCTV Joint Executive on Thursday 24 October 2024``."""
        day: date | None = self.meeting.day
        return (
            f"{self.meeting.body} on {weekday(day)}" if day else f"{self.meeting.body}, no day yet"
        )

    @property
    def papers_due(self) -> str:
        return papers_due(self.meeting.papers_due)


def meetings_ahead() -> list[MeetingAhead]:
    """Of every year not closed, oldest quarter first; in a fixed number of queries."""
    reports = Report.objects.exclude(quarter__year__state=FinancialYear.State.CLOSED)
    reports = reports.select_related("quarter__year").defer("quarter__frozen")
    reports = reports.prefetch_related(
        "meetings", Prefetch("editions", editions_with_meetings())
    ).order_by("quarter__year__starts_in", "quarter__number")
    return [
        MeetingAhead(report.quarter, meeting)
        for report in reports
        for meeting in planned(report)
        if meeting.stage > max(stages_published(report), default=0)
    ]
