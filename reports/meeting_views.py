"""The page on which finance plans the meetings of a quarter's paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets.views import quarter_or_404
from partners.permissions import can_enter_figures, require
from reports.copies import report_address
from reports.meeting_forms import MeetingsForm
from reports.meetings import (
    MeetingsChanged,
    in_words,
    planned,
    report_with_meetings,
    save_meetings,
)

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def meetings_edit(request, period, number):
    """Bodies, days and deadlines; they can change at any time, editions keep their own."""
    quarter = quarter_or_404(period, number)
    report = report_with_meetings(quarter)
    if report is None:
        raise Http404
    form = MeetingsForm(request.POST or None, report=report)
    status = 200
    if form.is_valid():
        try:
            save_meetings(
                report=report,
                meetings=form.meetings(),
                stage=form.cleaned_data["stage"],
                shown=form.cleaned_data["shown"],
                user=request.user,
            )
        except MeetingsChanged as refusal:
            stands = report_with_meetings(quarter)
            form.show(shown=in_words(planned(stands), stands.stage))
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, f"The meetings for {quarter} are saved.")
            return redirect(report_address(quarter))
    context = {
        "quarter": quarter,
        "form": form,
        "breadcrumbs": [
            ("Home", "/"),
            ("Reports", "/reports/"),
            (f"{quarter}", report_address(quarter)),
        ],
    }
    return render(request, "reports/meetings_edit.html", context, status=status)
