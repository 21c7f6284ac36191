"""A quarter's steps as pages, for finance: submit to the board, take back, close the year."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from budgets.drafts.unsaved import unsaved_work
from budgets.invoices.year_end import unsettled_of
from budgets.lifecycle import (
    StepRefused,
    close_year,
    mark_of,
    missing_figures,
    reopen_quarter,
    submit_quarter,
    withdraw_quarter,
)
from budgets.lifecycle_forms import ReasonForm
from budgets.models import FinancialYear, Quarter
from budgets.navigation import breadcrumbs_of
from budgets.position import quarter_position
from budgets.questions.asking import questions_of
from budgets.views import quarter_or_404
from budgets.wording import balance_sentence, step_alone
from partners.email_views import warn_of_waiting_emails
from partners.permissions import can_enter_figures, require

BACKWARDS = {
    Quarter.State.WITH_BOARD: (reopen_quarter, "Figures can be entered again."),
    Quarter.State.PUBLISHED: (withdraw_quarter, "It is with the board; the edition stays."),
}


@require(can_enter_figures)
def quarter_submit(request, period, number):
    """Show what is put before the board, then lock the figures and submit them."""
    quarter = quarter_or_404(period, number)
    if quarter.state != Quarter.State.OPEN:
        messages.warning(request, f"{quarter} has been submitted. Its figures are locked.")
        return redirect(quarter)
    refused = None
    if request.method == "POST":
        try:
            shown = request.POST.get("shown", "")
            submit_quarter(quarter=quarter, user=request.user, shown=shown)
        except StepRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"{quarter} is with the board. Its figures are locked.")
            warn_of_waiting_emails(request, quarter)
            return redirect(quarter)
    position = quarter_position(quarter)
    context = {
        "quarter": quarter,
        "position": position,
        "missing": missing_figures(position.inputs),
        "questions": questions_of(quarter, position.lines),
        "sentence": balance_sentence(position.balance),
        "shown": mark_of(position.inputs),
        "unsaved": unsaved_work(quarter, request.user),
        "errors": [("", refused)] if refused else [],
        "breadcrumbs": breadcrumbs_of(quarter),
    }
    return render(request, "budgets/quarter_submit.html", context)


@require(can_enter_figures)
def quarter_reopen(request, period, number):
    """Take the quarter back one step, with a written reason."""
    quarter = quarter_or_404(period, number)
    if quarter.state not in BACKWARDS:
        raise Http404
    step, outcome = BACKWARDS[quarter.state]
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            step(quarter=quarter, user=request.user, reason=form.cleaned_data["reason"])
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{quarter} is taken back. {outcome}")
            warn_of_waiting_emails(request, quarter)
            return redirect(quarter)
    context = {
        "quarter": quarter,
        "form": form,
        "steps": [
            (step_alone(change), change)
            for change in quarter.state_changes.select_related("made_by")
        ],
        "breadcrumbs": breadcrumbs_of(quarter),
    }
    return render(request, "budgets/quarter_reopen.html", context)


@require(can_enter_figures)
def year_close(request, period):
    """Close the year; GET asks, POST closes."""
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    refused = None
    if request.method == "POST":
        try:
            close_year(year=year)
        except StepRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"{year} is closed.")
            return redirect(year)
    context = {
        "year": year,
        "quarters": year.quarters.all(),
        "unsettled": unsettled_of(year),
        "errors": [("", refused)] if refused else [],
        "breadcrumbs": breadcrumbs_of(year),
    }
    return render(request, "budgets/year_close.html", context)
