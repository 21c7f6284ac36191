"""A quarter's figures as an Excel workbook: entered figures as numbers, all else as live formulas.

Each formula carries the value it has here, so that previews and programs that do not calculate show
it too. Empty cells are figures not entered, and what depends on them stays empty.
"""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.conf import settings
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budgets.models import Quarter
from budgets.position import QuarterPosition
from cctvpartnership.figures import rounded
from reports.outputs.data import LINE_MONEY, RECHARGE_MONEY, figures

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
SUM_PLACES = 10  # enough for shares of twelve places, and free of binary dust
POUNDS, PENCE = "#,##0", "#,##0.00"
COMMENT_WIDTH, POINTS_A_LINE, TALLEST_ROW = 60, 14, 400
LEGEND = (
    "Amounts are in pounds. Costs are positive, income is negative.",
    "Variance is estimate less budget: plus means the partners pay more, minus means they pay less.",
    "An empty cell is a figure that is not yet entered, or depends on one.",
    "Cost effect: the estimated balance at the shares set with the budget, less the budgeted "
    "recharge. Share effect: what a changed share adds or takes away.",
    "Totals and variances are formulas. Recharges are apportioned from exact shares and entered "
    "here as they came out; printed shares and cameras are rounded for reading.",
)


def figures_xlsx(position: QuarterPosition) -> bytes:
    """figures.xlsx: sheets Finance, Recharges and Notes; the same bytes for the same figures."""
    content = figures(position)
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties(_properties(position.quarter))
    styles = _Styles(workbook, _money_format(content))
    balance_cell = _finance(workbook, styles, position.quarter, content)
    _recharges(workbook, styles, position.quarter, content, balance_cell)
    _notes(workbook, styles, position.quarter)
    workbook.close()
    return stream.getvalue()


class _Styles:
    """The workbook's cell formats, made once."""

    def __init__(self, workbook: Workbook, money: str):
        signed = f'+{money};"−"{money};0'
        unsigned = f'{money};"−"{money};0'
        ruled = {"top": 1, "bottom": 2, "bold": True}
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}

        def style(**format_) -> Format:
            return workbook.add_format(base | format_)

        self.title = style(bold=True, font_size=14)
        self.text = style()
        self.wrapped = style(text_wrap=True)
        self.heading = style(bold=True, bottom=2, text_wrap=True, valign="bottom")
        self.right = style(bold=True, bottom=2, text_wrap=True, valign="bottom", align="right")
        self.money, self.signed = style(num_format=unsigned), style(num_format=signed)
        self.total = style(**ruled)
        self.total_money = style(num_format=unsigned, **ruled)
        self.total_signed = style(num_format=signed, **ruled)
        self.cameras, self.share = style(num_format="0.0000"), style(num_format="0.0000")
        self.total_share = style(num_format="0.0000", **ruled)


def _finance(workbook: Workbook, styles: _Styles, quarter: Quarter, content: dict) -> str:
    """The finance summary; answers where the estimated balance stands, for the other sheet."""
    estimate = "Outturn" if quarter.is_last else "Estimate"
    headings = ("Budget", f"Actual to {quarter.last_day:%-d %b %Y}", estimate, "Variance")
    sheet = _sheet(workbook, styles, quarter, "Finance", "Finance summary", len(headings) + 3)
    _write_headings(sheet, styles, ("Group", "Line"), headings, ("Comment",))
    for number, line in enumerate(content["lines"], start=FIRST_ROW):
        sheet.write_string(number, 0, line["group"], styles.wrapped)
        sheet.write_string(number, 1, line["line"], styles.wrapped)
        for column, name in enumerate(LINE_MONEY[:-1], start=2):
            _write_amount(sheet, number, column, line[name], styles.money)
        formula = _difference(number, "E", "C")
        sheet.write_formula(number, 5, formula, styles.signed, _cached(line["variance"]))
        sheet.write_string(number, 6, line["comment"], styles.wrapped)
        sheet.set_row(number, _height(line["comment"]))
    last = FIRST_ROW + len(content["lines"])
    sheet.write_string(last, 0, "Balance to recover from partners", styles.total)
    sheet.write_blank(last, 1, None, styles.total)
    _write_totals(sheet, styles, last, LINE_MONEY, content["balance"], first_column=2)
    sheet.write_blank(last, 6, None, styles.total)
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 5, 14)
    sheet.set_column(6, 6, COMMENT_WIDTH)
    return f"Finance!E{last + 1}"


def _recharges(
    workbook: Workbook, styles: _Styles, quarter: Quarter, content: dict, balance_cell: str
) -> None:
    estimated = "Outturn" if quarter.is_last else "Estimated"
    money = ("Budgeted", estimated, "Variance", "Cost effect", "Share effect")
    bases = ("Average cameras", "Cameras with the budget", "Share, %", "Share with the budget, %")
    sheet = _sheet(workbook, styles, quarter, "Recharges", "Partners’ recharges", 10)
    _write_headings(sheet, styles, ("Partner",), (*money, *bases), ())
    for number, partner in enumerate(content["partners"], start=FIRST_ROW):
        sheet.write_string(number, 0, partner["partner"], styles.wrapped)
        _write_recharge(sheet, styles, number, partner)
    last = FIRST_ROW + len(content["partners"])
    sheet.write_string(last, 0, "All partners", styles.total)
    _write_totals(sheet, styles, last, RECHARGE_MONEY, content["partners_total"], first_column=1)
    for column, name in ((6, "equivalent_cameras"), (8, "share_percent")):
        total = rounded(sum(Decimal(partner[name]) for partner in content["partners"]), SUM_PLACES)
        _write_sum(sheet, last, column, total, styles.total_share)
    check = f'=IF(OR(C{last + 1}="",{balance_cell}=""),"",ROUND(C{last + 1}-{balance_cell},2))'
    sheet.write_string(last + 2, 0, "Recharges less the balance: nil", styles.text)
    known = content["partners_total"]["estimate"] is not None
    sheet.write_formula(last + 2, 2, check, styles.money, 0 if known else "")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 9, 14)


