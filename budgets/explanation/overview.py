"""Averages and shares of all partners, worked out side by side, month by month or day by day.

A person who may see one partner only gets that partner's rows and the totals.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import CAMERAS
from budgets.explanation.on_days import Months, Stretches, by_month, by_stretch
from budgets.explanation.service_days import service_days
from budgets.explanation.wording import as_fraction, terms_in_words
from budgets.explanation.working import (
    base_cameras,
    counts_by_month,
    samples_in_year,
)
from budgets.position import QuarterPosition, Recharge
from budgets.shares import ShareBasis
from cameras.arithmetic import CountedService
from cctvpartnership.figures import percent
from partners.models import Partner


@dataclass(frozen=True)
class PartnerWorking:
    """One partner's row in every table of the page. Shares: 1 is the whole; money in pounds.

    ``months`` or ``stretches``: as the year is averaged. None: not yet known, or no budget yet.
    """

    partner: Partner
    months: Months | None
    stretches: Stretches | None
    element_shares: tuple[Fraction, ...]
    exact_share: Fraction
    fraction: str
    recharge: Recharge
    exact_amount: Fraction | None
    rounded_down: Decimal | None
    received: Decimal | None
    service_days: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    """The row of all partners together, also those whose rows are not shown."""

    months: Months | None
    average: Fraction
    base_average: Fraction | None
    rounded_down: Decimal | None
    received: Decimal | None


@dataclass(frozen=True)
class SharesWorkedOut:
    """What the page prints. ``elements``: (name, percentage or amount, what all partners bear
    through it of the balance) where there are several."""

    rows: tuple[PartnerWorking, ...]
    totals: Totals
    elements: tuple[tuple[str, str, str], ...]
    cameras_count: bool
    is_by_month: bool
    samples: int
    shares_rounded_first: bool
    has_fixed: bool
    is_partial: bool


def shares_worked_out(
    position: QuarterPosition, shown: Collection[int] | None = None
) -> SharesWorkedOut:
    """The working of ``position``; ``shown``: keys of the partners to be shown, None for all."""
    basis = position.basis
    visible = [part for part in position.recharges if shown is None or part.partner.pk in shown]
    return SharesWorkedOut(
        rows=tuple(_partner_working(position, recharge) for recharge in visible),
        totals=_totals(position),
        elements=_several_elements(basis),
        cameras_count=any(terms.basis == CAMERAS for terms in basis.terms),
        is_by_month=counts_by_month(position),
        samples=samples_in_year(position),
        shares_rounded_first=basis.round_shares_first,
        has_fixed=bool(basis.fixed_part),
        is_partial=len(visible) < len(position.recharges),
    )


def _partner_working(position: QuarterPosition, recharge: Recharge) -> PartnerWorking:
    basis, divided, key = position.basis, position.estimated, recharge.partner.pk
    counted = [service for service in basis.counted if service.partner == key]
    months, stretches = _laid_out(position, counted)
    several = basis.elements if len(basis.elements) > 1 else ()
    return PartnerWorking(
        partner=recharge.partner,
        months=months,
        stretches=stretches,
        element_shares=tuple(basis.element_shares(element)[key] for element in several),
        exact_share=basis.exact_shares[key],
        fraction=as_fraction(basis.exact_shares[key]),
        recharge=recharge,
        exact_amount=divided.exact[key] if divided else None,
        rounded_down=divided.rounded_down[key] if divided else None,
        received=divided.received[key] if divided else None,
        service_days=service_days(position, recharge),
    )


def _laid_out(
    position: QuarterPosition, counted: list[CountedService]
) -> tuple[Months | None, Stretches | None]:
    period = position.year.period
    if counts_by_month(position):
        return by_month(counted, period), None
    return None, by_stretch(counted, period)


def _totals(position: QuarterPosition) -> Totals:
    divided, basis = position.estimated, position.basis
    by_months = counts_by_month(position)
    return Totals(
        months=by_month(basis.counted, position.year.period) if by_months else None,
        average=sum(basis.averages.values(), Fraction(0)),
        base_average=base_cameras(position) if position.inputs.budgeted else None,
        rounded_down=sum(divided.rounded_down.values(), Decimal(0)) if divided else None,
        received=sum(divided.received.values(), Decimal(0)) if divided else None,
    )


def _several_elements(basis: ShareBasis) -> tuple[tuple[str, str, str], ...]:
    if len(basis.terms) < 2:
        return ()
    has_fixed = any(terms.amount for terms in basis.terms)
    return tuple(
        (
            terms.name,
            what := terms_in_words(terms.percentage, terms.amount),
            percent(sum(basis.element_shares(element).values()), 4) if has_fixed else what,
        )
        for terms, element in zip(basis.terms, basis.elements, strict=True)
    )
