"""The proof of a figure as a page of its own: its steps, each led to its own, and who entered what.

How a figure is proven is ``proofs``'s; here is who may see it, and where its parts are proven.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.models import Quarter
from budgets.navigation import Trail, breadcrumbs_of, period_switch
from budgets.partner_views import share_address, way_to_partners
from budgets.position import Recharge, quarter_position
from budgets.proofs import (
    Entered,
    Proof,
    ProofName,
    ProofStep,
    UnknownFigure,
    evidence_of,
    partner_proof,
    quarter_proof,
)
from budgets.views import quarter_or_404
from partners.models import Partner, User
from partners.periods import Year
from partners.permissions import (
    can_enter_figures,
    can_see_cameras_of,
    can_see_quarter,
    can_see_recharge,
    holds_any_role,
    require,
)


@dataclass(frozen=True)
class LinkedStep:
    """A step, and where its number is proven; "" where it is not, or not for this person."""

    step: ProofStep
    address: str


@dataclass(frozen=True)
class LinkedEntry:
    """What was entered, and the history it stands in. How and why are finance's working papers."""

    entered: Entered
    address: str
    how: str


@require_safe
@require(holds_any_role)
def of_quarter(request: HttpRequest, period: Year, number: int, figure: str) -> HttpResponse:
    """A figure of a line, or of the balance."""
    quarter = quarter_or_404(period, number)
    if not can_see_quarter(request.user, quarter):
        raise Http404
    try:
        name = ProofName.of_quarter(figure)
        position = quarter_position(quarter)
        proof = quarter_proof(position, name, evidence_of(quarter))
    except UnknownFigure as error:
        raise Http404(str(error)) from error
    address = partial(_same_of_quarter, request.user, name)
    return _page(request, quarter, proof, breadcrumbs_of(quarter), address)


@require_safe
@require(holds_any_role)
def of_partner(
    request: HttpRequest, slug: str, period: Year, number: int, figure: str
) -> HttpResponse:
    """A figure of one partner's share."""
    partner = get_object_or_404(Partner, slug=slug)
    quarter = quarter_or_404(period, number)
    if not can_see_recharge(request.user, partner, quarter):
        raise Http404
    position = quarter_position(quarter)
    recharge = position.recharge_of(partner)
    if recharge is None:
        raise Http404(f"{partner} does not share the balance of {period}.")
    try:
        name = ProofName.of_partner(figure, partner.pk)
    except UnknownFigure as error:
        raise Http404(str(error)) from error
    proof = partner_proof(position, recharge, name, evidence_of(quarter))
    address = partial(_same_of_partner, request.user, partner, figure)
    return _page(request, quarter, proof, _trail(recharge, quarter), address, recharge)


def proof_address(quarter: Quarter, name: ProofName, partner: Partner | None = None) -> str:
    """Where the figure is proven; ``partner`` is whose it is, if anybody's."""
    place = [quarter.year.period, quarter.number, name.slug]
    if name.partner is None:
        return reverse("budgets:proof", args=place)
    return reverse("shares:proof", args=[partner.slug, *place])


def _page(
    request: HttpRequest,
    quarter: Quarter,
    proof: Proof,
    trail: Trail,
    address: Callable[[Quarter], str | None],
    recharge: Recharge | None = None,
) -> HttpResponse:
    partner = recharge.partner if recharge else None
    keeps = can_enter_figures(request.user)
    context = {
        "quarter": quarter,
        "proof": proof,
        "partner": partner,
        "steps": [
            LinkedStep(step, _address(request.user, quarter, partner, step.proof))
            for step in proof.steps
        ],
        "entered": [_entry(quarter, each, keeps) for each in proof.entered],
        "keeps": keeps,
        "cameras": _cameras_address(request.user, partner) if partner else "",
        "breadcrumbs": trail,
        "period": period_switch(quarter.year, quarter.number, quarter_address=address),
    }
    return render(request, "budgets/proof.html", context)


def _address(user: User, quarter: Quarter, partner: Partner | None, name: ProofName | None) -> str:
    if name is None or (name.partner is None and not can_see_quarter(user, quarter)):
        return ""
    return proof_address(quarter, name, partner)


def _entry(quarter: Quarter, entered: Entered, keeps: bool) -> LinkedEntry:
    address = ""
    if keeps and entered.line is not None:
        place = [quarter.year.period, quarter.number, entered.line]
        address = reverse("budgets:line_history", args=place)
    return LinkedEntry(entered, address, entered.how if keeps else "")


def _cameras_address(user: User, partner: Partner) -> str:
    if not can_see_cameras_of(user, partner):
        return ""
    return f"{reverse('cameras:camera_list')}?partner={partner.slug}"


def _trail(recharge: Recharge, quarter: Quarter) -> Trail:
    partner = recharge.partner
    own = (f"Share, Quarter {quarter.number}", share_address(partner, quarter))
    return [*way_to_partners(), (partner.short_name, partner.get_absolute_url()), own]


def _same_of_quarter(user: User, name: ProofName, quarter: Quarter) -> str | None:
    """A line is one year's; in another year its balance stands for it."""
    if not can_see_quarter(user, quarter):
        return None
    return proof_address(quarter, name)


def _same_of_partner(user: User, partner: Partner, figure: str, quarter: Quarter) -> str | None:
    if not can_see_recharge(user, partner, quarter):
        return None
    return proof_address(quarter, ProofName(figure, partner=partner.pk), partner)
