"""A year's settings while it is being set, and the days its papers are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from budgets.models import FinancialYear
from budgets.setup.rows import save_if_changed
from budgets.setup.staleness import SETTINGS, Mark, refuse_stale
from budgets.setup.years import SetupLocked, held
from partners.decisions import DecisionEntry, recorded
from partners.models import User

SAVED = "Settings of {} saved"


@transaction.atomic
def save_settings(
    *,
    year: FinancialYear,
    settings: Mapping[str, object],
    shown: Mark,
    user: User | None,
    decision: DecisionEntry | None = None,
) -> None:
    """Change how the year's balance is averaged, divided and rounded, and its note.

    ``decision``: what averaging and rounding rest on; None: what they rested on stays. SetupLocked: the budget was set on them. StaleSetup: somebody else changed them since.
    """
    year = held(year)
    refuse_stale(year, SETTINGS, shown)
    if decision and not decision.says(year.decision):
        settings = {**settings, "decision": recorded(decision, user)}
    save_if_changed(year, settings, user=user, reason=SAVED.format(year))


@transaction.atomic
def save_papers_due(*, year: FinancialYear, days: Mapping[int, date | None]) -> None:
    """Say by quarter when its papers are due; None: not yet known. SetupLocked: the year is closed."""
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state == FinancialYear.State.CLOSED:
        raise SetupLocked(f"{year} is closed.")
    for quarter in year.quarters.select_for_update():
        quarter.papers_due = days[quarter.number]
        quarter.save(update_fields=["papers_due"])
