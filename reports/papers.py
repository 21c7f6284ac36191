"""Papers as finished HTML: what a PDF is made of, and what stands by itself in a file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from reports.assembly import CommitteeReport

SHEETS = Path(settings.BASE_DIR, "static/css")


def finished_html(report: CommitteeReport) -> str:
    """The committee report as a whole document."""
    return document_of("reports/committee_report.html", report)


def document_of(template: str, report: object, **context: object) -> str:
    """The whole document with its style sheet inside it; it needs no other file.

    ``report`` has what the sheet of every paper asks for, such as title, running head and foot.
    """
    context |= {
        "frame": "reports/_sheet.html",
        "report": report,
        "sheet": (SHEETS / "report.css").read_text(),
        "screen_sheet": (SHEETS / "reading.css").read_text(),
    }
    return render_to_string(template, context)
