"""Sheets of a workbook: their look, their titles, and cells that are text, numbers or live formulas.

Text is always written as text, whatever it begins with. A formula carries the value it has here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from budgets.models import Quarter

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
POUNDS, PENCE = "#,##0", "#,##0.00"
COMMENT_WIDTH, POINTS_A_LINE, TALLEST_ROW = 60, 14, 400
LETTERS_A_LINE = 12  # of a heading over numbers
ENTERED, HEAD = "#FFF7DB", "#E8EEF0"

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Live:
    """A formula, without its equals sign, and what it comes to here; None is not yet known."""

    formula: str
    value: Value


class Styles:
    """The workbook's cell formats, made once. ``entered`` ones are tinted: they may be changed."""

    def __init__(self, workbook: Workbook, money: str):
        signed = f'+{money};"−"{money};0'
        unsigned = f'{money};"−"{money};0'
        ruled = {"top": 1, "bottom": 2, "bold": True}
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}

        def style(**format_) -> Format:
            return workbook.add_format(base | format_)

        def entered(form: str) -> Format:
            return style(num_format=form, bg_color=ENTERED)

        self.title = style(bold=True, font_size=14)
        self.subtitle = style(bold=True, font_size=11)
        self.text, self.right_text = style(), style(align="right")
        self.wrapped = style(text_wrap=True)
        # A text beside numbers, which end where it begins.
        self.beside = style(text_wrap=True, indent=1)
        heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self.heading = style(bg_color=HEAD, **heading)
        self.heading_beside = style(bg_color=HEAD, indent=1, **heading)
        self.right = style(bg_color=HEAD, align="right", **heading)
        self.money, self.signed = style(num_format=unsigned), style(num_format=signed)
        self.entered_money = entered(unsigned)
        self.entered, self.entered_whole = entered("0.0###########"), entered("#,##0")
        self.entered_cameras = entered("0.0000")
        self.total = style(**ruled)
        self.total_money = style(num_format=unsigned, **ruled)
        self.total_signed = style(num_format=signed, **ruled)
        self.cameras, self.share = style(num_format="0.0000"), style(num_format="0.0000")
        self.total_share = style(num_format="0.0000", **ruled)
        self.whole = style(num_format="#,##0")
        self.total_whole = style(num_format="#,##0", **ruled)


@dataclass(frozen=True)
class Book:
    """The workbook being written, its styles, and the quarter and partnership that its titles name."""

    workbook: Workbook
    styles: Styles
    quarter: Quarter
    partnership: str


class Sheet:
    """One sheet: a title, what it holds in a sentence, then tables with one heading row each.

    Rows and columns count from 0. ``freeze``: the row and column from which the rest scrolls.
    """

    def __init__(
        self,
        book: Book,
        name: str,
        title: str,
        *,
        words: str = "",
        freeze: tuple[int, int] = (FIRST_ROW, 1),
    ):
        quarter = book.quarter
        self.name, self.styles = name, book.styles
        self.sheet = book.workbook.add_worksheet(name)
        self.text(0, 0, f"{title}, Quarter {quarter.number}, {quarter.year}", self.styles.title)
        state = f"{book.partnership}. {quarter.get_state_display()}."
        self.text(1, 0, f"{state} {words}".strip(), self.styles.text)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&A&RPage &P of &N")
        self.sheet.hide_gridlines(2)
        self.sheet.freeze_panes(*freeze)
        if freeze[0] == FIRST_ROW:
            self.sheet.repeat_rows(HEADING_ROW)

    def headings(
        self, words: Iterable[str], *, row: int = HEADING_ROW, texts: Sequence[int] = (0,)
    ) -> None:
        """A heading row; the columns of ``texts`` hold text, all others numbers."""
        lines = 1
        for column, heading in enumerate(words):
            is_text = column in texts
            self.text(row, column, heading, self.styles.heading if is_text else self.styles.right)
            lines = lines if is_text else max(lines, -(-len(heading) // LETTERS_A_LINE))
        self.sheet.set_row(row, (lines + 0.5) * POINTS_A_LINE)

    def text(self, row: int, column: int, words: str, style: Format | None = None) -> None:
        self.sheet.write_string(row, column, words, style or self.styles.wrapped)

    def number(self, row: int, column: int, number: int | Decimal | None, style: Format) -> None:
        """A number that may be changed, or an empty cell where there is none."""
        if number is None:
            self.sheet.write_blank(row, column, None, style)
        else:
            self.sheet.write_number(row, column, number, style)

    def live(self, row: int, column: int, live: Live, style: Format | None = None) -> None:
        """A formula, whose cells on the sheet itself go by their own names."""
        value = "" if live.value is None else live.value
        formula = live.formula.replace(self._prefix, "")
        self.sheet.write_formula(row, column, f"={formula}", style or self.styles.whole, value)

    def row_height(self, row: int, words: str) -> None:
        """High enough for ``words`` wrapped: programs that do not calculate heights clip them."""
        lines = sum(-(-len(line) // COMMENT_WIDTH) or 1 for line in words.split("\n"))
        self.sheet.set_row(row, min(TALLEST_ROW, POINTS_A_LINE * max(1, lines)))

    def widths(self, *widths: float) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def across(self, pages: int) -> None:
        """Print the sheet on several pages beside each other, each with the first column."""
        self.sheet.fit_to_pages(pages, 0)
        self.sheet.repeat_columns(0)

    def cell(self, row: int, column: int) -> str:
        """How formulas on any sheet name the cell."""
        return f"{self._prefix}{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def column(self, column: int, first: int, last: int) -> str:
        """The cells of a column from row ``first`` to ``last``, as formulas on any sheet name them."""
        return f"{self._prefix}{xl_range_abs(first, column, last, column)}"

    @property
    def _prefix(self) -> str:
        """The sheet's name as formulas spell it."""
        return f"'{self.name}'!" if " " in self.name else f"{self.name}!"


def plain_live(value: int) -> Live:
    """A number that stands in a formula as it is."""
    return Live(str(value), value)


def total_of(cells: str) -> str:
    """The sum of cells, empty while any of them is; free of binary dust."""
    return f'IF(COUNT({cells})=ROWS({cells}),ROUND(SUM({cells}),10),"")'


def difference(first: str, second: str) -> str:
    """One cell less another, to the penny; empty while either is."""
    return f'IF(OR({first}="",{second}=""),"",ROUND({first}-{second},2))'


def not_whole(cells: str, times: int | Fraction) -> str:
    """How many of ``cells`` are not whole numbers when multiplied."""
    return f"SUMPRODUCT(--(ABS({cells}*{times}-ROUND({cells}*{times},0))>0.001))"


def below(cells: str) -> str:
    """How many of ``cells`` are below nil."""
    return f"SUMPRODUCT(--({cells}<0))"
