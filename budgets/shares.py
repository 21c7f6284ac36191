"""What a year's balance is shared by: elements of charge over the camera register.

``ShareBasis`` holds the inputs as plain values and answers with exact shares and every step on the
way, so that pages explain a share with the numbers that made it. Nothing here rounds to pounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from budgets.arithmetic import (
    AGREED,
    CAMERAS,
    Element,
    combined_shares,
    fixed_part,
    fixed_together,
    rounded_shares,
    shares_after_fixed,
)
from budgets.models import ChargeElement, FinancialYear, YearPartner
from budgets.part_years import PartOfYear, part_of_year
from cameras.arithmetic import CountedService, average_equivalent_cameras
from cameras.register import counted_in_year

Averages = dict[int, Fraction]


@dataclass(frozen=True)
class ElementTerms:
    """One element as agreed: ``percentage`` of the balance; ``agreed`` percent by partner key.

    ``amount``: a fixed one in pounds instead, the percentage being nil; nil where there is none.
    """

    name: str
    percentage: Decimal
    basis: str
    agreed: tuple[tuple[int, Decimal], ...] = ()
    amount: Decimal = Decimal(0)

    def weighed(
        self,
        partners: tuple[int, ...],
        averages: Averages,
        parts_of_year: tuple[PartOfYear, ...] = (),
    ) -> Element:
        """The element with each partner's weight, in partner order.

        Averages count a partner's own days already; ones and agreed percentages are multiplied by
        the part of the year for which it shares.
        """
        if self.basis == CAMERAS:
            weights = {partner: averages.get(partner, Fraction(0)) for partner in partners}
        elif self.basis == AGREED:
            agreed = dict(self.agreed)
            weights = {partner: Fraction(agreed.get(partner, 0)) for partner in partners}
        else:
            weights = dict.fromkeys(partners, Fraction(1))
        if self.basis != CAMERAS:
            weights |= {each.partner: weights[each.partner] * each.part for each in parts_of_year}
        return Element(self.percentage, weights, self.name, self.amount)


@dataclass(frozen=True)
class ShareBasis:
    """Inputs of a year's shares. ``partners`` are primary keys in the order of ties.

    ``parts_of_year``: of those that share for some of its days only. ``balance``, in pounds: what
    fixed amounts are taken off. Until it is known it is nil, of which they take nothing.
    """

    partners: tuple[int, ...]
    terms: tuple[ElementTerms, ...]
    averages: Averages
    round_shares_first: bool
    counted: tuple[CountedService, ...] = ()
    parts_of_year: tuple[PartOfYear, ...] = ()
    balance: Decimal = Decimal(0)

    def of(self, balance: Decimal) -> ShareBasis:
        """The same for another balance; without fixed amounts it is the same for every one."""
        has_fixed = any(terms.amount for terms in self.terms)
        return replace(self, balance=balance) if has_fixed else self

    def part_of_year(self, partner: int) -> PartOfYear | None:
        """For which days ``partner`` shares; None: for all of the year."""
        return next((each for each in self.parts_of_year if each.partner == partner), None)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(
            terms.weighed(self.partners, self.averages, self.parts_of_year) for terms in self.terms
        )

    @cached_property
    def fixed(self) -> dict[int, Fraction]:
        """Each partner's exact pounds of the fixed amounts, before any is cut to the balance."""
        return fixed_together(self.elements)

    @cached_property
    def fixed_part(self) -> Fraction:
        """What part of the balance the fixed amounts take: 1 is all of it."""
        return fixed_part(self.balance, self.fixed)

    @cached_property
    def rest(self) -> dict[int, Fraction]:
        """The shares of what fixed amounts leave: exact, or rounded where the year is so set."""
        exact = combined_shares(self.elements)
        return rounded_shares(exact) if self.round_shares_first else exact

    @cached_property
    def exact_shares(self) -> dict[int, Fraction]:
        """Each partner's exact share, all elements together; 1 is the whole balance.

        NothingToShareBy: a cameras element with no camera in service all year.
        """
        return shares_after_fixed(self.balance, self.fixed, combined_shares(self.elements))

    @cached_property
    def shares(self) -> dict[int, Fraction]:
        """The shares money is divided by: exact, or rounded first where the year is so set."""
        if not self.round_shares_first:
            return self.exact_shares
        return shares_after_fixed(self.balance, self.fixed, self.rest)

    def element_shares(self, element: Element) -> dict[int, Fraction]:
        """Each partner's exact part of the whole balance through ``element``, one of the basis."""
        if not element.amount:
            return {key: (1 - self.fixed_part) * each for key, each in element.shares.items()}
        whole = sum(self.fixed.values())
        return {key: self.fixed_part * each / whole for key, each in element.fixed.items()}


def register_basis(year: FinancialYear) -> ShareBasis:
    """The basis by the register as now known, future months included.

    MissingWeight: a camera in service before its type's first weight.
    """
    members = _members(year)
    limits = {each.partner_id: (each.first_day, each.last_day) for each in members}
    counted = counted_in_year(year.period, year.averaging, limits.keys(), limits)
    return _basis(year, members, average_equivalent_cameras(counted), counted)


def agreed_basis(year: FinancialYear, averages: Averages) -> ShareBasis:
    """The basis with given average equivalent cameras, such as those a budget was set on."""
    return _basis(year, _members(year), averages)


def _members(year: FinancialYear) -> list[YearPartner]:
    return list(year.year_partners.order_by("position"))


def _basis(
    year: FinancialYear,
    members: list[YearPartner],
    averages: Averages,
    counted: tuple[CountedService, ...] = (),
) -> ShareBasis:
    partners = tuple(each.partner_id for each in members)
    parts = (
        part_of_year(each.partner_id, each.first_day, each.last_day, year.period)
        for each in members
    )
    return ShareBasis(
        partners=partners,
        terms=_terms(year),
        averages={partner: averages.get(partner, Fraction(0)) for partner in partners},
        round_shares_first=year.round_shares_first,
        counted=counted,
        parts_of_year=tuple(filter(None, parts)),
    )


def _terms(year: FinancialYear) -> tuple[ElementTerms, ...]:
    elements = ChargeElement.objects.filter(year=year).prefetch_related("agreed")
    return tuple(
        ElementTerms(
            element.name,
            element.percentage,
            element.basis,
            tuple((agreed.partner_id, agreed.percentage) for agreed in element.agreed.all()),
            element.amount or Decimal(0),
        )
        for element in elements.order_by("position")
    )
