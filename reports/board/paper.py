"""The draft with the board's words: its places, and the page with each conversation beneath its place."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from budgets.models import Quarter
from partners.permissions import can_clear, can_enter_figures
from reports.assembly import committee_report
from reports.board.clearing import cleared_in_words, not_cleared, standing_of, standings
from reports.board.places import Place, beneath, places_in
from reports.board.thread import Thread, threads_of, waiting_for_answer
from reports.models import Report
from reports.papers import finished_html
from reports.references import UnknownReference


def paper_places(quarter: Quarter) -> tuple[Place, ...]:
    """The places of the draft as it now reads; none where it cannot be printed."""
    try:
        return places_in(finished_html(committee_report(quarter)))
    except UnknownReference:
        return ()


def board_panel(user, report: Report) -> dict:
    """What the head of the draft says of the board: who has cleared it, and where one stands."""
    members = standings(report)
    return {
        "cleared": cleared_in_words(members),
        "sent_back": sum(member.has_sent_back for member in members),
        "own": standing_of(report, user) if can_clear(user, report.quarter) else None,
    }


def before_publishing(report: Report) -> dict:
    """What finance is shown of the board before it publishes: who has not cleared, what is open."""
    members = standings(report)
    return {
        "members": [member for member in members if member.councils],
        "waiting": not_cleared(members),
        "open_comments": waiting_for_answer(report),
    }


def with_comments(request: HttpRequest, page: HttpResponse, report: Report) -> HttpResponse:
    """The ``page`` of a draft with the conversations beneath their places."""
    html = page.content.decode()
    places = places_in(html)
    threads = threads_of(report, places)
    page.content = beneath(html, places, lambda place: _beneath(request, report, place, threads))
    return page


def _beneath(request, report: Report, place: Place, threads: Sequence[Thread]) -> str:
    context = {
        "quarter": report.quarter,
        "place": place,
        "threads": [thread for thread in threads if thread.place == place],
        "may_comment": can_clear(request.user, report.quarter),
        "may_answer": can_enter_figures(request.user),
    }
    return render_to_string("reports/board/_beneath.html", context)
