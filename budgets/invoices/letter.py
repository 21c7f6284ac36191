"""The letter that goes with a partner's statement at the end of a year: a draft for finance to send.

Who signs and who receives it are left in square brackets: the programme knows roles, not letterheads.
"""

from __future__ import annotations

from decimal import Decimal

from budgets.explanation.wording import amount
from budgets.invoices.statement import Statement
from budgets.invoices.wording import day, document
from budgets.models import Invoice


def letter_paragraphs(statement: Statement, partnership: str) -> tuple[str, ...]:
    """The letter by paragraphs, of a year whose outturn was put before the board."""
    settlement, year = statement.settlement, statement.year
    until = day(year.period.last_day)
    return (
        f"To: Head of Finance, {statement.partner.name}",
        "Date: [date]",
        f"{partnership}: statement of the year {year}",
        "Dear colleague,",
        (
            f"The accounts of the shared service for the year to {until} are complete. The outturn "
            f"to be recovered from all partners is {amount(settlement.service)}, and the part of "
            f"{statement.partner.name} in it is {amount(settlement.outturn)}, against a budgeted "
            f"recharge of {amount(settlement.budgeted)}."
        ),
        _invoiced(settlement.in_instalments, statement.invoices.balancing)
        + " "
        + _to_settle(settlement.left, settlement.balance),
        (
            "The statement enclosed lists every invoice, and the page of your share shows how the "
            "recharge was worked out. Please check that your own ledger agrees, and tell us of any "
            "difference."
        ),
        "Yours sincerely,",
        "[Finance officer of the host council]",
    )


def _invoiced(in_instalments: Decimal, balancing: tuple[Invoice, ...]) -> str:
    said = f"Instalments of {amount(in_instalments)} were invoiced for the year."
    for invoice in balancing:
        said += (
            f" {document(invoice.amount).capitalize()} {invoice.number} over "
            f"{amount(abs(invoice.amount))}, dated {day(invoice.issued_on)}, balances it."
        )
    return said


def _to_settle(left: Decimal, balance: Decimal) -> str:
    if not left:
        return "Nothing remains to be paid or credited."
    if left < 0:
        return f"We will credit {amount(-left)} to you; the credit note follows."
    which = "balancing charge" if left == balance else "remaining balancing charge"
    return f"A {which} of {amount(left)} is due from you; the invoice follows."
