"""Pages of the standing wording, for finance: read, add, change, remove, and its history."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.shown_forms import ShownForm
from partners.permissions import can_enter_figures, require
from partners.records.pages import LogPage, log_file, log_page, put_back_at
from partners.records.put_back_pages import PutBackPage, put_back_page
from reports.models import StandingWording
from reports.standing.actions import (
    WordingRefused,
    keep_wording,
    newest_record,
    remove_wording,
)
from reports.standing.forms import RemoveForm, WordingForm
from reports.standing.records import RULES, wording_log

MEANWHILE = "Somebody else saved the same meanwhile. Look at it, and save again."


@require_safe
@require(can_enter_figures)
def standing_list(request: HttpRequest) -> HttpResponse:
    """Every heading with its text, in order."""
    context = {"wordings": StandingWording.objects.all(), "breadcrumbs": _trail()[:-1]}
    return render(request, "reports/standing_list.html", context)


@require(can_enter_figures)
def standing_add(request: HttpRequest) -> HttpResponse:
    """Add a heading with its text."""
    form = WordingForm(_sent(request))

    def act() -> str:
        added = keep_wording(user=request.user, **form.words())
        return f"“{added.heading}” is added. Papers take it when you put it in, or begin anew."

    return _answer(request, form, act, {"heading": "Add standing wording", "button": "Add it"})


@require(can_enter_figures)
def standing_edit(request: HttpRequest, wording: int) -> HttpResponse:
    """Change what stands under a heading; papers keep what they have."""
    newest = newest_record(wording)
    found = get_object_or_404(StandingWording, pk=wording)
    names = ("heading", "text", "position")
    initial = {name: getattr(found, name) for name in names} | {"shown": newest}
    form = WordingForm(_sent(request), initial=initial)

    def act() -> str:
        shown = form.cleaned_data["shown"]
        saved = keep_wording(user=request.user, wording=found, shown=shown, **form.words())
        return f"“{saved.heading}” is saved."

    page = {"heading": "Change standing wording", "button": "Save", "wording": found}
    return _answer(request, form, act, page)


@require(can_enter_figures)
def standing_remove(request: HttpRequest, wording: int) -> HttpResponse:
    """Remove a heading and its text; papers keep what they have."""
    newest = newest_record(wording)
    found = get_object_or_404(StandingWording, pk=wording)
    form = RemoveForm(_sent(request), initial={"shown": newest})

    def act() -> str:
        remove_wording(user=request.user, wording=found, shown=form.cleaned_data["shown"])
        return f"“{found.heading}” is removed. It can be put back from the history."

    page = {
        "heading": f"Remove “{found.heading}”",
        "button": "Remove it",
        "wording": found,
        "is_removal": True,
    }
    return _answer(request, form, act, page)


@require_safe
@require(can_enter_figures)
def standing_history(request: HttpRequest) -> HttpResponse:
    """Every change of the standing wording, newest first."""
    return log_page(request, _log_page())


@require_safe
@require(can_enter_figures)
def standing_history_csv(request: HttpRequest) -> HttpResponse:
    return log_file(request, _log_page())


@require(can_enter_figures)
def standing_put_back(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Put back what one entry of the history changed."""
    back = reverse("standing:history")
    trail = [*_trail(), ("Changes", back)]
    page = PutBackPage(rules=RULES, breadcrumbs=trail, back=lambda entry: back)
    return put_back_page(request, page, kind, record)


def _answer(
    request: HttpRequest, form: ShownForm, act: Callable[[], str], page: dict
) -> HttpResponse:
    """The form, what was wrong with it, or the list once ``act`` has done it."""
    if form.is_valid():
        try:
            done = act()
        except (WordingRefused, ValidationError, IntegrityError) as refusal:
            for sentence in _sentences(refusal):
                form.add_error(None, sentence)
            if getattr(refusal, "shown", None):
                # The refusal says what stands now: sent again, it is meant.
                form.show(shown=refusal.shown)
        else:
            messages.success(request, done)
            return redirect("standing:list")
    context = page | {"form": form, "breadcrumbs": _trail()}
    return render(request, "reports/standing_form.html", context)


def _sentences(refusal: Exception) -> list[str]:
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return [MEANWHILE if isinstance(refusal, IntegrityError) else str(refusal)]


def _sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _trail() -> list[tuple[str, str]]:
    return [
        ("Home", reverse("home")),
        ("Reports", reverse("reports:report_list")),
        ("Standing wording", reverse("standing:list")),
    ]


def _log_page() -> LogPage:
    return LogPage(
        log=wording_log(),
        title="Changes to the standing wording",
        name_label="Heading",
        path=reverse("standing:history"),
        file_path=reverse("standing:history_csv"),
        file_name="standing-wording-history.csv",
        breadcrumbs=_trail(),
        put_back=put_back_at("standing:put_back"),
    )
