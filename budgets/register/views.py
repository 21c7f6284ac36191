"""Moving one camera, taking it out and correcting it, for finance: a form each."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets.register.keeping import keep, what_moves
from cameras.actions import (
    RegisterRefused,
    correct_camera,
    correct_spell,
    mark_of,
    move,
    take_out,
)
from cameras.keeping_forms import (
    CorrectCameraForm,
    CorrectSpellForm,
    KeepingForm,
    MoveForm,
    TakeOutForm,
)
from cameras.models import Camera, Service
from cameras.spells import spell_at, standing
from partners.permissions import can_enter_figures, require

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@require(can_enter_figures)
def camera_move(request: HttpRequest, pk: int) -> HttpResponse:
    """From a day on, another partner's or of another type."""
    camera = get_object_or_404(Camera, pk=pk)
    today = timezone.localdate()
    spell = spell_at(camera.services.select_related("partner", "camera_type"), today)
    initial = {"shown": mark_of(camera)}
    if spell:
        initial |= {"partner": spell.partner_id, "camera_type": spell.camera_type_id}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)

    def moved(given: dict) -> tuple[str, str]:
        spell = move(**given, camera=camera, user=request.user)
        said = (
            f"{camera} serves {spell.partner} as {spell.camera_type} from "
            f"{spell.first_day:%-d %B %Y}."
        )
        return said, camera.get_absolute_url()

    words = {"heading": f"Move {camera}", "button": "Move from that day"}
    return _page(request, form, moved, words, camera)


@require_http_methods(FORM)
@require(can_enter_figures)
def camera_take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Its last day of service."""
    camera = get_object_or_404(Camera, pk=pk)
    initial = {"shown": mark_of(camera)}
    form = TakeOutForm(request.POST if request.method == "POST" else None, initial=initial)

    def taken(given: dict) -> tuple[str, str]:
        spell = take_out(**given, camera=camera, user=request.user)
        return (
            f"{camera} is in service until {spell.last_day:%-d %B %Y}.",
            camera.get_absolute_url(),
        )

    words = {"heading": f"Take {camera} out of service", "button": "Take out of service"}
    return _page(request, form, taken, words, camera)


@require_http_methods(FORM)
@require(can_enter_figures)
def camera_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Its reference or location."""
    camera = get_object_or_404(Camera, pk=pk)
    was = {"reference": camera.reference, "location": camera.location}
    initial = was | {"shown": mark_of(camera)}
    form = CorrectCameraForm(request.POST if request.method == "POST" else None, initial=initial)

    def corrected(given: dict) -> tuple[str, str]:
        kept = correct_camera(**given, camera=camera, user=request.user)
        return f"{kept} is corrected.", kept.get_absolute_url()

    words = {"heading": f"Correct {was['reference']}", "button": "Save the correction"}
    return _page(request, form, corrected, words, camera)


@require_http_methods(FORM)
@require(can_enter_figures)
def spell_correct(request: HttpRequest, spell: int) -> HttpResponse:
    """A spell of service that was entered wrongly; a camera that moves is moved, not corrected."""
    spells = Service.objects.select_related("camera", "partner", "camera_type")
    spell = get_object_or_404(spells, pk=spell)
    camera = spell.camera
    initial = {
        "first_day": f"{spell.first_day:%-d %b %Y}",
        "last_day": f"{spell.last_day:%-d %b %Y}" if spell.last_day else "",
        "partner": spell.partner_id,
        "camera_type": spell.camera_type_id,
        "shown": mark_of(camera),
    }
    form = CorrectSpellForm(request.POST if request.method == "POST" else None, initial=initial)

    def corrected(given: dict) -> tuple[str, str]:
        correct_spell(**given, spell=spell, user=request.user)
        return f"The spell of service of {camera} is corrected.", camera.get_absolute_url()

    words = {"heading": f"Correct a spell of {camera}", "button": "Save the correction"}
    return _page(request, form, corrected, words, camera)


def _page(
    request: HttpRequest,
    form: KeepingForm,
    change: Callable[[dict], tuple[str, str]],
    words: dict[str, str],
    camera: Camera,
) -> HttpResponse:
    """The form, or once it is taken the sentence that says so, on the page it leads to."""
    status = 200
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            said, address = keep(lambda: change(given))
        except RegisterRefused as refused:
            form.add_error(None, str(refused))
            status = 409
            _show_newest(form, camera)
        else:
            messages.success(request, said)
            return redirect(address)
    trail = [
        ("Home", reverse("home")),
        ("Cameras", reverse("cameras:camera_list")),
        (camera.reference, camera.get_absolute_url()),
    ]
    context = words | {
        "form": form,
        "camera": camera,
        "standing": _standing(camera),
        "notice": what_moves(),
        "back": camera.get_absolute_url(),
        "breadcrumbs": trail,
    }
    return render(request, "cameras/camera_form.html", context, status=status)


def _show_newest(form: KeepingForm, camera: Camera) -> None:
    """Let what was typed be sent again by somebody who has now read how the camera stands."""
    form.data = form.data.copy()
    form.data["shown"] = mark_of(camera)


def _standing(camera: Camera) -> str:
    today = timezone.localdate()
    spells = camera.services.select_related("partner", "camera_type")
    return standing(spell_at(spells, today), today)
