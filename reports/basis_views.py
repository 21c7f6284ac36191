"""The annual basis statement as a page and a PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.basis.statement import BasisStatement, basis_statement
from budgets.models import FinancialYear
from budgets.navigation import breadcrumbs_of, period_switch
from partners.periods import Year
from partners.permissions import holds_any_role, require
from reports.basis import basis_html, basis_paper
from reports.outputs.pdf import render_pdf


@require_safe
@require(holds_any_role)
def basis_detail(request: HttpRequest, period: Year) -> HttpResponse:
    """By what the year's balance is shared, and every budgeted recharge one may see, worked out."""
    statement = _statement(request, period)
    year = statement.year
    context = {
        "frame": "base.html",
        "report": basis_paper(statement),
        "statement": statement,
        "year": year,
        "downloads": [
            {
                "label": "Basis of the charge",
                "kind": "PDF",
                "url": reverse("reports:basis_pdf", args=[year.period]),
            }
        ],
        "breadcrumbs": breadcrumbs_of(year),
        "period": period_switch(year, year_address=basis_address),
    }
    return render(request, "reports/basis.html", context)


@require_safe
@require(holds_any_role)
def basis_pdf(request: HttpRequest, period: Year) -> HttpResponse:
    statement = _statement(request, period)
    name = f"{statement.year.label}-basis-of-the-charge.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-cache",
    }
    pdf = render_pdf(basis_html(basis_paper(statement)))
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def basis_address(year: FinancialYear) -> str:
    return reverse("reports:basis_detail", args=[year.period])


def _statement(request: HttpRequest, period: Year) -> BasisStatement:
    """Http404: there is no budget yet, or none that this person may see."""
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    statement = basis_statement(request.user, year)
    if statement is None:
        raise Http404
    return statement
