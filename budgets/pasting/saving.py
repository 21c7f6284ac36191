"""Saves a pasted block as one batch, and only where nobody changed a pasted cell since it was shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from budgets.actions import CELLS, Conflict, Figures, FiguresConflict, enter_figures
from budgets.lifecycle import locked
from budgets.models import FigureBatch, FigureRevision, Quarter
from budgets.pasting.understanding import Value
from partners.models import User

Pasted = Mapping[int, Mapping[str, Value]]


@transaction.atomic
def paste_figures(
    *, quarter: Quarter, pasted: Pasted, based_on: Mapping[int, int], user: User | None
) -> FigureBatch | None:
    """Save ``pasted`` (line key -> cell -> value), whole or not at all; None: nothing changed.

    ``based_on``: line key -> number of the revision that the preview showed. A pasted cell that
    says what was saved already is somebody's word too: where another person changed it meanwhile,
    that is a conflict as well. QuarterLocked, FiguresConflict: nothing was saved.
    """
    quarter = locked(quarter)
    revisions = FigureRevision.objects.filter(quarter=quarter, line__in=pasted)
    by_line: dict[int, dict[int, FigureRevision]] = {}
    for revision in revisions.select_related("line", "batch__saved_by"):
        by_line.setdefault(revision.line_id, {})[revision.number] = revision
    conflicts, entered = [], []
    for line, cells in pasted.items():
        saved = by_line.get(line, {})
        newest = saved[max(saved)] if saved else None
        shown = saved.get(based_on[line])
        now = _cells(newest)
        conflicts += [
            Conflict(newest.line, cell, value, newest)
            for cell, value in cells.items()
            if now[cell] not in (_cells(shown)[cell], value)
        ]
        entered.append(Figures(line, newest.number if newest else 0, **now | cells))
    if conflicts and quarter.state == Quarter.State.OPEN:
        raise FiguresConflict(conflicts)
    return enter_figures(
        quarter=quarter, entered=entered, user=user, source=FigureBatch.Source.PASTED
    )


def _cells(revision: FigureRevision | None) -> dict[str, Value]:
    if revision is None:
        return {"actual": None, "estimate": None, "comment": ""}
    return {cell: getattr(revision, cell) for cell in CELLS}
