"""The history of a year for finance, its file, and putting back: there, and in the register."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.models import FinancialYear
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.putting_back import MOVING_SHARES, RULES, always_stands, put_back_in_register
from budgets.records import KINDS, LINE, of_year, year_log
from budgets.register.keeping import what_moves
from cameras.putting_back import RULES as REGISTER_RULES
from cameras.records import CAMERA, SPELL, TYPE
from partners.periods import Year
from partners.permissions import can_enter_figures, require
from partners.records import Entry
from partners.records.pages import LogPage, log_address, log_file, log_page, put_back_at
from partners.records.put_back_pages import PutBackPage, put_back_page


@require_safe
@require(can_enter_figures)
def year_history(request: HttpRequest, period: Year) -> HttpResponse:
    """Every change of the year's settings, partners, charges, lines and budget, newest first."""
    return log_page(request, _page(_year(period)))


@require_safe
@require(can_enter_figures)
def year_history_csv(request: HttpRequest, period: Year) -> HttpResponse:
    return log_file(request, _page(_year(period)))


@require(can_enter_figures)
def year_put_back(request: HttpRequest, period: Year, kind: str, record: int) -> HttpResponse:
    """Put back what one entry of the year's history changed."""
    year = _year(period)
    of_kind = {each.key: each for each in KINDS}
    if kind not in of_kind or not of_year(of_kind[kind], year).filter(history_id=record).exists():
        raise Http404

    def back(entry: Entry) -> str:
        narrowed = {"line": entry.record.id} if entry.kind is LINE else {"kind": entry.kind.key}
        return log_address("budgets:year_history", year.period, **narrowed)

    trail = [*breadcrumbs_of(year), ("Changes", _address(year))]
    page = PutBackPage(rules=RULES, breadcrumbs=trail, back=back)
    return put_back_page(request, page, kind, record)


@require(can_enter_figures)
def register_put_back(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Put back what one entry of the register's history changed, and say which shares move."""
    page = PutBackPage(
        rules=REGISTER_RULES,
        breadcrumbs=[
            ("Home", reverse("home")),
            ("Cameras", reverse("cameras:camera_list")),
            ("Changes", reverse("cameras:history")),
        ],
        back=_back_in_register,
        notice=_what_moves,
        act=put_back_in_register,
    )
    return put_back_page(request, page, kind, record)


def _year(period: Year) -> FinancialYear:
    return get_object_or_404(FinancialYear, starts_in=period.starts_in)


def _page(year: FinancialYear) -> LogPage:
    return LogPage(
        log=year_log(year),
        title=f"Changes to the budget {year}",
        name_label="Line, element or partner",
        path=_address(year),
        file_path=reverse("budgets:year_history_csv", args=[year.period]),
        file_name=f"{year.label}-history.csv",
        breadcrumbs=breadcrumbs_of(year),
        put_back=put_back_at("budgets:year_put_back", year.period, stands=always_stands),
        period=_years(year),
    )


def _years(year: FinancialYear) -> list[dict]:
    """The switch to the neighbouring years' logs; nothing where there is no other year."""
    items = period_switch(year, year_address=_address)
    return items if len(items) > 1 else []


def _address(year: FinancialYear) -> str:
    return reverse("budgets:year_history", args=[year.period])


def _back_in_register(entry: Entry) -> str:
    if entry.kind in (CAMERA, SPELL):
        camera = entry.record.id if entry.kind is CAMERA else entry.record.camera_id
        return reverse("cameras:camera_detail", args=[camera])
    key = entry.record.id if entry.kind is TYPE else entry.record.camera_type_id
    return log_address("cameras:history", type=key)


def _what_moves(entry: Entry) -> str:
    return what_moves() if entry.kind in MOVING_SHARES else ""
