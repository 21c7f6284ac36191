"""The paper in the studio: its sections in order, its title block, adding, moving and removing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from partners.history import REMOVED
from reports.models import Report, Section
from reports.studio.arranging import add_section, move_section, remove_section
from reports.studio.forms import AddSectionForm, TitleBlockForm
from reports.studio.holding import (
    TITLE_WORDS,
    SavedMeanwhile,
    StudioClosed,
    section_records,
    title_records,
)
from reports.studio.pages import across, address, dispute, frame, in_studio, while_open
from reports.studio.paper import WorkingPaper, holds, is_empty, working_paper
from reports.studio.saving import save_title_block

CONFLICT = 409


@require_safe
@in_studio
@while_open
def report_edit(request, report):
    """The paper's title block and its sections in order: what each holds, and what is empty."""
    paper = working_paper(report)
    rows = section_rows(paper)
    context = {
        "rows": rows,
        "empty": sum(row["is_empty"] for row in rows),
        "faults": [fault for row in rows for fault in row["faults"]],
        "removed": removed_sections(report),
        "title_block": [
            (report._meta.get_field(name).verbose_name.capitalize(), getattr(report, name))
            for name in TITLE_WORDS
        ],
        "period": across(report),
    }
    return render(request, "reports/studio_detail.html", context | frame(report))


@in_studio
@while_open
def title_edit(request, report):
    """The words over the paper."""
    records = title_records(report)
    initial = {name: getattr(report, name) for name in TITLE_WORDS}
    initial["shown"] = records.values_list("history_id", flat=True).first()
    form = TitleBlockForm(request.POST if request.method == "POST" else None, initial=initial)
    meanwhile = None
    if form.is_valid():
        words = {"shown": form.cleaned_data["shown"], "words": form.typed()}
        try:
            save_title_block(report=report, user=request.user, **words)
        except StudioClosed as refusal:
            form.add_error(None, str(refusal))
        except SavedMeanwhile as refusal:
            meanwhile = dispute(form, refusal)
        else:
            messages.success(request, "The title block is saved.")
            return redirect(address(report, "report_edit"))
    context = {"form": form, "meanwhile": meanwhile} | frame(report, below=True)
    return render(request, "reports/studio_title.html", context, status=_status(form))


@in_studio
@while_open
def section_add(request, report):
    """A section that is not there yet, of any kind; its text is written on its own page."""
    sections = list(report.sections.all())
    form = AddSectionForm(request.POST if request.method == "POST" else None, sections=sections)
    if form.is_valid():
        try:
            section = add_section(report=report, user=request.user, **form.section())
        except StudioClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{section.heading}” is added. Write its text here.")
            return redirect(address(report, "section_edit", section=section.pk))
    context = {"form": form} | frame(report, below=True)
    return render(request, "reports/studio_add.html", context, status=_status(form))


@require_POST
@in_studio
def section_move(request, report, section):
    """Up or down by one place; then back to where its buttons are."""
    _found(report, section)
    up = request.POST.get("where") == "up"
    try:
        moved = move_section(report=report, key=section, up=up, user=request.user)
    except StudioClosed as refusal:
        messages.warning(request, str(refusal))
    except Section.DoesNotExist:
        messages.warning(request, "Somebody else removed the section meanwhile.")
    else:
        messages.success(request, f"“{moved.heading}” is moved {'up' if up else 'down'}.")
    return redirect(f"{address(report, 'report_edit')}#section-{section}")


@require_POST
@in_studio
def section_remove(request, report, section):
    """Take a section out of the paper; the way back is said with it, and stays on the page."""
    _found(report, section)
    shown = request.POST.get("shown", "")
    shown = int(shown[:18]) if shown.isascii() and shown.isdecimal() else None
    try:
        gone = remove_section(report=report, key=section, shown=shown, user=request.user)
    except StudioClosed as refusal:
        messages.warning(request, str(refusal))
    except Section.DoesNotExist:
        messages.warning(request, "Somebody else removed the section already.")
    except SavedMeanwhile as refusal:
        who = refusal.record.history_user
        messages.warning(
            request,
            f"{who} changed “{refusal.record.heading}” while you looked at it, so it is not "
            "removed. Look at it once more.",
        )
    else:
        back = address(report, "section_history", section=section)
        link = (
            '“{}” is removed. <a class="govuk-notification-banner__link" href="{}">Put it back</a>'
        )
        messages.success(request, format_html(link, gone.heading, back))
    return redirect(address(report, "report_edit"))


def section_rows(paper: WorkingPaper) -> list[dict]:
    """Of each section: what it prints, what is wrong in it, and who changed it last."""
    newest = _newest_records(paper.report)
    return [
        {
            "section": section,
            "printed": checked.section,
            "holds": holds(checked.section),
            "is_empty": is_empty(checked.section),
            "faults": tuple(paper.faults(place)),
            "newest": newest.get(section.pk),
            "is_first": place == 0,
            "is_last": place == len(paper.sections) - 1,
        }
        for place, (section, checked) in enumerate(zip(paper.sections, paper.checked, strict=True))
    ]


def removed_sections(report: Report) -> list:
    """The newest record of each section that was taken out, the last one first."""
    gone = (each for each in _newest_records(report).values() if each.history_type == REMOVED)
    return sorted(gone, key=lambda record: record.history_id, reverse=True)


def _newest_records(report: Report) -> dict:
    """By section, its newest record."""
    records = Section.history.filter(report_id=report.pk).select_related("history_user")
    return {record.id: record for record in records.order_by("history_id")}


def _found(report: Report, section: int) -> None:
    """Http404: the paper never had this section."""
    if not section_records(report, section).exists():
        raise Http404


def _status(form) -> int:
    return CONFLICT if form.is_bound and form.non_field_errors() else 200
