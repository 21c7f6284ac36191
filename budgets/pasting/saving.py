"""Saves a pasted block as one batch, and only where nobody changed a pasted cell since it was shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from budgets.actions import Conflict, Figures, FiguresConflict, enter_figures
from budgets.lifecycle import locked
from budgets.models import FigureBatch, Quarter
from budgets.pasting.understanding import Value
from budgets.revisions import CELLS, last_change, revisions_of, value_in
from partners.models import User

Pasted = Mapping[int, Mapping[str, Value]]


@transaction.atomic
def paste_figures(
    *, quarter: Quarter, pasted: Pasted, based_on: Mapping[int, int], user: User | None
) -> FigureBatch | None:
    """Save ``pasted`` (line key -> cell -> value), whole or not at all; None: nothing changed.

    ``based_on``: line key -> number of the revision that the preview showed. A pasted cell that
    says what was saved already is somebody's word too: where another person changed it meanwhile,
    that is a conflict as well. QuarterLocked, LinesChanged, FiguresConflict: nothing was saved.
    """
    quarter = locked(quarter)
    history = revisions_of(quarter, pasted)
    conflicts, entered = [], []
    for line, cells in pasted.items():
        saved = history.get(line, {})
        newest, shown = saved.get(max(saved, default=0)), saved.get(based_on[line])
        for cell, value in cells.items():
            if value_in(newest, cell) not in (value_in(shown, cell), value):
                theirs = last_change(saved, cell)
                conflicts.append(Conflict(theirs.line, cell, value, theirs))
        now = {cell: value_in(newest, cell) for cell in CELLS}
        entered.append(Figures(line, newest.number if newest else 0, **now | cells))
    if conflicts and quarter.state == Quarter.State.OPEN:
        raise FiguresConflict(conflicts)
    return enter_figures(
        quarter=quarter, entered=entered, user=user, source=FigureBatch.Source.PASTED
    )
