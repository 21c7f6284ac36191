"""One quarter's committee report as a frozen value: plain numbers and finished text.

Page, PDF and Word are arranged from it and compute nothing. What is not entered assembles too, and
is printed as not yet known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from budgets.models import Quarter
from budgets.position import QuarterPosition, quarter_position
from reports.bridge_figure import BridgeFigure, bridge_figure
from reports.drafts import newest_change
from reports.marking import marks_of
from reports.models import Edition, PublicVersion, Report, Section
from reports.notices import FOR_ANYBODY, Notice, note_on_marks
from reports.optional import (
    NO_FACTS,
    Facts,
    OptionalSection,
    collected,
    facts_of,
    optional_contents,
)
from reports.references import NO_BREAK_SPACE, named_figures
from reports.sections import PrintedSection, printed_sections
from reports.tables import (
    FinanceTable,
    PartnerRow,
    PartnerTable,
    finance_table,
    partner_table,
)
from reports.text import printable
from reports.workings import PartnerWorking, partner_workings

ESTIMATE, OUTTURN = "Estimate", "Outturn"
ESTIMATED = {ESTIMATE: "Estimated"}
MOST_ON_FRONT_SHEET = 8
NOT_YET_SET = "Not yet set"


@dataclass(frozen=True)
class CommitteeReport:
    """One quarter's paper. Money in pounds, shares of 1; None is a figure not yet known.

    ``estimate`` is how the estimate is headed: in the last quarter it is the outturn.
    ``edition`` names what was published, ``reason`` says why anew; a draft has neither, but a
    ``newest_change``. ``bridge`` is the picture only; its figures are in ``partners``. ``workings``
    are printed where there is a section for them.
    """

    partnership: str
    title: str
    committee: str
    meeting_date: date | None
    title_block: tuple[tuple[str, str], ...]
    year: str
    year_label: str
    quarter: int
    last_day: date
    edition: str
    reason: str
    newest_change: datetime | None
    estimate: str
    legend: str
    finance: FinanceTable
    partners: PartnerTable
    bridge: BridgeFigure | None
    workings: tuple[PartnerWorking, ...]
    sections: tuple[PrintedSection, ...]
    notice: Notice = FOR_ANYBODY

    @property
    def front_sheet(self) -> tuple[PrintedSection, ...]:
        return tuple(section for section in self.sections if section.is_on_front_sheet)

    @property
    def body(self) -> tuple[PrintedSection, ...]:
        return tuple(section for section in self.sections if not section.is_on_front_sheet)

    @property
    def estimated(self) -> str:
        """How an estimated recharge or balance is headed."""
        return ESTIMATED.get(self.estimate, self.estimate)

    @property
    def key_rows(self) -> tuple[tuple[PartnerRow, ...], ...]:
        """The partners of the front sheet, four to a row; none where they would not fit on it."""
        rows = self.partners.rows
        if len(rows) > MOST_ON_FRONT_SHEET:
            return ()
        return tuple(rows[start : start + 4] for start in range(0, len(rows), 4))

    @property
    def is_draft(self) -> bool:
        return not self.edition

    @property
    def standing(self) -> str:
        """What the paper is: an edition with its day, or a draft with the time it last changed."""
        if not self.is_draft:
            return self.edition
        if self.newest_change is None:
            return "Draft"
        changed = timezone.localtime(self.newest_change)
        return f"Draft, last changed {changed:%-d %B %Y, %H:%M}"

    @property
    def foot(self) -> str:
        """What stands at the foot of every page."""
        if self.is_draft:
            return self.standing
        return ". ".join(filter(None, (self.notice.foot, self.partnership)))

    @property
    def dated(self) -> date:
        """The day the paper bears: that of the meeting, or before one is set the quarter's last."""
        return self.meeting_date or self.last_day

    @property
    def running_head(self) -> str:
        """Committee and day, as at the top of every page but the first."""
        if self.meeting_date is None:
            return self.committee
        return f"{self.committee}, {_day(self.meeting_date)}"


