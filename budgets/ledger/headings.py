"""The first rows of an extract: what they look like, and in which row the headings stand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from budgets.ledger.layout import Layout, headings_of
from budgets.workbook.archive import refusal
from budgets.workbook.problems import one_line, quoted

# Titles, dates and blank rows may stand above the headings: so many rows are looked through.
MOST_TITLE_ROWS = 50
MOST_SHEETS = 30
_LONGEST_TEXT = 60
_WIDEST = 100


@dataclass(frozen=True)
class Sample:
    """The first rows of one sheet as text, with their numbers. A text file is a sheet without name."""

    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def headings(self, row: int) -> tuple[str, ...]:
        """The names of the columns by the texts of a row; empty if it is not in the sample.

        In a workbook a column may be without a heading. In a text file it may not: a cell too many
        is one that a comma has cut in two.
        """
        texts = dict(self.rows).get(row, ())
        below = (len(given) for number, given in self.rows if number >= row and self.sheet)
        width = max(below, default=0)
        return headings_of([*texts, *[""] * (width - len(texts))]) if texts else ()

    def row_of(self, layout: Layout) -> int | None:
        """The first row in which every heading of the layout stands."""
        rows = (number for number, _ in self.rows)
        return next((row for row in rows if layout.stands_in(self.headings(row))), None)

    @property
    def likely_row(self) -> int | None:
        """The first row as wide as the sheet that holds words and no numbers; else the widest."""
        widths = {number: sum(map(bool, texts)) for number, texts in self.rows}
        widest = max(widths.values(), default=0)
        for number, texts in self.rows:
            wide = widths[number] >= max(2, widest * 2 / 3)
            if wide and not any(any(char.isdigit() for char in text) for text in texts):
                return number
        return next((number for number, width in widths.items() if width == widest), None)


def samples_of(sheets: Sequence, name: str) -> list[Sample]:
    """The first rows of each sheet that holds any. WorkbookErrors: there is none."""
    found = []
    for sheet in sheets[:MOST_SHEETS]:
        with closing(sheet.rows()) as rows:
            first = tuple(
                (number, tuple(_text(sheet.read(raw)) for raw in cells[:_WIDEST]))
                for number, cells in islice(rows, MOST_TITLE_ROWS)
            )
        if any(any(texts) for _, texts in first):
            found.append(Sample(sheet.name, first))
    if not found:
        raise refusal("{} holds no rows.", name)
    return found


def sheet_of(layout: Layout, samples: Sequence[Sample], name: str) -> tuple[Sample, int] | None:
    """The sheet and row in which the layout's headings stand; None: nowhere.

    WorkbookErrors: on two sheets. Which is meant is not guessed: one might sum up the other.
    """
    places = [(sample, row) for sample in samples if (row := sample.row_of(layout)) is not None]
    if len(places) > 1:
        named = " and ".join(quoted(sample.sheet) for sample, _ in places[:2])
        raise refusal(
            "The headings stand on the sheets {} of {}. Keep the one that is meant, and remove "
            "the other.",
            named,
            name,
        )
    return places[0] if places else None


def _text(cell) -> str:
    words = one_line(str(cell)) if not cell.is_blank else ""
    return words if len(words) <= _LONGEST_TEXT else f"{words[: _LONGEST_TEXT - 1]}…"
