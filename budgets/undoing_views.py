"""Earlier figures again, as pages for finance: one value put back, one batch taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from budgets.actions import FiguresConflict, QuarterLocked
from budgets.figure_history import (
    BLANK,
    batch_cells,
    change_by,
    last_changes,
    names_of,
    newest_of,
    takings_back,
)
from budgets.figure_history_forms import PutBackForm, TakeBackForm
from budgets.models import BudgetLine, FigureBatch, Quarter
from budgets.navigation import line_address, log_address, period_switch, trail_to_log
from budgets.outcomes import figures_now, locked_sentence, saved_message
from budgets.revisions import CELLS
from budgets.undoing import UndoRefused, put_back, take_back
from budgets.views import quarter_or_404
from budgets.wording import counted
from partners.permissions import can_enter_figures, require

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def figure_put_back(request, period, number, line, cell, revision):
    """Ask why the value that ``revision`` gave a cell is put back, and put it back."""
    quarter = quarter_or_404(period, number)
    line = get_object_or_404(BudgetLine, pk=line, year=quarter.year_id)
    if request.method != "POST" and quarter.state != Quarter.State.OPEN:
        messages.warning(request, locked_sentence(quarter))
        return redirect(line_address(line, quarter))
    earlier, value = _earlier_or_404(quarter, line, cell, revision)
    form = PutBackForm(request.POST or None, newest=newest_of(quarter, line).number)
    name = names_of(quarter)[cell]
    if form.is_valid() and (batch := _put_back(quarter, request.user, line, cell, value, form)):
        said = f"{line}, {name.lower()}: the earlier value is put back."
        messages.success(request, saved_message(quarter, batch, said))
        return redirect(line_address(line, quarter))
    context = {
        "quarter": quarter,
        "line": line,
        "what": cell,
        "name": name,
        # Read before what stands now, so that a save in between is a conflict and no overwriting.
        "newest": newest_of(quarter, line).number,
        "now": last_changes(quarter, cell, [line.pk])[line.pk],
        "earlier": earlier,
        "value": value,
        "form": form,
        "errors": _errors(form),
        "line_address": line_address(line, quarter),
        "breadcrumbs": [*trail_to_log(quarter), (line.name, line_address(line, quarter))],
    }
    status = CONFLICT if form.non_field_errors() else 200
    return render(request, "budgets/figure_put_back.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def batch_detail(request, period, number, batch):
    """What was saved together and what became of it; take it back, all of it or nothing."""
    quarter = quarter_or_404(period, number)
    batches = FigureBatch.objects.select_related("saved_by", "reverses__saved_by", "ledger_import")
    batch = get_object_or_404(batches, pk=batch, quarter=quarter)
    form = TakeBackForm(request.POST or None)
    if form.is_valid() and (taking := _take_back(quarter, request.user, batch, form)):
        cells = counted(len(batch_cells(quarter, taking)), "cell")
        said = f"Taken back: {cells} as before. {figures_now(quarter)}"
        messages.success(request, said)
        return redirect(taking.get_absolute_url())
    cells = batch_cells(quarter, batch)
    context = {
        "quarter": quarter,
        "batch": batch,
        "ledger_import": getattr(batch, "ledger_import", None),
        "cells": cells,
        "disputed": [cell for cell in cells if cell.is_disputed],
        "stands": any(cell.stands for cell in cells),
        "takings": takings_back(batch),
        "form": form,
        "errors": _errors(form),
        "breadcrumbs": trail_to_log(quarter),
        "period": period_switch(quarter.year, quarter.number, quarter_address=log_address),
    }
    status = CONFLICT if form.non_field_errors() else 200
    return render(request, "budgets/batch_detail.html", context, status=status)


def _earlier_or_404(quarter: Quarter, line: BudgetLine, cell: str, revision: int):
    """(change, value) that ``revision`` made of the cell; 0 is before anything was entered."""
    if cell not in CELLS or not last_changes(quarter, cell, [line.pk]):
        raise Http404(f"{cell} of {line} was never entered.")
    if revision == 0:
        return None, BLANK[cell]
    change = change_by(quarter, line, cell, revision)
    if change is None:
        raise Http404(f"Revision {revision} did not change this cell.")
    return change, change.after


def _put_back(quarter, user, line, cell, value, form) -> FigureBatch | None:
    """The batch, or None with the form saying what was in the way."""
    shown = quarter.revisions.get(line=line, number=form.cleaned_data["based_on"])
    reason = form.cleaned_data["reason"]
    try:
        return put_back(shown=shown, cell=cell, value=value, user=user, reason=reason)
    except FiguresConflict:
        last = last_changes(quarter, cell, [line.pk])[line.pk]
        form.add_error(None, f"While you read this page, {last.sentence} Nothing is put back.")
    except QuarterLocked:
        _say_locked(form, quarter)
    except UndoRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def _take_back(quarter, user, batch, form) -> FigureBatch | None:
    """The new batch, or None with the form naming each cell that was in the way."""
    try:
        return take_back(batch=batch, user=user, reason=form.cleaned_data["reason"])
    except FiguresConflict:
        for cell in batch_cells(quarter, batch):
            if cell.is_disputed:
                form.add_error(None, cell.last.sentence)
        form.add_error(
            None, "Nothing is taken back: put single values back from the line’s history."
        )
    except QuarterLocked:
        _say_locked(form, quarter)
    except UndoRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def _errors(form) -> list[tuple[str, str]]:
    """For the summary: what was in the way of the whole, and what is wrong with the reason."""
    whole = [*form.non_field_errors(), *form.errors.get("based_on", ())]
    return [
        *(("", error) for error in whole),
        *((f"#{form['reason'].auto_id}", error) for error in form["reason"].errors),
    ]


def _say_locked(form, quarter: Quarter) -> None:
    quarter.refresh_from_db()
    form.add_error(None, f"{locked_sentence(quarter)} Nothing is saved.")
