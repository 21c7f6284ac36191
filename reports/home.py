"""What of the papers waits for a person: meetings and deadlines, drafts to clear, comments to answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from budgets.models import FinancialYear, Quarter
from budgets.wording import papers_due, weekday
from partners.models import User
from reports.board.clearing import Standing, cleared_in_words, standing_of, standings
from reports.board.thread import ANSWERED, TO_ANSWER, threads_of
from reports.meetings import Planned, editions_with_meetings, planned, stages_published
from reports.models import Report


@dataclass(frozen=True)
class MeetingAhead:
    """A meeting that no edition of the quarter's paper is for yet."""

    quarter: Quarter
    meeting: Planned

    @property
    def sentence(self) -> str:
        """``CCTV Joint Executive, Thursday 24 October 2024``."""
        return f"{self.meeting.body}, {self.day}"

    @property
    def day(self) -> str:
        return weekday(self.meeting.day) if self.meeting.day else "no day of the meeting yet"

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
        if meeting.stage >= _stage_now(report)
    ]


def _stage_now(report: Report) -> int:
    """The stage of the meeting that the next edition is for; meetings before it are past."""
    draft_is_for = report.meeting.stage if report.meeting else 0
    return max(draft_is_for, *(stage + 1 for stage in stages_published(report)), 0)


@dataclass(frozen=True)
class DraftAtBoard:
    """A draft that is with the board. ``own``: where the member who asks stands; None: no member."""

    report: Report
    own: Standing | None
    members: tuple[Standing, ...]
    to_answer: int
    answered: int

    @property
    def quarter(self) -> Quarter:
        return self.report.quarter

    @property
    def meeting(self) -> MeetingAhead | None:
        """The meeting that the draft is for; None: none is named."""
        stage = self.report.meeting.stage if self.report.meeting else None
        ahead = (each for each in planned(self.report) if each.stage == stage)
        return next((MeetingAhead(self.quarter, meeting) for meeting in ahead), None)

    @property
    def sent_back(self) -> list[Standing]:
        return [member for member in self.members if member.has_sent_back]

    @property
    def cleared(self) -> str:
        return cleared_in_words(self.members)

    @property
    def waits(self) -> bool:
        """The member who asks has not cleared the draft as it now stands."""
        return self.own is not None and not self.own.has_cleared


def drafts_at_board(member: User | None = None) -> list[DraftAtBoard]:
    """Every draft before the board, the newest quarter first, as ``member`` or as finance sees it."""
    reports = Report.objects.filter(quarter__state=Quarter.State.WITH_BOARD)
    reports = reports.select_related("quarter__year").defer("quarter__frozen")
    return [_draft_at_board(report, member) for report in reports.prefetch_related("meetings")]


def _draft_at_board(report: Report, member: User | None) -> DraftAtBoard:
    states = [thread.state for thread in threads_of(report)]
    own = standing_of(report, member) if member else None
    members = () if member else standings(report)
    return DraftAtBoard(report, own, members, states.count(TO_ANSWER), states.count(ANSWERED))
