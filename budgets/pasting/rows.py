"""Whose figures each row of a block holds: by the line's name or code, else by its place.

A row is somebody's, left out with its reason, or asked about: none is dropped without a word.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.inputs import LinePosition
from budgets.pasting.answers import LEFT_OUT, Answers, row_field
from budgets.pasting.cells import read_cell
from budgets.pasting.clipboard import Block
from budgets.pasting.columns import Column, Headings, is_heading_row, row_name
from budgets.pasting.names import LineNames, is_total, names_one_of, part_totalled
from budgets.pasting.parts import AMOUNTS, Kind, Known
from budgets.workbook.problems import quoted

NO_FIGURES = "it has no figures"
_CHOOSE = "Choose its line, or leave it out."


@dataclass(frozen=True)
class Row:
    """One row: of ``line``, or left out for ``reason``, or neither and ``problem`` asks.

    ``read_as`` is the line that it is understood as before the person chooses. ``total_of`` names
    the groups whose lines it adds up, () for all of them; None: it is no total.
    """

    index: int
    cells: tuple[str, ...]
    field: str
    name: str = ""
    line: LinePosition | None = None
    reason: str = ""
    problem: str = ""
    chosen: int | str | None = None
    total_of: tuple[str, ...] | None = None

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def is_chosen(self) -> bool:
        return self.chosen is not None


def rows_of(
    block: Block,
    known: Known,
    answers: Answers,
    headings: Headings,
    columns: tuple[Column, ...],
    names: LineNames,
) -> tuple[Row, ...]:
    """The rows, each understood, chosen or with its problem."""
    reader = _Reader(known, answers, columns, names)
    read = [
        replace(row, reason="it holds the headings")
        if row.index in headings.rows
        else reader.by_name(row)
        if reader.has_names
        else reader.by_place(row, _places_before(row.index, headings))
        for row in reader.bare(block)
    ]
    rows = [reader.as_chosen(row) for row in read]
    sums = reader.sums(rows)
    return _without_doubles([reader.as_total(row, sums) for row in rows], reader)


def _places_before(index: int, headings: Headings) -> int:
    """How many rows of figures stand over a row: none over the headings."""
    return index - (headings.rows[-1] + 1 if headings.rows else 0)


class _Reader:
    """Reads rows one by one against the same columns, lines and answers."""

    def __init__(self, known: Known, answers: Answers, columns: tuple[Column, ...], names):
        self.known, self.answers, self.columns, self.names = known, answers, columns, names
        self.lines = {line.line_id: line for line in known.lines}
        self.has_names = any(column.kind == Kind.LINE for column in columns)
        self.beside_names = [c.index for c in columns if c.kind not in (Kind.LINE, Kind.OUT)]
        keys = list(self.lines)
        self.first = keys.index(answers.first_line) if answers.first_line in keys else 0

    def bare(self, block: Block) -> list[Row]:
        names = [row_name(row, self.columns) for row in block.rows]
        return [
            Row(index, row, row_field(block, index, name), self._spelled(row))
            for index, (row, name) in enumerate(zip(block.rows, names, strict=True))
        ]

    def _spelled(self, cells: tuple[str, ...]) -> str:
        said = [cells[column.index] for column in self.columns if column.kind == Kind.LINE]
        return " ".join(" ".join(said).split())

    def by_name(self, row: Row) -> Row:
        cells = [row.cells[column.index] for column in self.columns if column.kind == Kind.LINE]
        meant = [found for cell in (*cells, row.name) if (found := self.names.lines_of(cell))]
        if meant and len(agreed := set.intersection(*meant)) == 1:
            return replace(row, line=self.lines[agreed.pop()])
        if meant:
            several = [line for key, line in self.lines.items() if key in set.union(*meant)]
            listed = " or ".join(quoted(line.line) for line in several)
            return replace(row, problem=f"{quoted(row.name)} can mean {listed}. {_CHOOSE}")
        return self._nameless(row) if not row.name else self._unknown(row)

    def _nameless(self, row: Row) -> Row:
        if not self.has_content(row):
            is_empty = not any(cell.strip() for cell in row.cells)
            return replace(row, reason="it is empty" if is_empty else NO_FIGURES)
        return replace(row, problem=f"It has figures and no name. {_CHOOSE}")

    def _unknown(self, row: Row) -> Row:
        part = part_totalled(row.name)
        if is_total(row.name):
            return replace(row, reason="it is the total", total_of=())
        if part is not None:
            groups = {line.group for line in self.known.lines}
            found = tuple(group for group in groups if names_one_of(part, [group]))
            return replace(row, reason="it is a subtotal", total_of=found or None)
        if names_one_of(row.name, self.known.partners):
            return replace(row, reason="it is a partner’s recharge, which is worked out here")
        if is_heading_row(row.cells, self.known, self.names):
            return replace(row, reason="it holds headings")
        if not self.has_content(row):
            return replace(row, reason=NO_FIGURES)
        unknown = f"{quoted(row.name)} is no line of {self.known.period}"
        return replace(row, problem=f"{unknown}.{self.names.suggestion(row.name)} {_CHOOSE}")

    def by_place(self, row: Row, before: int) -> Row:
        place = self.first + before
        if before >= 0 and place < len(self.known.lines):
            return replace(row, line=self.known.lines[place])
        if not self.known.lines or not self.has_content(row):
            return replace(row, reason=NO_FIGURES)
        if before < 0:
            return replace(row, problem=f"It stands over the headings. {_CHOOSE}")
        first, rest = self.known.lines[self.first].line, len(self.known.lines) - self.first
        under = "line stands" if rest == 1 else f"{rest} lines stand"
        return replace(
            row,
            problem=f"From {quoted(first)} on only {under} in the budget, so the block runs over "
            f"the last of them. {_CHOOSE}",
        )

    def as_chosen(self, row: Row) -> Row:
        chosen = self.answers.rows.get(row.field)
        if chosen is None:
            return row
        bare = replace(row, line=None, reason="", problem="", total_of=None, chosen=chosen)
        if chosen == LEFT_OUT:
            return replace(bare, reason="you chose so")
        return replace(bare, line=self.lines[chosen])

    def sums(self, rows: list[Row]) -> dict[Column, Decimal]:
        """Of each column of amounts, what the rows of lines come to."""
        own = [row for row in rows if row.line]
        return {
            column: sum((self.amount(row, column) or 0 for row in own), Decimal(0))
            for column in self.columns
            if column.kind in AMOUNTS
        }

    def as_total(self, row: Row, sums: dict[Column, Decimal]) -> Row:
        """A row nobody's whose figures are the sums of the lines' figures is their total."""
        if not row.problem or (self.has_names and row.name):
            return row
        amounts = {column: self.amount(row, column) for column in sums}
        shown = {column for column, amount in amounts.items() if amount is not None}
        if not shown or any(amounts[column] != sums[column] for column in shown):
            return row
        return replace(row, problem="", reason="it is the total", total_of=())

    def amount(self, row: Row, column: Column) -> Decimal | None:
        """None: blank, or not to be read."""
        return read_cell(column.kind, row.cells[column.index], self.answers.dashes).value

    def has_content(self, row: Row) -> bool:
        return any(row.cells[index].strip() for index in self.beside_names)


def _without_doubles(rows: list[Row], reader: _Reader) -> tuple[Row, ...]:
    """A line once: a row of its name without figures heads a group, any other is a problem."""
    of_line = defaultdict(list)
    for row in rows:
        if row.line:
            of_line[row.line.line_id].append(row)
    told = {}
    for same in of_line.values():
        filled = [row for row in same if reader.has_content(row) or row.is_chosen]
        bare = [row for row in same if row not in filled] if filled else same[1:]
        for row in bare:
            told[row.index] = replace(row, line=None, reason=NO_FIGURES)
        if len(filled) > 1:
            where = ", ".join(str(row.number) for row in filled[:-1])
            problem = (
                f"{quoted(filled[0].line.line)} stands in the pasted rows {where} and "
                f"{filled[-1].number}. Leave all but one of them out."
            )
            told |= {row.index: replace(row, problem=problem) for row in filled}
    return tuple(told.get(row.index, row) for row in rows)
