"""Changes of the register that are shown first with what they would do to every partner.

Cameras put in, and several cameras moved or taken out of service together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets.effects import WouldSpoil
from budgets.register.keeping import keep_as_shown
from cameras.actions import RegisterRefused, mark_of, move, put_in, take_out
from cameras.keeping_forms import KeepingForm, MoveForm, PutInForm, TakeOutForm
from cameras.models import Camera, Service
from cameras.several import MOST_AT_ONCE, SeveralRefused, change_each
from cameras.spells import spell_at, standing
from partners.permissions import can_enter_figures, require

FORM = ["GET", "HEAD", "POST"]
CONFLICT = 409
LIST = "cameras:camera_list"
LONGEST_KEY = 9


@require_http_methods(FORM)
@require(can_enter_figures)
def camera_add(request: HttpRequest) -> HttpResponse:
    """One camera, or several alike; the page then shows the register or the one camera."""
    form = PutInForm(request.POST if request.method == "POST" else None)
    made: list[Camera] = []

    def put(given: dict) -> None:
        made[:] = put_in(**given, user=request.user)

    def said() -> tuple[str, str]:
        if len(made) == 1:
            return f"{made[0]} is in the register.", made[0].get_absolute_url()
        sentence = f"{len(made):,} cameras are in the register, {made[0]} to {made[-1]}."
        return sentence, reverse(LIST)

    return _page(request, form, put, said, {"heading": "Put cameras in the register"})


@require_http_methods(FORM)
@require(can_enter_figures)
def cameras_move(request: HttpRequest) -> HttpResponse:
    """The cameras ticked: from a day on another partner's, or of another type."""
    form = MoveForm(request.POST if request.method == "POST" else None)

    def moved(camera: Camera, given: dict) -> None:
        move(**given, camera=camera, shown=mark_of(camera), user=request.user)

    return _several(request, form, moved, "Move {}", "{} moved.")


@require_http_methods(FORM)
@require(can_enter_figures)
def cameras_take_out(request: HttpRequest) -> HttpResponse:
    """The cameras ticked: their last day of service."""
    form = TakeOutForm(request.POST if request.method == "POST" else None)

    def taken(camera: Camera, given: dict) -> None:
        take_out(**given, camera=camera, shown=mark_of(camera), user=request.user)

    return _several(request, form, taken, "Take {} out of service", "{} given a last day.")


def _several(
    request: HttpRequest,
    form: KeepingForm,
    change: Callable[[Camera, dict], None],
    heading: str,
    done: str,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    cameras, trouble = _ticked(asked.getlist("camera"))
    if trouble:
        messages.warning(request, trouble)
        return redirect(LIST)
    number = f"{len(cameras)} camera{'' if len(cameras) == 1 else 's'}"
    are = f"{number} {'is' if len(cameras) == 1 else 'are'}"

    def changed(given: dict) -> None:
        change_each(cameras, lambda camera: change(camera, given))

    words = {"heading": heading.format(number), "cameras": _standings(cameras)}
    return _page(request, form, changed, lambda: (done.format(are), reverse(LIST)), words)


def _ticked(keys: Sequence[str]) -> tuple[list[Camera], str]:
    """The cameras, by reference; or why it cannot be these, in a sentence."""
    wanted = {key for key in keys if key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY}
    if not keys:
        return [], "Tick the cameras in the list first."
    if len(keys) > MOST_AT_ONCE:
        return [], f"Tick at most {MOST_AT_ONCE} cameras. For more, bring a file of cameras in."
    cameras = list(Camera.objects.filter(pk__in=wanted))
    if len(cameras) != len(set(keys)):
        return [], "Not all of these cameras are in the register. Tick them in the list again."
    return cameras, ""


def _standings(cameras: Sequence[Camera]) -> list[tuple[Camera, str]]:
    """Each camera with where it stands today, in one query."""
    today = timezone.localdate()
    spells: dict[int, list[Service]] = {camera.pk: [] for camera in cameras}
    services = Service.objects.filter(camera__in=cameras)
    for service in services.select_related("partner", "camera_type"):
        spells[service.camera_id].append(service)
    return [(each, standing(spell_at(spells[each.pk], today), today)) for each in cameras]


def _page(
    request: HttpRequest,
    form: KeepingForm,
    change: Callable[[dict], None],
    said: Callable[[], tuple[str, str]],
    words: dict,
) -> HttpResponse:
    """The form; sent, what it would do; sent again as it was shown, it is saved."""
    preview, status = None, 200
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "shown"}
        keys = [camera.pk for camera, _ in words.get("cameras", ())]
        try:
            preview = keep_as_shown(
                lambda: change(given), given=(request.path, keys, given), asked=request.POST
            )
        except (RegisterRefused, WouldSpoil) as refused:
            form.add_error(
                None, refused.sentences if isinstance(refused, SeveralRefused) else str(refused)
            )
            status = CONFLICT
        else:
            if preview.is_saved:
                sentence, address = said()
                messages.success(request, sentence)
                return redirect(address)
    context = words | {
        "form": form,
        "preview": preview,
        "breadcrumbs": [("Home", reverse("home")), ("Cameras", reverse(LIST))],
    }
    return render(request, "cameras/register_change.html", context, status=status)
