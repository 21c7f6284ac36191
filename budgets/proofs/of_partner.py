"""Proofs of one partner's figures: its cameras, its share, its recharges."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import CAMERAS as BY_CAMERAS
from budgets.explanation.service_days import service_days
from budgets.explanation.wording import (
    amount,
    as_fraction,
    finely,
    in_percent,
    owed,
    possessive,
)
from budgets.explanation.working import (
    Step,
    all_partners,
    base_cameras,
    basis_steps,
    camera_rows,
    counts_by_month,
    pounds_steps,
    samples_in_year,
)
from budgets.position import QuarterPosition, Recharge
from budgets.proofs.evidence import Evidence, decided
from budgets.proofs.names import (
    BUDGET,
    BUDGETED,
    CAMERAS,
    COST_EFFECT,
    ESTIMATE,
    RECHARGE,
    SHARE,
    SHARE_EFFECT,
    VARIANCE,
    ProofName,
)
from budgets.proofs.of_bridge import cost_effect_proof, share_effect_proof, variance_proof
from budgets.proofs.values import Proof, ProofStep
from cctvpartnership.figures import NOT_YET_KNOWN


def partner_proof(
    position: QuarterPosition, recharge: Recharge, name: ProofName, evidence: Evidence
) -> Proof:
    """The proof of one figure of ``recharge``, which is the position's own."""
    prove = {
        CAMERAS: _cameras,
        SHARE: _share,
        BUDGETED: _budgeted,
        RECHARGE: _recharge,
        VARIANCE: variance_proof,
        COST_EFFECT: cost_effect_proof,
        SHARE_EFFECT: share_effect_proof,
    }
    return prove[name.figure](position, recharge, evidence)


def recharge_in_words(position: QuarterPosition) -> str:
    return "outturn recharge" if position.quarter.is_last else "estimated recharge"


