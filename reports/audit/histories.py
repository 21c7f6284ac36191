"""Of the pack: every change of figures, of the year, of the register and of papers, as logged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgets.figure_log import COLUMNS as FIGURE_COLUMNS
from budgets.figure_log import file_rows
from budgets.models import FinancialYear
from budgets.records import year_log
from cameras.records import register_log
from partners.records import Log
from partners.records.log import FILE_COLUMNS
from reports.models import Report
from reports.models.board import BoardComment, Clearance
from reports.standing.records import wording_log
from reports.studio.records import SECTION, TITLE_BLOCK

BOARD_COLUMNS = (
    *("when", "who", "email", "what", "draft_of_edition", "place", "on_the_words", "says"),
)


def history_files(year: FinancialYear) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence]]]:
    """Name, columns and rows of each file."""
    for quarter in year.quarters.select_related("year").defer("frozen").order_by("number"):
        yield f"history/{quarter.label}-figures.csv", FIGURE_COLUMNS, file_rows(quarter, {})
    reports = Report.objects.filter(quarter__year=year).select_related("quarter")
    for report in reports.order_by("quarter__number"):
        name = f"history/q{report.quarter.number}-report.csv"
        yield name, FILE_COLUMNS, _report_log(report).file_rows()
        name = f"history/q{report.quarter.number}-board.csv"
        yield name, BOARD_COLUMNS, _board_rows(report)
    yield "history/year.csv", FILE_COLUMNS, year_log(year).file_rows()
    yield "history/camera-register.csv", FILE_COLUMNS, register_log().file_rows()
    yield "history/standing-wording.csv", FILE_COLUMNS, wording_log().file_rows()


def _report_log(report: Report) -> Log:
    sections = SECTION.records.filter(report_id=report.pk)
    return Log(((SECTION, sections), (TITLE_BLOCK, TITLE_BLOCK.records.filter(id=report.pk))))


def _board_rows(report: Report) -> list[tuple]:
    """What members said of the drafts, and their clearing or sending back, as it was said."""
    said: list[BoardComment | Clearance] = [
        *report.board_comments.select_related("said_by", "opening"),
        *report.clearances.select_related("said_by"),
    ]
    return [_board_row(each) for each in sorted(said, key=lambda each: each.said_at)]


def _board_row(said: BoardComment | Clearance) -> tuple:
    if isinstance(said, Clearance):
        about, words = ("", ""), said.reason
    else:
        opening = said.opening or said
        about, words = (opening.place, opening.quoted), said.words
    who = (said.said_at, str(said.said_by), said.said_by.email)
    return (*who, said.get_kind_display(), said.draft_of, *about, words)
