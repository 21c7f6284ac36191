"""The page on which finance says what a line of an open quarter is for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from budgets.actions import QuarterLocked
from budgets.models import BudgetLine, LinePart, Quarter
from budgets.navigation import breadcrumbs_of
from budgets.parts.forms import BasePartFormSet, PartFormSet
from budgets.parts.saving import PartsChanged, newest_of, save_parts
from budgets.setup.line_forms import INCOMPLETE
from budgets.setup.staleness import key_of
from budgets.views import quarter_or_404
from partners.permissions import can_enter_figures, require

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def line_parts(request: HttpRequest, period, number: int, line: int) -> HttpResponse:
    """What the line is for: rows to fill in, those of the last quarter offered at first."""
    quarter = quarter_or_404(period, number)
    line = get_object_or_404(BudgetLine, year=quarter.year, pk=line)
    if request.method != "POST":
        if quarter.state != Quarter.State.OPEN:
            state = quarter.get_state_display().lower()
            messages.warning(request, f"{quarter} is {state}: it stands as it was submitted.")
            return redirect(quarter)
        return _page(request, quarter, line, _formset(quarter, line))
    if "parts-TOTAL_FORMS" not in request.POST:
        return _page(request, quarter, line, _formset(quarter, line), errors=[("", INCOMPLETE)])
    formset = _formset(quarter, line, request.POST)
    if not formset.is_valid():
        return _page(request, quarter, line, formset, errors=list(formset.problems()))
    try:
        save_parts(
            quarter=quarter,
            line=line,
            parts=formset.entries(),
            shown=key_of(request.POST.get("shown", "")),
            user=request.user,
        )
    except PartsChanged as refused:
        return _page(
            request, quarter, line, formset, errors=[("", str(refused))], anew=True, status=CONFLICT
        )
    except QuarterLocked as refused:
        # Nothing can be saved, but what was typed stays on the page.
        errors = [("", f"{refused} Nothing of yours is saved: what you typed stands below.")]
        return _page(request, quarter, line, formset, errors=errors, status=CONFLICT)
    messages.success(request, f"What {line} is for is saved.")
    return redirect(quarter)


def _formset(quarter: Quarter, line: BudgetLine, sent=None) -> BasePartFormSet:
    lines = [each for each in BudgetLine.objects.filter(year=quarter.year) if each != line]
    return PartFormSet(sent, parts=_parts(quarter, line), lines=lines)


def _parts(quarter: Quarter, line: BudgetLine) -> list[LinePart]:
    """The line's parts; where nothing was ever said in this quarter, those of the one before."""
    parts = LinePart.objects.filter(line=line)
    if newest_of(quarter, line):
        return list(parts.filter(quarter=quarter))
    return list(parts.filter(quarter__year=quarter.year, quarter__number=quarter.number - 1))


def _page(request, quarter, line, formset, *, errors=(), anew=False, status=200) -> HttpResponse:
    """``anew``: the page is answered as one that shows the newest, whatever it was sent from."""
    newest = newest_of(quarter, line)
    is_kept = formset.is_bound and not anew
    context = {
        "quarter": quarter,
        "line": line,
        "formset": formset,
        "is_offered": not formset.is_bound and not newest and bool(formset.initial),
        "shown": request.POST.get("shown", "") if is_kept else newest,
        "errors": errors,
        "breadcrumbs": breadcrumbs_of(quarter),
    }
    return render(request, "budgets/line_parts.html", context, status=status)
