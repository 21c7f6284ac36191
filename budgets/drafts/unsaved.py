"""What of a person's draft is not saved yet: to be offered back, or read where a quarter is locked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from budgets.drafts.rows import TYPED_IN, field_name
from budgets.inputs import LinePosition
from budgets.models import BudgetLine, FigureDraft, FigureRevision, Quarter
from budgets.revisions import (
    CELLS,
    History,
    last_change,
    revisions_of,
    says,
    text_in,
    value_in,
)
from budgets.wording import cell_names, counted, listed, quoted, when
from partners.models import User

# In one sentence; the table above it has shown them all.
MOST_IN_WORDS = 12


@dataclass(frozen=True)
class UnsavedCell:
    """One cell as typed, what it is called, and what is saved there now.

    ``changed`` is the revision that gave the cell another value meanwhile; None: it still holds what
    the person was shown.
    """

    line: BudgetLine
    cell: str
    name: str
    typed: str
    saved: str
    changed: FigureRevision | None
    user: User

    @property
    def field_name(self) -> str:
        return field_name(self.line.pk, self.cell)

    @property
    def changed_by(self) -> str:
        """``Robin, today at 10:50``; "" where nobody changed it."""
        if self.changed is None:
            return ""
        batch = self.changed.batch
        if batch.saved_by == self.user:
            return f"you, {when(batch.saved_at)}"
        return f"{batch.saved_by or 'a command'}, {when(batch.saved_at)}"


@dataclass(frozen=True)
class UnsavedWork:
    """A draft's cells that are not saved, in the order of the grid; at least one."""

    quarter: Quarter
    kept_at: datetime
    cells: tuple[UnsavedCell, ...]

    @property
    def amount(self) -> str:
        """``3 figures and 1 comment``."""
        comments = sum(1 for cell in self.cells if cell.cell == "comment")
        amounts = {"figure": len(self.cells) - comments, "comment": comments}
        return listed([counted(number, noun) for noun, number in amounts.items() if number])

    @property
    def them(self) -> str:
        return "it" if len(self.cells) == 1 else "them"

    @property
    def sentence(self) -> str:
        return f"You {self._done}"

    @property
    def sentence_with_quarter(self) -> str:
        return f"In {self.quarter} you {self._done}"

    @property
    def _done(self) -> str:
        return f"typed {self.amount} {when(self.kept_at)} and have not saved {self.them}"

    @property
    def address(self) -> str:
        """Where it is offered; of a locked quarter, where it can be read."""
        quarter = self.quarter
        if quarter.state != Quarter.State.OPEN:
            return quarter.get_absolute_url()
        return reverse("budgets:quarter_edit", args=[quarter.year.period, quarter.number])

    @property
    def in_words(self) -> str:
        """``Premises, estimate “43,690”; Rent, comment nothing``; of many, the first ones."""
        first = self.cells[:MOST_IN_WORDS]
        said = [f"{cell.line.name}, {cell.name} {quoted(cell.typed)}" for cell in first]
        more = len(self.cells) - len(first)
        return "; ".join([*said, *([f"and {more} more"] if more else [])])

    @property
    def names(self) -> str:
        """The fields of the grid, as the page names those typed in."""
        return " ".join(cell.field_name for cell in self.cells)

    def as_sent(self, lines: Iterable[LinePosition]) -> dict[str, str]:
        """The grid's fields with the draft put back into them, upon the newest figures.

        Where somebody else changed one of its cells meanwhile, that cell is in dispute.
        """
        sent = {TYPED_IN: self.names}
        for line in lines:
            own = [cell for cell in self.cells if cell.line.pk == line.line_id]
            sent |= {field_name(line.line_id, cell): text_in(line, cell) for cell in CELLS}
            sent |= {cell.field_name: cell.typed for cell in own}
            sent |= {
                f"lines-{line.line_id}-based_on": str(line.revision),
                f"lines-{line.line_id}-disputed": " ".join(c.cell for c in own if c.changed),
            }
        return sent


def unsaved_work(quarter: Quarter, user: User) -> UnsavedWork | None:
    """What ``user`` typed into ``quarter`` and has not saved; None: nothing."""
    draft = FigureDraft.objects.filter(quarter=quarter, user=user).first()
    return unsaved_of(draft) if draft else None


def unsaved_of(draft: FigureDraft) -> UnsavedWork | None:
    """The cells of ``draft`` that are not saved yet, here or by way of another page."""
    cells = tuple(_unsaved(draft))
    return UnsavedWork(draft.quarter, draft.kept_at, cells) if cells else None


def is_saved(cell: str, text: str, based_on: int, history: History, user: User) -> bool:
    """Whether ``text`` is the figure now, or was, by this person's own saving after they typed it."""
    if says(history[max(history)] if history else None, cell, text):
        return True
    return any(
        number > based_on and revision.batch.saved_by_id == user.pk and says(revision, cell, text)
        for number, revision in history.items()
    )


def _unsaved(draft: FigureDraft) -> Iterator[UnsavedCell]:
    names = cell_names(draft.quarter)
    keys = [int(line) for line in draft.cells]
    history = revisions_of(draft.quarter, keys)
    for line in BudgetLine.objects.filter(year=draft.quarter.year_id, pk__in=keys):
        revisions = history.get(line.pk, {})
        row = draft.cells[str(line.pk)]
        for cell in (cell for cell in CELLS if cell in row):
            text, based_on = row[cell]["text"], row[cell]["based_on"]
            if not is_saved(cell, text, based_on, revisions, draft.user):
                newest = revisions[max(revisions)] if revisions else None
                moved = value_in(revisions.get(based_on), cell) != value_in(newest, cell)
                yield UnsavedCell(
                    line=line,
                    cell=cell,
                    name=names[cell],
                    typed=text,
                    saved=text_in(newest, cell),
                    changed=last_change(revisions, cell) if moved else None,
                    user=draft.user,
                )
