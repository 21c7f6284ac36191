"""A change shown with all it would do, and saved only as it was shown.

What a page shows carries a seal. Saving by it makes the change in the transaction in which the seal
is found still to hold, so that nothing can come between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from budgets.effects import QuarterEffect, effect_of
from budgets.workable import hold_years

SAVE = "save"


@dataclass(frozen=True)
class Preview:
    """What the change would do. ``is_saved``: it is made; else ``is_anew`` tells that it was to be."""

    effects: tuple[QuarterEffect, ...]
    seal: str
    is_saved: bool = False
    is_anew: bool = False


@transaction.atomic
def shown_or_saved(
    change: Callable[[], object],
    *,
    given: object,
    newest: Callable[[], object],
    asked: Mapping[str, str],
) -> Preview:
    """What ``change`` would do; made, if ``asked`` to save by the seal of what it would do.

    ``given`` is what was typed; ``newest`` answers with the newest records of what the page shows.
    WouldSpoil, and what ``change`` raises: nothing is saved.
    """
    hold_years()
    effects = effect_of(change)
    seal = _seal(given, newest(), effects)
    wanted = asked.get("do") == SAVE
    if wanted and asked.get("seal") == seal:
        change()
        return Preview(effects, seal, is_saved=True)
    return Preview(effects, seal, is_anew=wanted)


def _seal(given: object, newest: object, effects: tuple[QuarterEffect, ...]) -> str:
    """The same only for the same change, upon the same records, with the same effects."""
    shown = [
        (effect.year.pk, effect.quarter and effect.quarter.pk, effect.trouble, _moved(effect))
        for effect in effects
    ]
    return sha256(repr((given, newest, shown)).encode()).hexdigest()[:32]


def _moved(effect: QuarterEffect) -> list[tuple]:
    return [
        (each.partner.pk, each.share_now, each.share_then, each.recharge_now, each.recharge_then)
        for each in effect.partners
    ]
