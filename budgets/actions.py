"""The writes to a budget: approve it, enter a quarter's figures. One transaction each.

Errors leave: nothing is caught inside a transaction, so a save is whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from budgets.announcing import announce_open_quarters
from budgets.approval_day import check_approval_day
from budgets.lifecycle import locked
from budgets.models import (
    BudgetDecision,
    BudgetLine,
    FigureBatch,
    FigureRevision,
    FinancialYear,
    Quarter,
)
from budgets.revisions import CELLS, last_change, revisions_of
from budgets.shares import agreed_basis, register_basis
from budgets.versions import current_balance, freeze, parts_by
from partners.models import User


class QuarterLocked(ValueError):
    """Figures can only be entered while the quarter is open."""


class LinesChanged(ValueError):
    """A line that figures were entered for is no line of the year, or is none any more."""


@dataclass(frozen=True)
class Figures:
    """One line as typed: pounds (None: not entered), and the revision the person was shown."""

    line_id: int
    based_on: int
    actual: Decimal | None
    estimate: Decimal | None
    comment: str = ""


@dataclass(frozen=True)
class Conflict:
    """One cell that somebody else changed after the person's page was fetched.

    ``theirs`` is the revision that gave it the value it has now: who, and when.
    """

    line: BudgetLine
    cell: str
    yours: Decimal | str | None
    theirs: FigureRevision


class FiguresConflict(Exception):
    """Two people changed the same cells. Nothing was saved; ``conflicts`` shows both values."""

    def __init__(self, conflicts: list[Conflict]):
        super().__init__(f"{len(conflicts)} cells were changed by somebody else meanwhile.")
        self.conflicts = conflicts


@transaction.atomic
def approve_budget(
    *,
    year: FinancialYear,
    user: User | None,
    base_cameras: Mapping[int, Fraction] | None = None,
    approver: str = "",
    minute: str = "",
    dated: date | None = None,
) -> FinancialYear:
    """Approve ``year``'s budget and freeze each partner's budgeted recharge with it (rule 8).

    ``base_cameras``: equivalent cameras by partner key; absent, the register as it stands.
    ``approver``: the body that approved it, as its ``minute`` says, on the day ``dated``; today
    unless said. Finance is told which quarters are over already and wait for their figures.
    ApprovalDayRefused: no budget of the year can have been approved that day.
    ValueError: already approved. NothingToShareBy, MissingWeight: no shares can be worked out.
    """
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state != FinancialYear.State.BEING_SET:
        raise ValueError(f"The budget of {year} is approved already.")
    basis = register_basis(year) if base_cameras is None else agreed_basis(year, base_cameras)
    decision = BudgetDecision.objects.create(
        year=year,
        kind=BudgetDecision.Kind.APPROVAL,
        version=1,
        dated=check_approval_day(dated or timezone.localdate(), year.period),
        approver=approver,
        minute=minute,
        recorded_by=user,
    )
    freeze(decision, parts_by(basis, current_balance(year), year.rounding_unit))
    year.state = FinancialYear.State.APPROVED
    year.approved_at, year.approved_by = timezone.now(), user
    year.save()
    announce_open_quarters(year=year, by=user)
    return year


@transaction.atomic
def enter_figures(
    *,
    quarter: Quarter,
    entered: Iterable[Figures],
    user: User | None,
    source: str = FigureBatch.Source.TYPED,
    reason: str = "",
    reverses: FigureBatch | None = None,
) -> FigureBatch | None:
    """Save figures as new revisions of one batch, whole or not at all; None: nothing changed.

    A line that says what is already there adds nothing. Somebody else's change to another cell of
    the same line is kept beside one's own. QuarterLocked: the quarter is not open. LinesChanged: a
    line is not the year's. FiguresConflict: somebody else changed the same cell to another value.
    """
    quarter = locked(quarter)
    if quarter.state != Quarter.State.OPEN:
        raise QuarterLocked(f"{quarter} is {quarter.get_state_display().lower()}: locked.")
    if quarter.year.state == FinancialYear.State.BEING_SET:
        raise QuarterLocked(f"The budget of {quarter.year} is still being set.")
    merged = _merged(quarter, list(entered))
    if not merged:
        return None
    batch = FigureBatch.objects.create(
        quarter=quarter, source=source, reason=reason, reverses=reverses, saved_by=user
    )
    FigureRevision.objects.bulk_create(
        FigureRevision(
            quarter=quarter,
            batch=batch,
            line_id=line_id,
            number=number,
            **dict(zip(CELLS, cells, strict=True)),
        )
        for line_id, number, cells in merged
    )
    return batch


def _merged(quarter: Quarter, entered: list[Figures]) -> list[tuple[int, int, tuple]]:
    """(line, next number, cells) of every line that changes, both people's changes joined."""
    history = revisions_of(quarter, [figures.line_id for figures in entered])
    lines = BudgetLine.objects.filter(year=quarter.year).in_bulk()
    if strangers := {figures.line_id for figures in entered} - lines.keys():
        raise LinesChanged(f"{quarter.year} has no line with the key {min(strangers)}.")
    conflicts: list[Conflict] = []
    changed = []
    for figures in entered:
        revisions = history.get(figures.line_id, {})
        newest = revisions[max(revisions)] if revisions else None
        cells = _merged_cells(figures, revisions, newest, lines[figures.line_id], conflicts)
        if cells != _cells(newest):
            changed.append((figures.line_id, newest.number + 1 if newest else 1, cells))
    if conflicts:
        raise FiguresConflict(conflicts)
    return changed


def _merged_cells(figures, revisions, newest, line, conflicts) -> tuple:
    """Cell by cell: what I changed is mine, what I left is the newest, both changed is a conflict."""
    shown, cells = revisions.get(figures.based_on), []
    for cell, mine, before, now in zip(
        CELLS, _cells(figures), _cells(shown), _cells(newest), strict=True
    ):
        if mine not in (before, now) and now != before:
            conflicts.append(Conflict(line, cell, mine, last_change(revisions, cell)))
        cells.append(now if mine == before else mine)
    return tuple(cells)


def _cells(figures: Figures | FigureRevision | None) -> tuple:
    if figures is None:
        return (None, None, "")
    return (figures.actual, figures.estimate, figures.comment)
