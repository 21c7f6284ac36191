"""The annual basis statement as paper: what the sheet of every paper asks for, and its finished HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from budgets.basis.statement import BasisStatement
from reports.papers import document_of


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
    return document_of("reports/basis.html", paper, statement=paper.statement)
