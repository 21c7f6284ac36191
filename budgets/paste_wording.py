"""What is said after saving a pasted block, or where somebody else was quicker."""

from __future__ import annotations

from collections.abc import Iterable

from budgets.actions import Conflict
from budgets.figure_history import changes_in
from budgets.models import FigureBatch, Quarter
from budgets.outcomes import saved_message
from budgets.revisions import as_text, text_in
from budgets.wording import cell_names, counted, quoted, when


def saved_sentence(quarter: Quarter, batch: FigureBatch) -> str:
    """``12 figures of 6 lines are saved as pasted.``, the balance, and the way to take it back."""
    entries = list(changes_in(quarter, batch.revisions.with_before()))
    lines = len({entry.line for entry in entries})
    are = "is" if len(entries) == 1 else "are"
    saved = f"{counted(len(entries), 'figure')} of {counted(lines, 'line')} {are} saved as pasted."
    return saved_message(quarter, batch, saved)


def conflict_sentences(quarter: Quarter, conflicts: Iterable[Conflict]) -> list[str]:
    """Who saved what and when, cell by cell, after the block was shown."""
    names = cell_names(quarter)
    return [
        f"{conflict.line}, {names[conflict.cell]}: {conflict.theirs.batch.saved_by or 'a command'} "
        f"saved {quoted(text_in(conflict.theirs, conflict.cell))} "
        f"{when(conflict.theirs.batch.saved_at)}, after this was shown; pasted is "
        f"{quoted(as_text(conflict.yours))}. Nothing is saved. Saving now puts yours in its place."
        for conflict in conflicts
    ]
