"""Changing the terms of an approved year by a decision: estimated shares of open quarters follow.

Budgeted recharges stay as they were frozen, and so does what is with the board or published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from budgets.models import FinancialYear, YearPartner
from budgets.setup.checklist import missing_of_elements
from budgets.setup.elements import ElementEntry, others_than, write_elements
from budgets.setup.partner_days import Days
from budgets.setup.rows import save_if_changed
from budgets.setup.staleness import ELEMENTS, PARTNERS, SETTINGS, mark_of
from budgets.setup.years import SetupLocked, SetupRefused
from partners.decisions import DecisionEntry, recorded
from partners.models import User

DECIDED = "Terms of {} changed by decision"


def newest_terms(year: FinancialYear) -> tuple[str, ...]:
    """The marks of the histories of what the page shows: what it was shown by."""
    return tuple(str(mark_of(year, part)) for part in (SETTINGS, ELEMENTS, PARTNERS))


@transaction.atomic
def change_terms(
    *,
    year: FinancialYear,
    settings: Mapping[str, object],
    elements: Sequence[ElementEntry],
    decision: DecisionEntry,
    user: User | None,
    days: Mapping[int, Days] | None = None,
) -> None:
    """Make the year's terms what is given. What changes rests on ``decision``; where nothing does,
    all of it, which records what it was decided by.

    ``days``: first and last day by partner key; None leaves them. The decision on them stands in
    their history.

    SetupLocked: the year is not approved, or closed. SetupRefused: the elements do not make 100 %,
    or nothing would change.
    """
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state != FinancialYear.State.APPROVED:
        raise SetupLocked(f"The terms of {year} change so only while its budget is approved.")
    others = others_than(year, elements)
    is_fewer = year.elements.count() != len(elements)
    is_set_otherwise = any(getattr(year, name) != value for name, value in settings.items())
    moved = _members_with_other_days(year, days or {})
    is_all = not (others or is_fewer or is_set_otherwise or moved)
    if is_all:
        _refuse_nothing_new(year, elements, decision)
    ruling, terms = recorded(decision, user), {"user": user, "reason": DECIDED.format(year)}
    resting = elements if is_all or (is_fewer and not others) else others
    write_elements(year, elements, resting, ruling, **terms)
    for member in moved:
        first, last = days[member.partner_id]
        because = f"{terms['reason']}: {ruling}"
        wanted = {"first_day": first, "last_day": last}
        save_if_changed(member, wanted, user=user, reason=because)
    if is_set_otherwise or is_all:
        save_if_changed(year, {**settings, "decision": ruling}, **terms)
    if missing := list(missing_of_elements(year)):
        raise SetupRefused(" ".join(each.sentence for each in missing))


def _members_with_other_days(year: FinancialYear, days: Mapping[int, Days]) -> list[YearPartner]:
    return [
        member
        for member in year.year_partners.all()
        if days.get(member.partner_id, (member.first_day, member.last_day))
        != (member.first_day, member.last_day)
    ]


def _refuse_nothing_new(
    year: FinancialYear, elements: Sequence[ElementEntry], decision: DecisionEntry
) -> None:
    stored = list(year.elements.select_related("decision").order_by("position"))
    names = [entry.name for entry in elements]
    is_resting = all(decision.says(each.decision) for each in (year, *stored))
    if is_resting and names == [element.name for element in stored]:
        raise SetupRefused("Nothing is different. Change what was decided otherwise.")
