"""What is said of invoices and credit notes, accruals and balances, in words that carry the sign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from budgets.explanation.wording import NO_BREAK, amount, in_words, possessive
from budgets.invoices.arithmetic import Accrual
from budgets.models import Invoice, Quarter
from budgets.part_years import PartOfYear, days_over
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


def accrual_sentence(accrual: Accrual, quarter: Quarter, part: PartOfYear | None) -> str:
    """How an accrual was worked out, to be read aloud; ``part``: where it shares for less than all."""
    until = day(quarter.last_day)
    if quarter.is_last:
        cost = f"The service to {until} cost {amount(accrual.due)}, the outturn recharge"
    else:
        cost = (
            f"The service to {until} cost {amount(accrual.due)}: {_over(quarter, part)}, of the "
            f"{amount(accrual.recharge)} estimated for the whole of it"
        )
    end = _accrue(accrual.amount, quarter)
    return f"{cost}. Invoices dated by then come to {amount(accrual.invoiced)}, so {end}."


def _accrue(pounds: Decimal, quarter: Quarter) -> str:
    if pounds > 0:
        return f"{amount(pounds)} of the cost is not invoiced and is to be accrued"
    if pounds == 0:
        return "the two agree"
    if quarter.is_last:
        return f"{amount(-pounds)} too much was invoiced and is due back"
    return f"{amount(-pounds)} was invoiced in advance and is a prepayment"


def accrual_label(accrual: Accrual, quarter: Quarter) -> str:
    """``Accrual at 30 September 2024``; below nil a prepayment, or once the year is over a credit."""
    below = "Credit due" if quarter.is_last else "Prepayment"
    return f"{below if accrual.amount < 0 else 'Accrual'} at {quarter.last_day:%-d %B %Y}"


def _over(quarter: Quarter, part: PartOfYear | None) -> str:
    if part:
        over = days_over(part, quarter.last_day, quarter.year.period)
        return f"{over} of the {part.days} days for which the council shares"
    number = quarter.number
    return f"{'one quarter' if number == 1 else f'{in_words(number)} quarters'} of the year"


def day(date_: date) -> str:
    return f"{date_:%-d}{NO_BREAK}{date_:%B %Y}"
