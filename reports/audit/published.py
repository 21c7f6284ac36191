"""Of the pack: editions with their frozen content, and every quarter's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgets.arithmetic import NothingToShareBy
from budgets.models import FinancialYear, Quarter
from budgets.position import quarter_position
from cameras.arithmetic import MissingWeight
from partners.csv_rows import csv_parts
from reports.editions import spelled
from reports.models import Edition, LineMark, PublicVersion
from reports.outputs.data import figures_csv, figures_json
from reports.outputs.excel import figures_xlsx

EDITION_COLUMNS = (
    *("quarter", "edition", "published_at", "published_by", "who_may_read_it", "reason"),
    *("pdf_sha256", "content_sha256", "public_pdf_sha256", "public_content_sha256"),
)
MARK_COLUMNS = ("quarter", "line", "paragraph", "reason", "made_at", "made_by")
WRITERS = {"json": figures_json, "csv": figures_csv, "xlsx": figures_xlsx}


def published_files(year: FinancialYear) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Name and bytes, one edition and one quarter at a time."""
    editions = Edition.objects.filter(report__quarter__year=year)
    editions = editions.select_related("report__quarter", "published_by", "public_version")
    editions = editions.order_by("report__quarter__number", "number")
    yield "editions/editions.csv", csv_parts(EDITION_COLUMNS, _edition_rows(editions))
    yield "editions/marked-lines.csv", csv_parts(MARK_COLUMNS, _mark_rows(year))
    for edition in editions.defer(None).iterator(chunk_size=1):
        name = f"editions/{edition.report.quarter.label}-edition-{edition.number}"
        yield from _frozen(name, edition)
        if edition.public:
            yield from _frozen(f"{name}/public", edition.public)
    for quarter in year.quarters.select_related("year").order_by("number"):
        yield from _figures(quarter)


def _frozen(name: str, version: Edition | PublicVersion) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield f"{name}/report.pdf", [bytes(version.pdf)]
    yield f"{name}/content.json", [spelled(version.content)]


def _edition_rows(editions) -> Iterator[tuple]:
    for edition in editions.without_bytes():
        public = edition.public
        yield (
            edition.report.quarter.label,
            edition.number,
            edition.published_at,
            str(edition.published_by),
            edition.readers,
            edition.reason,
            edition.sha256,
            edition.content_sha256,
            public.sha256 if public else "",
            public.content_sha256 if public else "",
        )


def _mark_rows(year: FinancialYear) -> Iterator[tuple]:
    """Every mark that was ever put on a line or, without a paragraph, taken off."""
    marks = LineMark.objects.filter(report__quarter__year=year)
    for mark in marks.select_related("report__quarter", "line", "made_by"):
        yield (
            mark.report.quarter.label,
            mark.line.name,
            mark.paragraph,
            mark.reason,
            mark.made_at,
            str(mark.made_by),
        )


def _figures(quarter: Quarter) -> Iterator[tuple[str, Iterable[bytes]]]:
    """As they stand: of a submitted quarter, as they were frozen."""
    name = f"figures/{quarter.label}-figures"
    try:
        position = quarter_position(quarter)
    except (MissingWeight, NothingToShareBy) as error:
        yield f"{name}-cannot-be-worked-out.txt", [f"{error}\n".encode()]
        return
    for ending, write in WRITERS.items():
        yield f"{name}.{ending}", [write(position)]
