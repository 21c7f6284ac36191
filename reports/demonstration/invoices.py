"""The instalments that are marked as issued: the first two of each partner, with made-up numbers."""

from __future__ import annotations

from budgets.invoices.actions import issue_instalment
from budgets.invoices.schedule import invoices_of_year
from budgets.models import FinancialYear
from partners.models import User

ISSUED = (1, 2)


def load_invoices(year: FinancialYear, finance_officer: User) -> None:
    """Each dated the day it is due."""
    for order, invoices in enumerate(invoices_of_year(year), start=1):
        for part in invoices.instalments:
            if part.place in ISSUED:
                issue_instalment(
                    year=year,
                    partner=invoices.partner,
                    place=part.place,
                    amount=part.amount,
                    issued_on=part.due,
                    number=f"CCTV-{year.label}-{part.place}{order}",
                    user=finance_officer,
                )
