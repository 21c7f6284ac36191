"""The sentence a partner's officer pastes into the monitoring return of the own council."""

from __future__ import annotations

from budgets.explanation.reasons import reasons
from budgets.explanation.wording import amount, owed, signed_amount
from budgets.position import QuarterPosition, Recharge


def return_sentence(position: QuarterPosition, recharge: Recharge) -> str:
    """What is paid, against what was budgeted, and the two effects; "" while it is not known."""
    if recharge.estimate is None or recharge.budget is None:
        return ""
    quarter = position.quarter
    what = "outturn" if quarter.is_last else f"estimate at Quarter {quarter.number}"
    cost, share = reasons(position, recharge)
    moved = (
        "as budgeted"
        if not recharge.variance
        else f"{signed_amount(recharge.variance)} against the budget of {owed(recharge.budget)}"
    )
    return (
        f"Shared CCTV service, {position.year}: our recharge is {owed(recharge.estimate)} "
        f"({what}), {moved}. Of this {signed_amount(cost.amount)} comes from the balance of the whole "
        f"service, now {amount(position.balance.estimate)}, and {signed_amount(share.amount)} from our "
        "share of it. Plus means that we pay more."
    )
