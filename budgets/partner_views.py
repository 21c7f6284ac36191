"""The partners and their recharges: the list, and one partner's shares quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.invoices.schedule import PartnerInvoices, invoices_of
from budgets.models import FinancialYear, Quarter
from budgets.navigation import Trail
from budgets.pictures import Moment, trend_picture
from budgets.position import QuarterPosition, Recharge, quarter_position
from partners.models import Partner, User
from partners.permissions import (
    SHOWN_TO_BOARD,
    can_see_any_recharge,
    can_see_cameras_of,
    can_see_invoices,
    can_see_recharge,
    holds_any_role,
    require,
)


@dataclass(frozen=True)
class PartnerRow:
    """A partner and its recharge; None: it has none, or this person may not see it yet."""

    partner: Partner
    recharge: Recharge | None
    address: str | None


@dataclass(frozen=True)
class ShareRow:
    """A quarter of which the person may see the share; figures once it is with the board."""

    quarter: Quarter
    recharge: Recharge | None
    address: str


@require_safe
@require(holds_any_role)
def partner_list(request: HttpRequest) -> HttpResponse:
    """Every partner, with its newest recharge where this person may see it."""
    quarter = _newest_submitted(request.user)
    position = quarter_position(quarter) if quarter else None
    rows = [_partner_row(request.user, partner, position) for partner in Partner.objects.all()]
    context = {
        "quarter": quarter,
        "rows": rows,
        "position": position,
        "is_partial": any(row.recharge is None for row in rows),
        "breadcrumbs": way_to_partners()[:1],
    }
    return render(request, "budgets/partner_list.html", context)


@require_safe
@require(holds_any_role)
def partner_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner, with its shares of every quarter this person may see, newest year first."""
    partner = get_object_or_404(Partner, slug=slug)
    quarters = Quarter.objects.filter(year__year_partners__partner=partner).select_related("year")
    years: dict[FinancialYear, list[ShareRow]] = {}
    for quarter in quarters.order_by("-year__starts_in", "number"):
        if can_see_recharge(request.user, partner, quarter):
            years.setdefault(quarter.year, []).append(_share_row(partner, quarter))
    context = {
        "partner": partner,
        "years": years,
        "invoices": _invoices_by_year(request.user, partner),
        "trend": trend_picture(_moments(years)),
        "can_see_cameras": can_see_cameras_of(request.user, partner),
        "breadcrumbs": way_to_partners(),
    }
    return render(request, "budgets/partner_detail.html", context)


def way_to_partners() -> Trail:
    """Breadcrumbs down to the list of partners."""
    return [("Home", reverse("home")), ("Partners", reverse("partners:partner_list"))]


def share_address(partner: Partner, quarter: Quarter) -> str:
    """The page of the partner's share of ``quarter``."""
    return reverse("shares:share_detail", args=[partner.slug, quarter.year.period, quarter.number])


def partner_address(partner: Partner, year: FinancialYear) -> str:
    """The partner's page at one year's shares."""
    return f"{partner.get_absolute_url()}#year-{year.label}"


def invoices_shown(user: User, partner: Partner, year: FinancialYear) -> PartnerInvoices | None:
    """The partner's invoices of a year; None: not for this person, or there are none."""
    return invoices_of(year, partner) if can_see_invoices(user, partner, year) else None


def _invoices_by_year(user: User, partner: Partner) -> list[PartnerInvoices]:
    years = FinancialYear.objects.filter(year_partners__partner=partner).order_by("-starts_in")
    shown = (invoices_shown(user, partner, year) for year in years)
    return [invoices for invoices in shown if invoices]


def _newest_submitted(user: User) -> Quarter | None:
    """The newest quarter with the board or published that this person may see anything of."""
    quarters = Quarter.objects.filter(state__in=SHOWN_TO_BOARD).select_related("year")
    newest_first = quarters.defer("frozen").order_by("-year__starts_in", "-number")
    return next((each for each in newest_first if can_see_any_recharge(user, each)), None)


def _partner_row(user: User, partner: Partner, position: QuarterPosition | None) -> PartnerRow:
    if position is None or not can_see_recharge(user, partner, position.quarter):
        return PartnerRow(partner, None, None)
    recharge = position.recharge_of(partner)
    return PartnerRow(partner, recharge, recharge and share_address(partner, position.quarter))


def _moments(years: dict[FinancialYear, list[ShareRow]]) -> Iterator[Moment]:
    """The recharges that were put before the board, oldest first."""
    for year in reversed(years):
        for row in years[year]:
            if row.recharge and row.recharge.estimate is not None:
                label = f"Q{row.quarter.number}, {year}"
                yield Moment(label, row.recharge.estimate, row.recharge.budget)


def _share_row(partner: Partner, quarter: Quarter) -> ShareRow:
    """Figures of an open quarter are on the move, and stand on its own page only."""
    submitted = quarter.state in SHOWN_TO_BOARD
    recharge = quarter_position(quarter).recharge_of(partner) if submitted else None
    return ShareRow(quarter, recharge, share_address(partner, quarter))
