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

from budgets.arithmetic import (
    Apportionment,
    NothingToShareBy,
    apportion,
    balance_to_recover,
    fixed_beyond,
)
from budgets.models import FinancialYear, Quarter
from budgets.position import QuarterPosition, quarter_position
from budgets.setup.approving import proposal
from budgets.setup.staleness import LINES
from budgets.shares import register_basis
from budgets.workable import hold_years, unsettled, workable_years
from cameras.arithmetic import MissingWeight
from partners.models import Partner


class WouldSpoil(ValueError):
    """A year's open quarters could then not be worked out; the message says why."""


@dataclass(frozen=True)
class PartnerEffect:
    """One partner. Shares: 1 is the whole; recharges in pounds. None: not known, or no part in it."""

    partner: Partner
    share_now: Fraction | None
    share_then: Fraction | None
    recharge_now: Decimal | None
    recharge_then: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Plus: the partner would pay more."""
        return _difference(self.recharge_now, self.recharge_then)


@dataclass(frozen=True)
class QuarterEffect:
    """An open quarter, or the recharges that a year being set would freeze (``quarter`` is None).

    ``at_budget``: not every line has an estimate, so the budgeted balance is what is shared.
    ``trouble``: why it could then not be worked out, in sentences; the partners are left out.
    ``fixed_beyond``: all fixed amounts then, in pounds, where they are more than what is shared.
    """

    year: FinancialYear
    quarter: Quarter | None
    partners: tuple[PartnerEffect, ...]
    trouble: str = ""
    at_budget: bool = False
    fixed_beyond: Decimal | None = None

    @property
    def is_known(self) -> bool:
        """Whether pounds are: not of a year being set that has no line yet."""
        return all(each.recharge_then is not None for each in self.partners)

    @property
    def moves(self) -> bool:
        """Whether any share or any recharge would differ."""
        return any(
            (each.share_now, each.recharge_now) != (each.share_then, each.recharge_then)
            for each in self.partners
        )

    @property
    def total_now(self) -> Decimal | None:
        return balance_to_recover(each.recharge_now for each in self.partners)

    @property
    def total_then(self) -> Decimal | None:
        return balance_to_recover(each.recharge_then for each in self.partners)

    @property
    def total_difference(self) -> Decimal | None:
        return _difference(self.total_now, self.total_then)


@dataclass(frozen=True)
class _Standing:
    """(share, recharge) by partner at one moment; or why they cannot be worked out."""

    parts: dict[Partner, tuple[Fraction, Decimal | None]]
    trouble: str = ""
    at_budget: bool = False
    fixed_beyond: Decimal | None = None


def effect_of(change: Callable[[], object]) -> tuple[QuarterEffect, ...]:
    """What ``change`` would do to each open quarter, oldest first, and to each year being set.

    Nothing stays written. What cannot be worked out now nor then is left out. WouldSpoil: an open
    quarter that can be worked out now could not be then; what ``change`` itself raises is passed on.
    """
    with transaction.atomic():
        hold_years()
        workable = workable_years()
        now = _standings()
        change()
        if trouble := unsettled(workable):
            raise WouldSpoil(trouble)
        then = _standings()
        transaction.set_rollback(True)
    effects = (
        _effect(subject, now.get(subject, _Standing({})), standing)
        for subject, standing in then.items()
    )
    return tuple(effect for effect in effects if effect.partners or effect.trouble)


def _standings() -> dict[Quarter | FinancialYear, _Standing]:
    """All read anew: a change may be of the year itself."""
    quarters = Quarter.objects.opened().filter(state=Quarter.State.OPEN).select_related("year")
    years = FinancialYear.objects.filter(state=FinancialYear.State.BEING_SET)
    return {
        **{each: _of_quarter(each) for each in quarters.order_by("year__starts_in", "number")},
        **{each: _of_year(each) for each in years.order_by("starts_in")},
    }


def _of_quarter(quarter: Quarter) -> _Standing:
    try:
        position = quarter_position(quarter)
        shared = position.estimated or _budget_shared(position)
    except (MissingWeight, NothingToShareBy) as error:
        return _Standing({}, str(error))
    return _Standing(
        {each.partner: (each.share, shared.parts[each.partner.pk]) for each in position.recharges},
        at_budget=position.estimated is None,
        fixed_beyond=fixed_beyond((terms.amount for terms in position.basis.terms), shared.amount),
    )


def _budget_shared(position: QuarterPosition) -> Apportionment:
    """The budgeted balance by the shares as they now are: members decide before estimates are in."""
    return apportion(position.balance.budget, position.basis.shares, position.inputs.rounding_unit)


def _of_year(year: FinancialYear) -> _Standing:
    """The recharges it would freeze if it were approved now; without a line, its shares."""
    proposed = proposal(year)
    in_the_way = [missing for missing in proposed.missing if missing.part != LINES]
    if in_the_way:
        return _Standing({}, " ".join(missing.sentence for missing in in_the_way))
    basis = proposed.basis or register_basis(year)
    amounts = {part.partner: part.amount for part in proposed.parts}
    partners = Partner.objects.in_bulk(basis.partners)
    return _Standing(
        {partners[key]: (basis.shares[key], amounts.get(key)) for key in basis.partners},
        fixed_beyond=proposed.fixed_beyond,
    )


def _effect(subject: Quarter | FinancialYear, now: _Standing, then: _Standing) -> QuarterEffect:
    quarter = subject if isinstance(subject, Quarter) else None
    year = subject.year if quarter else subject
    if then.trouble:
        # What is in the way already is told where it is put right.
        return QuarterEffect(year, quarter, (), "" if now.trouble else then.trouble)
    unknown = (None, None)
    partners = tuple(
        PartnerEffect(
            partner,
            *(now.parts.get(partner, unknown)[0], then.parts.get(partner, unknown)[0]),
            *(now.parts.get(partner, unknown)[1], then.parts.get(partner, unknown)[1]),
        )
        for partner in dict.fromkeys((*then.parts, *now.parts))
    )
    return QuarterEffect(
        year, quarter, partners, at_budget=then.at_budget, fixed_beyond=then.fixed_beyond
    )


def _difference(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    return None if now is None or then is None else then - now
