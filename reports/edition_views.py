"""Publishing a quarter, its editions with what changed between them, and their frozen PDFs."""

from itertools import pairwise

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from budgets.lifecycle import StepRefused
from budgets.models import Quarter
from budgets.navigation import breadcrumbs_of
from budgets.views import quarter_or_404
from partners.email_views import warn_of_waiting_emails
from partners.permissions import can_enter_figures, can_see_edition, refused, require
from reports.board.paper import before_publishing
from reports.checks.running import ChecksFailed
from reports.checks.views import outcomes_for
from reports.copies import version_for
from reports.differences import differences, rewordings
from reports.edition_forms import PublishForm
from reports.editions import edition_position, newest_edition, publish
from reports.meetings import reason_for_next, report_with_meetings, thawed_meeting
from reports.models import Edition, PublicVersion
from reports.public_outcome import public_outcome
from reports.references import UnknownReference
from reports.serving import answer_with

PDF = "application/pdf"
Version = Edition | PublicVersion


@require(can_enter_figures)
def report_publish(request, period, number):
    """Freeze and publish the next edition; GET asks, POST publishes."""
    quarter = quarter_or_404(period, number)
    if quarter.state != Quarter.State.WITH_BOARD:
        state = quarter.get_state_display().lower()
        messages.warning(
            request, f"{quarter} is {state}. Only what is with the board is published."
        )
        return redirect(quarter)
    before = newest_edition(quarter)
    report = report_with_meetings(quarter)
    form = PublishForm(
        request.POST or None,
        before=before,
        reason=reason_for_next(report, before) if report else "",
    )
    if form.is_valid():
        try:
            edition = publish(quarter=quarter, user=request.user, **form.cleaned_data)
        except ChecksFailed as refusal:
            for fault in refusal.faults:
                form.add_error(None, str(fault))
        except (StepRefused, UnknownReference) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{quarter} is published as edition {edition.number}.")
            warn_of_waiting_emails(request, quarter)
            return redirect("reports:report_detail", period, number)
    context = {
        "quarter": quarter,
        "before": before,
        "report": report,
        "board": before_publishing(report) if report else None,
        "form": form,
        "outcomes": outcomes_for(quarter),
        "public": public_outcome(report, quarter) if report else None,
        "breadcrumbs": breadcrumbs_of(quarter),
    }
    return render(request, "reports/report_publish.html", context)


@require_safe
def edition_list(request, period, number):
    """Every edition of a report the person may read, with its reason and what it changed."""
    editions = _editions_seen(request.user, period, number)
    if not editions:
        return refused(request)
    quarter = editions[0].report.quarter
    context = {
        "quarter": quarter,
        "editions": [
            {
                "edition": edition,
                "meeting": thawed_meeting(edition.content["report"]),
                "changes": _changes(older, edition),
            }
            for edition, older in pairwise([*editions, None])
        ],
        "breadcrumbs": [("Home", "/"), ("Reports", "/reports/"), *_report_crumb(quarter)],
    }
    return render(request, "reports/edition_list.html", context)


@require_safe
def edition_pdf(request, period, number, edition):
    """The very bytes that were published."""
    found = _editions(period, number).filter(number=edition).without_bytes().first()
    if found is None or not can_see_edition(request.user, found):
        return refused(request)
    return _pdf(request, version_for(request.user, found))


@require_safe
def edition_public_pdf(request, period, number, edition):
    """What the public reads of an edition with marked lines, for whoever reads all of it."""
    found = _editions(period, number).filter(number=edition).without_bytes().first()
    if found is None or not found.public or not can_see_edition(request.user, found):
        return refused(request)
    return _pdf(request, found.public)


def _pdf(request, version: Version) -> HttpResponse:
    """The frozen PDF, to be read in the browser, under a name that sorts."""
    quarter = version.report.quarter
    name = f"{quarter.year.label}-{quarter.label}-report-edition-{version.number}{version.suffix}"
    return answer_with(
        request,
        lambda: bytes(version.pdf),
        content_type=PDF,
        disposition=f'inline; filename="{name}.pdf"',
        checksum=version.sha256,
    )


def _changes(older: Version | None, newer: Version) -> dict:
    """Figures and comments that differ from the edition before; nothing for the first."""
    if older is None:
        return {"figures": (), "comments": ()}
    before, after = edition_position(older), edition_position(newer)
    return {"figures": differences(before, after), "comments": rewordings(before, after)}


def _editions(period, number) -> QuerySet[Edition]:
    editions = Edition.objects.select_related("report__quarter__year", "published_by")
    return editions.filter(
        report__quarter__year__starts_in=period.starts_in, report__quarter__number=number
    )


def _editions_seen(user, period, number) -> list[Version]:
    """Each as this person may read it."""
    editions = _editions(period, number).without_bytes()
    return [version_for(user, edition) for edition in editions if can_see_edition(user, edition)]


def _report_crumb(quarter: Quarter) -> list[tuple[str, str]]:
    address = f"/reports/{quarter.year.label}/{quarter.label}/"
    return [(f"Quarter {quarter.number}, {quarter.year}", address)]
