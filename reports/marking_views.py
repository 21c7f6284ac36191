"""Marking lines that the public is not shown by themselves, and the paper as the public reads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.lifecycle import StepRefused
from budgets.models import Quarter
from budgets.navigation import breadcrumbs_of
from budgets.position import quarter_position
from budgets.views import quarter_or_404
from partners.permissions import can_mark_lines, require
from reports.copies import report_address
from reports.downloads import BY_NAME, FILES
from reports.marking import MarkedMeanwhile, mark_lines, marks_of, newest_mark
from reports.marking_forms import LineMarkForm, errors_of, line_mark_forms
from reports.models import Report
from reports.public_copies import PublicDraft, public_copy
from reports.public_outcome import public_outcome
from reports.references import UnknownReference
from reports.since_published import since_published
from reports.views import CONFLICT, attached

PUBLISHED = Quarter.State.PUBLISHED


@require(can_mark_lines)
def marked_lines(request: HttpRequest, period, number) -> HttpResponse:
    """Say for each line whether the public is shown it by itself; below, what comes of it."""
    quarter, report = _report_or_404(period, number)
    position = quarter_position(quarter)
    rows = line_mark_forms(position.lines, marks_of(report), request.POST or None)
    meanwhile = ""
    if request.method == "POST" and all(row.is_valid() for row in rows):
        try:
            changed = mark_lines(
                report=report,
                wanted=[row.wanted for row in rows],
                user=request.user,
                shown=_shown(request),
            )
        except StepRefused as refusal:
            messages.warning(request, str(refusal))
            return redirect(request.path)
        except MarkedMeanwhile as error:
            meanwhile = str(error)
        else:
            messages.success(request, _saved(changed))
            return redirect(request.path)
    errors = [("", f"{meanwhile} Save again, and what you typed holds.")] if meanwhile else []
    context = {
        "quarter": quarter,
        "groups": _by_group(rows),
        "shown": newest_mark(report),
        "errors": errors + (errors_of(rows) if request.method == "POST" else []),
        "is_published": quarter.state == PUBLISHED,
        "breadcrumbs": [*breadcrumbs_of(quarter), ("Report", report_address(quarter))],
    }
    return render(request, "reports/marked_lines.html", context | public_outcome(report, quarter))


@require_safe
@require(can_mark_lines)
def public_detail(request: HttpRequest, period, number) -> HttpResponse:
    """The paper as the public reads it, or would; and what must be mended before it may."""
    quarter, _ = _report_or_404(period, number)
    copy = public_copy(quarter)
    if copy is None:
        return _not_for_the_public(request, quarter)
    problems = copy.plan.problems() if isinstance(copy, PublicDraft) else ()
    context = {
        "copy": copy,
        "quarter": quarter,
        "errors": [("", problem) for problem in problems],
        "breadcrumbs": [*breadcrumbs_of(quarter), ("Report", report_address(quarter))],
        "downloads": [
            {
                "label": kind.label,
                "kind": kind.words,
                "url": reverse(f"reports:public_{kind.address}", args=[period, number]),
                "size": "",
            }
            for kind in FILES
        ],
        "frame": "base.html",
    }
    try:
        context["report"] = copy.report
    except UnknownReference as error:
        # What a mark takes away is told above already, in other words.
        context["errors"] = context["errors"] or _errors(error)
        return render(request, "reports/public_unprintable.html", context)
    context["since"] = since_published(copy)
    return render(request, "reports/public_detail.html", context)


@require_safe
@require(can_mark_lines)
def public_file(request: HttpRequest, period, number, name) -> HttpResponse:
    """One of the files as the public gets it, or would."""
    quarter, _ = _report_or_404(period, number)
    copy = public_copy(quarter)
    if copy is None:
        return _not_for_the_public(request, quarter)
    kind = BY_NAME[name]
    try:
        return attached(request, kind, copy)
    except UnknownReference as error:
        context = {"quarter": quarter, "errors": _errors(error)}
        return render(request, "reports/public_unprintable.html", context, status=CONFLICT)


def _errors(error: UnknownReference) -> list[tuple[str, str]]:
    return [("", str(problem)) for problem in error.problems]


def _not_for_the_public(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    messages.warning(request, f"The edition of {quarter} is not for the public.")
    return redirect(report_address(quarter))


def _report_or_404(period, number) -> tuple[Quarter, Report]:
    quarter = quarter_or_404(period, number)
    report = Report.objects.filter(quarter=quarter).first()
    if report is None:
        raise Http404
    report.quarter = quarter
    return quarter, report


def _by_group(rows: list[LineMarkForm]) -> dict[str, list[LineMarkForm]]:
    groups: dict[str, list[LineMarkForm]] = {}
    for row in rows:
        groups.setdefault(row.line.group, []).append(row)
    return groups


def _shown(request: HttpRequest) -> int:
    """The newest mark when the page was shown; what is no number was never shown."""
    text = request.POST.get("shown", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


def _saved(changed: int) -> str:
    if not changed:
        return "Nothing was changed."
    return f"{changed} line{'s' if changed > 1 else ''} changed. What the public is shown stands below."
