"""What the optional sections rest on beside the quarter's position, as JSON and back.

A draft reads it anew each time; an edition keeps the JSON that its draft would have read, and is
read back from that alone. Of other quarters only what the paper's readers may know is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from budgets.freezing import thawed
from budgets.invoices.schedule import PartnerInvoices, invoices_of_year
from budgets.models import Quarter
from budgets.parts.section import StoredPart, stored_parts
from budgets.position import QuarterPosition, position_of
from reports.models import Edition, Section

Kind = Section.Kind
PUBLIC = Edition.Visibility.PUBLIC
# As many as fit beside the quarters of the year itself.
EARLIER_YEARS = 2


@dataclass(frozen=True)
class PaperInvoice:
    """An instalment, or what balanced the year; ``issued_on`` None: to come. Pounds."""

    name: str
    amount: Decimal
    due: date | None
    issued_on: date | None


@dataclass(frozen=True)
class InvoicedPartner:
    """``partner`` is the key; ``budgeted``: its recharge by the newest version of the budget."""

    partner: int
    name: str
    budgeted: Decimal
    invoices: tuple[PaperInvoice, ...]


@dataclass(frozen=True)
class PastRecharges:
    """The recharges of one earlier quarter as published: (key, name, pounds or None) each."""

    year: str
    quarter: int
    is_of_this_year: bool
    parts: tuple[tuple[int, str, Decimal | None], ...]


@dataclass(frozen=True)
class Facts:
    """``before``: last quarter, None where its figures may not be told. ``invoices_on``: the day on
    which invoices stood so; None: they are as they now stand."""

    before: QuarterPosition | None = None
    before_is_published: bool = True
    parts: tuple[StoredPart, ...] = ()
    invoices: tuple[InvoicedPartner, ...] = ()
    invoices_on: date | None = None
    trend: tuple[PastRecharges, ...] = ()


NO_FACTS = Facts()


def collected(quarter: Quarter, kinds: Collection[str], *, edition: Edition | None = None) -> dict:
    """What sections of ``kinds`` need, as plain JSON values; nothing for others.

    For an ``edition`` to be published, other quarters are told as far as all its readers may read
    them. A draft may tell of last quarter while that is with the board, as its readers may too.
    """
    content: dict = {}
    if Kind.MOVEMENT in kinds:
        content["before"] = _before(quarter, edition)
    if Kind.INCOMES in kinds:
        content["parts"] = [
            vars(part) | {"amount": str(part.amount)} for part in stored_parts(quarter)
        ]
    if Kind.INVOICES in kinds:
        content["invoices"] = [_invoices(each) for each in invoices_of_year(quarter.year)]
        day = edition and timezone.localdate(edition.published_at)
        content["invoices_on"] = day and day.isoformat()
    if Kind.TREND in kinds:
        content["trend"] = list(_trend(quarter, edition))
    return content


def facts_of(content: dict, quarter: Quarter) -> Facts:
    """The facts that ``collected`` wrote for ``quarter``; any key may be missing."""
    before, day = content.get("before"), content.get("invoices_on")
    return Facts(
        before=_position(before, quarter) if before else None,
        before_is_published=before["is_published"] if before else True,
        parts=tuple(
            StoredPart(**part | {"amount": Decimal(part["amount"])})
            for part in content.get("parts", ())
        ),
        invoices=tuple(_invoiced(partner) for partner in content.get("invoices", ())),
        invoices_on=day and date.fromisoformat(day),
        trend=tuple(_past(quarter, moment) for moment in content.get("trend", ())),
    )


def _readable(edition: Edition | None) -> QuerySet[Edition]:
    """Editions that everybody may read who may read ``edition``; a draft's readers may read all."""
    editions = Edition.objects.all()
    is_public = edition is not None and edition.visibility == PUBLIC
    return editions.filter(visibility=PUBLIC) if is_public else editions


def _before(quarter: Quarter, edition: Edition | None) -> dict | None:
    """The quarter before as published; to a draft's readers also as it is with the board."""
    number = quarter.number - 1
    last = Quarter.objects.filter(year=quarter.year_id, number=number).first()
    if last is None:
        return None
    published = _readable(edition).filter(report__quarter=last).order_by("number").last()
    if published:
        return _frozen_quarter(number, published.content["inputs"], is_published=True)
    if edition is None and last.state == Quarter.State.WITH_BOARD:
        return _frozen_quarter(number, last.frozen, is_published=False)
    return None


def _frozen_quarter(number: int, inputs: dict, *, is_published: bool) -> dict:
    return {"quarter": number, "inputs": inputs, "is_published": is_published}


def _position(before: dict, quarter: Quarter) -> QuarterPosition:
    last = Quarter(year=quarter.year, number=before["quarter"])
    return position_of(last, thawed(before["inputs"]))


def _invoices(invoices: PartnerInvoices) -> dict:
    rows = [
        (f"Instalment {part.place}", part.amount, part.due, part.invoice and part.invoice.issued_on)
        for part in invoices.instalments
    ]
    rows += [(each.called, each.amount, None, each.issued_on) for each in invoices.balancing]
    return {
        "partner": invoices.partner.pk,
        "name": invoices.partner.short_name,
        "budgeted": str(invoices.budgeted),
        "invoices": [
            [name, str(amount), due and due.isoformat(), day and day.isoformat()]
            for name, amount, due, day in rows
        ],
    }


def _invoiced(content: dict) -> InvoicedPartner:
    return InvoicedPartner(
        partner=content["partner"],
        name=content["name"],
        budgeted=Decimal(content["budgeted"]),
        invoices=tuple(
            PaperInvoice(name, Decimal(amount), _day(due), _day(issued_on))
            for name, amount, due, issued_on in content["invoices"]
        ),
    )


def _day(text: str | None) -> date | None:
    return text and date.fromisoformat(text)


def _trend(quarter: Quarter, edition: Edition | None) -> Iterator[dict]:
    """The newest published quarter of each earlier year, and those of this year before it."""
    published = _readable(edition).select_related("report__quarter__year").defer("pdf", "content")
    newest: dict[int, dict[int, Edition]] = {}
    for each in published.order_by("report__quarter__number", "number"):
        own = each.report.quarter
        newest.setdefault(own.year.starts_in, {})[own.number] = each
    this = quarter.year.starts_in
    earlier = sorted(year for year in newest if year < this)[-EARLIER_YEARS:]
    chosen = [max(newest[year].items())[1] for year in earlier]
    chosen += [each for number, each in newest.get(this, {}).items() if number < quarter.number]
    for each in chosen:
        yield _recharges(each)


def _recharges(edition: Edition) -> dict:
    quarter = edition.report.quarter
    position = position_of(quarter, thawed(edition.content["inputs"]))
    return {
        "starts_in": quarter.year.starts_in,
        "year": quarter.year.period.printed,
        "quarter": quarter.number,
        "parts": [
            [part.partner.pk, part.partner.short_name, _pounds(part.estimate)]
            for part in position.recharges
        ],
    }


def _pounds(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _past(quarter: Quarter, moment: dict) -> PastRecharges:
    return PastRecharges(
        year=moment["year"],
        quarter=moment["quarter"],
        is_of_this_year=moment["starts_in"] == quarter.year.starts_in,
        parts=tuple(
            (key, name, None if amount is None else Decimal(amount))
            for key, name, amount in moment["parts"]
        ),
    )
