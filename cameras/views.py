"""The camera register to read: the list with its filter, and one camera with its history."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cameras.filtering import filtered
from cameras.forms import RegisterFilter
from cameras.models import Camera, Service
from cameras.querysets import ServiceQuerySet
from cameras.records import changes_of
from cameras.register import dated_weights
from cameras.spells import spell_at, spell_rows, standing
from partners.permissions import (
    can_enter_figures,
    can_see_all_cameras,
    can_see_register,
    require,
)
from partners.records.pages import log_address, offered, put_back_at

PAGE_LENGTH = 50


@require_safe
@require(can_see_register)
def camera_list(request: HttpRequest) -> HttpResponse:
    """One row a camera, searched, filtered and paged in the database."""
    form = RegisterFilter(request.GET, user=request.user)
    form.is_valid()  # what could not be read is said on the page; the rest applies
    chosen, today = form.cleaned_data, timezone.localdate()
    day = chosen.get("on") or today
    found = filtered(request.user, chosen)
    page = Paginator(found.cameras, PAGE_LENGTH).get_page(request.GET.get("page"))
    query = _without_page(request)
    context = {
        "form": form,
        "page_obj": page,
        "page_query": f"{query}&" if query else "",
        "file_query": f"?{query}" if query else "",
        "rows": _rows(page, found.spells, day),
        "by_type": _by_type(found.spells.on(day).filter(camera__in=found.cameras)),
        "day": day,
        "is_today": day == today,
        "sees_all": can_see_all_cameras(request.user),
        "is_keeper": can_enter_figures(request.user),
        "is_filtered": any(chosen.values()) or not form.is_valid(),
        "breadcrumbs": [("Home", reverse("home"))],
    }
    return render(request, "cameras/camera_list.html", context)


@require_safe
@require(can_see_register)
def camera_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One camera: its spells of service with their weights, and what was changed when."""
    camera = get_object_or_404(Camera, pk=pk)
    spells = camera.services.visible_to(request.user).select_related("partner", "camera_type")
    services = list(spells.order_by("-first_day"))
    if not services and not can_see_all_cameras(request.user):
        raise Http404("None of this camera’s spells is with a council of this person.")
    today = timezone.localdate()
    changes = changes_of(camera, request.user)
    is_keeper = can_enter_figures(request.user)
    context = {
        "camera": camera,
        "standing": standing(spell_at(services, today), today),
        "spells": spell_rows(services, dated_weights()),
        "changes": offered(changes, put_back_at("register:put_back") if is_keeper else None),
        "is_keeper": is_keeper,
        "log": log_address("cameras:history", camera=camera.pk) if is_keeper else "",
        "sees_all": can_see_all_cameras(request.user),
        "breadcrumbs": [("Home", reverse("home")), ("Cameras", reverse("cameras:camera_list"))],
    }
    return render(request, "cameras/camera_detail.html", context)


def _rows(page: Page, services: ServiceQuerySet, day: date) -> list[tuple[Camera, Service | None]]:
    """Each camera of the page with the spell to show beside it, of those the filter asks for."""
    spells: dict[int, list[Service]] = defaultdict(list)
    on_page = services.filter(camera__in=[camera.pk for camera in page])
    for service in on_page.select_related("partner", "camera_type"):
        spells[service.camera_id].append(service)
    return [(camera, spell_at(spells[camera.pk], day)) for camera in page]


def _by_type(services: ServiceQuerySet) -> list[tuple[str, int]]:
    """How many cameras of each type: the spells are those of one day, so a camera counts once."""
    numbers = services.order_by("camera_type__position", "camera_type__name")
    return list(numbers.values_list("camera_type__name").annotate(Count("pk")))


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
