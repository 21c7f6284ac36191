"""A change of the register, made only where every year that is worked on can still be worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from budgets.wording import listed
from budgets.workable import hold_years, unsettled, workable_years, years_with_open_quarters
from cameras.actions import RegisterRefused

Made = TypeVar("Made")


@transaction.atomic
def keep(change: Callable[[], Made]) -> Made:
    """Make ``change``. RegisterRefused: by itself, or since it would spoil a year's open quarters."""
    hold_years()
    workable = workable_years()
    made = change()
    if trouble := unsettled(workable):
        raise RegisterRefused(trouble)
    return made


def what_moves() -> str:
    """Submitted quarters keep what they were frozen with; open ones follow the register."""
    years = listed([f"{year}" for year in years_with_open_quarters()])
    if not years:
        return "No quarter is open, so no share moves."
    return (
        f"Average cameras and shares of the open quarters of {years} move with the register. "
        "Quarters put before the board keep theirs."
    )
