"""An extract's way through the browser, for finance: upload, columns, codes, preview, saved."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets.actions import FiguresConflict, QuarterLocked
from budgets.ledger.answers import answers_from_json
from budgets.ledger.code_page import code_page
from budgets.ledger.codes import assign_codes
from budgets.ledger.column_page import column_page
from budgets.ledger.findings import from_json
from budgets.ledger.forms import ExtractForm, answers_in
from budgets.ledger.preview import LineAmounts, Preview, preview_of
from budgets.ledger.proof import imports_of, proof_of, same_file_before
from budgets.ledger.saving import REASON, Hindered, NotAsSeen, import_actuals
from budgets.ledger.uploads import (
    UploadGone,
    answer,
    discard,
    facts_of_upload,
    keep_upload,
    read_by,
    upload_of,
)
from budgets.ledger.wording import (
    conflict_sentence,
    in_a_sentence,
    nothing_of,
    saved_sentence,
    told_problems,
)
from budgets.models import LedgerImport, LedgerUpload, Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.outcomes import locked_sentence, saved_message
from budgets.views import quarter_or_404
from budgets.wording import counted
from budgets.workbook.problems import WorkbookErrors
from partners.permissions import can_enter_figures, require

GONE = (
    "was discarded, saved or replaced by another extract meanwhile, in another window of yours. "
    "Nothing was done with it now."
)
NOT_THESE_HEADINGS = (
    "The choices were made for other headings: another file was uploaded since, or its headings were "
    "looked for elsewhere. None was taken over. Say here what each of these headings means."
)
REPLACED = (
    "took the place of the extract on the page you sent, in another window of yours. Nothing you "
    "answered was taken over: look at this one."
)
NOTHING_UPLOADED = "There is no extract of yours for this quarter. Upload one first."


def for_open_quarter(view):
    """A view for finance of a quarter that is open; a locked one is answered with its summary."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @require(can_enter_figures)
    @wraps(view)
    def checked(request, period, number):
        quarter = quarter_or_404(period, number)
        if quarter.state != Quarter.State.OPEN:
            messages.warning(request, locked_sentence(quarter))
            return redirect(quarter)
        return view(request, quarter)

    return checked


def for_upload(view):
    """A view of the person's own upload; without one it leads back to where there can be one."""

    @for_open_quarter
    @wraps(view)
    def checked(request, quarter):
        upload = upload_of(quarter, request.user)
        if upload is None:
            messages.warning(request, NOTHING_UPLOADED)
            return redirect(_address(quarter, "quarter_import"))
        if request.POST.get("do") == "discard":
            if not _is_of_page_sent(request, upload):
                messages.warning(request, f"{upload.file_name} {REPLACED}")
                return redirect(_address(quarter, _next_step(upload)))
            discard(upload=upload)
            messages.success(request, f"{upload.file_name} is discarded. No figure was changed.")
            return redirect(_address(quarter, "quarter_import"))
        try:
            return view(request, upload)
        except UploadGone:
            messages.warning(request, f"{upload.file_name} {GONE}")
            return redirect(_address(quarter, "quarter_import"))

    return checked


@for_open_quarter
def quarter_import(request, quarter):
    """Choose the file; where its columns are remembered, it leads straight to the preview."""
    is_sent = request.method == "POST"
    form = ExtractForm(request.POST, request.FILES) if is_sent else ExtractForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = keep_upload(quarter=quarter, user=request.user, file=file.file, name=file.name)
        except WorkbookErrors as errors:
            form.add_error("file", [str(problem) for problem in errors.problems])
        else:
            return redirect(_address(quarter, _next_step(upload)))
    upload = upload_of(quarter, request.user)
    context = {
        "form": form,
        "upload": upload,
        "upload_address": upload and _address(quarter, _next_step(upload)),
        "imports": imports_of(quarter),
    }
    return _page(request, quarter, "quarter_import", context)


@for_upload
def import_columns(request, upload):
    """Say what each heading means; it is remembered for the next extract of the same headings."""
    asked = request.POST if request.method == "POST" else request.GET
    page = column_page(upload, asked, request.POST if request.method == "POST" else None)
    errors = [("", NOT_THESE_HEADINGS)] if page.refused else []
    if page.form.is_bound and page.form.is_valid():
        try:
            read_by(upload=upload, layout=page.form.layout, user=request.user)
        except WorkbookErrors as errors:
            page.form.add_error(None, [str(problem) for problem in errors.problems])
        else:
            return redirect(_address(upload.quarter, "import_preview"))
    context = {"upload": upload, "page": page, "form": page.form, "errors": errors}
    status = 409 if page.refused else 200
    return _page(request, upload.quarter, "import_columns", context, status=status)


@for_upload
def import_codes(request, upload):
    """Give each code of the extract its line, or leave it out."""
    if upload.findings is None:
        return redirect(_address(upload.quarter, "import_columns"))
    preview = _preview(upload)
    page = code_page(preview, request.POST if request.method == "POST" else None)
    if page.form.is_bound and page.form.is_valid():
        assign_codes(
            year=upload.quarter.year,
            lines=page.form.lines,
            left_out=page.left_out,
            reason=page.form.cleaned_data["reason"],
            user=request.user,
            why=REASON.format(upload.file_name),
        )
        onwards = "import_codes" if _preview(upload).unknown else "import_preview"
        return redirect(_address(upload.quarter, onwards))
    context = {"upload": upload, "page": page, "form": page.form}
    return _page(request, upload.quarter, "import_codes", context)


