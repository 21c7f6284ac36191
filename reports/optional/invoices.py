"""Invoices of the year: each partner's instalments, issued and to come, which add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from budgets.footing import Column, money_notes
from budgets.invoices.arithmetic import total
from budgets.position import QuarterPosition
from cctvpartnership.figures import pounds_and_pence, with_pound_sign
from reports.optional.facts import Facts, InvoicedPartner, PaperInvoice
from reports.optional.printed import SUBTOTAL, TOTAL, Heading, OptionalSection, PrintedTable, Row
from reports.tables import ALL_PARTNERS
from reports.text import printable

NOTHING = "No budget of this year is approved yet, so there is nothing to invoice."
ISSUED, TO_COME = "Issued", "To come"
LIVE = "Invoices are printed as they now stand. They are frozen when the paper is published."
STOOD = "Invoices are printed as they stood on {}, when this edition was published."
CHANGED = (
    "The budget was changed after this quarter was submitted: instalments follow the budgeted "
    "recharges as last approved, {now} in all; the other tables of this paper print {then}."
)


def invoices_section(position: QuarterPosition, facts: Facts, _estimate: str) -> OptionalSection:
    """One table: every instalment of each partner, what the partner's come to, and the total."""
    partners = _in_order(position, facts.invoices)
    if not partners:
        return OptionalSection(NOTHING)
    invoices = [invoice for _, partner in partners for invoice in partner.invoices]
    issued, to_come = _sums(invoices)
    table = PrintedTable(
        name="invoices",
        caption=f"Invoices of {position.year.period.printed}, £",
        headings=(
            Heading("Invoice", 44, is_number=False),
            Heading("Due", 27, is_number=False),
            Heading("Dated", 31, is_number=False),
            Heading(ISSUED, 24),
            Heading(TO_COME, 24),
        ),
        rows=(
            *(row for partner in partners for row in _partner(*partner)),
            _sum_row(ALL_PARTNERS, issued, to_come, TOTAL),
        ),
        notes=(
            *_adding_up(position, facts.invoices, issued, to_come),
            _standing(facts.invoices_on),
            *_footing(invoices, issued, to_come),
        ),
    )
    return OptionalSection(tables=(table,))


def _in_order(
    position: QuarterPosition, invoices: Iterable[InvoicedPartner]
) -> list[tuple[str, InvoicedPartner]]:
    """With their names: the quarter's partners in its order and as it names them, then any others."""
    by_key = {each.partner: each for each in invoices}
    own = [(each, by_key.pop(each.pk)) for each in position.inputs.partners if each.pk in by_key]
    named = [(partner.short_name, each) for partner, each in own]
    return [*named, *((each.name, each) for each in by_key.values())]


def _partner(name: str, partner: InvoicedPartner) -> Iterator[Row]:
    for invoice in partner.invoices:
        yield _row(name, invoice)
    yield _sum_row(name, *_sums(partner.invoices), SUBTOTAL)


def _row(name: str, invoice: PaperInvoice) -> Row:
    amount = pounds_and_pence(invoice.amount)
    cells = (
        printable(f"{name}: {invoice.name.lower()}"),
        _printed(invoice.due),
        _printed(invoice.issued_on) or "Not yet issued",
        amount if invoice.issued_on else "",
        "" if invoice.issued_on else amount,
    )
    return Row(cells)


def _sum_row(name: str, issued: Decimal, to_come: Decimal, weight: str) -> Row:
    amounts = map(pounds_and_pence, (issued, to_come))
    return Row(
        (printable(f"{name}, together" if weight == SUBTOTAL else name), "", "", *amounts),
        weight=weight,
    )


def _sums(invoices: Iterable[PaperInvoice]) -> tuple[Decimal, Decimal]:
    """What is issued and what is to come, in pounds."""
    invoices = tuple(invoices)
    return (
        total(each.amount for each in invoices if each.issued_on),
        total(each.amount for each in invoices if not each.issued_on),
    )


def _adding_up(
    position: QuarterPosition,
    partners: Iterable[InvoicedPartner],
    issued: Decimal,
    to_come: Decimal,
) -> Iterator[str]:
    now = total(partner.budgeted for partner in partners)
    if issued + to_come == now:
        yield f"Issued and to come make the budgeted recharges, {_said(now)} in all."
    else:
        yield (
            f"{_said(issued + to_come)} is invoiced in all. The budgeted recharges were "
            f"{_said(now)}; the difference balances the year."
        )
    then = position.partners_total.budget
    if then is not None and then != now:
        yield CHANGED.format(now=_said(now), then=_said(then))


def _standing(day: date | None) -> str:
    return STOOD.format(f"{day:%-d %B %Y}") if day else LIVE


def _footing(invoices: Iterable[PaperInvoice], issued: Decimal, to_come: Decimal) -> Iterator[str]:
    invoices = tuple(invoices)
    done = tuple(each.amount for each in invoices if each.issued_on)
    waiting = tuple(each.amount for each in invoices if not each.issued_on)
    yield from money_notes(
        (Column(ISSUED, done, issued, places=2), Column(TO_COME, waiting, to_come, places=2))
    )


def _printed(day: date | None) -> str:
    return f"{day:%-d %b %Y}" if day else ""


def _said(pounds: Decimal) -> str:
    return with_pound_sign(pounds_and_pence(pounds))
