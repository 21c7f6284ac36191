"""The preview of a pasted block: what to settle, what would change, and what it would come to.

Arranges for the page what ``pasting`` understood; the arithmetic is ``position``'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from budgets.entry import with_lines
from budgets.explanation.wording import amount
from budgets.paste_rows import Choice, PreviewCell, PreviewRow
from budgets.pasting import BlankAs, Column, Kind, Understanding
from budgets.pasting.columns import saves_nothing
from budgets.pasting.parts import COMPARED, SAVED
from budgets.position import QuarterPosition
from budgets.wording import counted

# In the summary; the rest stands in the table under it.
MOST_ERRORS = 10


@dataclass(frozen=True)
class Movement:
    """An amount as it is and as it would be, in pounds; None: not yet known."""

    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class PastePreview:
    """What the page shows of an understanding, beside the position as saved (``before``)."""

    understanding: Understanding
    before: QuarterPosition
    unworkable: str

    @cached_property
    def after(self) -> QuarterPosition:
        return with_lines(self.before, self.understanding.lines_after, self.unworkable)

    @property
    def movements(self) -> list[Movement]:
        """The balance, what has been spent, and each recharge, before and after.

        What they come to is not yet known as long as something is to be settled.
        """
        before, after = self.before, self.after
        recharges = zip(before.recharges, after.recharges, strict=True)
        movements = [
            Movement("Balance to recover", before.balance.estimate, after.balance.estimate),
            *(
                Movement(one.partner.short_name, one.estimate, other.estimate)
                for one, other in recharges
            ),
            Movement("Actual to date", before.balance.actual, after.balance.actual),
        ]
        if self.understanding.problems:
            return [replace(movement, after=None) for movement in movements]
        return movements

    @property
    def answer(self) -> str:
        """The preview in a sentence."""
        settle, changes = len(self.understanding.problems), self.understanding.changes
        if settle:
            return f"{counted(settle, 'thing')} to settle before anything can be saved."
        if not changes:
            return "Nothing would change: every pasted figure is saved already."
        lines = len({cell.line.line_id for cell in changes})
        figures = f"{counted(len(changes), 'figure')} of {counted(lines, 'line')} would change."
        return f"{figures} {self._balance_in_words}"

    @property
    def _balance_in_words(self) -> str:
        was, becomes = self.before.balance.estimate, self.after.balance.estimate
        if becomes is None:
            return "The balance to recover is not yet known."
        if was == becomes:
            return f"The balance to recover stays {amount(becomes)}."
        return f"The balance to recover becomes {amount(becomes)}."

    @cached_property
    def rows(self) -> list[PreviewRow]:
        names = self.understanding.known.names
        cells: dict[int, list[PreviewCell]] = {}
        for cell in self.understanding.cells:
            of_row = cells.setdefault(cell.row.index, [])
            of_row.append(PreviewCell(cell, names[cell.column.kind]))
        return [
            PreviewRow(row, _in_order(cells.get(row.index, ())), self.understanding)
            for row in self.understanding.rows
        ]

    @property
    def to_settle(self) -> list[PreviewRow]:
        """Rows that are asked about, or hold a cell that cannot be read."""
        asked = {problem.field for problem in self.understanding.problems}
        return [row for row in self.rows if row.row.field in asked or row.unreadable]

    @property
    def changing(self) -> list[PreviewRow]:
        return [row for row in self._in_place if row.changes]

    @property
    def unchanged(self) -> list[PreviewRow]:
        return [row for row in self._in_place if not row.changes]

    @property
    def _in_place(self) -> list[PreviewRow]:
        return [
            row for row in self.rows if row.row.line and not row.row.problem and not row.unreadable
        ]

    @property
    def left_out(self) -> list[PreviewRow]:
        return [row for row in self.rows if row.row.reason]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(address of the field, sentence) for the error summary; of many, the first."""
        problems = self.understanding.problems
        errors = [(f"#{problem.field}", problem.sentence) for problem in problems[:MOST_ERRORS]]
        if len(problems) > MOST_ERRORS:
            errors.append(("#to-settle", f"And {len(problems) - MOST_ERRORS} more."))
        return errors

    @property
    def has_blanks(self) -> bool:
        return any(cell.reading.is_blank for cell in self.understanding.cells)

    @property
    def clears_blanks(self) -> bool:
        return self.understanding.answers.blanks == BlankAs.CLEAR

    @property
    def has_dashes(self) -> bool:
        return any(cell.reading.is_dash for cell in self.understanding.cells)

    @property
    def asks_columns(self) -> bool:
        columns = self.understanding.columns
        return saves_nothing(columns) or any(column.problem for column in columns)

    @property
    def asks_dashes(self) -> str:
        """The sentence that asks what a dash stands for; "" where there is none, or it is said."""
        return self.understanding.asks_dashes

    @property
    def has_names(self) -> bool:
        return any(column.kind == Kind.LINE for column in self.understanding.columns)

    @property
    def kinds(self) -> list[str]:
        """What the columns of the tables of rows are called, in the order of the grid."""
        kinds = [column.kind for column in self.understanding.columns if not column.problem]
        names = self.understanding.known.names
        return [names[kind] for kind in SAVED if kind in kinds]

    @property
    def columns(self) -> list[tuple[Column, list[str], list[Choice]]]:
        """Each column with what stands first in it and the kinds to choose from."""
        return [
            (column, self._sample(column), _column_choices(column, self.understanding.known.names))
            for column in self.understanding.columns
        ]

    def _sample(self, column: Column, most: int = 3) -> list[str]:
        body = (row for row in self.understanding.rows if row.line or not row.reason)
        cells = (" ".join(row.cells[column.index].split()) for row in body)
        return [cell for cell in cells if cell][:most]

    @property
    def columns_in_words(self) -> str:
        """``Line, budget (compared), actual, estimate and 1 left out``."""
        kinds = [column.kind for column in self.understanding.columns]
        names = self.understanding.known.names
        said = [
            f"{names[kind]}{' (only compared)' if kind in COMPARED else ''}"
            for kind in kinds
            if kind and kind != Kind.OUT
        ]
        asked, out = kinds.count(None), kinds.count(Kind.OUT)
        said += [f"{asked} to be chosen"] * bool(asked) + [f"{out} left out"] * bool(out)
        return ", ".join(said)


def _in_order(cells: Iterable[PreviewCell]) -> tuple[PreviewCell, ...]:
    return tuple(sorted(cells, key=lambda each: SAVED.index(each.cell.column.kind)))


def _column_choices(column: Column, names: dict[Kind, str]) -> list[Choice]:
    labels = {
        kind: f"{names[kind].capitalize()}{', only compared' if kind in COMPARED else ''}"
        for kind in Kind
        if kind != Kind.OUT
    } | {Kind.OUT: "Leave out"}
    unchosen = f"{labels[column.read_as]}, as understood" if column.read_as else "Choose"
    chosen = column.chosen.value if column.chosen else ""
    options = [("", unchosen), *((kind.value, label) for kind, label in labels.items())]
    return [(value, label, value == chosen) for value, label in options]