def _write_recharge(sheet: Worksheet, styles: _Styles, row: int, partner: dict) -> None:
    """One partner: recharges as apportioned, the variance and the share effect as formulas."""
    for column, name in ((1, "budget"), (2, "estimate")):
        _write_amount(sheet, row, column, partner[name], styles.money)
    variance, share_effect = _difference(row, "C", "B"), _difference(row, "D", "E")
    sheet.write_formula(row, 3, variance, styles.signed, _cached(partner["variance"]))
    _write_amount(sheet, row, 4, partner["cost_effect"], styles.signed)
    sheet.write_formula(row, 5, share_effect, styles.signed, _cached(partner["share_effect"]))
    for column, name, style in (
        (6, "equivalent_cameras", styles.cameras),
        (7, "base_equivalent_cameras", styles.cameras),
        (8, "share_percent", styles.share),
        (9, "base_share_percent", styles.share),
    ):
        value = partner[name]
        _write_amount(sheet, row, column, None if value is None else Decimal(value), style)


def _notes(workbook: Workbook, styles: _Styles, quarter: Quarter) -> None:
    sheet = _sheet(workbook, styles, quarter, "Notes", "How to read these figures", 1)
    for row, sentence in enumerate(LEGEND, start=HEADING_ROW):
        sheet.write_string(row, 0, sentence, styles.wrapped)
        sheet.set_row(row, _height(sentence))
    sheet.set_column(0, 0, COMMENT_WIDTH)


def _sheet(
    workbook: Workbook, styles: _Styles, quarter: Quarter, name: str, title: str, columns: int
) -> Worksheet:
    """An empty sheet with its title and state, set up for print on one page's width."""
    sheet = workbook.add_worksheet(name)
    sheet.write_string(0, 0, f"{title}, Quarter {quarter.number}, {quarter.year}", styles.title)
    state = f"{settings.PARTNERSHIP_NAME}. {quarter.get_state_display()}."
    sheet.write_string(1, 0, state, styles.text)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)
    if columns > 1:
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.repeat_rows(HEADING_ROW)
    return sheet


def _write_headings(sheet: Worksheet, styles: _Styles, words, numbers, after) -> None:
    for column, heading in enumerate((*words, *numbers, *after)):
        is_number = len(words) <= column < len(words) + len(numbers)
        sheet.write_string(
            HEADING_ROW, column, heading, styles.right if is_number else styles.heading
        )
    sheet.set_row(HEADING_ROW, 2 * POINTS_A_LINE)


def _write_totals(
    sheet: Worksheet, styles: _Styles, row: int, names, totals: dict, first_column: int
) -> None:
    for column, name in enumerate(names, start=first_column):
        is_signed = name not in ("budget", "actual", "estimate")
        style = styles.total_signed if is_signed else styles.total_money
        _write_sum(sheet, row, column, totals[name], style)


def _write_sum(sheet: Worksheet, row: int, column: int, total, style: Format) -> None:
    """The sum of a column, empty while any of its cells is."""
    letter = xl_col_to_name(column)
    cells = f"{letter}{FIRST_ROW + 1}:{letter}{row}"
    formula = f'=IF(COUNT({cells})=ROWS({cells}),ROUND(SUM({cells}),{SUM_PLACES}),"")'
    sheet.write_formula(row, column, formula, style, _cached(total))


def _difference(row: int, minuend: str, subtrahend: str) -> str:
    """One cell less another, to the penny; empty while either is."""
    first, second = f"{minuend}{row + 1}", f"{subtrahend}{row + 1}"
    return f'=IF(OR({first}="",{second}=""),"",ROUND({first}-{second},2))'


def _write_amount(sheet: Worksheet, row: int, column: int, amount, style: Format) -> None:
    if amount is None:
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, amount, style)


def _height(words: str) -> int:
    """Points for ``words`` wrapped: programs that do not calculate heights clip what is longer."""
    lines = sum(-(-len(line) // COMMENT_WIDTH) or 1 for line in words.split("\n"))
    return min(TALLEST_ROW, POINTS_A_LINE * max(1, lines))


def _cached(amount) -> int | Decimal | str:
    return "" if amount is None else amount


def _money_format(content: dict) -> str:
    """Pence are shown where there are any."""
    rows = (*content["lines"], *content["partners"])
    amounts = (row[name] for row in rows for name in row if name in LINE_MONEY + RECHARGE_MONEY)
    return PENCE if any(isinstance(amount, Decimal) for amount in amounts) else POUNDS


def _properties(quarter: Quarter) -> dict:
    """What the file says of itself; its day is the quarter's last, never that of making it."""
    return {
        "title": f"Figures of Quarter {quarter.number}, {quarter.year}",
        "author": settings.PARTNERSHIP_NAME,
        "created": datetime.combine(quarter.last_day, time.min),
    }
