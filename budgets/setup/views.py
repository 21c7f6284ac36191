"""The set-up of one year: its overview, settings, the days papers are due, and discarding it."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from budgets.models import FinancialYear
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.setup.overview import SetupOverview
from budgets.setup.pages import setup_address, way_to_setup, while_being_set, year_or_404
from budgets.setup.settings import save_papers_due, save_settings
from budgets.setup.settings_forms import PapersForm, SettingsForm, settings_of
from budgets.setup.staleness import SETTINGS, Mark, StaleSetup, mark_of
from budgets.setup.years import SetupRefused, discard_year
from partners.permissions import can_set_budget, require

CONFLICT = 409


@require_safe
@require(can_set_budget)
def setup_detail(request, period):
    """Every part of the set-up with its way in; before approval what is missing, after it what was
    decided."""
    year = year_or_404(period)
    context = {
        "year": year,
        "overview": SetupOverview(year),
        "breadcrumbs": breadcrumbs_of(year),
        "period": period_switch(year, year_address=setup_address),
    }
    return render(request, "budgets/setup_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_being_set
def setup_settings(request, year):
    """How the balance is averaged, divided and rounded."""
    form = SettingsForm(request.POST or None, initial=settings_of(year))
    stale = []
    if form.is_valid():
        try:
            shown = Mark.read(request.POST.get("shown", ""))
            save_settings(
                year=year,
                settings=form.settings(),
                decision=form.decision(),
                shown=shown,
                user=request.user,
            )
        except StaleSetup as refusal:
            stale = refusal.changes
        except SetupRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The settings of {year} are saved.")
            return redirect(setup_address(year))
    context = {
        "year": year,
        "form": form,
        "stale": stale,
        "shown": mark_of(year, SETTINGS),
        "breadcrumbs": way_to_setup(year),
    }
    return render(
        request, "budgets/setup_settings.html", context, status=CONFLICT if stale else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
def setup_papers(request, period):
    """The day each quarter's papers are due; it can change until the year is closed."""
    year = year_or_404(period)
    form = PapersForm(
        request.POST or None, quarters=list(year.quarters.with_first_meeting().defer("frozen"))
    )
    if form.is_valid():
        try:
            save_papers_due(year=year, days=form.days())
        except SetupRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The days on which papers of {year} are due are saved.")
            return redirect(setup_address(year))
    context = {"year": year, "form": form, "breadcrumbs": way_to_setup(year)}
    return render(request, "budgets/setup_papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_being_set
def setup_discard(request, year: FinancialYear):
    """Ask, then take away a year that was begun by mistake."""
    refused = None
    if request.method == "POST":
        try:
            discard_year(year=year, user=request.user)
        except SetupRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"The set-up of {year} is discarded.")
            return redirect("budgets:year_list")
    context = {
        "year": year,
        "overview": SetupOverview(year),
        "errors": [("", refused)] if refused else [],
        "breadcrumbs": way_to_setup(year),
    }
    return render(request, "budgets/setup_discard.html", context)
