"""Layouts once chosen, and the one that the next extract is read by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from budgets.ledger.headings import Sample, sheet_of
from budgets.ledger.layout import Layout, fingerprint, from_json
from budgets.models import LedgerLayout
from budgets.workbook.problems import WorkbookErrors
from partners.models import User


@dataclass(frozen=True)
class Found:
    """Where the headings of a remembered layout stand in an extract.

    ``is_certain``: the extract has no heading that the layout does not know; else somebody is to
    say whether the new one means anything.
    """

    row: LedgerLayout
    layout: Layout
    sample: Sample
    heading_row: int

    @property
    def is_certain(self) -> bool:
        return self.layout.knows(self.sample.headings(self.heading_row))

    @property
    def is_exact(self) -> bool:
        return self.row.fingerprint == fingerprint(self.sample.headings(self.heading_row))


def layout_of(row: LedgerLayout) -> Layout:
    """The layout that a row remembers."""
    names = ("columns", "headings", "signs", "periods", "joined_by", "words")
    return from_json({name: getattr(row, name) for name in names})


def found_layout(samples: Sequence[Sample], name: str) -> Found | None:
    """The remembered layout whose headings stand in the extract: that of these very headings before
    one that knows them all, and that before others.

    None: no layout's do. WorkbookErrors: they stand on two sheets.
    """
    found, refused = [], None
    for row in LedgerLayout.objects.order_by("-pk"):
        layout = layout_of(row)
        try:
            place = sheet_of(layout, samples, name)
        except WorkbookErrors as error:
            refused = error
            continue
        if place:
            found.append(Found(row, layout, *place))
    if refused and not found:
        raise refused
    return max(found, key=lambda each: (each.is_exact, each.is_certain), default=None)


@transaction.atomic
def remember(*, layout: Layout, user: User | None) -> LedgerLayout:
    """Keep the layout for the next extract of the same headings; one that was kept is changed."""
    mark = fingerprint(layout.headings)
    rows = LedgerLayout.objects.select_for_update().filter(fingerprint=mark)
    row = rows.first()
    if row is None:
        try:
            with transaction.atomic():
                return _written(LedgerLayout(fingerprint=mark), layout, user)
        except IntegrityError:
            # Somebody else has chosen these columns for the first time at this very moment.
            row = rows.get()
    return row if layout_of(row) == layout else _written(row, layout, user)


def _written(row: LedgerLayout, layout: Layout, user: User | None) -> LedgerLayout:
    row.columns = {heading: meaning.value for heading, meaning in layout.columns.items()}
    row.headings = list(layout.headings)
    row.signs, row.periods, row.joined_by = layout.signs, layout.periods, layout.joined_by
    row.words = {kind: list(words) for kind, words in layout.words.items()}
    row._history_user = user
    row.save()
    return row
