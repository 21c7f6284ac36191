"""When a draft last changed: the time its watermark names, which is never that of rendering."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max, QuerySet

from budgets.models import (
    BudgetLine,
    FigureBatch,
    FinancialYear,
    Quarter,
    StateChange,
    SubjectiveGroup,
    Supplementary,
    Virement,
)
from cameras.models import CameraType, Service, Weight
from partners.models import Partner
from reports.models import LineMark, Meeting, Report, Section
from reports.optional.changes import optional_changes


def newest_change(report: Report) -> datetime | None:
    """When anything that the paper prints was last changed; None: nothing is recorded."""
    times = [rows.aggregate(newest=Max(field))["newest"] for rows, field in _changes(report)]
    return max(filter(None, times), default=None)


def _changes(report: Report) -> Iterator[tuple[QuerySet, str]]:
    """What to look through, with the field of each that holds the time."""
    quarter = report.quarter
    yield FigureBatch.objects.filter(quarter=quarter), "saved_at"
    yield StateChange.objects.filter(quarter=quarter), "made_at"
    yield Report.history.filter(id=report.pk), "history_date"
    # Deleted sections are changes too: the history knows them by the report they were in.
    yield Section.history.filter(report_id=report.pk), "history_date"
    yield Meeting.history.filter(history_id__in=_printed_changes(report)), "history_date"
    # A note says which lines the public is not shown.
    yield LineMark.objects.filter(report=report), "made_at"
    yield from optional_changes(quarter, report.kinds)
    if quarter.state == Quarter.State.OPEN:
        yield from _changes_until_submitted(quarter)


def _printed_changes(report: Report) -> Iterator[int]:
    """The saved changes of the meeting that the draft is for, but not those of its deadline alone:
    the paper does not print it."""
    if report.meeting is None:
        return
    known = None
    for record in Meeting.history.filter(id=report.meeting.pk).order_by("history_id"):
        if (record.body, record.date) != known:
            yield record.history_id
        known = (record.body, record.date)


def _changes_until_submitted(quarter: Quarter) -> Iterator[tuple[QuerySet, str]]:
    """What moves a quarter's figures from outside, until they are frozen with its submission."""
    year = quarter.year_id
    for rows in (
        FinancialYear.history.filter(id=year),
        BudgetLine.history.filter(year_id=year),
        Virement.history.filter(to_line__year=year),
        Supplementary.history.filter(line__year=year),
        Service.history.all(),
        Weight.history.all(),
        # Their names are printed.
        CameraType.history.all(),
        Partner.history.all(),
        SubjectiveGroup.history.all(),
    ):
        yield rows, "history_date"
