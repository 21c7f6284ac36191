"""Versions of the budgeted recharges: frozen with the budget, anew after each supplementary.

What a supplementary adds is shared as the budget was: by the shares frozen with version 1,
whatever happened to the register since. A pay award does not move the basis (docs/decisions/0017).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from budgets.arithmetic import apportion, balance_to_recover
from budgets.inputs import BudgetedPart, budgeted_shares, parts_of
from budgets.models import BudgetDecision, BudgetedRecharge, BudgetLine, FinancialYear
from budgets.shares import ShareBasis


def current_balance(year: FinancialYear) -> Decimal:
    """What the year's lines come to, in pounds, with every virement and supplementary."""
    lines = BudgetLine.objects.filter(year=year).with_changes()
    return balance_to_recover(line.current_budget for line in lines)


def parts_by(basis: ShareBasis, balance: Decimal, unit: int) -> tuple[BudgetedPart, ...]:
    """The budgeted recharges as approval would freeze them, in partner order.

    NothingToShareBy: the elements have nothing to share by.
    """
    basis = basis.of(balance)
    recharges = apportion(balance, basis.shares, unit).parts
    has_fixed = any(basis.fixed.values())
    return tuple(
        BudgetedPart(
            partner,
            basis.averages[partner],
            basis.shares[partner],
            recharges[partner],
            basis.fixed[partner] if has_fixed else None,
            basis.rest[partner] if has_fixed else None,
        )
        for partner in basis.partners
    )


def parts_anew(year: FinancialYear, balance: Decimal) -> tuple[BudgetedPart, ...]:
    """The recharges of ``balance`` by the cameras and shares frozen with the budget."""
    first = parts_of(BudgetedRecharge.objects.filter(year=year, version=1))
    shares = budgeted_shares(first, balance)
    recharges = apportion(balance, shares, year.rounding_unit).parts
    return tuple(
        replace(part, share=shares[part.partner], amount=recharges[part.partner]) for part in first
    )


def freeze(decision: BudgetDecision, parts: tuple[BudgetedPart, ...]) -> None:
    """Keep ``parts`` as the version that ``decision`` made, beside those before it."""
    BudgetedRecharge.objects.bulk_create(
        BudgetedRecharge(
            year_id=decision.year_id,
            version=decision.version,
            partner_id=part.partner,
            equivalent_cameras=part.equivalent_cameras,
            share=part.share,
            amount=part.amount,
            fixed=part.fixed,
            rest=part.rest,
        )
        for part in parts
    )
