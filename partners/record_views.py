"""The history of people, roles and partners, for administrators: a log, its file, and putting back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.people_put_back import RULES
from partners.people_records import PARTNER, PERSON, ROLE, people_log
from partners.permissions import can_manage_people, require
from partners.records import Entry
from partners.records.pages import LogPage, log_address, log_file, log_page, put_back_at
from partners.records.put_back_pages import PutBackPage, put_back_page


@require_safe
@require(can_manage_people)
def history(request: HttpRequest) -> HttpResponse:
    """Every change of people, roles and partners, newest first."""
    return log_page(request, _page())


@require_safe
@require(can_manage_people)
def history_csv(request: HttpRequest) -> HttpResponse:
    return log_file(request, _page())


@require(can_manage_people)
def put_back(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Put back what one entry changed."""
    page = PutBackPage(rules=RULES, breadcrumbs=[*_trail(), _page_link()], back=_back)
    return put_back_page(request, page, kind, record)


def _page() -> LogPage:
    return LogPage(
        log=people_log(),
        title="Changes to people and partners",
        name_label="Person or partner",
        path=reverse("people:history"),
        file_path=reverse("people:history_csv"),
        file_name="people-history.csv",
        breadcrumbs=_trail(),
        put_back=put_back_at("people:put_back", undoes=[ROLE]),
    )


def _trail() -> list[tuple[str, str]]:
    return [("Home", reverse("home")), ("People", reverse("people:person_list"))]


def _page_link() -> tuple[str, str]:
    return ("Changes", reverse("people:history"))


def _back(entry: Entry) -> str:
    if entry.kind is PARTNER:
        return log_address("people:history", partner=entry.record.id)
    person = entry.record.id if entry.kind is PERSON else entry.record.user_id
    return reverse("people:person_detail", args=[person])
