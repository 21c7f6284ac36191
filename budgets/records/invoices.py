"""The words for the history of a year's invoices, and of the days of its instalments."""

from __future__ import annotations

from datetime import date

from budgets.models import Invoice, InvoiceTerms
from budgets.records.sentences import words
from partners.people_records import A_PARTNER
from partners.records import Field, Kind, Said
from partners.records.printing import day, money


def days(written: list[str]) -> str:
    """``30 June 2024, 30 September 2024``."""
    return ", ".join(day(date.fromisoformat(each)) for each in written)


def _which(said: Said) -> str:
    """``Birchley, instalment 2``."""
    return f"{said['partner']}, {said['kind'].lower()} {said['place']}"


INVOICE_TERMS = Kind(
    **words("Days of the instalments", "due_days"),
    key="invoice-terms",
    plural="Days of the instalments",
    model=InvoiceTerms,
    fields={"due_days": Field("Days", printed=days)},
    thing=lambda said: "Instalments",
    about={},
)
INVOICE = Kind(
    **words("Invoice", "amount", "number", "issued_on"),
    key="invoice",
    plural="Invoices",
    model=Invoice,
    fields={
        "partner": Field("Partner"),
        "kind": Field("Kind"),
        "place": Field("Which", printed=str),
        "amount": Field("Amount", printed=money),
        "number": Field("Number"),
        "issued_on": Field("Dated"),
        "host": Field("Issued by"),
    },
    thing=_which,
    about={A_PARTNER: ("partner_id",)},
    named_by=("number",),
)
