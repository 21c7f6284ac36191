"""The register brought back as a file, for finance: chosen, shown with what it would do, saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets.effects import WouldSpoil
from budgets.models import RegisterUpload
from budgets.previewing import Preview
from budgets.register.file.comparing import plan_of
from budgets.register.file.forms import RegisterFileForm, SaveFileForm
from budgets.register.file.reading import RegisterFile, read_register_file
from budgets.register.file.saving import save_plan
from budgets.register.file.showing import in_words, shown
from budgets.register.file.uploads import content_of_upload, keep_upload, upload_of
from budgets.register.keeping import keep_as_shown
from budgets.workbook.problems import WorkbookErrors, causes, mistakes_in_words
from cameras.actions import RegisterRefused
from partners.permissions import can_enter_figures, require

FORM = ["GET", "HEAD", "POST"]
CONFLICT = 409
LIST = "cameras:camera_list"


@require_http_methods(FORM)
@require(can_enter_figures)
def register_import(request: HttpRequest) -> HttpResponse:
    """Choose the file: every mistake in it, or on to what it would do."""
    is_sent = request.method == "POST"
    form = RegisterFileForm(*(request.POST, request.FILES) if is_sent else ())
    problems = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            keep_upload(user=request.user, file=file, name=file.name)
        except WorkbookErrors as errors:
            problems = errors.problems
        else:
            return redirect("register:register_import_preview")
    context = {
        "form": form,
        "upload": upload_of(request.user),
        **_mistakes(problems, getattr(form.files.get("file"), "name", "")),
        "breadcrumbs": _trail(),
    }
    return render(request, "cameras/register_import.html", context)


@require_http_methods(FORM)
@require(can_enter_figures)
def register_import_preview(request: HttpRequest) -> HttpResponse:
    """What the person's file would do; asked, to each partner; asked again as shown, it is saved."""
    upload = upload_of(request.user)
    if upload is None:
        messages.warning(request, "There is no file of yours to look at. Choose it again.")
        return redirect("register:register_import")
    if request.POST.get("do") == "discard":
        upload.delete()
        messages.success(request, f"{upload.file_name} is discarded. Nothing was changed.")
        return redirect("register:register_import")
    try:
        return _preview_page(request, upload)
    except WorkbookErrors as errors:
        # It had none when it was uploaded: the register was changed meanwhile.
        context = {
            "form": RegisterFileForm(),
            **_mistakes(errors.problems, upload.file_name),
            "breadcrumbs": _trail(),
        }
        return render(request, "cameras/register_import.html", context, status=CONFLICT)


def _preview_page(request: HttpRequest, upload: RegisterUpload) -> HttpResponse:
    file = read_register_file(content_of_upload(upload), upload.file_name)
    form = SaveFileForm(request.POST if request.method == "POST" else None)
    preview, status = None, 200
    if form.is_bound and form.is_valid():
        try:
            preview = _preview(request, upload, file, form.cleaned_data["reason"])
        except (RegisterRefused, WouldSpoil) as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        else:
            if preview.is_saved:
                upload.delete()
                messages.success(request, f"{upload.file_name} is in the register as shown.")
                return redirect(LIST)
    plan = plan_of(file)
    context = {
        "form": form,
        "upload": upload,
        "plan": plan,
        "summary": in_words(plan),
        "kinds": shown(plan),
        "preview": preview,
        "breadcrumbs": [*_trail(), ("Bring a file in", reverse("register:register_import"))],
    }
    return render(request, "cameras/register_import_preview.html", context, status=status)


def _preview(
    request: HttpRequest, upload: RegisterUpload, file: RegisterFile, reason: str
) -> Preview:
    """Compared anew within the transaction, with what the register then is."""
    at = f"{timezone.localtime(upload.uploaded_at):%-d %B %Y, %H:%M:%S}"
    # With its moment, by which the history tells two files with one reason apart.
    kept = f"{reason} (file {upload.file_name} of {at})"
    return keep_as_shown(
        lambda: save_plan(plan_of(file), reason=kept, user=request.user),
        given=(upload.pk, kept),
        asked=request.POST,
    )


def _mistakes(problems, name: str) -> dict:
    return {
        "problems": causes(problems),
        "mistakes": mistakes_in_words(problems),
        "name": name,
    }


def _trail() -> list[tuple[str, str]]:
    return [("Home", reverse("home")), ("Cameras", reverse(LIST))]