def committee_report(quarter: Quarter) -> CommitteeReport:
    """The report of ``quarter`` as its figures and its narrative now stand.

    Report.DoesNotExist: none was begun. UnknownReference: the narrative names figures that there
    are not. MissingWeight, NothingToShareBy: the shares cannot be worked out.
    """
    report = Report.objects.prefetch_related("sections", "meetings").get(quarter=quarter)
    report.quarter = quarter
    return draft_of(report, quarter_position(quarter))


def draft_of(report: Report, position: QuarterPosition) -> CommitteeReport:
    """``report`` with the figures of ``position``, and all else as it now stands."""
    facts = facts_of(collected(report.quarter, report.kinds), report.quarter)
    marked = {line: mark.paragraph for line, mark in marks_of(report).items()}
    notice = Notice(note=note_on_marks(marked, position.lines))
    return assembled(report, position, facts=facts, notice=notice)


def draft_contents(
    position: QuarterPosition, sections: Collection[Section]
) -> dict[str, OptionalSection]:
    """What the optional ones among ``sections``, saved or not, print of a draft, by kind."""
    quarter = position.quarter
    facts = facts_of(collected(quarter, {section.kind for section in sections}), quarter)
    return optional_contents(position, facts, sections, OUTTURN if quarter.is_last else ESTIMATE)


def assembled(
    report: Report,
    position: QuarterPosition,
    *,
    sections: Iterable[Section] | None = None,
    edition: Edition | PublicVersion | None = None,
    partnership: str = "",
    facts: Facts = NO_FACTS,
    notice: Notice = FOR_ANYBODY,
) -> CommitteeReport:
    """``report`` with the figures of ``position``; for an ``edition``, with its own words.

    ``facts`` are what its optional sections need, ``notice`` what it says of who may read it.
    """
    quarter = position.quarter
    estimate = OUTTURN if quarter.is_last else ESTIMATE
    partners = partner_table(position, ESTIMATED.get(estimate, estimate))
    sections = tuple(report.sections.all() if sections is None else sections)
    return CommitteeReport(
        partnership=printable(partnership or settings.PARTNERSHIP_NAME),
        title=printable(report.title),
        committee=printable(report.committee),
        meeting_date=report.meeting_date,
        title_block=tuple(_title_block(report, position)),
        year=position.year.period.printed,
        year_label=position.year.label,
        quarter=quarter.number,
        last_day=quarter.last_day,
        edition=_edition(edition) if edition else "",
        reason=printable(edition.reason) if edition else "",
        newest_change=None if edition else newest_change(report),
        estimate=estimate,
        legend=_legend(position, estimate),
        finance=finance_table(position, estimate, notice.note),
        partners=partners,
        bridge=bridge_figure(partners.rows),
        workings=partner_workings(position),
        sections=_sections(sections, position, facts, estimate),
        notice=notice,
    )


def _sections(sections, position, facts: Facts, estimate: str) -> tuple[PrintedSection, ...]:
    contents = optional_contents(position, facts, sections, estimate)
    return printed_sections(sections, named_figures(position), len(position.recharges), contents)


def _edition(edition: Edition | PublicVersion) -> str:
    return f"Edition {edition.number}, {_day(timezone.localtime(edition.published_at))}"


def _title_block(report: Report, position: QuarterPosition) -> Iterator[tuple[str, str]]:
    """Label and words of each row; what is left empty is left out, but never the day."""
    partners = position.inputs.partners
    host = next((partner for partner in partners if partner.is_host), None)
    if host:
        yield "Council", printable(f"{host.name}, host of the partnership")
    day = report.meeting_date
    yield "Date of meeting", f"{day:%A} {_day(day)}" if day else NOT_YET_SET
    for label, words in (
        ("Report of", report.report_of),
        ("Author", report.author),
        ("Wards", report.wards),
    ):
        if words:
            yield label, printable(words)


def _legend(position: QuarterPosition, estimate: str) -> str:
    """How signs are to be read, wherever a variance is printed (rule 1)."""
    legend = (
        "Costs are positive, income is negative. "
        f"Variance is {estimate.lower()} less budget: plus (+) means the partners pay more, "
        "minus (−) means they pay less."
    )
    if position.is_complete and position.partners_total.budget is not None:
        return legend
    return f"{legend} A dash (–) stands for a figure that is not yet known."


def _day(day: date | datetime) -> str:
    return f"{day:%-d}{NO_BREAK_SPACE}{day:%B %Y}"
