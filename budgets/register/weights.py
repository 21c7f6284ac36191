"""Types and their weights, for finance: shown before they are saved what they would do to whom."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets.effects import QuarterEffect, WouldSpoil, effect_of
from budgets.register.keeping import keep
from cameras.actions import RegisterRefused
from cameras.models import CameraType, Weight
from cameras.weighing import add_type, set_weight
from cameras.weighing_forms import TypeForm, WeightForm
from partners.permissions import can_enter_figures, can_see_register, require

FORM = ["GET", "HEAD", "POST"]


@require_safe
@require(can_see_register)
def type_list(request: HttpRequest) -> HttpResponse:
    """Each type with its weights, newest first, and the decision each rests on."""
    records = Weight.history.order_by("history_id").values_list("id", "history_change_reason")
    # The newest record of each stays.
    decided = dict(records)
    rows = [
        (each, [(weight, decided.get(weight.pk) or "") for weight in reversed(each.weights.all())])
        for each in CameraType.objects.prefetch_related("weights")
    ]
    context = {
        "types": rows,
        "is_keeper": can_enter_figures(request.user),
        "breadcrumbs": _trail()[:-1],
    }
    return render(request, "cameras/type_list.html", context)


@require_http_methods(FORM)
@require(can_enter_figures)
def type_add(request: HttpRequest) -> HttpResponse:
    """A new type; until a camera is of it, no share moves."""
    form = TypeForm(request.POST if request.method == "POST" else None)

    def added():
        given = form.cleaned_data
        return add_type(
            name=given["name"],
            starts_on=given["first_day"],
            weight=given["weight"],
            reason=form.decision,
            user=request.user,
        )

    return _page(request, form, added, "Add a type of camera")


@require_http_methods(FORM)
@require(can_enter_figures)
def weight_set(request: HttpRequest, camera_type: int) -> HttpResponse:
    """Another weight from a day, or one that begins that day put right."""
    camera_type = get_object_or_404(CameraType, pk=camera_type)
    form = WeightForm(request.POST if request.method == "POST" else None)

    def weighed():
        given = form.cleaned_data
        return set_weight(
            camera_type=camera_type,
            starts_on=given["first_day"],
            weight=given["weight"],
            reason=form.decision,
            user=request.user,
        )

    return _page(request, form, weighed, f"Weight of {camera_type}")


def _page(
    request: HttpRequest, form: WeightForm, change: Callable[[], object], heading: str
) -> HttpResponse:
    """The form; sent, what it would do; sent again as it was shown, it is saved."""
    effects, seal, status = (), "", 200
    if form.is_bound and form.is_valid():
        try:
            effects = effect_of(change)
            seal = _seal(form, effects)
            if request.POST.get("do") == "save" and request.POST.get("seal") == seal:
                keep(change)
                messages.success(request, f"Saved, by {form.decision}.")
                return redirect("register:type_list")
        except (RegisterRefused, WouldSpoil) as refused:
            form.add_error(None, str(refused))
            effects, seal, status = (), "", 409
    context = {
        "form": form,
        "heading": heading,
        "effects": effects,
        "seal": seal,
        "is_shown_anew": bool(seal) and request.POST.get("do") == "save",
        "breadcrumbs": _trail(),
    }
    return render(request, "cameras/weight_form.html", context, status=status)


def _seal(form: WeightForm, effects: tuple[QuarterEffect, ...]) -> str:
    """The same only for the same change with the same effects: what the person has looked at."""
    shown = [
        (effect.quarter.pk, each.partner.pk, each.share_now, each.share_then, each.recharge_now)
        for effect in effects
        for each in effect.partners
    ]
    given = {name: value for name, value in form.cleaned_data.items() if name != "shown"}
    return sha256(repr((given, shown)).encode()).hexdigest()[:32]


def _trail() -> list[tuple[str, str]]:
    return [
        ("Home", reverse("home")),
        ("Cameras", reverse("cameras:camera_list")),
        ("Types and weights", reverse("register:type_list")),
    ]
