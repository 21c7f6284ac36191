"""A quarter's way from open to published and back, one step and one transaction at a time.

Submitting freezes everything the position is computed from; reopening thaws it. Publishing an
edition belongs to ``reports``, which calls ``mark_published`` inside its own transaction. Those
concerned are told of each step by ``announcing``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from budgets.announcing import tell_of_step
from budgets.freezing import frozen
from budgets.inputs import QuarterInputs, current_inputs
from budgets.mentioned import NOTHING_MENTIONED, mentioned_now
from budgets.models import FinancialYear, Quarter, StateChange
from budgets.position import position_of
from partners.models import User

State = Quarter.State


class StepRefused(ValueError):
    """The quarter cannot take this step; the message says why, for people."""


def mark_of(inputs: QuarterInputs) -> str:
    """The same only for the same figures, budget and shares: what a page has shown of them."""
    content = frozen(replace(inputs, mentioned=NOTHING_MENTIONED))
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def submit_quarter(
    *,
    quarter: Quarter,
    user: User | None,
    tell: bool = True,
    on: date | None = None,
    shown: str | None = None,
) -> Quarter:
    """Lock the figures and put them before the board; ``tell``: by e-mail too.

    ``on``: the day on which an item mentioned counts as overdue or not, where a quarter is loaded
    long after its papers were due; else today. ``shown``: the mark of what the person has looked at.
    StepRefused: not open, the year not approved, a figure not entered (the lines are named), or what
    stands now is not what was shown.
    """
    # What changes the budget holds the year: else half a virement could be frozen.
    FinancialYear.objects.select_for_update(no_key=True).get(pk=quarter.year_id)
    quarter = locked(quarter)
    _expect(quarter, State.OPEN)
    if quarter.year.state != FinancialYear.State.APPROVED:
        raise StepRefused(f"The budget of {quarter.year} is not approved, or the year is closed.")
    inputs = replace(current_inputs(quarter), mentioned=mentioned_now(quarter, on))
    if not position_of(quarter, inputs).is_complete:
        raise StepRefused(f"Not every figure is entered: {missing_figures(inputs)}.")
    if shown not in (None, mark_of(inputs)):
        raise StepRefused(
            "Figures, budget or cameras have changed since this page was shown. Nothing is submitted: "
            "look at what stands below now, and submit that."
        )
    quarter.frozen = frozen(inputs)
    # Whoever submits knows that it was open, and is not told so should it be taken back.
    quarter.announced_at = quarter.announced_at or timezone.now()
    change = _step(quarter, State.WITH_BOARD, user)
    if tell:
        tell_of_step(change)
    return change.quarter


@transaction.atomic
def reopen_quarter(*, quarter: Quarter, user: User | None, reason: str) -> Quarter:
    """Take a quarter back from the board, so that figures can be entered again.

    StepRefused: not with the board, no reason, or the year is closed and its figures stand.
    """
    quarter = locked(quarter)
    _expect(quarter, State.WITH_BOARD)
    if quarter.year.state == FinancialYear.State.CLOSED:
        raise StepRefused(f"{quarter.year} is closed: its figures stand.")
    quarter.frozen = None
    change = _step(quarter, State.OPEN, user, _written(reason))
    tell_of_step(change)
    return change.quarter


@transaction.atomic
def withdraw_quarter(*, quarter: Quarter, user: User | None, reason: str) -> Quarter:
    """Take a published quarter back to the board, to be corrected; its editions stay."""
    quarter = locked(quarter)
    _expect(quarter, State.PUBLISHED)
    change = _step(quarter, State.WITH_BOARD, user, _written(reason))
    tell_of_step(change)
    return change.quarter


@transaction.atomic
def mark_published(*, quarter: Quarter, user: User | None) -> Quarter:
    """The step to published; the caller freezes the edition in the same transaction, and tells."""
    quarter = locked(quarter)
    _expect(quarter, State.WITH_BOARD)
    return _step(quarter, State.PUBLISHED, user).quarter


@transaction.atomic
def close_year(*, year: FinancialYear) -> FinancialYear:
    """Close a year once its four quarters are published; the outturn then stands.

    StepRefused: the year is not approved, or a quarter is not published (they are named).
    """
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state != FinancialYear.State.APPROVED:
        raise StepRefused(f"{year} is {year.get_state_display().lower()}, not approved.")
    # Held, so that none is taken back while the year closes.
    waiting = [
        f"Quarter {quarter.number} is {quarter.get_state_display().lower()}"
        for quarter in year.quarters.select_for_update()
        if quarter.state != State.PUBLISHED
    ]
    if waiting:
        raise StepRefused(f"{year} cannot be closed yet: {'; '.join(waiting)}.")
    year.state = FinancialYear.State.CLOSED
    year.save()
    return year


def locked(quarter: Quarter) -> Quarter:
    """The quarter as it now stands, held against other writers until the transaction ends.

    Whoever only points to it, such as a draft that is kept meanwhile, is not held up.
    """
    rows = Quarter.objects.select_for_update(of=("self",), no_key=True).select_related("year")
    return rows.get(pk=quarter.pk)


def _step(quarter: Quarter, to_state: str, user: User | None, reason: str = "") -> StateChange:
    change = StateChange.objects.create(
        quarter=quarter,
        from_state=quarter.state,
        to_state=to_state,
        reason=reason,
        made_by=user,
    )
    quarter.state = to_state
    quarter.save()
    return change


def _expect(quarter: Quarter, state: str) -> None:
    if quarter.state != state:
        raise StepRefused(
            f"{quarter} is {quarter.get_state_display().lower()}, not {State(state).label.lower()}."
        )


def _written(reason: str) -> str:
    if not reason.strip():
        raise StepRefused("Write the reason: it stays in the quarter’s history.")
    return reason.strip()


def missing_figures(inputs: QuarterInputs) -> str:
    """The lines with a figure not entered, and which: ``Employees (actual and estimate)``."""
    return "; ".join(
        f"{line.line} ({' and '.join(cells)})"
        for line in inputs.lines
        if (cells := [cell for cell in ("actual", "estimate") if getattr(line, cell) is None])
    )
