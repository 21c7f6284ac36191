"""A pasted block that came after its session had ended: kept until who pasted it has signed in.

It is kept with the browser's next session, by the same token as a draft (``drafts.tokens``), and is
shown to nobody but the person whose page it was pasted into.
"""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from budgets.drafts.tokens import writer_named
from budgets.models import Quarter

TOKEN_FIELD, KEPT, AS_KEPT = "pasted_by", "pasted_block", "?with=kept"
NOT_FOR_LATER = ("csrfmiddlewaretoken", "then", TOKEN_FIELD)
KEPT_FOR_YOU = (
    "You were signed out before this was read. What you pasted is kept: sign in, and it is shown to "
    "you again."
)


def keeps_pasted_block(view):
    """What somebody pasted who was signed out since is kept for them, and they are asked to sign in."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        writer = writer_named(request.POST.get(TOKEN_FIELD, ""))
        if writer is None:
            return view(request, *args, **kwargs)
        sent = {name: texts for name, texts in request.POST.lists() if name not in NOT_FOR_LATER}
        request.session[KEPT] = {"user": writer.user.pk, "quarter": writer.quarter.pk, "sent": sent}
        messages.warning(request, KEPT_FOR_YOU)
        period, number = writer.quarter.year.period, writer.quarter.number
        return redirect_to_login(
            f"{reverse('budgets:quarter_paste', args=[period, number])}{AS_KEPT}"
        )

    return checked


def kept_block(request: HttpRequest, quarter: Quarter) -> QueryDict | None:
    """What was sent, where this person was sent here to see it again; None: nothing is kept for them."""
    kept = request.session.get(KEPT)
    asked = request.GET.get("with") == "kept"
    if not kept or not asked or (kept["user"], kept["quarter"]) != (request.user.pk, quarter.pk):
        return None
    sent = QueryDict(mutable=True)
    for name, texts in kept["sent"].items():
        sent.setlist(name, texts)
    return sent


def forget_block(request: HttpRequest) -> None:
    """What this person sends from now on brings the block itself."""
    if request.session.get(KEPT, {}).get("user") == request.user.pk:
        del request.session[KEPT]
