"""A table as it is printed, the same on the page, in the PDF and in Word: finished text in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.optional.pictures import GroupsFigure, TrendFigure
from reports.tables import LONGEST_COMMENT, Remark
from reports.text import printable

SUBTOTAL, TOTAL = "subtotal", "total"


@dataclass(frozen=True)
class Heading:
    """Of one column. ``unit`` is small print under it, ``width`` in millimetres of paper."""

    words: str
    width: int
    unit: str = ""
    is_number: bool = True

    @property
    def on_one_line(self) -> str:
        return f"{self.words}, {self.unit}" if self.unit else self.words


@dataclass(frozen=True)
class Row:
    """The first of ``cells`` heads the row, with ``small`` print under it.

    ``weight``: "", "subtotal" or "total".
    """

    cells: tuple[str, ...]
    small: str = ""
    weight: str = ""


@dataclass(frozen=True)
class PrintedTable:
    """``name`` is what style sheets know it by; ``picture`` draws the same figures."""

    name: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    picture: GroupsFigure | TrendFigure | None = None

    @property
    def headed_rows(self) -> Iterator[tuple[Row, list[tuple[Heading, str]]]]:
        """Each row with its cells but the first, and the heading of each."""
        for row in self.rows:
            yield row, list(zip(self.headings[1:], row.cells[1:], strict=True))


@dataclass(frozen=True)
class OptionalSection:
    """``sentence`` stands before the tables; where there is nothing to print, it says so.

    ``warning``: what finance should know before the paper is published; it is not printed.
    """

    sentence: str = ""
    tables: tuple[PrintedTable, ...] = ()
    warning: str = ""


def with_remarks(table: PrintedTable, column: int, said: Iterable[str]) -> PrintedTable:
    """``table`` with texts too long for their cell of ``column`` printed below, which it names.

    ``said``: the text of each row, in order. A tall row would not fit on a page.
    """
    rows, remarks = [], []
    for row, words in zip(table.rows, said, strict=True):
        text = printable(words).strip()
        if len(text) > LONGEST_COMMENT:
            remark = Remark(f"Remark {len(remarks) + 1}", row.cells[0], text)
            remarks.append(remark)
            text = f"{remark.name}, below the table."
        cells = (*row.cells[:column], text, *row.cells[column + 1 :])
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows), remarks=tuple(remarks))
