"""The page that asks what each heading means: the headings, what stands under them, the choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.forms import BoundField

from budgets.ledger.forms import ColumnsForm
from budgets.ledger.guessing import suggested
from budgets.ledger.headings import Sample
from budgets.ledger.layout import Layout
from budgets.ledger.remembering import found_layout, layout_of
from budgets.ledger.uploads import samples_of_upload
from budgets.models import LedgerUpload
from budgets.workbook.problems import WorkbookErrors

_VALUES_SHOWN = 3


@dataclass(frozen=True)
class HeadingRow:
    """One heading: what is chosen for it, and the first values that stand under it."""

    heading: str
    field: BoundField
    values: tuple[str, ...]


@dataclass(frozen=True)
class ColumnPage:
    """``place`` is the sheet's number; ``chosen`` is who chose the columns last, and when, as their
    history has it: None where the headings are new. ``refused``: the choices sent were made for
    other headings, and none of them is shown."""

    samples: tuple[Sample, ...]
    place: int
    heading_row: int
    form: ColumnsForm
    chosen: Model | None
    refused: bool

    @property
    def sample(self) -> Sample:
        return self.samples[self.place]

    @property
    def rows(self) -> list[HeadingRow]:
        values = _values(self.sample, self.heading_row, self.form.headings)
        return [
            HeadingRow(heading, self.form[f"column-{at}"], below[:_VALUES_SHOWN])
            for at, (heading, below) in enumerate(zip(self.form.headings, values, strict=True))
        ]


def column_page(upload: LedgerUpload, asked: Mapping[str, str], data=None) -> ColumnPage:
    """The page for the sheet and row that are ``asked`` for, or else the likeliest; ``data``: as
    sent back."""
    samples = tuple(samples_of_upload(upload))
    found = _found(upload, samples)
    place = _number(asked.get("sheet"), 0, len(samples) - 1)
    if place is None:
        place = samples.index(found.sample) if found else 0
    rows = [number for number, _ in samples[place].rows]
    row = _number(asked.get("row"), rows[0], rows[-1])
    if row not in rows:
        is_found = found and found.sample == samples[place]
        row = found.heading_row if is_found else samples[place].likely_row
    headings = samples[place].headings(row)
    known = found and found.layout.stands_in(headings)
    layout = found.layout if known else _chosen_before(upload, samples[place], row)
    form = ColumnsForm(data, headings=headings, layout=layout, sha256=upload.sha256)
    is_refused = not form.is_of_these_headings
    if is_refused:
        # Shown under these headings, choices of others would be sent again as if they were meant.
        form = ColumnsForm(headings=headings, layout=layout, sha256=upload.sha256)
    return ColumnPage(
        samples=samples,
        place=place,
        heading_row=row,
        form=form,
        chosen=found.row.history.select_related("history_user").first() if known else None,
        refused=is_refused,
    )


def _found(upload: LedgerUpload, samples: Sequence[Sample]):
    try:
        return found_layout(samples, upload.file_name)
    except WorkbookErrors:
        # The headings stand on two sheets: the person chooses one here.
        return None


def _chosen_before(upload: LedgerUpload, sample: Sample, row: int) -> Layout:
    headings = sample.headings(row)
    if upload.layout is not None and layout_of(upload.layout).stands_in(headings):
        return layout_of(upload.layout)
    return Layout(columns=suggested(headings, _values(sample, row, headings)))


def _values(sample: Sample, row: int, headings: Sequence[str]) -> list[tuple[str, ...]]:
    """Under each heading the different values that stand there, as far as the sample goes."""
    below = [texts for number, texts in sample.rows if number > row]
    return [
        tuple(dict.fromkeys(texts[at] for texts in below if at < len(texts) and texts[at]))
        for at in range(len(headings))
    ]


def _number(text: str | None, least: int, most: int) -> int | None:
    """The number asked for, if it is one and there is such a thing."""
    if text is None or not text.isdecimal() or len(text) > 7:
        return None
    return int(text) if least <= int(text) <= most else None
