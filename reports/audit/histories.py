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
from reports.studio.records import SECTION, TITLE_BLOCK


def history_files(year: FinancialYear) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence]]]:
    """Name, columns and rows of each file."""
    for quarter in year.quarters.select_related("year").defer("frozen").order_by("number"):
        yield f"history/{quarter.label}-figures.csv", FIGURE_COLUMNS, file_rows(quarter, {})
    for report in Report.objects.filter(quarter__year=year).order_by("quarter__number"):
        name = f"history/q{report.quarter.number}-report.csv"
        yield name, FILE_COLUMNS, _report_log(report).file_rows()
    yield "history/year.csv", FILE_COLUMNS, year_log(year).file_rows()
    yield "history/camera-register.csv", FILE_COLUMNS, register_log().file_rows()


def _report_log(report: Report) -> Log:
    sections = SECTION.records.filter(report_id=report.pk)
    return Log(((SECTION, sections), (TITLE_BLOCK, TITLE_BLOCK.records.filter(id=report.pk))))
