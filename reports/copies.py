"""What a reader is given of a quarter: the draft to those who may see it, else the edition.

While a published quarter stands, everybody reads its newest edition, as frozen. Taken back to be
corrected, it is a draft again to finance and the board; others go on reading the edition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Length
from django.urls import reverse

from budgets.models import Quarter
from budgets.position import QuarterPosition, quarter_position
from partners.permissions import (
    can_enter_figures,
    can_see_edition,
    can_see_marked_lines,
    can_see_quarter,
)
from reports.assembly import CommitteeReport, committee_report
from reports.editions import edition_position, edition_report
from reports.meetings import editions_with_meetings
from reports.models import Edition, PublicVersion, Report
from reports.papers import finished_html


@dataclass(frozen=True)
class ReadersCopy:
    """One quarter as one person reads it: an ``edition``, or the ``draft`` of a report.

    Of an edition with marked lines the public reads its public version.

    Both are None where no report was begun: then there are figures only.
    """

    quarter: Quarter
    draft: Report | None = None
    edition: Edition | PublicVersion | None = None

    @property
    def has_report(self) -> bool:
        return bool(self.draft or self.edition)

    @property
    def meeting(self) -> tuple[str, date | None]:
        """The body that the paper is for, and when it meets; "" and None where there is no paper."""
        if self.edition:
            day = self.edition.meets_on
            return self.edition.committee, date.fromisoformat(day) if day else None
        return (self.draft.committee, self.draft.meeting_date) if self.draft else ("", None)

    @property
    def partnership(self) -> str:
        """Its name; of an edition, as it was then."""
        return self.edition.content["partnership"] if self.edition else settings.PARTNERSHIP_NAME

    @property
    def address(self) -> str:
        return report_address(self.quarter)

    @cached_property
    def position(self) -> QuarterPosition:
        """The figures. MissingWeight, NothingToShareBy: the shares cannot be worked out."""
        return edition_position(self.edition) if self.edition else quarter_position(self.quarter)

    @cached_property
    def report(self) -> CommitteeReport:
        """The paper. UnknownReference: its narrative names figures that there are not."""
        return edition_report(self.edition) if self.edition else committee_report(self.quarter)

    @cached_property
    def html(self) -> str:
        """The paper as a document of its own."""
        return finished_html(self.report)


def copy_for(user, quarter: Quarter) -> ReadersCopy | None:
    """What ``user`` is given of ``quarter``; None: nothing."""
    report = _with_editions().filter(quarter=quarter).first()
    return _copy(user, quarter, report)


def copies_for(user) -> list[ReadersCopy]:
    """What ``user`` is given of every quarter, newest first; in a fixed number of queries.

    Quarters without a report are there for those who could begin one.
    """
    reports = {report.quarter_id: report for report in _with_editions()}
    quarters = Quarter.objects.opened().select_related("year").defer("frozen")
    copies = (
        _copy(user, quarter, reports.get(quarter.pk))
        for quarter in quarters.order_by("-year__starts_in", "-number")
    )
    begins = can_enter_figures(user)
    return [copy for copy in copies if copy and (copy.has_report or begins)]


def _with_editions() -> QuerySet[Report]:
    """Reports with meetings and editions, newest first; what those froze is left in the database,
    but for the meeting each edition was for and the lengths of its PDFs: ``pdf_size`` and, of the
    public version, ``public_pdf_size``."""
    editions = editions_with_meetings().annotate(
        pdf_size=Length("pdf"), public_pdf_size=Length("public_version__pdf")
    )
    return Report.objects.prefetch_related(Prefetch("editions", editions), "meetings")


def report_address(quarter: Quarter) -> str:
    return reverse("reports:report_detail", args=[quarter.year.period, quarter.number])


def finance_copy(quarter: Quarter) -> ReadersCopy:
    """The quarter as finance reads it: the draft, or once it is published its newest edition."""
    return _whole_copy(quarter, _with_editions().filter(quarter=quarter).first())


def _copy(user, quarter: Quarter, report: Report | None) -> ReadersCopy | None:
    whole = _whole_copy(quarter, report)
    if can_see_quarter(user, quarter):
        return whole
    edition = _newest_edition(report, lambda each: can_see_edition(user, each))
    if edition is None:
        return None
    return _copy_of(version_for(user, edition), quarter)


def version_for(user, edition: Edition) -> Edition | PublicVersion:
    """What ``user``, who may see the edition, reads of it: all, or what is left for the public."""
    return edition if can_see_marked_lines(user) else edition.public or edition


def _whole_copy(quarter: Quarter, report: Report | None) -> ReadersCopy:
    edition = _newest_edition(report)
    if edition and quarter.state == Quarter.State.PUBLISHED:
        return _copy_of(edition, quarter)
    return ReadersCopy(quarter, draft=report)


def _copy_of(edition: Edition | PublicVersion, quarter: Quarter) -> ReadersCopy:
    edition.report.quarter = quarter
    return ReadersCopy(quarter, edition=edition)


def _newest_edition(
    report: Report | None, may_see: Callable[[Edition], bool] = bool
) -> Edition | None:
    """The newest of the editions that may be seen; a stored one is always true."""
    editions = report.editions.all() if report else ()
    return next(filter(may_see, editions), None)
