"""What is said of invoices and credit notes, accruals and balances, in words that carry the sign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from budgets.explanation.wording import NO_BREAK, amount, in_words, possessive
from budgets.invoices.arithmetic import Accrual
from budgets.models import Invoice, Quarter
from budgets.wording import when


def already_issued(invoice: Invoice) -> str:
    """Who was quicker, and with what."""
    marked = invoice.history.select_related("history_user").first()
    who = marked.history_user or "A command"
    return (
        f"{who} marked {invoice.called.lower()} of {invoice.partner} as issued "
        f"{when(marked.history_date)}: number “{invoice.number}”, dated "
        f"{day(invoice.issued_on)}. Nothing more is saved."
    )


def number_taken(number: str, other: Invoice) -> str:
    return (
        f"“{number}” is the number of another invoice: {possessive(other.partner.short_name)} "
        f"{other.called.lower()} of {other.year}, dated {day(other.issued_on)}."
    )


def document(pounds: Decimal) -> str:
    """``invoice``, or for an amount below nil ``credit note``."""
    return "credit note" if pounds < 0 else "invoice"


def to_balance(pounds: Decimal) -> str:
    """``Charge £1,200``, ``Credit £7,210``, ``Nothing``."""
    if not pounds:
        return "Nothing"
    return f"{'Credit' if pounds < 0 else 'Charge'} {amount(abs(pounds))}"


def accrual_in_words(accrual: Accrual) -> str:
    """``Accrue £1,405``, ``Prepaid £3,606``, ``Nothing to accrue``."""
    if not accrual.amount:
        return "Nothing to accrue"
    return f"{'Accrue' if accrual.amount > 0 else 'Prepaid'} {amount(abs(accrual.amount))}"


def accrual_sentence(accrual: Accrual, quarter: Quarter) -> str:
    """How an accrual was worked out, to be read aloud."""
    until = day(quarter.last_day)
    if quarter.is_last:
        cost = f"The service to {until} cost {amount(accrual.due)}, the outturn recharge"
    else:
        over = "one quarter" if quarter.number == 1 else f"{in_words(quarter.number)} quarters"
        cost = (
            f"The service to {until} cost {amount(accrual.due)}: {over} of the year, of the "
            f"{amount(accrual.recharge)} estimated for the whole of it"
        )
    invoiced = f"invoices dated by then come to {amount(accrual.invoiced)}"
    if accrual.amount > 0:
        end = f"{amount(accrual.amount)} of the cost is not invoiced and is to be accrued"
    elif accrual.amount < 0:
        end = f"{amount(-accrual.amount)} was invoiced in advance and is a prepayment"
    else:
        end = "the two agree"
    return f"{cost}. {invoiced[0].upper()}{invoiced[1:]}, so {end}."


def day(date_: date) -> str:
    return f"{date_:%-d}{NO_BREAK}{date_:%B %Y}"
