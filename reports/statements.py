"""A partner's statement as paper: the words around its figures, and the finished HTML of its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from budgets.invoices.statement import Statement
from reports.papers import document_of


@dataclass(frozen=True)
class StatementPaper:
    """Has what the sheet of every paper asks for: partnership, title and day."""

    statement: Statement
    host: str
    partnership: str

    @property
    def title(self) -> str:
        return f"Statement {self.statement.year}: {self.statement.partner.short_name}"

    @property
    def running_head(self) -> str:
        return self.partnership

    @property
    def foot(self) -> str:
        return f"Last changed on {self.dated:%-d %B %Y}"

    @property
    def dated(self) -> date:
        """When something in it last changed; before anything did, the year's first day."""
        changed = self.statement.newest_change
        return timezone.localdate(changed) if changed else self.statement.year.period.first_day


def statement_paper(statement: Statement, host: str) -> StatementPaper:
    return StatementPaper(statement, host, settings.PARTNERSHIP_NAME)


def statement_html(paper: StatementPaper) -> str:
    return document_of("reports/statement.html", paper, statement=paper.statement)
