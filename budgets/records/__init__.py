"""The words for a year's history, a module for each kind of thing as in ``budgets.models``.

A year's log is finance's alone. Figures have a history of their own.
"""

from budgets.records.changes import SUPPLEMENTARY, VIREMENT
from budgets.records.charges import AGREED, ELEMENT
from budgets.records.invoices import INVOICE, INVOICE_TERMS
from budgets.records.ledger import LAYOUT, LEFT_OUT_CODE
from budgets.records.lines import GROUP, LEDGER_CODE, LINE
from budgets.records.log import KINDS, of_year, year_log
from budgets.records.mentioned import MENTIONED
from budgets.records.parts import PART
from budgets.records.years import SENSE_CHECKS, SETTINGS, YEAR_PARTNER

__all__ = [
    "AGREED",
    "ELEMENT",
    "GROUP",
    "INVOICE",
    "INVOICE_TERMS",
    "KINDS",
    "LAYOUT",
    "LEDGER_CODE",
    "LEFT_OUT_CODE",
    "LINE",
    "MENTIONED",
    "PART",
    "SENSE_CHECKS",
    "SETTINGS",
    "SUPPLEMENTARY",
    "VIREMENT",
    "YEAR_PARTNER",
    "of_year",
    "year_log",
]
