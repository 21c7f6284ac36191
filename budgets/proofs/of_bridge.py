"""Proofs of a variance and its two effects: the steps from the budgeted to the estimated recharge."""

from __future__ import annotations

from decimal import Decimal

from budgets.explanation.reasons import reasons
from budgets.explanation.wording import possessive, signed_amount
from budgets.explanation.working import budget_steps
from budgets.position import QuarterPosition, Recharge
from budgets.proofs.evidence import Evidence
from budgets.proofs.names import BUDGETED, COST_EFFECT, SHARE_EFFECT, VARIANCE, ProofName
from budgets.proofs.values import Proof, ProofStep
from cctvpartnership.figures import NOT_YET_KNOWN

# The steps from the budget, and the figures they come to.
BRIDGE = {
    "Budgeted": BUDGETED,
    "At that share": None,
    "Balance": COST_EFFECT,
    "Share": SHARE_EFFECT,
    "Variance": None,
}


def variance_proof(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    return _of_bridge(position, recharge, VARIANCE, "variance", tuple(BRIDGE))


def cost_effect_proof(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    return _of_bridge(position, recharge, COST_EFFECT, "cost effect", tuple(BRIDGE)[:3])


def share_effect_proof(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    return _of_bridge(position, recharge, SHARE_EFFECT, "share effect", ("At that share", "Share"))


def _of_bridge(
    position: QuarterPosition,
    recharge: Recharge,
    figure: str,
    title: str,
    shown: tuple[str, ...],
) -> Proof:
    value: Decimal | None = getattr(recharge, figure.replace("-", "_"))
    why = reasons(position, recharge)
    told = {COST_EFFECT: why[:1], SHARE_EFFECT: why[1:]}.get(figure, why)
    own = _named(recharge, figure)
    steps = tuple(
        ProofStep(step.name, step.working, step.result, _unless(own, _linked(recharge, step.name)))
        for step in budget_steps(position, recharge)
        if step.name in shown
    )
    return Proof(
        name=own,
        title=f"{possessive(recharge.partner.short_name)} {title}",
        answer=NOT_YET_KNOWN if value is None else signed_amount(value),
        sentence=" ".join(reason.sentence for reason in told)
        or "Not known yet: it takes an approved budget and an estimate on every line.",
        steps=steps,
        value=value,
        notes=(
            f"Plus means {recharge.partner.short_name} pays more than budgeted, minus means it pays "
            "less.",
        ),
    )


def _linked(recharge: Recharge, step: str) -> ProofName | None:
    figure = BRIDGE.get(step)
    return _named(recharge, figure) if figure else None


def _unless(own: ProofName, other: ProofName | None) -> ProofName | None:
    return None if own == other else other


def _named(recharge: Recharge, figure: str) -> ProofName:
    return ProofName(figure, partner=recharge.partner.pk)
