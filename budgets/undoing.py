"""Earlier figures again: one value put back, or a whole batch taken back.

Both are savings like any other: they add revisions, merge with what others changed in other cells,
and are refused where somebody changed the same cell since (``actions.enter_figures``).
"""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from budgets.actions import Figures, enter_figures
from budgets.lifecycle import locked
from budgets.models import FigureBatch, FigureRevision
from budgets.revisions import CELLS
from partners.models import User

NOTHING = dict(zip(CELLS, (None, None, ""), strict=True))


class UndoRefused(ValueError):
    """There is nothing to undo, or no reason was written; the message says which, for people."""


@transaction.atomic
def put_back(
    *,
    shown: FigureRevision,
    cell: str,
    value: Decimal | str | None,
    user: User | None,
    reason: str,
) -> FigureBatch:
    """Save an earlier ``value`` in one cell of the line whose newest revision was ``shown``.

    UndoRefused: it stands there already, or no reason. QuarterLocked. FiguresConflict: somebody
    changed this very cell after ``shown``.
    """
    cells = {name: getattr(shown, name) for name in CELLS} | {cell: value}
    batch = enter_figures(
        quarter=shown.quarter,
        entered=[Figures(shown.line_id, shown.number, **cells)],
        user=user,
        source=FigureBatch.Source.PUT_BACK,
        reason=_written(reason),
    )
    if batch is None:
        raise UndoRefused("This value already stands. Nothing is saved.")
    return batch


@transaction.atomic
def take_back(*, batch: FigureBatch, user: User | None, reason: str) -> FigureBatch:
    """Save what every cell that ``batch`` changed held before it: all of them or none.

    The new batch can be taken back in its turn. UndoRefused: taken back already, nothing of it
    stands any more, or no reason. QuarterLocked. FiguresConflict: somebody changed a cell since.
    """
    quarter = locked(batch.quarter)
    if FigureBatch.objects.filter(reverses=batch).exists():
        raise UndoRefused("These figures were taken back already. Nothing is saved.")
    taking = enter_figures(
        quarter=quarter,
        entered=[_as_before(revision) for revision in batch.revisions.with_before()],
        user=user,
        source=FigureBatch.Source.TAKEN_BACK,
        reason=_written(reason),
        reverses=batch,
    )
    if taking is None:
        raise UndoRefused("Every figure already stands as it did before. Nothing is saved.")
    return taking


def _as_before(revision: FigureRevision) -> Figures:
    """The cells before ``revision``, as if typed on the page that it made.

    What it left alone is left alone, so that whatever others saved there stays.
    """
    cells = {cell: getattr(revision, f"before_{cell}") for cell in CELLS}
    return Figures(revision.line_id, revision.number, **cells | {"comment": cells["comment"] or ""})


def _written(reason: str) -> str:
    if not reason.strip():
        raise UndoRefused("Write the reason: it stays beside the figures.")
    return reason.strip()
