"""The optional sections in Word. Their pictures stay in the PDF: the tables hold the same figures."""

from __future__ import annotations

from docx.document import Document as WordDocument

from reports.optional import PrintedTable
from reports.outputs.word.styles import add_styled
from reports.outputs.word.tables import add_figures, add_notes
from reports.sections import PrintedSection


def add_optional(document: WordDocument, section: PrintedSection) -> None:
    """The sentence, and each table with its caption, notes and remarks."""
    if section.content.sentence:
        document.add_paragraph(section.content.sentence)
    for number, table in section.numbered_tables:
        add_styled(document, "Caption", f"Table {number}. {table.caption}")
        _add_table(document, table)
        add_notes(document, table.notes)
        add_notes(document, (f"{each.name}, {each.line}. {each.text}" for each in table.remarks))


def _add_table(document: WordDocument, table: PrintedTable) -> None:
    add_figures(
        document,
        [heading.width for heading in table.headings],
        [heading.on_one_line for heading in table.headings],
        [
            ("\n".join(filter(None, (row.cells[0], row.small))), *row.cells[1:])
            for row in table.rows
        ],
        strong=[place for place, row in enumerate(table.rows, start=1) if row.weight],
        texts=[place for place, heading in enumerate(table.headings) if not heading.is_number],
    )
