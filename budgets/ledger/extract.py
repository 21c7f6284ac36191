"""An extract as a file: what it is called, its checksum, its first rows, and what reading finds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.ledger.findings import Findings
from budgets.ledger.headings import Sample, samples_of, sheet_of
from budgets.ledger.layout import Layout
from budgets.ledger.opening import opened_extract
from budgets.ledger.periods import QuarterToDate
from budgets.ledger.reading import Tell, read_extract
from budgets.models import Quarter
from budgets.workbook.archive import refusal

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class FileFacts:
    """By which a file is known again: its name, SHA-256 and size in bytes."""

    file_name: str
    sha256: str
    size: int


def facts_of(file, name: str) -> FileFacts:
    """The facts of an open binary file, read to its end piece by piece."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    return FileFacts(name, digest.hexdigest(), size)


def samples_in(file, name: str) -> list[Sample]:
    """The first rows of each sheet. WorkbookErrors: the file cannot be read, or holds nothing."""
    with opened_extract(file, name) as sheets:
        return samples_of(sheets, name)


def findings_in(
    file,
    name: str,
    samples: Sequence[Sample],
    layout: Layout,
    quarter: Quarter,
    tell: Tell = lambda rows, share: None,
) -> Findings:
    """What the rows come to for ``quarter``. WorkbookErrors: they cannot be read by the layout."""
    place = sheet_of(layout, samples, name)
    if place is None:
        raise refusal("The headings that were chosen stand nowhere in {}.", name)
    sample, heading_row = place
    to_date = QuarterToDate(quarter.year.period, quarter.number)
    with opened_extract(file, name) as sheets:
        sheet = next(each for each in sheets if each.name == sample.sheet)
        headings = sample.headings(heading_row)
        return read_extract(sheet, heading_row, headings, layout, to_date, tell)
