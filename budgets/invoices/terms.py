"""The number of instalments of a year and the days on which they fall due: what may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from budgets.models import FinancialYear, Invoice, InvoiceTerms

MOST_INSTALMENTS = 12


def newest_terms(year: FinancialYear) -> int:
    """The key of the newest record of the year's terms; 0 while there are none."""
    records = InvoiceTerms.history.filter(year_id=year.pk).order_by("-history_id")
    return records.values_list("history_id", flat=True).first() or 0


def fewest_instalments(year: FinancialYear) -> int:
    """The last instalment that is issued to any partner, 1 at least."""
    issued = Invoice.objects.filter(year=year, kind=Invoice.Kind.INSTALMENT)
    return max(issued.values_list("place", flat=True), default=1)


def refuse_days(year: FinancialYear, days: Sequence[date]) -> str:
    """Why the year cannot be invoiced on ``days``; empty: it can."""
    if not 1 <= len(days) <= MOST_INSTALMENTS:
        return f"Enter 1 to {MOST_INSTALMENTS} days: there are {len(days)}."
    for day in days:
        if day not in year.period:
            return (
                f"{day:%-d %B %Y} is outside the financial year {year}, which runs from "
                f"{year.period.first_day:%-d %B %Y} to {year.period.last_day:%-d %B %Y}."
            )
    for before, after in pairwise(days):
        if after <= before:
            return (
                f"{after:%-d %B %Y} does not come after {before:%-d %B %Y}. Enter the days in "
                "their order."
            )
    if (fewest := fewest_instalments(year)) > len(days):
        return f"Instalment {fewest} is issued, so there are {fewest} instalments at least."
    return ""
