"""What moves an optional section from outside the figures, for the time that a draft names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet

from budgets.models import (
    BudgetDecision,
    Invoice,
    InvoiceTerms,
    LinePart,
    MentionedItem,
    Quarter,
    StateChange,
)
from reports.models import Edition, Section

Kind = Section.Kind


def optional_changes(quarter: Quarter, kinds: Collection[str]) -> Iterator[tuple[QuerySet, str]]:
    """Rows to look through for sections of ``kinds``, with the field of each that holds the time."""
    year, number = quarter.year, quarter.number
    if Kind.MOVEMENT in kinds:
        last = Q(quarter__year=year, quarter__number=number - 1)
        yield StateChange.objects.filter(last), "made_at"
    if Kind.MOVEMENT in kinds or Kind.TREND in kinds:
        yield _earlier_editions(quarter), "published_at"
    if Kind.MENTIONED in kinds and quarter.state == Quarter.State.OPEN:
        yield MentionedItem.history.all(), "history_date"
    if Kind.INCOMES in kinds:
        yield LinePart.history.filter(quarter=quarter), "history_date"
    if Kind.INVOICES in kinds:
        yield Invoice.history.filter(year=year), "history_date"
        yield InvoiceTerms.history.filter(year=year), "history_date"
        yield BudgetDecision.objects.filter(year=year), "recorded_at"


def _earlier_editions(quarter: Quarter) -> QuerySet[Edition]:
    year, number = quarter.year, quarter.number
    return Edition.objects.filter(
        Q(report__quarter__year__starts_in__lt=year.starts_in)
        | Q(report__quarter__year=year, report__quarter__number__lt=number)
    )
