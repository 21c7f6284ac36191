"""What happened to a quarter's figures: who changed which cell, when, from what to what, and why.

Read from the revisions and their batches, and from the steps of the quarter; nothing is stored a
second time. The changes are put back and taken back in ``undoing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from budgets.models import BudgetLine, FigureBatch, FigureRevision, Quarter, StateChange
from budgets.revisions import CELLS, as_text
from budgets.wording import cell_names, quoted, step_alone, when
from partners.models import User

# Beside the names of cells, what an entry of the log may be about.
STEP = "step"
BLANK = {"actual": None, "estimate": None, "comment": ""}

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
    """Changes of one cell of a line, newest first, and the ``value`` that stands there now."""

    what: str
    name: str
    value: Value
    entries: tuple[Entry, ...]

    @property
    def blank(self) -> Value:
        """What stood before anything was entered."""
        return BLANK[self.what]


@dataclass(frozen=True)
class BatchCell:
    """A cell that a batch changed, what it holds now, and who changed it last if not the batch."""

    entry: Entry
    value: Value
    last: Entry | None

    @property
    def stands(self) -> bool:
        return self.value == self.entry.after

    @property
    def is_disputed(self) -> bool:
        """It now holds something else than the batch saved, and than it held before."""
        return self.value not in (self.entry.before, self.entry.after)


def names_of(quarter: Quarter) -> dict[str, str]:
    """What people call the cells and the steps, as headings."""
    return {cell: name.capitalize() for cell, name in cell_names(quarter).items()} | {STEP: "State"}


def changes_in(quarter: Quarter, revisions: Iterable[FigureRevision]) -> Iterator[Entry]:
    """The cells that ``revisions`` of ``quarter``, read ``with_before``, changed, in their order."""
    names = names_of(quarter)
    for revision in revisions:
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
    return Entry(
        at=change.made_at,
        by=change.made_by,
        what=STEP,
        name=name,
        before=change.get_from_state_display(),
        after=change.get_to_state_display(),
        how=step_alone(change),
        why=change.reason,
    )


def cell_histories(
    quarter: Quarter, line: BudgetLine, revisions: Iterable[FigureRevision]
) -> list[CellHistory]:
    """The cells of ``line`` that ``revisions`` (newest first) changed, in the order of columns."""
    entries = list(changes_in(quarter, revisions))
    newest, names = newest_of(quarter, line), names_of(quarter)
    found = {cell: tuple(entry for entry in entries if entry.what == cell) for cell in CELLS}
    return [
        CellHistory(cell, names[cell], getattr(newest, cell), found[cell])
        for cell in CELLS
        if found[cell]
    ]


def newest_of(quarter: Quarter, line: BudgetLine) -> FigureRevision | None:
    """The figures of one line; None before anything was entered."""
    return quarter.revisions.filter(line=line).order_by("number").last()


def change_by(quarter: Quarter, line: BudgetLine, cell: str, number: int) -> Entry | None:
    """What revision ``number`` made of a cell; None where it left it alone or there is none."""
    made = quarter.revisions.filter(line=line, number=number).with_before()
    return next((entry for entry in changes_in(quarter, made) if entry.what == cell), None)


def last_changes(quarter: Quarter, cell: str, lines: Iterable[int]) -> dict[int, Entry]:
    """The newest change of ``cell`` on each of ``lines`` that has one, by line. Two queries."""
    changing = quarter.revisions.filter(line__in=lines).changing(cell)
    last = changing.order_by().values("line").annotate(last=Max("number"))
    these = [Q(line=line, number=number) for line, number in last.values_list("line", "last")]
    if not these:
        return {}
    revisions = quarter.revisions.filter(reduce(or_, these)).with_before()
    name = names_of(quarter)[cell]
    return {revision.line_id: change_of(revision, cell, name) for revision in revisions}


def batch_cells(quarter: Quarter, batch: FigureBatch) -> list[BatchCell]:
    """What ``batch`` changed, line by line, and what became of it since.

    Two queries, and two more for each kind of cell that was changed since.
    """
    saved = batch.revisions.with_before().order_by("line__position", "line")
    entries = list(changes_in(quarter, saved))
    lines = {entry.line.pk for entry in entries}
    newest = {each.line_id: each for each in quarter.revisions.filter(line__in=lines).newest()}
    values = {entry.cell: getattr(newest[entry.line.pk], entry.what) for entry in entries}
    since: dict[str, list[int]] = {}
    for entry in entries:
        if values[entry.cell] != entry.after:
            since.setdefault(entry.what, []).append(entry.line.pk)
    last = {what: last_changes(quarter, what, lines) for what, lines in since.items()}
    return [
        BatchCell(entry, values[entry.cell], last.get(entry.what, {}).get(entry.line.pk))
        for entry in entries
    ]


def takings_back(batch: FigureBatch) -> list[FigureBatch]:
    """Who took ``batch`` back, who took that back, and so on. One query."""
    takings = FigureBatch.objects.filter(quarter=batch.quarter_id, reverses__isnull=False)
    by_reversed = {taking.reverses_id: taking for taking in takings.select_related("saved_by")}
    found, taken = [], batch
    while taken := by_reversed.get(taken.pk):
        found.append(taken)
    return found


def _quoted(value: Value) -> str:
    return quoted(as_text(value))
