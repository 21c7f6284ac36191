"""Why a share moved: one partner's share explained, and all shares worked out side by side.

Which words and steps are shown is built in ``explanation``; here is only who may see them.
"""

from __future__ import annotations

from functools import partial
from itertools import takewhile

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.explanation import explain_share, return_sentence, shares_worked_out
from budgets.models import FinancialYear, Quarter
from budgets.navigation import Trail, period_switch
from budgets.partner_views import invoices_shown, partner_address, share_address, way_to_partners
from budgets.position import QuarterPosition, quarter_position
from budgets.replies.thread import thread_of
from partners.models import Partner, User
from partners.periods import Year
from partners.permissions import (
    can_answer_queries,
    can_reply_for,
    can_see_any_recharge,
    can_see_cameras_of,
    can_see_recharge,
    can_see_register,
    can_see_replies,
    holds_any_role,
    is_officer_of,
    require,
)

OPEN = Quarter.State.OPEN


@require_safe
@require(holds_any_role)
def share_detail(request: HttpRequest, slug: str, period: Year, number: int) -> HttpResponse:
    """One partner's recharge of one quarter: the amount, why it moved, how it was worked out."""
    partner = get_object_or_404(Partner, slug=slug)
    quarters = Quarter.objects.select_related("year")
    quarter = get_object_or_404(quarters, year__starts_in=period.starts_in, number=number)
    if not can_see_recharge(request.user, partner, quarter):
        raise Http404
    return share_page(request, partner, quarter)


def share_page(
    request: HttpRequest, partner: Partner, quarter: Quarter, *, refused: str = "", words: str = ""
) -> HttpResponse:
    """The page of a share; ``refused``: why a reply with these ``words`` was not sent."""
    position = quarter_position(quarter)
    recharge = position.recharge_of(partner)
    if recharge is None:
        raise Http404(f"{partner} does not share the balance of {quarter.year}.")
    sees_replies = can_see_replies(request.user, partner) and quarter.state != OPEN
    context = {
        "partner": partner,
        "quarter": quarter,
        "recharge": recharge,
        "share": explain_share(position, recharge),
        "locked_at": quarter.locked_at(),
        "is_own": is_officer_of(request.user, partner),
        "thread": thread_of(quarter, partner) if sees_replies else None,
        "can_reply": can_reply_for(request.user, partner),
        "can_answer": can_answer_queries(request.user),
        "words": words,
        "errors": [("#reply-words", refused)] if refused else [],
        "return_sentence": return_sentence(position, recharge),
        "can_see_cameras": can_see_cameras_of(request.user, partner),
        "invoices": invoices_shown(request.user, partner, quarter.year),
        "breadcrumbs": [*way_to_partners(), (partner.short_name, partner.get_absolute_url())],
        "period": period_switch(
            quarter.year,
            quarter.number,
            quarter_address=partial(_share_address, request.user, partner),
            year_address=partial(partner_address, partner),
        ),
    }
    status = 409 if refused else 200
    return render(request, "budgets/share_detail.html", context, status=status)


@require_safe
@require(holds_any_role)
def worked_out(request: HttpRequest, period: Year) -> HttpResponse:
    """Averages and shares of a year, worked out: as of ``?quarter=q2``, or as they stand now.

    "Now" is the register for finance, who keep it, and the newest quarter others may see.
    """
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    asked_for = request.GET.get("quarter")
    quarter = quarter_shown(request.user, year, asked_for)
    position = quarter_position(quarter)
    shown = partners_shown(request.user, position)
    if not shown:
        raise Http404("None of this person’s councils shares the balance of this year.")
    context = {
        "quarter": quarter,
        "position": position,
        "shares": shares_worked_out(position, shown),
        "months": period.months,
        "locked_at": quarter.locked_at(),
        "breadcrumbs": way_to_register(request.user),
        "period": period_switch(
            year,
            quarter.number if asked_for else None,
            quarter_address=partial(_worked_out_of_quarter, request.user),
            year_address=partial(_worked_out_of_year, request.user),
        ),
    }
    return render(request, "budgets/shares_worked_out.html", context)


def quarter_shown(user: User, year: FinancialYear, asked_for: str | None) -> Quarter:
    """The quarter of the label ``asked_for``, or the newest; 404 where there is none to see."""
    visible = [
        quarter for quarter in year.quarters.defer("frozen") if can_see_any_recharge(user, quarter)
    ]
    if asked_for is not None:
        visible = [quarter for quarter in visible if quarter.label == asked_for]
    if not visible:
        raise Http404("There is no such quarter that this person may see.")
    # The quarter now worked on is the first open one after those put before the board.
    at_work = list(takewhile(lambda quarter: quarter.state == OPEN, reversed(visible)))
    return at_work[-1] if at_work else visible[-1]


def partners_shown(user: User, position: QuarterPosition) -> set[int]:
    """Keys of the partners whose recharge this person may see."""
    return {
        recharge.partner.pk
        for recharge in position.recharges
        if can_see_recharge(user, recharge.partner, position.quarter)
    }


def _share_address(user: User, partner: Partner, quarter: Quarter) -> str | None:
    if not can_see_recharge(user, partner, quarter):
        return None
    return share_address(partner, quarter)


def _worked_out_of_quarter(user: User, quarter: Quarter) -> str | None:
    if not can_see_any_recharge(user, quarter):
        return None
    return f"{_worked_out_address(quarter.year)}?quarter={quarter.label}"


def _worked_out_of_year(user: User, year: FinancialYear) -> str | None:
    seen = any(can_see_any_recharge(user, quarter) for quarter in year.quarters.all())
    return _worked_out_address(year) if seen else None


def _worked_out_address(year: FinancialYear) -> str:
    return reverse("shares:worked_out", args=[year.period])


def way_to_register(user: User) -> Trail:
    """Breadcrumbs of a page below the register; for whom it is closed, below Home."""
    register = [("Cameras", reverse("cameras:camera_list"))] if can_see_register(user) else []
    return [("Home", reverse("home")), *register]
