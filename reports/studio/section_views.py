"""One section in the studio: its text beside its preview, what others saved, and its history."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from partners.history import REMOVED
from reports.models import Report, Section
from reports.studio.forms import LONGEST_TEXT, SectionForm
from reports.studio.holding import (
    SECTION_WORDS,
    SavedMeanwhile,
    StudioClosed,
    WordsRefused,
    section_records,
)
from reports.studio.offered import offered_figures
from reports.studio.pages import address, dispute, frame, in_studio, while_open
from reports.studio.paper import WorkingPaper, working_paper
from reports.studio.saving import save_section
from reports.studio.settling import tidied

CONFLICT = 409
HINTS = {
    Section.Kind.SUMMARY: "The balance and each partner’s recharge are printed under it.",
    Section.Kind.NUMBERED: "Each paragraph is numbered by itself. An empty line begins a new one.",
    Section.Kind.RECOMMENDATIONS: "Begin each recommendation with 1. on a line of its own: they "
    "are printed as a), b), c).",
    Section.Kind.HEADINGS: "A line that begins with ### is a heading; what follows stands beside "
    "it in a table.",
}
PRINTED_BY_ITSELF = "Its tables and pictures print themselves. A text stands above them."


@in_studio
@while_open
def section_edit(request: HttpRequest, report: Report, section: int) -> HttpResponse:
    """A section's heading and text, with the preview beside; POST saves, or shows the preview."""
    newest = _newest(report, section)
    if newest.history_type == REMOVED and request.method != "POST":
        return redirect(address(report, "section_history", section=section))
    initial = {name: getattr(newest, name) for name in SECTION_WORDS}
    sent = request.POST if request.method == "POST" else None
    form = SectionForm(sent, initial=initial | {"shown": newest.history_id})
    form.fields["body"].help_text = HINTS.get(newest.kind, PRINTED_BY_ITSELF)
    meanwhile = None
    if form.is_valid() and "preview" not in request.POST:
        try:
            saved = save_section(
                report=report,
                key=section,
                shown=form.cleaned_data["shown"],
                words=form.typed(),
                user=request.user,
            )
        except StudioClosed as refusal:
            form.add_error(None, str(refusal))
        except SavedMeanwhile as refusal:
            meanwhile = dispute(form, refusal)
        except WordsRefused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _done(saved, form.typed()))
            return redirect(address(report, "section_edit", section=section))
    return _editor(request, report, newest, form, meanwhile)


@require_POST
@in_studio
def section_preview(request: HttpRequest, report: Report, section: int) -> HttpResponse:
    """What was typed as the paper would print it, and what is wrong in it; nothing is saved."""
    newest = _newest(report, section)
    context = _preview(working_paper(report), _typed(newest, request.POST))
    return render(request, "reports/_studio_preview.html", context)


def _newest(report: Report, section: int):
    """The newest record of the section. Http404: the paper never had it."""
    newest = section_records(report, section).select_related("history_user").first()
    if newest is None:
        raise Http404
    return newest


def _typed(newest, words) -> Section:
    """The section with ``words`` in place of what was saved."""
    section = newest.instance
    for name in SECTION_WORDS:
        setattr(section, name, words.get(name, getattr(section, name)) or "")
    return section


def _preview(paper: WorkingPaper, section: Section) -> dict:
    """The context of the preview; of a text too long to be saved there is none."""
    if len(section.body) > LONGEST_TEXT * 2:
        return {"is_too_long": True}
    paper = paper.with_words(section)
    place = paper.place_of(section)
    printed = paper.printed()
    return {
        "paper": printed,
        "printed": printed.sections[place],
        "faults": tuple(dict.fromkeys(map(str, paper.faults(place)))),
    }


def _editor(request, report: Report, newest, form: SectionForm, meanwhile) -> HttpResponse:
    paper = working_paper(report)
    words = form.data if form.is_bound else {}
    neighbours = [each.pk for each in paper.sections]
    at = neighbours.index(newest.id) if newest.id in neighbours else len(neighbours)
    context = {
        "form": form,
        "section": newest.instance,
        "newest": newest,
        "meanwhile": meanwhile,
        "before": paper.sections[at - 1] if 0 < at < len(neighbours) else None,
        "after": paper.sections[at + 1] if at + 1 < len(neighbours) else None,
        "offered": offered_figures(paper.position, paper.figures),
    }
    context |= _preview(paper, _typed(newest, words)) | frame(report, below=True)
    has_errors = form.is_bound and form.non_field_errors()
    return render(
        request, "reports/studio_section.html", context, status=CONFLICT if has_errors else 200
    )


def _say(form: SectionForm, refusal: WordsRefused) -> None:
    """What is wrong, beside the field it stands in."""
    for name in SECTION_WORDS:
        for sentence in dict.fromkeys(map(str, getattr(refusal.faults, name))):
            form.add_error(name, sentence)


def _done(saved: Section, typed: dict) -> str:
    sentence = f"“{saved.heading}” is saved."
    if all(tidied(getattr(saved, name)) == words for name, words in typed.items()):
        return sentence
    return f"{sentence} What somebody else changed in it meanwhile stands too."
