"""The history of figures to read, for finance: a quarter's log, its file, and one line's values.

They are working papers: others read what was submitted (docs/decisions). Putting back and taking
back are ``undoing_views``'s.
"""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from budgets.figure_history import cell_histories
from budgets.figure_history_forms import LogFilter
from budgets.figure_log import COLUMNS, entries_of, file_rows, log_rows
from budgets.ledger.proof import line_proof
from budgets.models import BudgetLine, Quarter
from budgets.navigation import (
    breadcrumbs_of,
    line_address,
    log_address,
    period_switch,
    trail_to_log,
)
from budgets.views import quarter_or_404
from partners.csv_rows import csv_response
from partners.permissions import can_enter_figures, require

PAGE_LENGTH = 50


@require_safe
@require(can_enter_figures)
def quarter_history(request, period, number):
    """The log of a quarter, newest first, filtered and paged in the database."""
    quarter = quarter_or_404(period, number)
    form = LogFilter(request.GET, quarter=quarter)
    form.is_valid()  # what could not be read is said on the page; the rest applies
    rows = log_rows(quarter, form.cleaned_data)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    query = _without_page(request)
    context = {
        "quarter": quarter,
        "form": form,
        "page_obj": page,
        "page_query": f"{query}&" if query else "",
        "file_query": f"?{query}" if query else "",
        "entries": entries_of(quarter, page),
        "is_filtered": any(form.cleaned_data.values()) or bool(form.errors),
        "breadcrumbs": breadcrumbs_of(quarter),
        "period": period_switch(quarter.year, quarter.number, quarter_address=log_address),
    }
    return render(request, "budgets/quarter_history.html", context)


@require_safe
@require(can_enter_figures)
def quarter_history_csv(request, period, number):
    """The same log as a file; a filter that cannot be read makes no file, and the log says why."""
    quarter = quarter_or_404(period, number)
    form = LogFilter(request.GET, quarter=quarter)
    if not form.is_valid():
        return redirect(f"{log_address(quarter)}?{_without_page(request)}")
    name = f"{quarter.year.label}-{quarter.label}-history.csv"
    return csv_response(name, COLUMNS, file_rows(quarter, form.cleaned_data))


@require_safe
@require(can_enter_figures)
def line_history(request, period, number, line):
    """Every value one line's cells ever held in the quarter; an earlier one may be put back."""
    quarter = quarter_or_404(period, number)
    line = get_object_or_404(BudgetLine, pk=line, year=quarter.year_id)
    revisions = quarter.revisions.filter(line=line).order_by("-number")
    page = Paginator(revisions.values_list("pk"), PAGE_LENGTH).get_page(request.GET.get("page"))
    # In two steps: asked for a page at once, PostgreSQL may look up what was before every one.
    shown = revisions.filter(pk__in=[pk for (pk,) in page]).with_before()
    context = {
        "quarter": quarter,
        "line": line,
        "cells": cell_histories(quarter, line, shown),
        "page_obj": page,
        "page_query": "",
        "ledger": line_proof(quarter, line),
        "is_open": quarter.state == Quarter.State.OPEN,
        "breadcrumbs": trail_to_log(quarter),
        "period": period_switch(
            quarter.year, quarter.number, quarter_address=partial(line_address, line)
        ),
    }
    return render(request, "budgets/line_history.html", context)


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
