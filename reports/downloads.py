"""The files a reader can take away: their names, their bytes, and a cache of what is slow to make.

A key of the cache names everything the bytes depend on, so that nothing stale is ever found: the
finished HTML or the exported figures, and how files are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.core.cache import cache as stored

from budgets.freezing import frozen
from cctvpartnership.figures import rounded
from reports.copies import ReadersCopy
from reports.models import Edition
from reports.outputs.data import figures_csv, figures_json
from reports.outputs.excel import figures_xlsx
from reports.outputs.pdf import render_pdf
from reports.outputs.pdf.fetching import STATIC
from reports.outputs.word import report_docx
from reports.references import NO_BREAK_SPACE

MAKERS = ("weasyprint", "pydyf", "python-docx", "xlsxwriter")
FIGURES_JSON = "figures.json"
A_WEEK = 7 * 24 * 60 * 60
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileKind:
    """One file of a quarter. ``made_from`` gives all of the copy that its bytes depend on, or is
    None where making the file is as quick as asking. ``frozen``: of an edition, the checksum and the
    size of the bytes that it keeps."""

    name: str
    label: str
    words: str
    content_type: str
    make: Callable[[ReadersCopy], bytes]
    made_from: Callable[[ReadersCopy], bytes] | None = None
    frozen: Callable[[Edition], tuple[str, int]] | None = None

    @property
    def address(self) -> str:
        """The name of its address, without the app's: ``report_pdf``."""
        return self.name.replace(".", "_")

    @property
    def needs_report(self) -> bool:
        return self.name.startswith("report")

    def file_name(self, copy: ReadersCopy) -> str:
        """As it is saved; files of several quarters sort: ``2024-25-q2-report.pdf``."""
        stem, ending = self.name.split(".")
        suffix = copy.edition.suffix if copy.edition else ""
        return f"{copy.quarter.year.label}-{copy.quarter.label}-{stem}{suffix}.{ending}"

    def content(self, copy: ReadersCopy) -> bytes:
        """The bytes, made or found."""
        if self.made_from is None or self._is_frozen(copy):
            return self.make(copy)
        key = self._key(copy)
        content = stored.get(key)
        if content is None:
            content = self.make(copy)
            stored.set(key, content, A_WEEK)
        return content

    def known_checksum(self, copy: ReadersCopy) -> str:
        """The SHA-256 of what was published; nothing where the bytes would first have to be made."""
        return self.frozen(copy.edition)[0] if self._is_frozen(copy) else ""

    def known_size(self, copy: ReadersCopy) -> str:
        """The size in words, or nothing where it would first have to be made."""
        if self._is_frozen(copy):
            return in_kilobytes(self.frozen(copy.edition)[1])
        content = self.make(copy) if self.made_from is None else stored.get(self._key(copy))
        return in_kilobytes(len(content)) if content else ""

    def _is_frozen(self, copy: ReadersCopy) -> bool:
        return bool(self.frozen and copy.edition)

    def _key(self, copy: ReadersCopy) -> str:
        digest = sha256(makings())
        digest.update(self.made_from(copy))
        return f"{self.address}-{digest.hexdigest()}"


def in_kilobytes(size: int) -> str:
    """A size as people read it: ``48 kB``."""
    return f"{max(1, rounded(Fraction(size, 1000))):,}{NO_BREAK_SPACE}kB"


@cache
def makings() -> bytes:
    """How files are made: the code of the outputs, the PDF's own files, the libraries' versions."""
    sources = sorted(Path(__file__).parent.glob("outputs/**/*.py"))
    sources += [STATIC / "css/paper.css", STATIC / "css/draft.css", STATIC / "img/draft.svg"]
    versions = "".join(f"{name} {version(name)};" for name in MAKERS)
    return versions.encode() + b"".join(source.read_bytes() for source in sources)


def _pdf(copy: ReadersCopy) -> bytes:
    """A draft as it now stands; of an edition, the very bytes that were published."""
    if copy.edition:
        return bytes(copy.edition.pdf)
    return render_pdf(copy.html, draft=True, figures=figures_json(copy.position))


def _paper(copy: ReadersCopy) -> bytes:
    return copy.edition.sha256.encode() if copy.edition else copy.html.encode()


def _draft(copy: ReadersCopy) -> bytes:
    return copy.html.encode() + figures_json(copy.position)


def _as_published(edition: Edition) -> tuple[str, int]:
    return edition.sha256, edition.pdf_size


def _figures(copy: ReadersCopy) -> bytes:
    """The workbook holds what the figures were worked out from, down to each camera's months."""
    words = f"{copy.position.quarter.state} {copy.partnership}"
    inputs = json.dumps(frozen(copy.position.inputs))
    return figures_json(copy.position) + inputs.encode() + words.encode()


FILES = (
    FileKind("report.pdf", "Paper", "PDF", "application/pdf", _pdf, _draft, _as_published),
    FileKind(
        "report.docx",
        "Paper",
        "Word",
        f"{OFFICE}.wordprocessingml.document",
        lambda copy: report_docx(copy.report),
        _paper,
    ),
    FileKind(
        "figures.xlsx",
        "Figures",
        "Excel",
        f"{OFFICE}.spreadsheetml.sheet",
        lambda copy: figures_xlsx(copy.position, copy.partnership),
        _figures,
    ),
    FileKind(
        "figures.csv",
        "Figures",
        "CSV",
        "text/csv; charset=utf-8",
        lambda copy: figures_csv(copy.position),
    ),
    FileKind(
        FIGURES_JSON,
        "Figures",
        "JSON",
        "application/json",
        lambda copy: figures_json(copy.position),
    ),
)
BY_NAME = {kind.name: kind for kind in FILES}
