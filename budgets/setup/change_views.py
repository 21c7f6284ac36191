"""Virements and supplementaries as pages: entered, shown with all they do, then approved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from budgets.arithmetic import variance
from budgets.models import BudgetDecision, FinancialYear
from budgets.setup.change_forms import AuthorityForm, ChangeForm
from budgets.setup.changing import (
    BudgetMoved,
    Preview,
    changed_lines,
    contrary,
    newest_decision,
    preview,
    record_change,
)
from budgets.setup.pages import errors_of, setup_address, way_to_setup, while_approved
from budgets.setup.staleness import key_of
from budgets.setup.years import SetupRefused
from partners.models import Partner
from partners.permissions import can_set_budget, require

CONFLICT = 409
Kind = BudgetDecision.Kind


@dataclass(frozen=True)
class MovedRecharge:
    """One partner's budgeted recharge in pounds, as it is and as it would be frozen anew."""

    partner: Partner
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        return variance(self.after, self.before)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_approved
def setup_virement(request, year):
    """Move budget between lines; the total and the recharges stay."""
    return _change(request, year, Kind.VIREMENT)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_approved
def setup_supplementary(request, year):
    """Add to lines or take from them; the recharges are frozen anew."""
    return _change(request, year, Kind.SUPPLEMENTARY)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_approved
def setup_reverse(request, year, decision):
    """The counter-entry to a change: shown with all it does, then recorded."""
    reversed_ = get_object_or_404(
        BudgetDecision.objects.filter(year=year).exclude(kind=Kind.APPROVAL), pk=decision
    )
    if BudgetDecision.objects.filter(reverses=reversed_).exists() or reversed_.reverses_id:
        messages.warning(request, "This change is reversed already, or is itself a counter-entry.")
        return redirect(setup_address(year))
    form = AuthorityForm(request.POST or None, year=year)
    changes, refused = contrary(reversed_), ""
    if form.is_valid():
        try:
            return _recorded(request, year, reversed_.kind, changes, form, reverses=reversed_)
        except SetupRefused as refusal:
            refused = str(refusal)
    try:
        shown = preview(year, reversed_.kind, changes)
    except SetupRefused as refusal:
        raise Http404(str(refusal)) from refusal
    context = _context(year, reversed_.kind, form, shown, refused) | {"reversed": reversed_}
    status = CONFLICT if refused else 200
    return render(request, "budgets/setup_reverse.html", context, status=status)


def _change(request, year: FinancialYear, kind: str):
    lines = list(year.lines.select_related("group"))
    form = ChangeForm(request.POST or None, year=year, lines=lines)
    refused, status = "", 200
    if request.method == "POST" and request.POST.get("then") != "edit" and form.is_valid():
        try:
            if request.POST.get("then") == "approve":
                return _recorded(request, year, kind, form.changes(), form)
            return _confirm(request, year, kind, form)
        except BudgetMoved as moved:
            refused, status = str(moved), CONFLICT
        except SetupRefused as refusal:
            refused = str(refusal)
    changed = changed_lines(year, form.changes())
    context = _context(year, kind, form, Preview(changed, (), ()), refused)
    context["rows"] = list(form.rows(changed))
    if refused and status != CONFLICT:
        # What is wrong with the amounts is told where they are.
        context |= {"errors": [(form.first_change(), refused)], "wrong_total": refused}
    return render(request, "budgets/setup_change.html", context, status=status)


def _recorded(request, year, kind, changes, form: AuthorityForm, reverses=None):
    decision = record_change(
        year=year,
        kind=kind,
        changes=changes,
        authority=form.authority(),
        shown=key_of(request.POST.get("shown", "")),
        user=request.user,
        reverses=reverses,
    )
    messages.success(request, _recorded_sentence(decision))
    return redirect(setup_address(year))


def _confirm(request, year: FinancialYear, kind: str, form: ChangeForm):
    """The page that shows what the change does and asks for approval."""
    context = _context(year, kind, form, preview(year, kind, form.changes()), "")
    return render(request, "budgets/setup_change_confirm.html", context)


def _context(year, kind, form, shown: Preview, refused: str) -> dict:
    return {
        "year": year,
        "kind": kind,
        "kind_label": Kind(kind).label,
        "form": form,
        "errors": [("", refused)] if refused else errors_of(form),
        "preview": shown,
        "recharges": _recharges(shown),
        "shown": newest_decision(year),
        "breadcrumbs": way_to_setup(year),
    }


def _recharges(shown: Preview) -> list[MovedRecharge]:
    partners = Partner.objects.in_bulk([part.partner for part in shown.parts_before])
    pairs = zip(shown.parts_before, shown.parts_after, strict=True)
    return [
        MovedRecharge(partners[before.partner], before.amount, after.amount)
        for before, after in pairs
    ]


def _recorded_sentence(decision: BudgetDecision) -> str:
    label = decision.get_kind_display()
    if decision.version is None:
        return f"The {label.lower()} is recorded. The total and the recharges stay as they were."
    return (
        f"The {label.lower()} is recorded, and the budgeted recharges are frozen anew as version "
        f"{decision.version}."
    )
