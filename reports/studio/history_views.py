"""What was written before: the history of a section and of the title block, and putting back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.history import REMOVED
from partners.records import Entry, Kind, entries_of
from partners.records.put_back_pages import PutBackPage, put_back_page
from reports.models import Report
from reports.studio.comparing import compared
from reports.studio.holding import section_records, title_records, why_closed
from reports.studio.pages import address, frame, in_studio
from reports.studio.records import RULES, SECTION, TITLE_BLOCK


@require_safe
@in_studio
def section_history(request: HttpRequest, report: Report, section: int) -> HttpResponse:
    """Every saving of one section, newest first: who, when, and which words."""
    records = section_records(report, section)
    newest = records.first()
    if newest is None:
        raise Http404
    context = {
        "title": newest.heading,
        "is_removed": newest.history_type == REMOVED,
        "section": newest.instance,
    }
    return _history(request, report, SECTION, records, context)


@require_safe
@in_studio
def title_history(request: HttpRequest, report: Report) -> HttpResponse:
    """Every saving of the words over the paper."""
    return _history(request, report, TITLE_BLOCK, title_records(report), {"title": "Title block"})


@in_studio
def put_back(request: HttpRequest, report: Report, kind: str, record: int) -> HttpResponse:
    """Put back what one entry changed in this paper."""
    records = {SECTION.key: {"report_id": report.pk}, TITLE_BLOCK.key: {"id": report.pk}}
    if kind not in records:
        raise Http404
    own = RULES[kind].kind.records.filter(history_id=record, **records[kind])
    if not own.exists():
        raise Http404
    trail = frame(report, below=True)["breadcrumbs"]
    page = PutBackPage(rules=RULES, breadcrumbs=trail, back=lambda entry: _back(report, entry))
    return put_back_page(request, page, kind, record)


def _back(report: Report, entry: Entry) -> str:
    if entry.kind is SECTION:
        return address(report, "section_history", section=entry.record.id)
    return address(report, "title_history")


def _history(request, report: Report, kind: Kind, records, context: dict) -> HttpResponse:
    closed = why_closed(report.quarter)
    entries = entries_of([(kind, records)])
    context |= {
        "closed": closed,
        "changes": [
            {
                "entry": entry,
                "texts": _texts(entry),
                "put_back": None if closed else _put_back_address(report, entry),
            }
            for entry in entries
        ],
    }
    return render(request, "reports/studio_history.html", context | frame(report, below=True))


def _texts(entry: Entry) -> list[tuple[str, str]]:
    """The text before and after, word by word, where this entry changed it."""
    if all(each.name != "body" for each in entry.differences):
        return []
    now = "" if entry.change == "removed" else entry.record.body
    before = entry.record.body if entry.change == "removed" else getattr(entry.before, "body", "")
    return compared(before, now)


def _put_back_address(report: Report, entry: Entry) -> str | None:
    moved_only = {each.name for each in entry.differences} <= {"position"}
    if entry.is_event or entry.is_addition or entry.is_beginning or moved_only:
        return None
    return address(report, "studio_put_back", kind=entry.kind.key, record=entry.record.history_id)
