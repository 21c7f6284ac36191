"""What the pages of the studio share: whose paper, the way up and across, what others saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from budgets.models import Quarter
from budgets.navigation import Trail, period_switch
from budgets.views import quarter_or_404
from partners.permissions import can_enter_figures, require
from partners.records.reading import A_COMMAND
from reports.copies import report_address
from reports.models import Report
from reports.studio.comparing import NEW, SAME, compared
from reports.studio.forms import ShownRecordForm
from reports.studio.holding import SavedMeanwhile, why_closed


def in_studio(view: Callable) -> Callable:
    """A view for finance, given the paper of the quarter; without a paper, on to its beginning."""

    @require(can_enter_figures)
    @wraps(view)
    def found(request: HttpRequest, period, number, **rest) -> HttpResponse:
        quarter = quarter_or_404(period, number)
        report = Report.objects.filter(quarter=quarter).first()
        if report is None:
            messages.info(request, f"There is no report on {quarter} yet. Begin it here.")
            return redirect(report_address(quarter))
        report.quarter = quarter
        return view(request, report, **rest)

    return found


def while_open(view: Callable) -> Callable:
    """A page to write on: of a published quarter it says instead how its paper is changed.

    What was typed on one that was published meanwhile is sent, and is for the view to keep.
    """

    @wraps(view)
    def shown(request: HttpRequest, report: Report, **rest) -> HttpResponse:
        refusal = why_closed(report.quarter)
        if refusal and request.method != "POST":
            context = {"refusal": refusal} | frame(report)
            return render(request, "reports/studio_closed.html", context)
        return view(request, report, **rest)

    return shown


def address(report: Report, name: str, **arguments) -> str:
    quarter = report.quarter
    where = {"period": quarter.year.period, "number": quarter.number}
    return reverse(f"reports:{name}", kwargs=where | arguments)


def frame(report: Report, *, below: bool = False) -> dict:
    """The context of every page of the studio; ``below``: of one under its overview."""
    quarter = report.quarter
    trail: Trail = [
        ("Home", "/"),
        ("Reports", reverse("reports:report_list")),
        (f"{quarter}", report_address(quarter)),
    ]
    if below:
        trail.append(("Edit the paper", address(report, "report_edit")))
    return {"report": report, "quarter": quarter, "breadcrumbs": trail}


def across(report: Report) -> list[dict]:
    """The switch of year and quarter, to the papers that were begun."""
    begun = set(Report.objects.values_list("quarter_id", flat=True))

    def of(quarter: Quarter) -> str | None:
        where = [quarter.year.period, quarter.number]
        return reverse("reports:report_edit", args=where) if quarter.pk in begun else None

    return period_switch(report.quarter.year, report.quarter.number, quarter_address=of)


def dispute(form: ShownRecordForm, meanwhile: SavedMeanwhile) -> dict:
    """What somebody else saved, to choose from; the form is made ready to be sent again knowingly.

    Their words in fields that the person left alone are taken over into the form.
    """
    record, typed = meanwhile.record, form.cleaned_data
    form.show(shown=record.history_id)
    who = str(record.history_user or A_COMMAND)
    seen = {"who": who, "when": record.history_date}
    if meanwhile.is_removal:
        says = f"{who} removed this meanwhile. Nothing you typed is lost: choose below."
        form.add_error(None, says)
        return seen | {"says": says, "is_removal": True}
    disputed = meanwhile.upon.disputed
    for name, words in meanwhile.upon.words.items():
        if name not in disputed:
            form.show(**{name: "" if words is None else words})
    says = f"{who} saved other words meanwhile. Nothing is saved of yours yet: choose below."
    form.add_error(None, says)
    fields = [
        (form.fields[name].label, against(typed[name], getattr(record, name))) for name in disputed
    ]
    return seen | {"says": says, "fields": fields}


def against(mine: object, saved: object) -> list[tuple[bool, str]]:
    """The ``saved`` words in stretches: (whether mine lack it, the text)."""
    stretches = compared(in_print(mine), in_print(saved))
    return [(kind == NEW, text) for kind, text in stretches if kind in (SAME, NEW)]


def in_print(words: object) -> str:
    return "" if words is None else str(words)
