"""A year begun with nothing in it, held while it is set up, and discarded if it was a mistake."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from budgets.arithmetic import CAMERAS
from budgets.creating import Creator
from budgets.models import (
    AgreedPercentage,
    BudgetLine,
    ChargeElement,
    FinancialYear,
    LedgerCode,
    LeftOutCode,
    Quarter,
    SenseCheckThresholds,
    YearPartner,
)
from cameras.arithmetic import MONTHLY
from partners.models import User
from partners.periods import QUARTERS, Year

USUAL_UNIT = 10
USUAL_ELEMENT = {"name": "Equivalent cameras", "percentage": Decimal(100), "basis": CAMERAS}
BEGUN = "Set-up of {} begun"
DISCARDED = "Set-up of {} discarded"


class SetupRefused(ValueError):
    """The year cannot be set up so; the message says why, for people."""


class SetupLocked(SetupRefused):
    """The budget is approved: what it was set on stands."""


def begin_year(*, period: Year, user: User | None) -> FinancialYear:
    """A year being set: the usual settings, all shared by cameras, no partner and no line yet.

    SetupRefused: there is such a year already.
    """
    try:
        with transaction.atomic():
            creator = Creator(user, BEGUN.format(period))
            year = created_year(creator, period)
            creator.create([ChargeElement(year=year, position=1, **USUAL_ELEMENT)])
            return year
    # Two people may begin the same year at once.
    except IntegrityError as error:
        raise SetupRefused(already_there(period)) from error


def created_year(creator: Creator, period: Year, **settings) -> FinancialYear:
    """The row of a year being set, and its four quarters, which open when it is approved."""
    if FinancialYear.objects.filter(starts_in=period.starts_in).exists():
        raise SetupRefused(already_there(period))
    usual = {"rounding_unit": USUAL_UNIT, "averaging": MONTHLY}
    [year] = creator.create([FinancialYear(starts_in=period.starts_in, **usual | settings)])
    Quarter.objects.bulk_create(Quarter(year=year, number=number) for number in QUARTERS)
    return year


def already_there(period: Year) -> str:
    return f"{period} is set up already. A year is set up once."


def held(year: FinancialYear) -> FinancialYear:
    """The year as it now stands, held against other writers until the transaction ends.

    SetupLocked: its budget is approved.
    """
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state != FinancialYear.State.BEING_SET:
        raise SetupLocked(f"The budget of {year} is approved. What it was set on stands.")
    return year


@transaction.atomic
def discard_year(*, year: FinancialYear, user: User | None) -> None:
    """Take away a year that is still being set; its history stays.

    SetupRefused: approved meanwhile, or something rests on it already.
    """
    year = held(year)
    rows = (
        AgreedPercentage.objects.filter(element__year=year),
        ChargeElement.objects.filter(year=year),
        LedgerCode.objects.filter(line__year=year),
        BudgetLine.objects.filter(year=year),
        LeftOutCode.objects.filter(year=year),
        YearPartner.objects.filter(year=year),
        SenseCheckThresholds.objects.filter(year=year),
        [year],
    )
    try:
        Quarter.objects.filter(year=year).delete()
        for row in (row for table in rows for row in table):
            row._history_user, row._change_reason = user, DISCARDED.format(year)
            row.delete()
    except ProtectedError as error:
        raise SetupRefused(
            f"{year} cannot be discarded: a report or figures of it are there already."
        ) from error
