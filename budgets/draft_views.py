"""Unsaved work over the wire: kept as one types, kept when a page cannot be saved from, discarded.

What comes after a session has ended, or under somebody else's, is kept for who typed it and shown to
nobody else; see docs/decisions/0010-drafts.md.
"""

from __future__ import annotations

import json
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views import csrf
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from budgets.drafts.keeping import DraftChanged, discard_draft, keep_draft
from budgets.drafts.rows import rows_of_form, rows_of_json
from budgets.drafts.tokens import Writer, writer_named
from budgets.drafts.unsaved import unsaved_of
from budgets.models import FigureDraft, Quarter
from budgets.outcomes import locked_sentence
from budgets.views import quarter_or_404
from partners.permissions import can_enter_figures, require

TOKEN_FIELD, TOKEN_HEADER = "draft_token", "X-Draft-Token"
KEPT_FOR_THEM = (
    "That page was opened by somebody else, who was signed in here before you. Nothing is saved "
    "under your name. What was typed is kept, and is offered to them alone."
)
KEPT_FOR_YOU = (
    "You were signed out before this was saved. What you typed is kept: sign in, and it is offered "
    "to you."
)


def keeps_for_its_writer(view):
    """What a page posts that somebody else opened, or somebody since signed out, is kept for them.

    It is never saved under another name. Who is to sign in is asked to; without a token of ours,
    the page is the view's own to judge.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        writer = _writer_of(request) if request.method == "POST" else None
        if writer is None or writer.user.pk == request.user.pk:
            return view(request, *args, **kwargs)
        keep_draft(quarter=writer.quarter, user=writer.user, rows=rows_of_form(request.POST))
        if request.user.is_authenticated:
            messages.warning(request, KEPT_FOR_THEM)
            return redirect("home")
        messages.warning(request, KEPT_FOR_YOU)
        return redirect_to_login(_entry_of(writer.quarter))

    return checked


def csrf_failure(request, reason=""):
    """Django's refusal of a form sent from another visit; what was typed into the grid is kept."""
    try:
        writer = _writer_of(request)
    except UnreadablePostError:
        writer = None
    if writer is None:
        return csrf.csrf_failure(request, reason)
    keep_draft(quarter=writer.quarter, user=writer.user, rows=rows_of_form(request.POST))
    context = {
        "quarter": writer.quarter,
        "is_writer": writer.user.pk == request.user.pk,
        "kept_for_them": KEPT_FOR_THEM if request.user.is_authenticated else "",
    }
    return render(request, "budgets/draft_kept.html", context, status=403)


@csrf_exempt
@require_POST
def draft_keep(request, period, number):
    """Keep the cells that a page sends, and say so in a sentence for it to show.

    The page's token takes the place of cookies: the session may have ended, and signing in again in
    another tab changes what a form is checked against. Without it there is nothing here (404).
    """
    writer = writer_named(request.headers.get(TOKEN_HEADER, ""))
    if writer is None or not _is_of(writer.quarter, period, number):
        raise Http404
    try:
        rows = rows_of_json(json.loads(request.body))
    except (ValueError, RecursionError, UnreadablePostError):
        return HttpResponseBadRequest("What was typed came in no form that can be kept.")
    draft = keep_draft(quarter=writer.quarter, user=writer.user, rows=rows)
    return JsonResponse(_kept(request, writer, draft))


@require_POST
@require(can_enter_figures)
def draft_discard(request, period, number):
    """Discard one's own draft as it was shown, and say once more what was in it."""
    quarter = quarter_or_404(period, number)
    try:
        kept_at = parse_datetime(request.POST.get("kept_at", ""))
        draft = discard_draft(quarter=quarter, user=request.user, kept_at=kept_at)
    except (DraftChanged, ValueError):
        messages.warning(request, "You have typed more since. Nothing is discarded: look again.")
    else:
        work = draft and unsaved_of(draft)
        if work:
            messages.success(request, f"Discarded: {work.in_words}.")
    if quarter.state != Quarter.State.OPEN:
        return redirect(quarter)
    return redirect("budgets:quarter_edit", period, number)


def _writer_of(request: HttpRequest) -> Writer | None:
    return writer_named(request.POST.get(TOKEN_FIELD, ""))


def _is_of(quarter: Quarter, period, number: int) -> bool:
    return (quarter.year.starts_in, quarter.number) == (period.starts_in, number)


def _entry_of(quarter: Quarter) -> str:
    return reverse("budgets:quarter_edit", args=[quarter.year.period, quarter.number])


def _kept(request: HttpRequest, writer: Writer, draft: FigureDraft | None) -> dict:
    """What the page shows: a sentence, whether it is trouble, where to sign in; how much is unsaved.

    How much is for the writer alone: by it one could find out which figures are saved.
    """
    is_writer = request.user.pk == writer.user.pk
    unsaved = sum(len(row) for row in draft.cells.values()) if draft and is_writer else 0
    quarter, trouble = writer.quarter, ""
    if not request.user.is_authenticated:
        trouble = "You are no longer signed in. What you typed is kept."
    elif not is_writer:
        trouble = "Somebody else has signed in here. What you typed is kept, for you alone."
    elif quarter.state != Quarter.State.OPEN:
        trouble = f"{locked_sentence(quarter)} What you typed is kept: its summary shows it."
    kept = "Nothing is unsaved"
    if draft:
        kept = f"Unsaved changes kept at {timezone.localtime(draft.kept_at):%H:%M}"
    return {
        "says": trouble or kept,
        "trouble": bool(trouble),
        "sign_in": ""
        if request.user.is_authenticated
        else redirect_to_login(_entry_of(quarter)).url,
        "unsaved": unsaved,
    }
