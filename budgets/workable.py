"""Years whose shares follow the register, and what a change of the register would spoil in them.

The register is one for all years: a change made for one may leave a camera without a weight, or no
camera at all, in another that still has an open quarter.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgets.arithmetic import NothingToShareBy
from budgets.models import FinancialYear, Quarter
from budgets.shares import register_basis
from cameras.arithmetic import MissingWeight


def years_with_open_quarters() -> list[FinancialYear]:
    open_quarters = Quarter.objects.opened().filter(state=Quarter.State.OPEN)
    return list(FinancialYear.objects.filter(quarters__in=open_quarters).distinct())


def hold_years() -> None:
    """Make others who hold the years wait: two changes, each harmless alone, may spoil one together."""
    list(FinancialYear.objects.select_for_update(no_key=True).order_by("pk"))


def workable_years() -> list[FinancialYear]:
    """Years with an open quarter whose shares can be worked out now."""
    return [year for year in years_with_open_quarters() if not trouble_in(year)]


def unsettled(years: Iterable[FinancialYear]) -> str:
    """Why the first of ``years`` can no longer be worked out, in sentences; empty: all still can."""
    # A change may be of the years themselves.
    for year in FinancialYear.objects.filter(pk__in=[year.pk for year in years]):
        if trouble := trouble_in(year):
            return (
                f"{trouble} The register is one for all years, and {year} still has an open "
                "quarter."
            )
    return ""


def trouble_in(year: FinancialYear) -> str:
    """Why the year's shares cannot be worked out; empty: they can."""
    try:
        _ = register_basis(year).exact_shares
    except (MissingWeight, NothingToShareBy) as error:
        return str(error)
    return ""
