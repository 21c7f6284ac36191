"""The paper as a Word document, for a clerk to edit: headings, numbered paragraphs, real tables.

Arranged like the PDF: a front sheet, the tables on a turned page. The picture stays in the PDF; the
table beside it holds the same figures.
"""

from __future__ import annotations

import zipfile
from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section as Pages
from docx.section import _Footer, _Header
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from reports.assembly import CommitteeReport
from reports.outputs.word.finishing import finish_tables
from reports.outputs.word.narrative import NarrativeWriter
from reports.outputs.word.optional import add_optional
from reports.outputs.word.styles import (
    add_field,
    add_styled,
    add_styles,
    name_document,
    tab_at,
)
from reports.outputs.word.tables import (
    add_bridge,
    add_finance_summary,
    add_key_figures,
    add_pairs,
    add_partner_recharges,
    add_workings,
)
from reports.sections import PrintedSection

SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)
MARGIN, RIGHT_MARGIN, NARROW_MARGIN = Mm(20), Mm(26), Mm(16)
# Every file in a zip bears a time; this is the earliest the format knows.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_docx(report: CommitteeReport) -> bytes:
    """The Word document of ``report``; the same bytes for the same report."""
    document = Document()
    add_styles(document)
    name_document(
        document,
        title=report.title,
        author=report.partnership,
        made=datetime.combine(report.dated, time.min),
    )
    writer = NarrativeWriter(document)
    _set_pages(document.sections[0], report)
    document.sections[0].different_first_page_header_footer = True
    _front_sheet(document, writer, report)
    document.add_page_break()
    for section in report.body:
        _body_section(document, writer, report, section)
    finish_tables(document)
    stream = BytesIO()
    document.save(stream)
    return _without_times(stream)


def _front_sheet(document: WordDocument, writer: NarrativeWriter, report: CommitteeReport) -> None:
    if report.notice.top:
        add_styled(document, "Notice", report.notice.top)
    add_styled(document, "Council", report.partnership)
    add_styled(document, "Title", report.title)
    add_styled(document, "Subtitle", f"Report to the {report.committee}")
    for words in (report.standing, report.reason):
        if words:
            add_styled(document, "Subtitle", words)
    add_pairs(document, report.title_block, lambda cell, words: cell.paragraphs[0].add_run(words))
    for section in report.front_sheet:
        add_styled(document, "Heading 1", section.heading)
        writer.write(section.html, lettered=section.kind == "recommendations")
        if section.kind == "summary":
            add_key_figures(document, report)


def _body_section(
    document: WordDocument,
    writer: NarrativeWriter,
    report: CommitteeReport,
    section: PrintedSection,
) -> None:
    is_turned = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    if section.is_wide != is_turned:
        pages = document.add_section(WD_SECTION.NEW_PAGE)
        _set_pages(pages, report, turned=section.is_wide)
    elif is_turned:
        document.add_page_break()
    number = f"{section.number}\t" if section.number else ""
    add_styled(document, "Heading 1", f"{number}{section.heading}")
    writer.write(section.html)
    if section.parts:
        add_pairs(document, [(part.heading, part.html) for part in section.parts], writer.write_in)
    if section.kind == "bridge":
        add_bridge(document, report, section.tables[0])
    if section.kind == "working":
        add_workings(document, report, section.tables)
    if section.kind == "tables":
        add_finance_summary(document, report, section.tables[0])
        add_partner_recharges(document, report, section.tables[1])
    if section.content:
        add_optional(document, section)


def _set_pages(pages: Pages, report: CommitteeReport, *, turned: bool = False) -> None:
    """A4 upright, or turned for wide tables, with its heads and feet as wide as its text."""
    pages.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    pages.page_width = LONG_SIDE if turned else SHORT_SIDE
    pages.page_height = SHORT_SIDE if turned else LONG_SIDE
    pages.top_margin = pages.left_margin = MARGIN
    pages.bottom_margin = NARROW_MARGIN if turned else MARGIN
    pages.right_margin = MARGIN if turned else RIGHT_MARGIN
    pages.header_distance = pages.footer_distance = Mm(9)
    pages.different_first_page_header_footer = False
    width = pages.page_width - pages.left_margin - pages.right_margin
    head = _own(pages.header)
    head.text = f"{report.running_head}\t{report.title}"
    tab_at(head, width)
    for foot in (_own(pages.first_page_footer), _own(pages.footer)):
        _write_foot(foot, report, width)


def _own(margin: _Header | _Footer) -> Paragraph:
    """The paragraph of a head or foot that is not that of the pages before."""
    margin.is_linked_to_previous = False
    return margin.paragraphs[0]


def _write_foot(foot: Paragraph, report: CommitteeReport, width: Length) -> None:
    foot.add_run(f"{report.foot}\tPage ")
    add_field(foot, "PAGE")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES")
    tab_at(foot, width)


def _without_times(stream: BytesIO) -> bytes:
    """The zip again with one fixed time for every file in it."""
    fixed = BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(fixed, "w") as kept:
        for entry in made.infolist():
            name = zipfile.ZipInfo(entry.filename, ZIP_EPOCH)
            kept.writestr(name, made.read(entry), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
