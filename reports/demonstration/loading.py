"""Loads the demonstration in order, whole or not at all, and leaves alone what is there."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from budgets.lifecycle import submit_quarter
from budgets.models import FinancialYear
from partners.models import User
from reports.demonstration import ILLUSTRATIVE
from reports.demonstration.councils import load_councils
from reports.demonstration.figures import (
    PAPERS_DUE,
    YEAR,
    load_figures,
    load_mentioned,
    load_year,
)
from reports.demonstration.invoices import load_invoices
from reports.demonstration.narrative import load_report, load_standing_wording
from reports.demonstration.people import FINANCE_OFFICER, load_people
from reports.demonstration.register import load_register


@transaction.atomic
def load_demonstration(say: Callable[[str], object]) -> list[User]:
    """Load councils, register, year, figures, paper and people; ``say`` what was done.

    Answers the people. With 2024/25 in the database already, only people who are missing are
    added and the passwords set back. DemonstrationRefused: the database contradicts it.
    """
    if FinancialYear.objects.filter(starts_in=YEAR.starts_in).exists():
        say(f"{YEAR} is in the database already and was left as it is.")
        return load_people()
    partners = load_councils()
    people = load_people()
    say(f"{len(partners)} partners and {len(people)} people.")
    say(f"{load_register(partners, YEAR)} cameras in the register (illustrative).")
    _load_year(partners, _finance_officer(people))
    say(f"{YEAR}: budget approved, Quarters 1 and 2 with the board, Quarters 3 and 4 empty.")
    say("Quarter 2 has the published figures and a paper; Quarter 1 is illustrative.")
    say("The first two instalments of each partner are marked as issued (illustrative).")
    say(ILLUSTRATIVE)
    return people


def _load_year(partners, finance_officer: User) -> None:
    year = load_year(partners, finance_officer)
    load_figures(year, finance_officer)
    load_mentioned(year, finance_officer)
    load_invoices(year, finance_officer)
    load_report(year.quarters.get(number=2))
    load_standing_wording()
    for number in (1, 2):
        quarter = year.quarters.get(number=number)
        # As of the day its papers were due: on the day of loading all would be overdue by years.
        submit_quarter(quarter=quarter, user=finance_officer, tell=False, on=PAPERS_DUE[number])


def _finance_officer(people: list[User]) -> User:
    return next(user for user in people if user.email == FINANCE_OFFICER.email)
