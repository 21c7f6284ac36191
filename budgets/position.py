"""One quarter's budget position: what the summary, the shares and the paper all print.

Takes the quarter's inputs, lets ``arithmetic`` work, and answers with frozen plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from budgets.arithmetic import (
    Apportionment,
    apportion,
    balance_to_recover,
    bridge,
    variance,
)
from budgets.freezing import thawed
from budgets.inputs import LinePosition, QuarterInputs, budgeted_shares, current_inputs
from budgets.mentioned import MentionedList
from budgets.models import FinancialYear, Quarter
from budgets.shares import ShareBasis
from partners.models import Partner


@dataclass(frozen=True)
class Totals:
    """A row of sums, in pounds; None: not yet known."""

    budget: Decimal | None
    estimate: Decimal | None
    actual: Decimal | None = None
    cost_effect: Decimal | None = None
    share_effect: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class Recharge:
    """One partner's recharge in pounds, its bridge, and what it rests on.

    ``budget`` side: frozen when the budget was approved. Shares: 1 is the whole balance;
    ``held_share`` is what the budget's terms give of the balance as it now is. Only fixed amounts
    make that another than ``base_share``. ``fixed``: the partner's pounds of them, before any is cut
    to the balance; ``rest``: its share of what they leave.
    """

    partner: Partner
    equivalent_cameras: Fraction
    share: Fraction
    base_equivalent_cameras: Fraction | None = None
    base_share: Fraction | None = None
    held_share: Fraction | None = None
    fixed: Fraction = Fraction(0)
    rest: Fraction = Fraction(0)
    budget: Decimal | None = None
    estimate: Decimal | None = None
    cost_effect: Decimal | None = None
    share_effect: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class QuarterPosition:
    """A quarter's lines, balance and recharges, with the apportionments they came from."""

    quarter: Quarter
    inputs: QuarterInputs
    balance: Totals
    last_balance: Totals
    recharges: tuple[Recharge, ...]
    partners_total: Totals
    estimated: Apportionment | None
    at_budgeted_shares: Apportionment | None

    @property
    def year(self) -> FinancialYear:
        return self.quarter.year

    @property
    def lines(self) -> tuple[LinePosition, ...]:
        return self.inputs.lines

    @property
    def mentioned(self) -> MentionedList:
        """What was mentioned and is in none of the figures; frozen with them."""
        return self.inputs.mentioned

    @cached_property
    def basis(self) -> ShareBasis:
        """Of the estimated balance; before every line has an estimate, of the budgeted one."""
        balance = self.balance
        return self.inputs.basis.of(
            balance.budget if balance.estimate is None else balance.estimate
        )

    @property
    def is_complete(self) -> bool:
        return self.balance.actual is not None and self.balance.estimate is not None

    def recharge_of(self, partner: Partner) -> Recharge | None:
        """The recharge of one partner; None: it does not share this year's balance."""
        return next((part for part in self.recharges if part.partner.pk == partner.pk), None)


def quarter_position(quarter: Quarter) -> QuarterPosition:
    """The position of ``quarter``: from its newest figures while open, from what was frozen after.

    MissingWeight, NothingToShareBy: the register or the elements cannot be worked out.
    """
    inputs = current_inputs(quarter) if quarter.frozen is None else thawed(quarter.frozen)
    return position_of(quarter, inputs)


def position_of(quarter: Quarter, inputs: QuarterInputs) -> QuarterPosition:
    """The position that ``inputs`` make: balance, recharges and the bridge to the frozen budget."""
    balance = _totals(inputs, "actual", "estimate")
    estimated = at_budgeted = None
    shared = balance.budget if balance.estimate is None else balance.estimate
    basis, held = inputs.basis.of(shared), budgeted_shares(inputs.budgeted, shared)
    if balance.estimate is not None:
        estimated = apportion(balance.estimate, basis.shares, inputs.rounding_unit)
        if held:
            at_budgeted = apportion(balance.estimate, held, inputs.rounding_unit)
    recharges = _recharges(inputs, basis, held, estimated, at_budgeted)
    return QuarterPosition(
        quarter=quarter,
        inputs=inputs,
        balance=balance,
        last_balance=_totals(inputs, "last_actual", "last_estimate"),
        recharges=recharges,
        partners_total=_partners_total(recharges),
        estimated=estimated,
        at_budgeted_shares=at_budgeted,
    )


def _totals(inputs: QuarterInputs, actual: str, estimate: str) -> Totals:
    return Totals(
        budget=balance_to_recover(line.budget for line in inputs.lines),
        actual=balance_to_recover(getattr(line, actual) for line in inputs.lines),
        estimate=balance_to_recover(getattr(line, estimate) for line in inputs.lines),
    )


def _recharges(
    inputs: QuarterInputs,
    basis: ShareBasis,
    held: dict[int, Fraction],
    estimated: Apportionment | None,
    at_budgeted: Apportionment | None,
) -> tuple[Recharge, ...]:
    budgeted = {part.partner: part for part in inputs.budgeted}
    amounts = {partner: part.amount for partner, part in budgeted.items()}
    steps = bridge(amounts, at_budgeted.parts, estimated.parts) if at_budgeted else {}
    parts = estimated.parts if estimated else {}
    return tuple(
        _recharge(basis, partner, budgeted.get(partner.pk), held, parts, steps)
        for partner in inputs.partners
    )


def _recharge(basis, partner, budgeted, held, parts, steps) -> Recharge:
    step = steps.get(partner.pk)
    return Recharge(
        partner=partner,
        equivalent_cameras=basis.averages[partner.pk],
        share=basis.shares[partner.pk],
        base_equivalent_cameras=budgeted.equivalent_cameras if budgeted else None,
        base_share=budgeted.share if budgeted else None,
        held_share=held.get(partner.pk),
        fixed=basis.fixed[partner.pk],
        rest=basis.rest[partner.pk],
        budget=budgeted.amount if budgeted else None,
        estimate=parts.get(partner.pk),
        cost_effect=step.cost_effect if step else None,
        share_effect=step.share_effect if step else None,
    )


def _partners_total(recharges: tuple[Recharge, ...]) -> Totals:
    return Totals(
        budget=balance_to_recover(recharge.budget for recharge in recharges),
        estimate=balance_to_recover(recharge.estimate for recharge in recharges),
        cost_effect=balance_to_recover(recharge.cost_effect for recharge in recharges),
        share_effect=balance_to_recover(recharge.share_effect for recharge in recharges),
    )
