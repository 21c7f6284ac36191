"""The meetings a paper goes to: what is planned, who plans it, and which the draft is for.

The officers' board reads a quarter's paper first; that for the members' committee is a new edition
of it. The papers of the first meeting are due when the quarter's are, which is written there alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.fields.json import KT

from budgets.lifecycle import locked
from budgets.models import Quarter
from partners.models import User
from reports.models import Edition, Meeting, Report, Stage

# Of papers frozen before there were stages.
UNKNOWN_STAGE = Stage.MEMBERS


class MeetingsChanged(ValueError):
    """Somebody else has changed the meetings meanwhile; the message says what stands now."""


@dataclass(frozen=True)
class Planned:
    """One meeting; None is a day not yet known. ``papers_due`` is never after ``day``."""

    stage: int
    body: str
    day: date | None = None
    papers_due: date | None = None

    @property
    def sentence(self) -> str:
        """``Joint Executive, 24 October 2024, papers due 16 October 2024``."""
        said = [self.body, _written(self.day) or "no day yet"]
        due = _written(self.papers_due)
        return ", ".join([*said, f"papers due {due}"] if due else said)


def planned(report: Report) -> tuple[Planned, ...]:
    """The meetings of ``report`` in their order."""
    meetings = list(report.meetings.all())
    return tuple(
        Planned(
            meeting.stage,
            meeting.body,
            meeting.date,
            meeting.papers_due if place else report.quarter.papers_due,
        )
        for place, meeting in enumerate(meetings)
    )


def in_words(meetings: Iterable[Planned], stage: int) -> str:
    """All that a page shows of the meetings, in a sentence; the same only for the same meetings."""
    said = [meeting.sentence for meeting in meetings]
    chosen = next((meeting.body for meeting in meetings if meeting.stage == stage), "nobody")
    return f"{'; '.join(said) or 'no meeting'}; the draft is for: {chosen}"


@transaction.atomic
def save_meetings(
    *, report: Report, meetings: Iterable[Planned], stage: int, shown: str, user: User | None
) -> Report:
    """Plan ``meetings`` and no others; the draft is for that of ``stage``.

    ``shown``: what the page showed, ``in_words``. MeetingsChanged: it is not what stands now.
    """
    quarter = locked(report.quarter)
    report = Report.objects.get(pk=report.pk)
    report.quarter = quarter
    stands = in_words(planned(report), report.stage)
    if shown != stands:
        raise MeetingsChanged(
            "Somebody else has changed the meetings since you opened this page. Nothing is saved. "
            f"What stands now: {stands}. Save once more to put what you typed in its place."
        )
    kept = {meeting.stage: meeting for meeting in report.meetings.all()}
    wanted = sorted(meetings, key=lambda meeting: meeting.stage)
    for place, meeting in enumerate(wanted):
        row = kept.pop(meeting.stage, None) or Meeting(report=report, stage=meeting.stage)
        row.body, row.date = meeting.body, meeting.day
        row.papers_due = meeting.papers_due if place else None
        _save(row, user)
    for row in kept.values():
        row._history_user = user
        row.delete()
    quarter.papers_due = wanted[0].papers_due
    quarter.save(update_fields=["papers_due"])
    report.stage = stage
    _save(report, user)
    return report


def stage_to_begin(last: Report | None) -> int:
    """Which meeting a new report is for: the first there was of the ``last`` one."""
    first = last.meetings.first() if last else None
    return first.stage if first else Stage.MEMBERS


def begin_meetings(report: Report, last: Report | None, user: User | None) -> None:
    """Name the bodies that met on the ``last`` report; their days are left open."""
    bodies = list(last.meetings.values_list("stage", "body")) if last else []
    for stage, body in bodies or [(Stage.MEMBERS, "Joint Committee")]:
        _save(Meeting(report=report, stage=stage, body=body), user)


def turn_to_next_meeting(report: Report, user: User | None) -> None:
    """Once an edition is published, the draft is for the meeting after the edition's, if there is one."""
    if report.meeting is None:
        return
    later = report.meetings.filter(stage__gt=report.meeting.stage).first()
    if later:
        report.stage = later.stage
        _save(report, user)


def frozen_meeting(report: Report) -> dict:
    """What an edition keeps of the meeting it is for, as plain JSON values."""
    meeting = report.meeting
    return {
        "stage": meeting.stage if meeting else UNKNOWN_STAGE,
        "committee": report.committee,
        "meeting_date": meeting.date.isoformat() if meeting and meeting.date else None,
    }


def thawed_meeting(words: dict) -> Meeting:
    """The meeting that an edition was for, from its frozen words."""
    day = words["meeting_date"]
    return Meeting(
        stage=words.get("stage", UNKNOWN_STAGE),
        body=words["committee"],
        date=day and date.fromisoformat(day),
    )


def editions_with_meetings() -> QuerySet[Edition]:
    """Editions, newest first, with the ``committee``, the day (``meets_on``) and the ``stage`` each
    was for, all text; the rest of what they froze is left in the database."""
    return (
        Edition.objects.order_by("-number")
        .without_bytes()
        .annotate(
            committee=KT("content__report__committee"),
            meets_on=KT("content__report__meeting_date"),
            stage=KT("content__report__stage"),
        )
    )


def stages_published(report: Report) -> set[int]:
    """The stages that ``report`` has an edition for; its editions were read with their meetings."""
    return {int(edition.stage or UNKNOWN_STAGE) for edition in report.editions.all()}


def reason_for_next(report: Report, before: Edition | None) -> str:
    """Why there is a new edition, where it is the first for a meeting; "" else."""
    if before is None or report.meeting is None:
        return ""
    earlier, now = thawed_meeting(before.content["report"]), report.meeting
    if earlier.stage == now.stage:
        return ""
    on = f" on {_written(now.date)}" if now.date else ""
    return (
        f"This is the paper for the {now.body}{on}. Edition {before.number} was the paper for the "
        f"{earlier.body}."
    )


def report_with_meetings(quarter: Quarter) -> Report | None:
    """The report of ``quarter``, its meetings read with it; None: none was begun."""
    reports = Report.objects.prefetch_related("meetings").select_related("quarter__year")
    return reports.filter(quarter=quarter).first()


def _save(row: Meeting | Report, user: User | None) -> None:
    row._history_user = user
    row.save()


def _written(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""
