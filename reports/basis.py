"""The annual basis statement as paper: what the sheet of every paper asks for, and its finished HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from budgets.basis.statement import BasisStatement
from reports.papers import SHEETS


@dataclass(frozen=True)
class BasisPaper:
    """Has what the sheet of every paper asks for: partnership, title and day."""

    statement: BasisStatement
    partnership: str

    @property
    def title(self) -> str:
        return f"Basis of the charge {self.statement.year}"

    @property
    def running_head(self) -> str:
        return self.partnership

    @property
    def foot(self) -> str:
        return f"Last changed on {self.dated:%-d %B %Y}"

    @property
    def dated(self) -> date:
        return timezone.localdate(self.statement.changed)


def basis_paper(statement: BasisStatement) -> BasisPaper:
    return BasisPaper(statement, settings.PARTNERSHIP_NAME)


def basis_html(paper: BasisPaper) -> str:
    """The whole document with its style sheet inside it; it needs no other file."""
    context = {
        "frame": "reports/_sheet.html",
        "report": paper,
        "statement": paper.statement,
        "sheet": (SHEETS / "report.css").read_text(),
        "screen_sheet": (SHEETS / "reading.css").read_text(),
    }
    return render_to_string("reports/basis.html", context)
