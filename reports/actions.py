"""The writes to a report: begin one for a quarter, from the last. One transaction each."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from budgets.lifecycle import locked
from budgets.models import Quarter
from partners.models import Partner, User
from reports.beginning import standard_sections
from reports.meetings import begin_meetings, stage_to_begin
from reports.models import Report, Section

CARRIED_OVER = ("report_of", "author", "wards")


class ReportBegun(ValueError):
    """The quarter has a report already."""


@transaction.atomic
def begin_report(*, quarter: Quarter, user: User | None) -> Report:
    """Begin the report of ``quarter`` with the words of the last one before it.

    Without any, with the standard sections and what can be drafted for them. The days of the
    meetings are left open. Figures are references, so that copied sentences speak of this quarter.
    ReportBegun: there is one already.
    """
    quarter = locked(quarter)
    if Report.objects.filter(quarter=quarter).exists():
        raise ReportBegun(f"{quarter} has a report already.")
    last = report_before(quarter)
    title = f"Budget position at {quarter}"
    stage = stage_to_begin(last)
    report = Report(quarter=quarter, title=title, stage=stage, **_title_block(last))
    report._history_user = user
    report.save()
    for position, (kind, heading, body) in enumerate(_sections(last, quarter), start=1):
        section = Section(report=report, position=position, kind=kind, heading=heading, body=body)
        section._history_user = user
        section.save()
    begin_meetings(report, last, user)
    return report


def report_before(quarter: Quarter) -> Report | None:
    """The report of the newest quarter before ``quarter`` that has one."""
    year = quarter.year.starts_in
    earlier = Q(quarter__year__starts_in__lt=year) | Q(
        quarter__year__starts_in=year, quarter__number__lt=quarter.number
    )
    return Report.objects.filter(earlier).first()


def _title_block(last: Report | None) -> dict[str, str]:
    if last:
        return {name: getattr(last, name) for name in CARRIED_OVER}
    host = Partner.objects.filter(is_host=True).first()
    return {"author": f"Finance officer, {host.name}" if host else ""}


def _sections(last: Report | None, quarter: Quarter) -> list[tuple[str, str, str]]:
    """Kind, heading and text of each section to begin with."""
    if last:
        return list(last.sections.values_list("kind", "heading", "body"))
    return standard_sections(quarter)
