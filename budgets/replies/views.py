"""Replies over the wire: said on the page of a share, and shown there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from budgets.models import Quarter
from budgets.replies.replying import ReplyRefused, reply
from budgets.replies.thread import Kind
from budgets.share_views import share_page
from partners.models import Partner, User
from partners.periods import Year
from partners.permissions import (
    can_answer_queries,
    can_reply_for,
    can_see_recharge,
    holds_any_role,
    require,
)

SAID = {
    Kind.CONFIRMED: "{} is confirmed for {}.",
    Kind.QUERY: "Your query is sent to the host council’s finance officers.",
    Kind.ANSWER: "Your answer is sent to {1}.",
}


@require_POST
@require(holds_any_role)
def share_reply(request: HttpRequest, slug: str, period: Year, number: int) -> HttpResponse:
    """Say one thing; refused, the page comes back with what was typed."""
    partner = get_object_or_404(Partner, slug=slug)
    quarters = Quarter.objects.opened().select_related("year")
    quarter = get_object_or_404(quarters, year__starts_in=period.starts_in, number=number)
    usual = Kind.QUERY if can_reply_for(request.user, partner) else Kind.ANSWER
    kind = request.POST.get("do", usual)
    if not _may(request.user, kind, partner, quarter):
        raise Http404
    words = request.POST.get("words", "")
    try:
        reply(
            quarter=quarter,
            partner=partner,
            kind=kind,
            words=words,
            shown=request.POST.get("shown", ""),
            user=request.user,
        )
    except ReplyRefused as refused:
        quarter.refresh_from_db()
        if quarter.state == Quarter.State.OPEN and not can_see_recharge(
            request.user, partner, quarter
        ):
            # The page is closed to them now; what they typed is not lost.
            messages.warning(request, f"{refused} You had written: “{words.strip()}”")
            return redirect("home")
        return share_page(request, partner, quarter, refused=str(refused), words=words)
    messages.success(request, SAID[kind].format(quarter, partner.short_name))
    address = reverse("shares:share_detail", args=[slug, period, number])
    return redirect(f"{address}#replies")


def _may(user: User, kind: str, partner: Partner, quarter: Quarter) -> bool:
    year_shares = quarter.year.year_partners.filter(partner=partner).exists()
    if not year_shares:
        return False
    if kind in (Kind.CONFIRMED, Kind.QUERY):
        return can_reply_for(user, partner)
    return kind == Kind.ANSWER and can_answer_queries(user)
