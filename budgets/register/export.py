"""The register as a file to take away, CSV or Excel: what the page's filter finds, a row a spell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.workbook.layout import REGISTER_FILE
from budgets.workbook.writing import written_alone
from cameras.filtering import filtered
from cameras.forms import RegisterFilter
from cameras.models import Service
from partners.csv_rows import csv_response
from partners.permissions import can_see_register, require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME, TITLE = "camera-register", "Camera register"
# A number of cameras alike is for those who write a file; here each camera has its own row.
LAYOUT = replace(
    REGISTER_FILE, columns=tuple(each for each in REGISTER_FILE.columns if each.name != "number")
)
COLUMNS = tuple(column.name for column in LAYOUT.columns)


@require_safe
@require(can_see_register)
def register_csv(request: HttpRequest) -> HttpResponse:
    form = _filter(request)
    if not form.is_valid():
        return _explained(request)
    return csv_response(f"{NAME}.csv", COLUMNS, _rows(request, form))


@require_safe
@require(can_see_register)
def register_xlsx(request: HttpRequest) -> HttpResponse:
    form = _filter(request)
    if not form.is_valid():
        return _explained(request)
    rows = (dict(zip(COLUMNS, row, strict=True)) for row in _rows(request, form))
    headers = {
        "Content-Disposition": f'attachment; filename="{NAME}.xlsx"',
        "Cache-Control": "no-store",
    }
    content = written_alone(LAYOUT, rows, TITLE)
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _filter(request: HttpRequest) -> RegisterFilter:
    return RegisterFilter(request.GET, user=request.user)


def _explained(request: HttpRequest) -> HttpResponse:
    """A filter that cannot be read is shown on the page: a file of more than was meant misleads."""
    return redirect(f"{reverse('cameras:camera_list')}?{request.GET.urlencode()}")


def _rows(request: HttpRequest, form: RegisterFilter) -> Iterator[tuple]:
    return register_rows(filtered(request.user, form.cleaned_data).spells_of_cameras)


def register_rows(spells: QuerySet[Service]) -> Iterator[tuple]:
    """The spells under ``COLUMNS``, in one query."""
    return spells.values_list(
        "camera__reference",
        "camera__location",
        "partner__short_name",
        "camera_type__name",
        "first_day",
        "last_day",
    ).iterator()
