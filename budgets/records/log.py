"""The log of a year: every kind of record there is of it, and which of them are the year's."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from budgets.ledger.layout import fingerprint
from budgets.models import FinancialYear, LedgerImport, LedgerLayout, Quarter
from budgets.records.changes import SUPPLEMENTARY, VIREMENT
from budgets.records.charges import AGREED, ELEMENT
from budgets.records.invoices import INVOICE, INVOICE_TERMS
from budgets.records.ledger import LAYOUT, LEFT_OUT_CODE
from budgets.records.lines import GROUP, LEDGER_CODE, LINE
from budgets.records.mentioned import MENTIONED
from budgets.records.parts import PART
from budgets.records.years import SENSE_CHECKS, SETTINGS, YEAR_PARTNER
from partners.records import Kind, Log

KINDS = (
    *(SETTINGS, YEAR_PARTNER, ELEMENT, AGREED, GROUP),
    *(LINE, LEDGER_CODE, LEFT_OUT_CODE, LAYOUT, VIREMENT, SUPPLEMENTARY, SENSE_CHECKS, MENTIONED),
    PART,
    *(INVOICE_TERMS, INVOICE),
)


def of_year(kind: Kind, year: FinancialYear) -> QuerySet:
    """The kind's records that concern ``year``; of groups, those its lines are or were in."""
    lines = LINE.records.order_by().filter(year_id=year.pk)
    elements = ELEMENT.records.order_by().filter(year_id=year.pk)
    line_keys = lines.values("id")
    quarters = Quarter.objects.filter(year=year).values("pk")
    conditions = {
        SETTINGS: Q(id=year.pk),
        GROUP: Q(id__in=lines.values("group_id")),
        AGREED: Q(element_id__in=elements.values("id")),
        LEDGER_CODE: Q(line_id__in=line_keys),
        LAYOUT: Q(id__in=_layouts_of(year)),
        VIREMENT: Q(from_line_id__in=line_keys),
        SUPPLEMENTARY: Q(line_id__in=line_keys),
        PART: Q(line_id__in=line_keys),
        MENTIONED: Q(raised_in_id__in=quarters) | Q(settled_in_id__in=quarters),
    }
    return kind.records.filter(conditions.get(kind, Q(year_id=year.pk)))


def _layouts_of(year: FinancialYear) -> QuerySet:
    """The layouts by which the year's extracts were read: they are the partnership's, not a year's."""
    imports = LedgerImport.objects.filter(batch__quarter__year=year)
    marks = {fingerprint(layout["headings"]) for layout in imports.values_list("layout", flat=True)}
    return LedgerLayout.objects.filter(fingerprint__in=marks).values("id")


def year_log(year: FinancialYear) -> Log:
    """Every change of the year, its partners, charges, lines and budget."""
    return Log(tuple((kind, of_year(kind, year)) for kind in KINDS))
