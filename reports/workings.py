"""The annex: how each partner's recharge was worked out, from its cameras to whole pounds.

The steps are the proofs' own, so that paper and pages cannot differ. Who entered what is not
printed: a paper names roles, and pages tell it to those who sign in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgets.explanation import possessive
from budgets.position import QuarterPosition, Recharge
from budgets.proofs import CAMERAS, RECHARGE, SHARE, NoEvidence, ProofName, ProofStep, partner_proof
from reports.text import printable


@dataclass(frozen=True)
class PartnerWorking:
    """One partner's table: its caption, a sentence that says it aloud, steps, and notes."""

    caption: str
    sentence: str
    steps: tuple[ProofStep, ...]
    notes: tuple[str, ...]


def partner_workings(position: QuarterPosition) -> tuple[PartnerWorking, ...]:
    """The partners in the year's order; each ends in its estimated recharge."""
    return tuple(_working(position, recharge) for recharge in position.recharges)


def _working(position: QuarterPosition, recharge: Recharge) -> PartnerWorking:
    counted, share, whole = (
        partner_proof(
            position, recharge, ProofName(figure, partner=recharge.partner.pk), NoEvidence()
        )
        for figure in (CAMERAS, SHARE, RECHARGE)
    )
    # What is counted and not shared by is left to the pages.
    by_cameras = any(step.proof == counted.name for step in share.steps)
    own = [step for step in share.steps if step.proof is None]
    return PartnerWorking(
        caption=printable(f"{possessive(recharge.partner.short_name)} recharge, worked out"),
        sentence=printable(whole.sentence),
        steps=tuple(
            map(_printable, (*(counted.steps if by_cameras else ()), *own, *whole.steps[1:]))
        ),
        notes=tuple(map(printable, whole.notes)),
    )


def _printable(step: ProofStep) -> ProofStep:
    """The step as paper can hold it: elements and types of cameras bear what names people gave them."""
    return replace(
        step,
        name=printable(step.name),
        working=printable(step.working),
        result=printable(step.result),
    )
