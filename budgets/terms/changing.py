"""Changing the terms of an approved year by a decision: estimated shares of open quarters follow.

Budgeted recharges stay as they were frozen, and so does what is with the board or published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from budgets.models import FinancialYear
from budgets.setup.checklist import missing_of_elements
from budgets.setup.elements import ElementEntry, others_than, write_elements
from budgets.setup.rows import save_if_changed
from budgets.setup.staleness import ELEMENTS, SETTINGS, mark_of
from budgets.setup.years import SetupLocked, SetupRefused
from partners.decisions import DecisionEntry, recorded
from partners.models import User

DECIDED = "Terms of {} changed by decision"


def newest_terms(year: FinancialYear) -> tuple[str, str]:
    """The marks of the histories of settings and elements: what a page of them was shown by."""
    return str(mark_of(year, SETTINGS)), str(mark_of(year, ELEMENTS))


@transaction.atomic
def change_terms(
    *,
    year: FinancialYear,
    settings: Mapping[str, object],
    elements: Sequence[ElementEntry],
    decision: DecisionEntry,
    user: User | None,
) -> None:
    """Make the year's terms what is given. What changes rests on ``decision``; where nothing does,
    all of it, which records what it was decided by.

    SetupLocked: the year is not approved, or closed. SetupRefused: the elements do not make 100 %,
    or nothing would change.
    """
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state != FinancialYear.State.APPROVED:
        raise SetupLocked(f"The terms of {year} change so only while its budget is approved.")
    others = others_than(year, elements)
    is_fewer = year.elements.count() != len(elements)
    is_set_otherwise = any(getattr(year, name) != value for name, value in settings.items())
    is_all = not (others or is_fewer or is_set_otherwise)
    if is_all:
        _refuse_nothing_new(year, elements, decision)
    ruling, terms = recorded(decision, user), {"user": user, "reason": DECIDED.format(year)}
    resting = elements if is_all or (is_fewer and not others) else others
    write_elements(year, elements, resting, ruling, **terms)
    if is_set_otherwise or is_all:
        save_if_changed(year, {**settings, "decision": ruling}, **terms)
    if missing := list(missing_of_elements(year)):
        raise SetupRefused(" ".join(each.sentence for each in missing))


def _refuse_nothing_new(
    year: FinancialYear, elements: Sequence[ElementEntry], decision: DecisionEntry
) -> None:
    stored = list(year.elements.select_related("decision").order_by("position"))
    names = [entry.name for entry in elements]
    is_resting = all(decision.says(each.decision) for each in (year, *stored))
    if is_resting and names == [element.name for element in stored]:
        raise SetupRefused("Nothing is different. Change what was decided otherwise.")
