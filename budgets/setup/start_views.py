"""Where a year begins: with nothing, copied from an earlier one, or loaded from a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Max
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets.approval_day import ApprovalDayRefused
from budgets.arithmetic import balance_to_recover
from budgets.models import FinancialYear
from budgets.navigation import breadcrumbs_of
from budgets.setup.copying import CURRENT, CopiedGroup, copied_groups, copy_year
from budgets.setup.pages import errors_of, setup_address, year_or_404
from budgets.setup.start_forms import CopyForm, NewYearForm, WorkbookForm
from budgets.setup.years import SetupRefused, begin_year
from budgets.workbook import (
    WorkbookErrors,
    blank_workbook,
    filled_workbook,
    load_year_workbook,
)
from budgets.workbook.problems import causes, mistakes_in_words
from partners.periods import Year
from partners.permissions import can_set_budget, require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class UpliftedGroup:
    """A group of the page that copies a year: its field, and what it comes to."""

    copied: CopiedGroup
    field: BoundField


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
def year_new(request):
    """The three ways to begin a year; a year with nothing in it is begun here."""
    form = NewYearForm(request.POST or None, initial={"year": _next_year()})
    if form.is_valid():
        try:
            year = begin_year(period=form.cleaned_data["year"], user=request.user)
        except SetupRefused as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, f"{year} is begun. Its parts stand below, in order.")
            return redirect(setup_address(year))
    context = {
        "form": form,
        "years": FinancialYear.objects.all(),
        "breadcrumbs": breadcrumbs_of(),
    }
    return render(request, "budgets/year_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
def year_copy(request, period):
    """An earlier year uplifted: shown line by line, then begun."""
    source = year_or_404(period)
    groups = [each.group for each in copied_groups(source, CopyForm(groups=()).terms())]
    first = {"year": _next_year(source), "basis": CURRENT, "unit": "pounds"}
    form = CopyForm(request.POST or None, groups=groups, initial=first)
    terms = form.terms()
    if request.POST.get("then") == "begin" and form.is_valid():
        try:
            period = form.cleaned_data["year"]
            year = copy_year(source=source, period=period, terms=terms, user=request.user)
        except SetupRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{year} is begun as a copy of {source}.")
            return redirect(setup_address(year))
    copied = copied_groups(source, terms)
    context = {
        "source": source,
        "form": form,
        "errors": errors_of(form),
        "groups": [UpliftedGroup(each, form.uplift(each.group)) for each in copied],
        "before": balance_to_recover(each.before for each in copied),
        "after": balance_to_recover(each.after for each in copied),
        "is_checked": request.method == "POST" and form.is_valid(),
        "breadcrumbs": [*breadcrumbs_of(), ("Set up a year", reverse("budgets:year_new"))],
    }
    return render(request, "budgets/year_copy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
def workbook_load(request):
    """A workbook loaded whole and approved, or every mistake in it."""
    is_sent = request.method == "POST"
    form = WorkbookForm(*(request.POST, request.FILES) if is_sent else ())
    problems = ()
    if form.is_valid():
        try:
            year = load_year_workbook(
                form.cleaned_data["workbook"],
                user=request.user,
                approver=form.cleaned_data["approver"],
                minute=form.cleaned_data["minute"],
                dated=form.cleaned_data["dated"],
            )
        except WorkbookErrors as errors:
            problems = errors.problems
        except ApprovalDayRefused as refusal:
            form.add_error("dated", str(refusal))
        else:
            messages.success(request, f"{year} is loaded and its budget approved.")
            return redirect(year)
    context = {
        "form": form,
        "problems": causes(problems),
        "mistakes": mistakes_in_words(problems),
        "name": getattr(form.files.get("workbook"), "name", ""),
        "breadcrumbs": [*breadcrumbs_of(), ("Set up a year", reverse("budgets:year_new"))],
    }
    return render(request, "budgets/workbook_load.html", context)


@require_safe
@require(can_set_budget)
def workbook_blank(request):
    """The blank year workbook."""
    return _attached(blank_workbook(), "year-workbook.xlsx")


@require_safe
@require(can_set_budget)
def workbook_filled(request, period):
    """The year as a workbook that loads into an empty database."""
    year = year_or_404(period)
    return _attached(filled_workbook(year), f"{year.label}-year-workbook.xlsx")


def _attached(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _next_year(source: FinancialYear | None = None) -> Year | None:
    """The year after ``source``, or after the newest; None before the first."""
    newest = FinancialYear.objects.aggregate(newest=Max("starts_in"))["newest"]
    last = source.starts_in if source else newest
    return Year(last + 1) if last else None
