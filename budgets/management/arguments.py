"""What commands on one quarter are given: the quarter by its labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.management.base import CommandError, CommandParser

from budgets.models import FinancialYear, Quarter
from partners.periods import Year


def add_quarter(parser: CommandParser) -> None:
    """The arguments that name one quarter."""
    parser.add_argument("year", help="financial year, such as 2024-25")
    parser.add_argument("quarter", help="quarter of that year: q1, q2, q3 or q4")


def find_quarter(year: str, quarter: str) -> Quarter:
    """The quarter by its labels. CommandError: they cannot be read, or there is none."""
    try:
        period = Year.from_label(year)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if not re.fullmatch("[qQ]?[1-4]", quarter):
        raise CommandError(f"“{quarter}” is not a quarter. Write q1, q2, q3 or q4.")
    number = int(quarter[-1])
    try:
        return Quarter.objects.of(period, number)
    except Quarter.DoesNotExist as error:
        raise CommandError(
            f"There is no Quarter {number} of {period.label}. {_known_years()}"
        ) from error


def find_year(year: str) -> FinancialYear:
    """The year by its label. CommandError: it cannot be read, or there is none."""
    try:
        return FinancialYear.objects.get(starts_in=Year.from_label(year).starts_in)
    except ValueError as error:
        raise CommandError(str(error)) from error
    except FinancialYear.DoesNotExist as error:
        raise CommandError(f"There is no year {year}. {_known_years()}") from error


def _known_years() -> str:
    known = [known.label for known in FinancialYear.objects.order_by("starts_in")]
    return f"There is {listed(known)}." if known else "There is no year at all yet."


def listed(words: Iterable[str]) -> str:
    """``.json, .csv or .xlsx``."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
