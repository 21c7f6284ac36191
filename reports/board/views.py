"""The board's words over the wire: said on pages of their own, shown beneath the draft's places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets.views import quarter_or_404
from partners.email_views import warn_of_waiting_emails
from partners.periods import Year
from partners.permissions import (
    can_clear,
    can_enter_figures,
    can_follow_board,
    is_board,
    require,
)
from reports.board.clearing import Kind as Step
from reports.board.clearing import mark_of_change, say_of_draft, standing_of, standings
from reports.board.paper import paper_places
from reports.board.places import Place
from reports.board.saying import BoardRefused, comment, follow_up
from reports.board.thread import Kind, threads_of
from reports.copies import report_address
from reports.models import Report

FORM = ("GET", "HEAD", "POST")
SAID = {
    Step.CLEARED: "You have cleared the draft. Finance is told.",
    Step.WITHDRAWN: "Your clearance is withdrawn. Finance is told.",
    Step.SENT_BACK: "The draft is sent back with your reason. Finance is told.",
}
FOLLOWED = {
    Kind.REPLY: "Your reply is sent.",
    Kind.ANSWER: "Your answer is sent.",
    Kind.SETTLED: "The comment is marked as dealt with.",
}


def takes_part(user) -> bool:
    return is_board(user) or can_enter_figures(user)


@dataclass(frozen=True)
class Typed:
    """What somebody sent, and why it was refused; "" where nothing was."""

    words: str = ""
    refused: str = ""

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [("#words", self.refused)] if self.refused else []


@require_safe
@require(takes_part)
def board(request: HttpRequest, period: Year, number: int) -> HttpResponse:
    """Who has cleared the draft, and every comment on it."""
    report = _draft(request, period, number, can_follow_board)
    return _board_page(request, report, Typed()) if report else _closed(request)


@require_POST
@require(is_board)
def clear(request: HttpRequest, period: Year, number: int) -> HttpResponse:
    """A member clears the draft, withdraws that, or sends it back."""
    report = _draft(request, period, number, can_clear)
    if report is None:
        return _closed(request)
    kind = request.POST.get("do", Step.CLEARED)
    if kind not in SAID:
        raise Http404

    def act(words: str, shown: str):
        say_of_draft(report=report, kind=kind, user=request.user, shown=shown, reason=words)

    typed = _sent(request, act)
    if typed.refused:
        return _board_page(request, report, typed)
    messages.success(request, SAID[kind])
    warn_of_waiting_emails(request, report.quarter)
    return redirect("reports:board", period, number)


@require_http_methods(FORM)
@require(is_board)
def comment_add(request: HttpRequest, period: Year, number: int, anchor: str) -> HttpResponse:
    """Comment on one place of the draft."""
    report = _draft(request, period, number, can_clear)
    places = paper_places(report.quarter) if report else ()
    place = next((each for each in places if each.anchor == anchor), None)
    if place is None:
        return _closed(request)

    def act(words: str, shown: str):
        comment(report=report, place=place, words=words, shown=shown, user=request.user)

    typed = _sent(request, act)
    if request.method == "POST" and not typed.refused:
        messages.success(request, f"Your comment is sent. {place.label}: finance is told.")
        warn_of_waiting_emails(request, report.quarter)
        return redirect(_address_of(report, place))
    said = [thread for thread in threads_of(report, places) if thread.place == place]
    context = _context(request, report, typed, place) | {"place": place, "threads": said}
    return render(request, "reports/board/comment_add.html", context)


@require_http_methods(FORM)
@require(takes_part)
def comment_thread(request: HttpRequest, period: Year, number: int, opening: int) -> HttpResponse:
    """One conversation: reply or answer, and for finance mark it as dealt with."""
    report = _draft(request, period, number, can_follow_board)
    threads = threads_of(report, paper_places(report.quarter)) if report else ()
    thread = next((each for each in threads if each.opening.pk == opening), None)
    if thread is None:
        return _closed(request)
    usual = Kind.ANSWER if can_enter_figures(request.user) else Kind.REPLY
    kind = request.POST.get("do", usual)
    if kind not in ((Kind.ANSWER, Kind.SETTLED) if usual == Kind.ANSWER else (Kind.REPLY,)):
        raise Http404

    def act(words: str, shown: str):
        follow_up(
            thread=thread, report=report, kind=kind, words=words, shown=shown, user=request.user
        )

    typed = _sent(request, act)
    if request.method == "POST" and not typed.refused:
        messages.success(request, FOLLOWED[kind])
        warn_of_waiting_emails(request, report.quarter)
        return redirect(_address_of(report, thread.place))
    context = _context(request, report, typed, thread.place) | {"thread": thread, "usual": usual}
    return render(request, "reports/board/comment_thread.html", context)


def _sent(request, act: Callable[[str, str], object]) -> Typed:
    """Do what was sent, if anything; what was refused comes back with its words."""
    if request.method != "POST":
        return Typed()
    words = request.POST.get("words", "")
    try:
        act(words, request.POST.get("shown", ""))
    except BoardRefused as refusal:
        return Typed(words.replace("\0", ""), str(refusal))
    return Typed()


def _board_page(request, report: Report, typed: Typed) -> HttpResponse:
    members = standings(report)
    own = standing_of(report, request.user) if can_clear(request.user, report.quarter) else None
    context = _context(request, report, typed, None) | {
        "threads": threads_of(report, paper_places(report.quarter)),
        "members": members,
        "own": own,
        "shown": mark_of_change(own.changed) if own else "",
    }
    return render(request, "reports/board/board.html", context)


def _context(request, report: Report, typed: Typed, place: Place | None) -> dict:
    quarter = report.quarter
    return {
        "report": report,
        "quarter": quarter,
        "may_answer": can_enter_figures(request.user),
        "words": typed.words,
        "errors": typed.errors,
        "back": _address_of(report, place),
        "breadcrumbs": [
            ("Home", "/"),
            ("Reports", reverse("reports:report_list")),
            (f"{quarter}", report_address(quarter)),
        ],
    }


def _draft(request, period: Year, number: int, allowed: Callable) -> Report | None:
    """The report whose draft this person may speak of now; None: there is none for them."""
    quarter = quarter_or_404(period, number)
    report = Report.objects.filter(quarter=quarter).first()
    if report is None or not allowed(request.user, quarter):
        return None
    report.quarter = quarter
    return report


def _closed(request) -> HttpResponse:
    """There is no such draft, or not any more: what somebody typed meanwhile is not lost."""
    words = request.POST.get("words", "").replace("\0", "").strip()
    if not words:
        raise Http404
    messages.warning(
        request,
        "The draft, or that place in it, is not there any more. Nothing is sent. You had written: "
        f"“{words}”",
    )
    return redirect("home")


def _address_of(report: Report, place: Place | None) -> str:
    """Where the comments on ``place`` stand in the paper; without it, the board's page."""
    quarter = report.quarter
    if place is None:
        return reverse("reports:board", args=[quarter.year.period, quarter.number])
    return f"{report_address(quarter)}#comments-{place.anchor}"
