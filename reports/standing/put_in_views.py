"""The page on which a paper's implications take their standing wording, seen beside what they say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from budgets.wording import listed
from reports.models import Report, Section
from reports.standing.forms import PutInForm
from reports.standing.putting_in import CannotPutIn, checksum, differing, put_in
from reports.studio.holding import StudioClosed, WordsRefused, newest_records
from reports.studio.pages import address, frame, in_studio, while_open
from reports.studio.replacing import NotAsShown, TooLong

CONFLICT = 409
SEE_AGAIN = "Nothing is saved yet. Look at them again, and send it once more if it is right."


@in_studio
@while_open
def standing_put_in(request: HttpRequest, report: Report) -> HttpResponse:
    """Where the implications differ from the standing wording; POST puts in what is ticked."""
    records = newest_records(report)
    sections = list(report.sections.filter(kind=Section.Kind.HEADINGS))
    section = _chosen(sections, request.GET.get("section", ""))
    rows = differing(section.body) if section else ()
    context = {"sections": sections, "section": section, "rows": rows} | frame(report, below=True)
    if section is None:
        return render(request, "reports/standing_put_in.html", context)
    seen = {"shown": records[section.pk], "wording": checksum(rows)}
    form = PutInForm(request.POST if request.method == "POST" else None, rows=rows, initial=seen)
    if form.is_valid() and (headings := _put_in(request, report, section, form)):
        done = f"The standing wording is put in under {listed(headings)}."
        messages.success(request, done)
        return redirect(address(report, "section_edit", section=section.pk))
    if form.is_bound:
        form.show(**seen)
    context |= {"form": form, "ticked": form.ticked()}
    status = CONFLICT if form.is_bound else 200
    return render(request, "reports/standing_put_in.html", context, status=status)


def _put_in(request: HttpRequest, report: Report, section: Section, form: PutInForm) -> list[str]:
    """The headings that were put in; none where the form now says why not."""
    try:
        return put_in(
            report=report,
            section=section,
            shown=form.cleaned_data["shown"],
            wording=form.cleaned_data["wording"],
            keys=form.cleaned_data["headings"],
            user=request.user,
        )
    except NotAsShown as refusal:
        form.add_error(None, f"{refusal} {SEE_AGAIN}")
    except (StudioClosed, TooLong, WordsRefused, CannotPutIn) as refusal:
        form.add_error(None, str(refusal))
    return []


def _chosen(sections: list[Section], asked: str) -> Section | None:
    """The section asked for; else the implications, or where there is none so called, the first."""
    by_key = {str(section.pk): section for section in sections}
    usual = (each for each in sections if "implication" in each.heading.casefold())
    return by_key.get(asked) or next(usual, next(iter(sections), None))
