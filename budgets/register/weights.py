"""Types and their weights, for finance: shown before they are saved what they would do to whom."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets.effects import WouldSpoil
from budgets.previewing import Preview, shown_or_saved
from cameras.actions import RegisterRefused
from cameras.models import CameraType, Weight
from cameras.weighing import (
    add_type,
    arrange_type,
    correct_weight,
    newest_records,
    set_weight,
    type_mark,
)
from cameras.weighing_forms import ArrangeTypeForm, CorrectWeightForm, TypeForm, WeightForm
from cctvpartnership.figures import in_full
from partners.decision_forms import as_typed
from partners.permissions import can_enter_figures, can_see_register, require

FORM = ["GET", "HEAD", "POST"]
CONFLICT = 409


@require_safe
@require(can_see_register)
def type_list(request: HttpRequest) -> HttpResponse:
    """Each type with its weights, newest first, and the decision each rests on."""
    weights = Weight.objects.select_related("decision").order_by("-starts_on")
    by_type: dict[int, list[Weight]] = {}
    for weight in weights:
        by_type.setdefault(weight.camera_type_id, []).append(weight)
    context = {
        "types": [(each, by_type.get(each.pk, [])) for each in CameraType.objects.all()],
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
            decision=form.decision(),
            user=request.user,
        )

    return _page(request, form, added, "Add a type of camera")


@require_http_methods(FORM)
@require(can_enter_figures)
def type_arrange(request: HttpRequest, camera_type: int) -> HttpResponse:
    """Another name, or another place in tables: no share moves by either."""
    camera_type = get_object_or_404(CameraType, pk=camera_type)
    form = _arranging(request.POST if request.method == "POST" else None, camera_type)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            kept = arrange_type(**form.cleaned_data, camera_type=camera_type, user=request.user)
        except RegisterRefused as refused:
            form.add_error(None, str(refused))
            form.data = form.data | {"shown": type_mark(camera_type)}
            status = CONFLICT
        else:
            messages.success(request, f"The type {kept} is saved.")
            return redirect("register:type_list")
    context = {
        "form": form,
        "heading": f"Name and place of {camera_type}",
        "breadcrumbs": _trail(),
    }
    return render(request, "cameras/type_form.html", context, status=status)


def _arranging(data: QueryDict | None, camera_type: CameraType) -> ArrangeTypeForm:
    types = list(CameraType.objects.all())
    initial = {
        "name": camera_type.name,
        "place": types.index(camera_type) + 1,
        "shown": type_mark(camera_type),
    }
    others = [each for each in types if each != camera_type]
    return ArrangeTypeForm(data and data.dict(), others=others, initial=initial)


@require_http_methods(FORM)
@require(can_enter_figures)
def weight_set(request: HttpRequest, camera_type: int) -> HttpResponse:
    """Another weight from a day, or a decision for one that begins that day."""
    camera_type = get_object_or_404(CameraType, pk=camera_type)
    form = WeightForm(request.POST if request.method == "POST" else None)

    def weighed():
        given = form.cleaned_data
        return set_weight(
            camera_type=camera_type,
            starts_on=given["first_day"],
            weight=given["weight"],
            decision=form.decision(),
            user=request.user,
        )

    return _page(request, form, weighed, f"Weight of {camera_type}")


@require_http_methods(FORM)
@require(can_enter_figures)
def weight_correct(request: HttpRequest, weight: int) -> HttpResponse:
    """A weight that was entered wrongly: its value, its day, or what it rests on."""
    weight = get_object_or_404(Weight.objects.select_related("camera_type", "decision"), pk=weight)
    initial = {
        "weight": in_full(weight.weight),
        "first_day": f"{weight.starts_on:%-d %b %Y}",
        **as_typed(weight.decision),
    }
    form = CorrectWeightForm(request.POST if request.method == "POST" else None, initial=initial)
    heading = f"Correct the weight of {weight.camera_type} from {weight.starts_on:%-d %B %Y}"

    def corrected():
        given = form.cleaned_data
        return correct_weight(
            weight=weight,
            starts_on=given["first_day"],
            value=given["weight"],
            decision=form.decision(),
            reason=given["reason"],
            user=request.user,
        )

    return _page(request, form, corrected, heading)


def _page(
    request: HttpRequest, form: WeightForm, change: Callable[[], object], heading: str
) -> HttpResponse:
    """The form; sent, what it would do; sent again as it was shown, it is saved."""
    preview, status = None, 200
    if form.is_bound and form.is_valid():
        try:
            preview = _preview(request, form, change)
        except (RegisterRefused, WouldSpoil) as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        else:
            if preview.is_saved:
                messages.success(request, "Saved as shown.")
                return redirect("register:type_list")
    context = {
        "form": form,
        "heading": heading,
        "preview": preview,
        "breadcrumbs": _trail(),
    }
    return render(request, "cameras/weight_form.html", context, status=status)


def _preview(request: HttpRequest, form: WeightForm, change: Callable[[], object]) -> Preview:
    given = {name: value for name, value in form.cleaned_data.items() if name != "shown"}
    return shown_or_saved(
        change, given=(request.path, given), newest=newest_records, asked=request.POST
    )


def _trail() -> list[tuple[str, str]]:
    return [
        ("Home", reverse("home")),
        ("Cameras", reverse("cameras:camera_list")),
        ("Types and weights", reverse("register:type_list")),
    ]
