"""What every table of the finished document has, whoever wrote it: a name, and rows that stay together.

The name is what Word calls alternative text: read out before the table, and asked for by its check
of accessibility. A short table is not torn over two pages, nor from its caption.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

MOST_ROWS_TOGETHER = 16
NAMED_BY = ("Caption", "Heading1", "Heading2", "Heading3", "Title")


def finish_tables(document: WordDocument) -> None:
    """Name each table by the caption or heading above it, and keep short ones whole."""
    name = ""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            if block._p.style in NAMED_BY:
                name = block.text.replace("\t", " ")
            continue
        _name(block, name)
        if len(block.rows) <= MOST_ROWS_TOGETHER:
            _keep_together(block)


def _name(table: Table, name: str) -> None:
    mark = OxmlElement("w:tblCaption")
    mark.set(qn("w:val"), name)
    table._tbl.tblPr.append(mark)


def _keep_together(table: Table) -> None:
    """Each row but the last stays with the next."""
    for row in table._tbl.tr_lst[:-1]:
        for paragraph in row.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()
