"""What a change would do to every partner: found by really making it, and taking it back.

The change runs in a transaction that is rolled back, so that what is shown beforehand cannot differ
from what saving gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from budgets.models import Quarter
from budgets.position import Recharge, quarter_position
from budgets.workable import hold_years, unsettled, workable_years
from partners.models import Partner


class WouldSpoil(ValueError):
    """A year's open quarters could then not be worked out; the message says why."""


@dataclass(frozen=True)
class PartnerEffect:
    """One partner in one quarter. Shares: 1 is the whole; pounds, None while not yet known."""

    partner: Partner
    share_now: Fraction
    share_then: Fraction
    recharge_now: Decimal | None
    recharge_then: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Plus: the partner would pay more."""
        if self.recharge_now is None or self.recharge_then is None:
            return None
        return self.recharge_then - self.recharge_now


@dataclass(frozen=True)
class QuarterEffect:
    """An open quarter; ``is_known``: whether every line has an estimate, so that pounds are known."""

    quarter: Quarter
    partners: tuple[PartnerEffect, ...]
    is_known: bool

    @property
    def moves(self) -> bool:
        return any(each.share_now != each.share_then for each in self.partners)


def effect_of(change: Callable[[], object]) -> tuple[QuarterEffect, ...]:
    """What ``change`` would do to each open quarter that can be worked out now, oldest first.

    Nothing stays written. WouldSpoil: it would leave one of them unworkable; what ``change`` itself
    raises is passed on.
    """
    with transaction.atomic():
        hold_years()
        workable = workable_years()
        quarters = _open_quarters(workable)
        now = [quarter_position(quarter).recharges for quarter in quarters]
        change()
        if trouble := unsettled(workable):
            raise WouldSpoil(trouble)
        then = [quarter_position(quarter).recharges for quarter in quarters]
        transaction.set_rollback(True)
    return tuple(map(_effect, quarters, now, then))


def _open_quarters(years) -> list[Quarter]:
    quarters = Quarter.objects.opened().filter(year__in=years, state=Quarter.State.OPEN)
    return list(quarters.select_related("year").order_by("year__starts_in", "number"))


def _effect(
    quarter: Quarter, now: tuple[Recharge, ...], then: tuple[Recharge, ...]
) -> QuarterEffect:
    partners = tuple(
        PartnerEffect(before.partner, before.share, after.share, before.estimate, after.estimate)
        for before, after in zip(now, then, strict=True)
    )
    return QuarterEffect(quarter, partners, all(each.estimate is not None for each in now))
