"""A change of the register, made only where every year that is worked on can still be worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db import transaction

from budgets.previewing import Preview, shown_or_saved
from budgets.wording import listed
from budgets.workable import hold_years, unsettled, workable_years, years_with_open_quarters
from cameras.actions import RegisterRefused, hold_register, register_mark

Made = TypeVar("Made")


@transaction.atomic
def keep(change: Callable[[], Made]) -> Made:
    """Make ``change``. RegisterRefused: by itself, or since it would spoil a year's open quarters."""
    hold_register()
    hold_years()
    workable = workable_years()
    made = change()
    if trouble := unsettled(workable):
        raise RegisterRefused(trouble)
    return made


@transaction.atomic
def keep_as_shown(
    change: Callable[[], object], *, given: object, asked: Mapping[str, str]
) -> Preview:
    """What ``change`` would do; made, if ``asked`` to save by the seal of what it would do.

    Anybody's change of the register in between makes it be looked at again. RegisterRefused,
    WouldSpoil: nothing is saved.
    """
    hold_register()
    return shown_or_saved(change, given=given, newest=register_mark, asked=asked)


def what_moves() -> str:
    """Submitted quarters keep what they were frozen with; open ones follow the register."""
    years = listed([f"{year}" for year in years_with_open_quarters()])
    if not years:
        return "No quarter is open, so no share moves."
    return (
        f"Average cameras and shares of the open quarters of {years} move with the register. "
        "Quarters put before the board keep theirs."
    )
