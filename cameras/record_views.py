"""The history of the whole register, for finance: a log and its file.

Putting back stands in budgets, which knows the shares that move with the register.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cameras.records import register_log
from partners.permissions import can_enter_figures, require
from partners.records.pages import LogPage, log_file, log_page, put_back_at


@require_safe
@require(can_enter_figures)
def history(request: HttpRequest) -> HttpResponse:
    """Every change of cameras, spells of service, types and weights, newest first."""
    return log_page(request, _page())


@require_safe
@require(can_enter_figures)
def history_csv(request: HttpRequest) -> HttpResponse:
    return log_file(request, _page())


def _page() -> LogPage:
    return LogPage(
        log=register_log(),
        title="Changes to the camera register",
        name_label="Camera or type",
        path=reverse("cameras:history"),
        file_path=reverse("cameras:history_csv"),
        file_name="cameras-history.csv",
        breadcrumbs=[("Home", reverse("home")), ("Cameras", reverse("cameras:camera_list"))],
        put_back=put_back_at("register:put_back"),
    )
