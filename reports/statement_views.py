"""A partner's statement of a year as a page, PDF and CSV, and for finance the letter to go with it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.invoices.letter import letter_paragraphs
from budgets.invoices.statement import Statement, statement_of, statement_rows
from budgets.models import FinancialYear
from budgets.navigation import Trail, period_switch
from budgets.partner_views import way_to_partners
from cctvpartnership.figures import rounded
from partners.csv_rows import csv_response
from partners.models import Partner, User
from partners.periods import Year
from partners.permissions import (
    can_keep_invoices,
    can_see_invoices,
    can_see_recharge,
    holds_any_role,
    require,
)
from reports.outputs.pdf import render_pdf
from reports.statements import StatementPaper, statement_html, statement_paper

PENCE = 2
COLUMNS = ("partner", "year", "entry", "amount", "due", "number", "dated")


@require_safe
@require(holds_any_role)
def statement_detail(request: HttpRequest, slug: str, period: Year) -> HttpResponse:
    """The statement as a page that reads like its PDF."""
    statement = _statement(request.user, slug, period)

    def address(year: FinancialYear) -> str:
        seen = can_see_invoices(request.user, statement.partner, year)
        return statement_address(statement.partner, year) if seen else year.get_absolute_url()

    can_keep = can_keep_invoices(request.user)
    context = {
        "frame": "base.html",
        "report": _paper(statement),
        "statement": statement,
        "downloads": _downloads(statement),
        "has_letter": can_keep and statement.settlement is not None,
        "breadcrumbs": _trail(statement)[:-1],
        "period": period_switch(statement.year, year_address=address),
    }
    return render(request, "reports/statement.html", context)


@require_safe
@require(holds_any_role)
def statement_pdf(request: HttpRequest, slug: str, period: Year) -> HttpResponse:
    statement = _statement(request.user, slug, period)
    pdf = render_pdf(statement_html(_paper(statement)))
    return _file(pdf, "application/pdf", _name(statement, "pdf"))


@require_safe
@require(holds_any_role)
def statement_csv(request: HttpRequest, slug: str, period: Year) -> HttpResponse:
    """Every figure of the statement, a row each; pounds, plus is a charge to the partner."""
    statement = _statement(request.user, slug, period)
    whose = (statement.partner.name, statement.year.label)
    rows = [
        (*whose, row.label, rounded(row.amount, PENCE), row.due, row.number, row.issued_on)
        for row in statement_rows(statement)
    ]
    return csv_response(_name(statement, "csv"), COLUMNS, rows)


@require_safe
@require(can_keep_invoices)
def letter(request: HttpRequest, slug: str, period: Year) -> HttpResponse:
    """The draft of the letter that goes with the statement, once the outturn stands."""
    statement = _statement(request.user, slug, period)
    if statement.settlement is None:
        return _too_early(request, statement)
    context = {
        "statement": statement,
        "paragraphs": letter_paragraphs(statement, settings.PARTNERSHIP_NAME),
        "breadcrumbs": _trail(statement),
    }
    return render(request, "reports/statement_letter.html", context)


@require_safe
@require(can_keep_invoices)
def letter_text(request: HttpRequest, slug: str, period: Year) -> HttpResponse:
    """The same letter as plain text, to be opened in a word processor."""
    statement = _statement(request.user, slug, period)
    if statement.settlement is None:
        return _too_early(request, statement)
    text = "\r\n\r\n".join(letter_paragraphs(statement, settings.PARTNERSHIP_NAME))
    return _file(f"{text}\r\n".encode("utf-8-sig"), "text/plain", _name(statement, "letter.txt"))


def statement_address(partner: Partner, year: FinancialYear) -> str:
    return reverse("statements:detail", args=[partner.slug, year.period])


def _statement(user: User, slug: str, period: Year) -> Statement:
    """By the quarters that this person may see of the partner's recharge; Http404: not theirs."""
    partner = get_object_or_404(Partner, slug=slug)
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    if not can_see_invoices(user, partner, year):
        raise Http404
    quarters = year.quarters.select_related("year")
    seen = [quarter for quarter in quarters if can_see_recharge(user, partner, quarter)]
    statement = statement_of(year, partner, seen)
    if statement is None:
        raise Http404(f"{partner} has no recharge in {year}.")
    return statement


def _paper(statement: Statement) -> StatementPaper:
    host = Partner.objects.filter(is_host=True).first()
    return statement_paper(statement, host.name if host else "")


def _downloads(statement: Statement) -> list[dict]:
    where = [statement.partner.slug, statement.year.period]
    return [
        {
            "label": "Statement",
            "kind": kind.upper(),
            "url": reverse(f"statements:{kind}", args=where),
        }
        for kind in ("pdf", "csv")
    ]


def _name(statement: Statement, ending: str) -> str:
    """``2024-25-statement-east-herts.pdf``."""
    parting = "-" if ending.startswith("letter") else "."
    return f"{statement.year.label}-statement-{statement.partner.slug}{parting}{ending}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    if kind.startswith("text/"):
        kind = f"{kind}; charset=utf-8"
    return HttpResponse(content, content_type=kind, headers=headers)


def _too_early(request: HttpRequest, statement: Statement) -> HttpResponse:
    messages.warning(
        request,
        f"The letter is drafted once Quarter 4 of {statement.year} is with the board: until then "
        "the outturn may still change.",
    )
    return redirect(statement_address(statement.partner, statement.year))


def _trail(statement: Statement) -> Trail:
    partner = statement.partner
    return [
        *way_to_partners(),
        (partner.short_name, partner.get_absolute_url()),
        (f"Statement {statement.year}", statement_address(partner, statement.year)),
    ]
