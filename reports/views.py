"""The list of reports, one report as a page, its files, and beginning one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from budgets.models import FinancialYear, Quarter
from budgets.navigation import period_switch
from partners.permissions import can_enter_figures, can_follow_board, refused, require
from reports.actions import ReportBegun, begin_report
from reports.board.paper import board_panel, with_comments
from reports.copies import ReadersCopy, copies_for, copy_for, report_address
from reports.downloads import BY_NAME, FIGURES_JSON, FILES, FileKind
from reports.outputs.data import SCHEMA
from reports.references import UnknownReference
from reports.serving import answer_with
from reports.since_published import since_published

CONFLICT = 409
A_DAY = 24 * 60 * 60


@require_safe
def report_list(request):
    """Every report this person may read, by year; visitors see those published for anybody."""
    years = {}
    for copy in copies_for(request.user):
        years.setdefault(copy.quarter.year, []).append(copy)
    context = {
        "years": years.items(),
        "writes": can_enter_figures(request.user),
        "breadcrumbs": [("Home", "/")],
    }
    return render(request, "reports/report_list.html", context)


@require_safe
def report_detail(request, period, number):
    """One report as a page that reads like the paper."""
    copy = _copy(request, period, number)
    if not copy:
        return refused(request)
    context = {"copy": copy, "quarter": copy.quarter} | _frame(request, copy)
    context["may_edit"] = _may_edit(request.user, copy)
    if not copy.has_report:
        context["may_begin"] = can_enter_figures(request.user)
        return render(request, "reports/report_missing.html", context)
    try:
        context["report"] = copy.report
    except UnknownReference as error:
        return _unprintable(request, copy, error)
    context |= {"downloads": _downloads(copy), "frame": "base.html"}
    context["since"] = since_published(copy)
    context["may_plan_meetings"] = can_enter_figures(request.user)
    follows = copy.draft is not None and can_follow_board(request.user, copy.quarter)
    context["board"] = board_panel(request.user, copy.draft) if follows else None
    page = render(request, "reports/committee_report.html", context)
    return with_comments(request, page, copy.draft) if follows else page


@require_safe
def report_file(request, period, number, name):
    """One of the files of a quarter, under a name that sorts."""
    kind = BY_NAME[name]
    copy = _copy(request, period, number)
    if not copy:
        return refused(request)
    if kind.needs_report and not copy.has_report:
        raise Http404
    try:
        return attached(request, kind, copy)
    except UnknownReference as error:
        return _unprintable(request, copy, error, status=CONFLICT)


@require_safe
def figures_schema(request):
    """What figures.json is made of, for whoever reads it with a program."""
    return answer_with(
        request,
        SCHEMA.read_bytes(),
        content_type="application/schema+json",
        disposition='inline; filename="figures.schema.json"',
        cache_control=f"public, max-age={A_DAY}",
    )


@require_POST
@require(can_enter_figures)
def report_begin(request, period, number):
    """Begin the report of a quarter from the last one's words."""
    quarter = _quarter(period, number)
    try:
        begin_report(quarter=quarter, user=request.user)
    except ReportBegun as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"The report on {quarter} is begun.")
    return redirect("reports:report_edit", period, number)


def _quarter(period, number) -> Quarter:
    quarters = Quarter.objects.opened().select_related("year")
    return get_object_or_404(quarters, year__starts_in=period.starts_in, number=number)


def _copy(request, period, number) -> ReadersCopy | None:
    """What this person is given of a quarter; None also where there is no such quarter."""
    quarters = Quarter.objects.opened().select_related("year")
    quarter = quarters.filter(year__starts_in=period.starts_in, number=number).first()
    return copy_for(request.user, quarter) if quarter else None


def _unprintable(request, copy: ReadersCopy, error: UnknownReference, status=200) -> HttpResponse:
    """The places of the narrative that name figures there are not, in place of the paper."""
    problems = [("", str(problem)) for problem in error.problems]
    context = {"copy": copy, "quarter": copy.quarter, "errors": problems} | _frame(request, copy)
    context["may_edit"] = _may_edit(request.user, copy)
    return render(request, "reports/report_unprintable.html", context, status=status)


def _may_edit(user, copy: ReadersCopy) -> bool:
    """Whether this is a draft that the person writes."""
    return copy.draft is not None and can_enter_figures(user)


def _frame(request, copy: ReadersCopy) -> dict:
    """The way up, and the same page of other quarters."""
    year = copy.quarter.year
    readable = {other.quarter.pk for other in copies_for(request.user)}
    return {
        "may_check": can_enter_figures(request.user),
        "breadcrumbs": [
            ("Home", "/"),
            ("Reports", _list_address()),
            (f"{year}", _list_address(year)),
        ],
        "period": period_switch(
            year,
            copy.quarter.number,
            quarter_address=lambda quarter: (
                report_address(quarter) if quarter.pk in readable else None
            ),
            year_address=_list_address,
        ),
    }


def _list_address(year: FinancialYear | None = None) -> str:
    address = reverse("reports:report_list")
    return f"{address}#year-{year.label}" if year else address


def _downloads(copy: ReadersCopy) -> list[dict]:
    quarter = copy.quarter
    return [
        {
            "label": kind.label,
            "kind": kind.words,
            "url": reverse(f"reports:{kind.address}", args=[quarter.year.period, quarter.number]),
            "size": kind.known_size(copy),
        }
        for kind in FILES
    ]


def attached(request, kind: FileKind, copy: ReadersCopy) -> HttpResponse:
    """A file to be saved, under a name that sorts."""
    response = answer_with(
        request,
        lambda: kind.content(copy),
        content_type=kind.content_type,
        disposition=f'attachment; filename="{kind.file_name(copy)}"',
        checksum=kind.known_checksum(copy),
    )
    if kind.name == FIGURES_JSON:
        address = reverse("reports:figures_schema")
        response["Link"] = f'<{address}>; rel="describedby"; type="application/schema+json"'
    return response
