"""Versions of the budgeted recharges: frozen with the budget, anew after each supplementary.

What a supplementary adds is shared as the budget was: by the shares frozen with version 1,
whatever happened to the register since. A pay award does not move the basis (docs/decisions/0017).
"""

from __future__ import annotations

from decimal import Decimal

from budgets.arithmetic import apportion, balance_to_recover
from budgets.inputs import BudgetedPart
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
    recharges = apportion(balance, basis.shares, unit).parts
    return tuple(
        BudgetedPart(partner, basis.averages[partner], basis.shares[partner], recharges[partner])
        for partner in basis.partners
    )


def parts_anew(year: FinancialYear, balance: Decimal) -> tuple[BudgetedPart, ...]:
    """The recharges of ``balance`` by the cameras and shares frozen with the budget."""
    first = BudgetedRecharge.objects.filter(year=year, version=1).order_by("pk")
    shares = {part.partner_id: part.share for part in first}
    recharges = apportion(balance, shares, year.rounding_unit).parts
    return tuple(
        BudgetedPart(
            part.partner_id, part.equivalent_cameras, part.share, recharges[part.partner_id]
        )
        for part in first
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
        )
        for part in parts
    )
