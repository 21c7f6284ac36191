"""The grid of lines as a page: shown, saved whole, or shown again with all that was typed."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets.models import FinancialYear, SubjectiveGroup
from budgets.setup.line_forms import INCOMPLETE, BaseLineFormSet, LineFormSet, with_more_rows
from budgets.setup.line_grid import grid_of, line_errors
from budgets.setup.line_merging import joined
from budgets.setup.lines import save_beside_money, save_lines
from budgets.setup.pages import State, setup_address, way_to_setup, year_or_404
from budgets.setup.staleness import LINES, Mark, StaleSetup, mark_of, refuse_stale
from budgets.setup.years import SetupRefused
from budgets.versions import current_balance
from budgets.wording import counted
from cctvpartnership.figures import as_typed, with_pound_sign
from partners.permissions import can_set_budget, require

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
def setup_lines(request, period):
    """The lines with groups, ledger codes, budgets and profiles.

    Once the budget is approved codes and profiles still change, and lines without a budget come.
    """
    year = year_or_404(period)
    if year.state == State.CLOSED:
        messages.warning(request, f"{year} is closed: its lines stand.")
        return redirect(setup_address(year))
    if request.method != "POST":
        return _page(request, year, _formset(year))
    if "lines-TOTAL_FORMS" not in request.POST:
        return _page(request, year, _formset(year), refused=INCOMPLETE)
    if request.POST.get("then") == "more":
        return _page(request, year, _formset(year, with_more_rows(request.POST.dict())))
    return _saved(request, year, Mark.read(request.POST.get("shown", "")))


def _saved(request, year: FinancialYear, shown: Mark):
    formset = _formset(year, request.POST)
    try:
        if formset.management_form.is_valid():
            refuse_stale(year, LINES, shown)
        if not formset.is_valid():
            return _page(request, year, formset, errors=line_errors(formset))
        save = save_beside_money if formset.fixed else save_lines
        save(year=year, lines=formset.terms(), shown=shown, user=request.user)
    except StaleSetup as refusal:
        together = _formset(year, joined(request.POST, year, shown))
        return _page(request, year, together, stale=refusal.changes, status=CONFLICT)
    except SetupRefused as refusal:
        return _page(request, year, formset, refused=str(refusal), status=CONFLICT)
    messages.success(request, _saved_sentence(year))
    if request.POST.get("then") == "back":
        return redirect(setup_address(year))
    return redirect("budgets:setup_lines", year.period)


def _formset(year: FinancialYear, data=None) -> BaseLineFormSet:
    lines = year.lines.select_related("group").prefetch_related("ledger_codes")
    return LineFormSet(data, lines=list(lines), fixed=year.state != State.BEING_SET)


def _page(request, year, formset, *, errors=(), stale=(), refused="", status=200):
    context = {
        "year": year,
        "formset": formset,
        "grid": grid_of(formset, is_checked=bool(errors)),
        "groups": SubjectiveGroup.objects.values_list("name", flat=True),
        "errors": [("", refused)] if refused else list(errors),
        "stale": stale,
        "shown": mark_of(year, LINES),
        "breadcrumbs": way_to_setup(year),
    }
    return render(request, "budgets/setup_lines.html", context, status=status)


def _saved_sentence(year: FinancialYear) -> str:
    lines = counted(year.lines.count(), "line")
    balance = with_pound_sign(as_typed(current_balance(year)))
    return f"The lines of {year} are saved: {lines}, {balance} to recover."