def _cameras(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    rows, average = camera_rows(position, recharge), recharge.equivalent_cameras
    samples, by_month = samples_in_year(position), counts_by_month(position)
    unit = "months" if by_month else "days"
    steps = tuple(
        ProofStep(
            f"{row.number:,} {row.camera_type}",
            f"{row.when}: {row.number:,} × {row.samples} of {samples} {unit} × weight {row.weight}",
            finely(row.average),
        )
        for row in rows
    )
    when = "on the first of each month" if by_month else "on every day"
    kinds = {row.camera_type for row in rows}
    return Proof(
        name=_named(recharge, CAMERAS),
        title=f"{_owner(recharge)} average of equivalent cameras",
        answer=finely(average),
        sentence=(
            f"{recharge.partner.short_name} has on average {finely(average)} equivalent cameras in "
            f"{position.year}. A camera counts as the weight of its type {when} it is in service; "
            f"the average is the mean over the year’s {samples} {unit}."
        ),
        steps=(*steps, ProofStep("Average", "All of them added", finely(average))),
        value=average,
        entered=(
            *evidence.service_days(recharge.partner),
            *evidence.cameras(recharge.partner),
            *evidence.weights(kinds),
        ),
        notes=(*service_days(position, recharge), *_future(position)),
    )


def _share(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    steps = basis_steps(position, recharge)
    return Proof(
        name=_named(recharge, SHARE),
        title=f"{_owner(recharge)} share of the balance",
        answer=steps[-1].result,
        sentence=_share_sentence(position, recharge, steps),
        steps=(
            *_own_cameras(position, recharge),
            *(ProofStep(step.name, step.working, step.result) for step in steps),
        ),
        value=recharge.share,
        entered=evidence.terms(),
        notes=(*service_days(position, recharge), *_unrounded_share(position)),
    )


def _share_sentence(position: QuarterPosition, recharge: Recharge, steps: tuple[Step, ...]) -> str:
    bears = f"{recharge.partner.short_name} bears {steps[-1].result} of the balance to recover"
    terms, basis = position.basis.terms, position.basis
    if len(terms) > 1 or basis.round_shares_first or terms[0].basis != BY_CAMERAS:
        return f"{bears}: {'; '.join(step.working for step in steps)}."
    everybody = sum(basis.averages.values(), Fraction(0))
    return (
        f"{bears}, because it has {finely(recharge.equivalent_cameras)} of the {finely(everybody)} "
        f"equivalent cameras that {all_partners(len(basis.partners))} have on average over the year."
    )


def _own_cameras(position: QuarterPosition, recharge: Recharge) -> tuple[ProofStep, ...]:
    """Where any element goes by cameras: the partner's own average, with its proof."""
    if all(terms.basis != BY_CAMERAS for terms in position.basis.terms):
        return ()
    own = finely(recharge.equivalent_cameras)
    name = _named(recharge, CAMERAS)
    return (ProofStep("Cameras", "Average of equivalent cameras over the year", own, name),)


def _recharge(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    share = basis_steps(position, recharge)[-1]
    exact, *rounded = pounds_steps(position, recharge)
    balance = position.balance.estimate
    what = recharge_in_words(position)
    if balance is None:
        sentence = f"The {what} is not known yet, since not every line has an estimate."
    else:
        sentence = (
            f"{recharge.partner.short_name} bears {share.result} of the balance to recover of "
            f"{amount(balance)}. That is {exact.result}, and rounded {owed(recharge.estimate)}."
        )
    return Proof(
        name=_named(recharge, RECHARGE),
        title=f"{_owner(recharge)} {what}",
        answer=_known(recharge.estimate, owed),
        sentence=sentence,
        steps=(
            ProofStep("Share", share.working, share.result, _named(recharge, SHARE)),
            ProofStep(
                "Balance to recover",
                "The sum of all lines",
                _known(balance, amount),
                ProofName(ESTIMATE),
            ),
            *(ProofStep(step.name, step.working, step.result) for step in (exact, *rounded)),
        ),
        value=recharge.estimate,
        notes=(*service_days(position, recharge), *_unrounded(position, recharge)),
    )


def _unrounded(position: QuarterPosition, recharge: Recharge) -> tuple[str, ...]:
    if position.estimated is None:
        return ()
    exact = position.estimated.exact[recharge.partner.pk]
    if exact.denominator == 1:
        return ()
    return (f"Before it is rounded, the amount is exactly £{as_fraction(exact)}.",)


def _unrounded_share(position: QuarterPosition) -> tuple[str, ...]:
    if position.basis.round_shares_first:
        return ()
    return ("Nothing is rounded here: the share is printed to a few decimals only.",)


def _budgeted(position: QuarterPosition, recharge: Recharge, evidence: Evidence) -> Proof:
    approval = evidence.approval()
    if recharge.budget is None:
        sentence, steps = "The budget is not approved yet, so there is no budgeted recharge.", ()
    else:
        balance = position.partners_total.budget
        sentence = (
            f"{recharge.partner.short_name} was to pay {owed(recharge.budget)}: its share of "
            f"{in_percent(recharge.base_share)} of the budget of {amount(balance)}, set when the budget "
            "was approved and not worked out again since."
        )
        steps = _steps_of_budget(position, recharge)
    return Proof(
        name=_named(recharge, BUDGETED),
        title=f"{_owner(recharge)} budgeted recharge",
        answer=_known(recharge.budget, owed),
        sentence=sentence,
        steps=steps,
        value=recharge.budget,
        entered=(decided(approval),) if approval else (),
    )


def _steps_of_budget(position: QuarterPosition, recharge: Recharge) -> tuple[ProofStep, ...]:
    total = base_cameras(position)
    counted = (
        ProofStep(
            "Cameras with the budget",
            f"Of {finely(total)} of all partners",
            finely(recharge.base_equivalent_cameras),
        ),
    )
    return (
        *(counted if total else ()),
        ProofStep(
            "Share with the budget", "Frozen at approval", in_percent(recharge.base_share, 4)
        ),
        ProofStep(
            "Budget to recover",
            "The sum of all lines",
            amount(position.partners_total.budget),
            ProofName(BUDGET)
            if position.partners_total.budget == position.balance.budget
            else None,
        ),
        ProofStep("Budgeted recharge", "Rounded and frozen", amount(recharge.budget)),
    )


def _future(position: QuarterPosition) -> tuple[str, ...]:
    if position.quarter.is_last:
        return ()
    return ("Months to come count what the register knows already.",)


def _named(recharge: Recharge, figure: str) -> ProofName:
    return ProofName(figure, partner=recharge.partner.pk)


def _owner(recharge: Recharge) -> str:
    return possessive(recharge.partner.short_name)


def _known(value: Decimal | None, printed) -> str:
    return NOT_YET_KNOWN if value is None else printed(value)