@for_upload
def import_preview(request, upload):
    """What the extract comes to, and what is wrong with it; save it, or answer what is asked."""
    if upload.findings is None:
        return redirect(_address(upload.quarter, "import_columns"))
    if request.method == "POST":
        return _answered(request, upload)
    return _preview_page(request, upload)


def _answered(request, upload):
    quarter = upload.quarter
    if not _is_of_page_sent(request, upload):
        return _preview_page(request, upload, refused=[f"{upload.file_name} {REPLACED}"])
    lines = list(quarter.year.lines.values_list("pk", flat=True))
    answer(upload=upload, answers=answers_in(request.POST, lines))
    if request.POST.get("do") != "save":
        return redirect(_address(quarter, "import_preview"))
    try:
        proof = import_actuals(
            quarter=quarter,
            facts=facts_of_upload(upload),
            findings=from_json(upload.findings),
            answers=answers_from_json(upload.answers),
            based_on=_based_on(request.POST, lines),
            seal=request.POST.get("seal", ""),
            user=request.user,
        )
    except NotAsSeen:
        sentence = "The figures are no longer those you looked at. Check them, then save again."
        return _preview_page(request, upload, refused=[sentence])
    except Hindered:
        return _preview_page(request, upload)
    except FiguresConflict as conflict:
        refused = [conflict_sentence(each) for each in conflict.conflicts]
        return _preview_page(request, upload, refused=refused)
    except QuarterLocked:
        quarter.refresh_from_db()
        messages.warning(request, f"{locked_sentence(quarter)} Nothing is saved.")
        return redirect(quarter)
    discard(upload=upload)
    sentence = saved_sentence(quarter, upload.file_name, proof)
    if proof is None:
        messages.info(request, sentence)
    else:
        messages.success(request, saved_message(quarter, proof.batch, sentence))
    return redirect("budgets:quarter_edit", quarter.year.period, quarter.number)


def _is_of_page_sent(request, upload: LedgerUpload) -> bool:
    """Whether the page that was sent showed this very upload, and no earlier one."""
    return request.POST.get("upload") == str(upload.pk)


def _based_on(data, lines: list[int]) -> dict[int, int]:
    """The revision of each line that the page showed; nothing readable is none."""
    shown = {line: data.get(f"based-on-{line}", "") for line in lines}
    return {
        line: int(number)
        for line, number in shown.items()
        if number.isdecimal() and len(number) < 10
    }


@require_safe
@require(can_enter_figures)
def ledger_import(request, period, number, imported):
    """The proof behind figures that came from an extract: the file, and what each code came to."""
    quarter = quarter_or_404(period, number)
    proof = get_object_or_404(
        LedgerImport.objects.select_related("batch__saved_by", "batch__quarter__year"),
        pk=imported,
        batch__quarter=quarter,
    )
    return _page(request, quarter, "ledger_import", {"proof": proof_of(proof)})


def _preview(upload: LedgerUpload) -> Preview:
    answers = answers_from_json(upload.answers)
    return preview_of(upload.quarter, from_json(upload.findings), answers)


def _preview_page(request, upload, *, refused=()):
    preview = _preview(upload)
    problems = told_problems(preview)
    errors = [("", sentence) for sentence in refused]
    errors += [(f"#{each.anchor}", each.title) for each in problems if not each.is_settled]
    if errors and not refused:
        errors.append(("", "Nothing is saved until this is settled."))
    context = {
        "upload": upload,
        "preview": preview,
        "lines": [(line, _why_not(line, preview)) for line in preview.lines],
        "problems": problems,
        "errors": errors,
        "to_settle": in_a_sentence(preview),
        "rows": counted(preview.findings.rows, "row"),
        "left_aside": counted(preview.findings.left_aside, "row"),
        "seal": preview.seal(upload.sha256),
        "imported_before": same_file_before(upload.quarter, upload.sha256),
    }
    return _page(request, upload.quarter, "import_preview", context, status=409 if refused else 200)


def _why_not(line: LineAmounts, preview: Preview) -> str:
    """What is said of a line whose rows are missing, or not all read."""
    return "" if line.codes and not line.unread else nothing_of(line, preview)


def _next_step(upload: LedgerUpload) -> str:
    return "import_columns" if upload.findings is None else "import_preview"


def _page(request, quarter, name, context, status=200):
    way = breadcrumbs_of(quarter)
    if name != "quarter_import":
        way.append(("Import from the ledger", _address(quarter, "quarter_import")))
    switch = period_switch(quarter.year, quarter.number, quarter_address=_import_or_summary)
    shared = {"quarter": quarter, "breadcrumbs": way, "period": switch}
    return render(request, f"budgets/{name}.html", shared | context, status=status)


def _import_or_summary(quarter: Quarter) -> str:
    if quarter.state == Quarter.State.OPEN:
        return _address(quarter, "quarter_import")
    return quarter.get_absolute_url()


def _address(quarter: Quarter, name: str) -> str:
    return reverse(f"budgets:{name}", args=[quarter.year.period, quarter.number])
