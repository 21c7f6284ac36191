"""What happened to a quarter's figures: who changed which cell, when, from what to what, and why.

Read from the revisions and their batches, and from the steps of the quarter; nothing is stored a
second time. The changes are put back and taken back in ``undoing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.text import Truncator

from budgets.actions import CELLS
from budgets.models import BudgetLine, FigureBatch, FigureRevision, Quarter, StateChange
from budgets.querysets import FigureRevisionQuerySet
from budgets.wording import STEPS, when
from cctvpartnership.figures import as_typed
from partners.models import User

# Beside the names of cells, what an entry of the log may be about.
STEP = "step"
# Of a long comment; the whole of it stands on the page.
LONGEST_QUOTED = 60

Value = Decimal | str | None


@dataclass(frozen=True)
class Entry:
    """One cell that a saving changed, or one step of the quarter.

    ``what`` is ``actual``, ``estimate``, ``comment`` or ``step``, and ``name`` what people call it.
    Amounts are in pounds, None is not entered; of a step the values are the states. ``by`` is
    None where a command did it. A step has neither line, ``number`` of a revision nor batch.
    """

    at: datetime
    by: User | None
    what: str
    name: str
    before: Value
    after: Value
    how: str
    why: str
    line: BudgetLine | None = None
    number: int = 0
    batch: FigureBatch | None = None

    @property
    def cell(self) -> tuple[int, str]:
        """Which cell of the quarter, across all that was saved in it."""
        return self.line.pk, self.what

    @property
    def sentence(self) -> str:
        """``Sam Finance changed Employees, actual, from “11” to “12” today at 10:42.``"""
        who = self.by or "a command"
        values = f"from {_quoted(self.before)} to {_quoted(self.after)}"
        return f"{who} changed {self.line}, {self.name.lower()}, {values} {when(self.at)}."


@dataclass(frozen=True)
class CellHistory:
    """Every value that one cell of a line ever held, newest first."""

    what: str
    name: str
    entries: tuple[Entry, ...]

    @property
    def value(self) -> Value:
        return self.entries[0].after

    @property
    def first(self) -> Value:
        """What stood before anything was entered."""
        return self.entries[-1].before

    def entry(self, number: int) -> Entry | None:
        """The change that revision ``number`` of the line made to this cell."""
        return next((entry for entry in self.entries if entry.number == number), None)


@dataclass(frozen=True)
class BatchCell:
    """A cell that a batch changed, and the newest change of that same cell."""

    entry: Entry
    newest: Entry

    @property
    def stands(self) -> bool:
        return self.newest.after == self.entry.after

    @property
    def is_disputed(self) -> bool:
        """It now holds something else than the batch saved, and than it held before."""
        return not self.stands and self.newest.after != self.entry.before


def cell_names(quarter: Quarter) -> dict[str, str]:
    """What people call the cells; in Quarter 4 the estimate is the outturn."""
    estimate = "Outturn" if quarter.is_last else "Estimate"
    return {"actual": "Actual", "estimate": estimate, "comment": "Comment", STEP: "State"}


def changes_in(quarter: Quarter, revisions: FigureRevisionQuerySet) -> Iterator[Entry]:
    """The cells that ``revisions`` of ``quarter`` changed, in their order. One query."""
    names = cell_names(quarter)
    rows = revisions.with_before().select_related("line", "batch__saved_by", "batch__taken_back_by")
    for revision in rows:
        for cell in CELLS:
            entry = change_of(revision, cell, names[cell])
            if entry.before != entry.after:
                yield entry


def change_of(revision: FigureRevision, cell: str, name: str) -> Entry:
    """What ``revision``, read ``with_before``, made of one cell."""
    batch, before = revision.batch, getattr(revision, f"before_{cell}")
    return Entry(
        at=batch.saved_at,
        by=batch.saved_by,
        what=cell,
        name=name,
        before=before or "" if cell == "comment" else before,
        after=getattr(revision, cell),
        how=batch.get_source_display(),
        why=batch.reason,
        line=revision.line,
        number=revision.number,
        batch=batch,
    )


def step_of(change: StateChange, name: str) -> Entry:
    words = STEPS[change.from_state, change.to_state]
    return Entry(
        at=change.made_at,
        by=change.made_by,
        what=STEP,
        name=name,
        before=change.get_from_state_display(),
        after=change.get_to_state_display(),
        how=f"{words[0].upper()}{words[1:]}",
        why=change.reason,
    )


def cell_histories(quarter: Quarter, line: BudgetLine) -> list[CellHistory]:
    """The cells of ``line`` that were ever entered, in the order of their columns. One query."""
    newest_first = quarter.revisions.filter(line=line).order_by("-number")
    entries = list(changes_in(quarter, newest_first))
    names = cell_names(quarter)
    found = {cell: tuple(entry for entry in entries if entry.what == cell) for cell in CELLS}
    return [CellHistory(cell, names[cell], found[cell]) for cell in CELLS if found[cell]]


def batch_cells(quarter: Quarter, batch: FigureBatch) -> list[BatchCell]:
    """What ``batch`` changed, line by line, and what became of it since. One query."""
    lines = quarter.revisions.filter(line__in=batch.revisions.values("line"))
    changes = list(changes_in(quarter, lines.order_by("line__position", "line", "number")))
    newest = {entry.cell: entry for entry in changes}
    return [BatchCell(entry, newest[entry.cell]) for entry in changes if entry.batch == batch]


def takings_back(batch: FigureBatch) -> list[FigureBatch]:
    """Who took ``batch`` back, who took that back, and so on. One query."""
    takings = FigureBatch.objects.filter(quarter=batch.quarter_id, reverses__isnull=False)
    by_reversed = {taking.reverses_id: taking for taking in takings.select_related("saved_by")}
    found, taken = [], batch
    while taken := by_reversed.get(taken.pk):
        found.append(taken)
    return found


def _quoted(value: Value) -> str:
    text = value if isinstance(value, str) else as_typed(value)
    return f"“{Truncator(text).chars(LONGEST_QUOTED)}”" if text else "nothing"
