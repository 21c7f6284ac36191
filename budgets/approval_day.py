"""The day on which a budget was approved: that of the meeting, which is seldom the day it is recorded."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from partners.periods import Year

# Budgets are set in the winter before the year; a day two years before it is a slip of the pen.
YEARS_BEFORE = 2


class ApprovalDayRefused(ValueError):
    """No budget of the year can have been approved on that day; the message says why, for people."""


def check_approval_day(dated: date, period: Year) -> date:
    """``dated`` itself. ApprovalDayRefused: in the future, or more than two years before the year.

    Today is never refused: a budget may be set long before its year.
    """
    told, today = f"{dated:%-d %B %Y}", timezone.localdate()
    if dated > today:
        raise ApprovalDayRefused(
            f"{told} is in the future. Enter the day on which the budget was approved."
        )
    first = period.first_day
    if dated < min(today, first.replace(year=first.year - YEARS_BEFORE)):
        raise ApprovalDayRefused(
            f"{told} is more than two years before {period.printed} begins, on {first:%-d %B %Y}. "
            "Enter the day on which its budget was approved."
        )
    return dated
