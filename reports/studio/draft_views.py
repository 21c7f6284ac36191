"""The drafted financial paragraphs beside the section they would go into."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from budgets.movement import quarter_before, quarter_movement
from reports.drafting import first_draft, has_figures, summary_draft
from reports.models import Report, Section
from reports.narrative import Setting, narrative
from reports.studio.draft_forms import DraftForm
from reports.studio.holding import StudioClosed, WordsRefused, newest_records
from reports.studio.pages import address, frame, in_studio, while_open
from reports.studio.paper import WorkingPaper, working_paper
from reports.studio.replacing import NotAsShown, TooLong, replace_text
from reports.text import printable

CONFLICT = 409
Kind = Section.Kind
# What prints its text as paragraphs.
PROSE = (Kind.SUMMARY, Kind.NUMBERED, Kind.TABLES, Kind.BRIDGE)
SEE_AGAIN = "Nothing is saved yet. Look at both again, and send it once more if it is right."
DRAFT_MOVED = f"The figures or comments changed, and with them the draft. {SEE_AGAIN}"


@in_studio
@while_open
def first_draft_offered(request: HttpRequest, report: Report) -> HttpResponse:
    """The draft for the section of the query, beside its text; POST puts it in."""
    records = newest_records(report)
    paper = working_paper(report)
    sections = [section for section in paper.sections if section.kind in PROSE]
    section = _chosen(sections, request.GET.get("section", ""))
    if section is None:
        return render(request, "reports/first_draft_nowhere.html", frame(report, below=True))
    draft = drafted(paper, section)
    seen = {"shown": records[section.pk], "draft": _checksum(draft)}
    form = DraftForm(
        request.POST if request.method == "POST" else None, section=section, initial=seen
    )
    if form.is_valid() and _put_in(request, report, section, draft, form):
        messages.success(request, f"The draft is in “{section.heading}”. Now make it yours.")
        return redirect(address(report, "section_edit", section=section.pk))
    if form.is_bound:
        form.show(**seen)
    context = _shown(paper, section, draft) | {"form": form, "sections": sections}
    status = CONFLICT if form.is_bound else 200
    return render(
        request, "reports/first_draft.html", context | frame(report, below=True), status=status
    )


def drafted(paper: WorkingPaper, section: Section) -> str:
    """The draft for a section: one paragraph for the summary, all of it for others."""
    position = paper.position
    if section.kind == Kind.SUMMARY:
        return summary_draft(position)
    return first_draft(position, quarter_movement(position, quarter_before(position.quarter)))


def _put_in(
    request: HttpRequest, report: Report, section: Section, draft: str, form: DraftForm
) -> bool:
    """Whether it is saved; if not, the form says why."""
    if form.cleaned_data["draft"] != _checksum(draft):
        form.add_error(None, DRAFT_MOVED)
        return False
    try:
        replace_text(
            report=report,
            section=section,
            shown=form.cleaned_data["shown"],
            body=form.text(section, draft),
            user=request.user,
        )
    except NotAsShown as refusal:
        form.add_error(None, f"{refusal} {SEE_AGAIN}")
    except (StudioClosed, TooLong, WordsRefused) as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _shown(paper: WorkingPaper, section: Section, draft: str) -> dict:
    place = paper.place_of(section)
    told = narrative(printable(draft), paper.figures, Setting("Draft"))
    return {
        "section": section,
        "present": paper.printed().sections[place].html,
        "draft": told.html,
        "has_figures": has_figures(paper.position),
    }


def _chosen(sections: list[Section], asked: str) -> Section | None:
    """The section asked for; else the one that financial paragraphs usually stand in."""
    by_key = {str(section.pk): section for section in sections}
    numbered = [section for section in sections if section.kind == Kind.NUMBERED]
    usual = (each for each in numbered if each.heading.casefold().startswith(("reason", "financ")))
    first = next(iter(numbered[-1:] + sections), None)
    return by_key.get(asked) or next(usual, first)


def _checksum(draft: str) -> str:
    return hashlib.sha256(draft.encode()).hexdigest()
