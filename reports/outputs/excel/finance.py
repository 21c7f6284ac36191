"""The sheet Finance: the lines as entered, their variances and the balance to recover."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from reports.outputs.data import LINE_MONEY
from reports.outputs.excel.sheets import (
    COMMENT_WIDTH,
    FIRST_ROW,
    HEADING_ROW,
    Book,
    Live,
    Sheet,
    difference,
    total_of,
)

BUDGET, ACTUAL, ESTIMATE, VARIANCE, COMMENT = range(2, 7)


@dataclass(frozen=True)
class Balance:
    """The balance to recover, budgeted and estimated: pounds, and the cells they stand in."""

    budget: Live
    estimate: Live
    variance: Live


def write_finance(book: Book, content: dict) -> Balance:
    """The finance summary; answers where the balance stands, for the other sheets."""
    quarter, styles = book.quarter, book.styles
    estimate = "Outturn" if quarter.is_last else "Estimate"
    actual = f"Actual to {quarter.last_day:%-d %b %Y}"
    sheet = Sheet(book, "Finance", "Finance summary")
    words = ("Group", "Line", "Budget", actual, estimate, "Variance", "Comment")
    sheet.headings(words, texts=(0, 1, COMMENT))
    sheet.text(HEADING_ROW, COMMENT, words[COMMENT], styles.heading_beside)
    for row, line in enumerate(content["lines"], start=FIRST_ROW):
        sheet.text(row, 0, line["group"])
        sheet.text(row, 1, line["line"])
        for column, name in enumerate(LINE_MONEY[:-1], start=BUDGET):
            sheet.number(row, column, line[name], styles.entered_money)
        cells = (xl_rowcol_to_cell(row, column) for column in (ESTIMATE, BUDGET))
        sheet.live(row, VARIANCE, Live(difference(*cells), line["variance"]), styles.signed)
        sheet.text(row, COMMENT, line["comment"], styles.beside)
        sheet.row_height(row, line["comment"])
    last = FIRST_ROW + len(content["lines"])
    sheet.text(last, 0, "Balance to recover from partners", styles.total)
    sheet.text(last, 1, "", styles.total)
    sheet.text(last, COMMENT, "", styles.total)
    balance = content["balance"]
    for column, name in enumerate(LINE_MONEY, start=BUDGET):
        style = styles.total_signed if column == VARIANCE else styles.total_money
        cells = sheet.column(column, FIRST_ROW, last - 1)
        sheet.live(last, column, Live(total_of(cells), balance[name]), style)
    sheet.widths(26, 26, 14, 14, 14, 14, COMMENT_WIDTH)
    return Balance(
        *(
            Live(sheet.cell(last, column), balance[name])
            for column, name in ((BUDGET, "budget"), (ESTIMATE, "estimate"), (VARIANCE, "variance"))
        )
    )
