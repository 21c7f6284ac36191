"""The checks before issue as a page for finance, and in brief beside publishing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.models import Quarter
from budgets.navigation import period_switch
from budgets.views import quarter_or_404
from partners.periods import Year
from partners.permissions import can_enter_figures, require
from reports.checks.paper import paper_of
from reports.checks.running import outcomes_of
from reports.checks.values import Outcomes
from reports.copies import report_address
from reports.models import Report


@require_safe
@require(can_enter_figures)
def report_checks(request: HttpRequest, period: Year, number: int) -> HttpResponse:
    """Every check of a quarter's paper: what blocks first, then warnings, then what has passed."""
    quarter = quarter_or_404(period, number)
    context = {
        "quarter": quarter,
        "outcomes": outcomes_for(quarter),
        "breadcrumbs": [
            ("Home", reverse("home")),
            ("Reports", reverse("reports:report_list")),
            (f"Quarter {quarter.number}, {quarter.year}", report_address(quarter)),
        ],
        "period": period_switch(quarter.year, quarter.number, quarter_address=checks_address),
    }
    return render(request, "reports/report_checks.html", context)


def outcomes_for(quarter: Quarter) -> Outcomes | None:
    """How the paper of ``quarter`` comes out as it now stands; None: none was begun."""
    report = Report.objects.prefetch_related("sections").filter(quarter=quarter).first()
    if report is None:
        return None
    report.quarter = quarter
    return outcomes_of(paper_of(report))


def checks_address(quarter: Quarter) -> str:
    return reverse("reports:report_checks", args=[quarter.year.period, quarter.number])
