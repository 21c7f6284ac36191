"""The approval of a budget: everything that it freezes, then freezing it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets.setup.approval_forms import ApprovalForm
from budgets.setup.approving import Proposal, ProposalMoved, approve, proposal
from budgets.setup.pages import errors_of, way_to_setup, while_being_set
from budgets.setup.years import SetupRefused
from cctvpartnership.figures import as_typed, with_pound_sign
from partners.models import Partner
from partners.permissions import can_set_budget, require

CONFLICT = 409
BASE_CELLS = "base_"


@dataclass(frozen=True)
class ProposedRecharge:
    """One partner's recharge as it would be frozen, with the steps to it; pounds."""

    partner: Partner
    equivalent_cameras: Fraction
    share: Fraction
    exact: Fraction
    rounded_down: Decimal
    received: Decimal
    amount: Decimal


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_being_set
def setup_approve(request, year):
    """What approval freezes, by the register or by cameras given; approved as it was shown."""
    partners = [each.partner for each in year.year_partners.select_related("partner")]
    form = ApprovalForm(request.POST or None, year=year, partners=partners)
    refused, status = "", 200
    if request.POST.get("then") == "approve" and form.is_valid():
        try:
            approved = approve(
                year=year,
                approver=form.cleaned_data["approver"],
                minute=form.cleaned_data["minute"],
                dated=form.cleaned_data["dated"],
                base_cameras=form.base_cameras(),
                shown=request.POST.get("shown", ""),
                user=request.user,
            )
        except ProposalMoved as refusal:
            refused, status = str(refusal), CONFLICT
        except SetupRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _approved_sentence(approved))
            return redirect(approved)
    elif request.POST.get("then") == "work_out":
        _forget_approver(form)
    return _page(request, year, form, partners, refused, status)


def _page(request, year, form: ApprovalForm, partners: list[Partner], refused: str, status: int):
    try:
        proposed = proposal(year, form.base_cameras())
    except SetupRefused as refusal:
        refused, proposed = str(refusal), proposal(year)
    context = {
        "year": year,
        "form": form,
        "errors": [("", refused)] if refused else errors_of(form),
        "proposal": proposed,
        "recharges": _recharges(proposed, partners),
        "breadcrumbs": way_to_setup(year),
    }
    return render(request, "budgets/setup_approve.html", context, status=status)


def _forget_approver(form: ApprovalForm) -> None:
    """Who only wants the recharges worked out is not asked who approved them."""
    form.is_valid()
    for name in [name for name in form.errors if not name.startswith(BASE_CELLS)]:
        del form.errors[name]


def _recharges(proposed: Proposal, partners: list[Partner]) -> list[ProposedRecharge]:
    by_key = {partner.pk: partner for partner in partners}
    division = proposed.division
    return [
        ProposedRecharge(
            by_key[part.partner],
            part.equivalent_cameras,
            part.share,
            division.exact[part.partner],
            division.rounded_down[part.partner],
            division.received[part.partner],
            part.amount,
        )
        for part in proposed.parts
    ]


def _approved_sentence(year) -> str:
    total = sum(part.amount for part in year.budgeted_recharges.all())
    balance = with_pound_sign(as_typed(total))
    return f"The budget of {year} is approved: {balance} to recover. Its quarters are open."
