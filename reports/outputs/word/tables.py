"""The paper's tables in Word: headings that repeat on every page, numbers on the right, no grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from lxml.html import HtmlElement

from cctvpartnership.figures import cameras, percent, pounds, signed_pounds, with_pound_sign
from reports.assembly import CommitteeReport
from reports.outputs.word.styles import add_styled, set_style

Row = Sequence[str]
LABEL, TEXT = 44, 120
NAME, NUMBER, COMMENT = 60, 26, 93
DRAWN = (
    "The figure of the paper is drawn from this table. It is on the paper’s page and in its PDF."
)
# Eighths of a point, and colour.
RULES = {"thin": ("4", "B4BEC1"), "strong": ("10", "0B0C0C")}


def add_pairs(
    document: WordDocument,
    pairs: Iterable[tuple[str, str]],
    write: Callable[[_Cell, str], object],
) -> None:
    """Label and text side by side; ``write`` puts a text, label or other, into its cell."""
    table = _new_table(document, (LABEL, TEXT))
    for label, text in pairs:
        row = _new_row(table)
        write(row.cells[0], label)
        _embolden(row.cells[0])
        write(row.cells[1], text)
    add_styled(document, "Note")


def add_key_figures(document: WordDocument, report: CommitteeReport) -> None:
    """The answer: the balance, then each partner's recharge where they fit on the front sheet."""
    rows = [("Balance to recover", report.finance.total)]
    rows += [(row.name, row) for several in report.key_rows for row in several]
    add_figures(
        document,
        (68, 32, 32, 32),
        ("Balance and recharges", "Budgeted", report.estimated, "Variance"),
        [
            (
                name,
                with_pound_sign(pounds(row.budget)),
                with_pound_sign(pounds(row.estimate)),
                with_pound_sign(signed_pounds(row.variance)),
            )
            for name, row in rows
        ],
    )
    add_notes(document, (report.legend,))


def add_finance_summary(document: WordDocument, report: CommitteeReport, number: int) -> None:
    table = report.finance
    add_styled(document, "Caption", f"Table {number}. Finance summary, £")
    day = f"{report.last_day:%-d %b %Y}"
    add_figures(
        document,
        (NAME, NUMBER, NUMBER, NUMBER, NUMBER, COMMENT),
        (
            *("Line", f"Budget {report.year}", f"Actual to {day}"),
            *(f"{report.estimate} {report.year}", "Variance to budget", "Comment"),
        ),
        [
            (
                row.name,
                *map(pounds, (row.budget, row.actual, row.estimate)),
                signed_pounds(row.variance),
                row.comment,
            )
            for row in (*table.rows, table.total)
        ],
        has_total=True,
        strong=[place for place, row in enumerate(table.rows, start=1) if row.is_subtotal],
        texts=(0, 5),
    )
    add_notes(document, (report.legend, *table.notes))
    add_notes(document, (f"{note.name}, {note.line}. {note.text}" for note in table.remarks))


def add_partner_recharges(document: WordDocument, report: CommitteeReport, number: int) -> None:
    table = report.partners
    add_styled(document, "Caption", f"Table {number}. Partners’ recharges, £")
    share = f"Share, % of {'cameras' if table.by_cameras else 'balance'}"
    counted = ("Average cameras",) if table.has_cameras else ()
    headings = (
        *("Budgeted recharge", f"{report.estimated} recharge", "Variance to budget"),
        *(*counted, share),
    )
    add_figures(
        document,
        (NAME + 20, *[NUMBER + 2] * len(headings)),
        ("Partner", *headings),
        [
            (
                row.name,
                *map(pounds, (row.budget, row.estimate)),
                signed_pounds(row.variance),
                *([cameras(row.cameras)] if counted else []),
                percent(row.share),
            )
            for row in (*table.rows, table.total)
        ],
        has_total=True,
    )
    add_notes(document, table.notes)


def add_bridge(document: WordDocument, report: CommitteeReport, number: int) -> None:
    table = report.partners
    caption = f"Table {number}. From budgeted to {report.estimated.lower()} recharge, £"
    add_styled(document, "Caption", caption)
    add_figures(
        document,
        (52, 28, 28, 28, 28),
        ("Partner", "Budgeted", "Cost effect", "Share effect", report.estimated),
        [
            (
                row.short_name,
                pounds(row.budget),
                *map(signed_pounds, (row.cost_effect, row.share_effect)),
                pounds(row.estimate),
            )
            for row in (*table.rows, table.total)
        ],
        has_total=True,
    )
    drawn = (DRAWN,) if report.bridge else ()
    add_notes(document, (*table.bridge_notes, *drawn))


def add_workings(document: WordDocument, report: CommitteeReport, numbers: Iterable[int]) -> None:
    """The annex: for each partner a sentence, and the steps to its recharge."""
    for number, working in zip(numbers, report.workings, strict=True):
        sentence = document.add_paragraph(working.sentence)
        sentence.paragraph_format.keep_with_next = True
        sentence.paragraph_format.space_before = Pt(10)
        add_styled(document, "Caption", f"Table {number}. {working.caption}")
        add_figures(
            document,
            (40, 92, 32),
            ("Step", "Working", "Result"),
            [(step.name, step.working, step.result) for step in working.steps],
            has_total=True,
            texts=(0, 1),
        )
        add_notes(document, working.notes)


def add_plain_table(document: WordDocument, rows: Sequence[Sequence[HtmlElement]]) -> None:
    """A table of the narrative from its cells in HTML; headings repeat, numbers stand right."""
    table = _new_table(document, [(LABEL + TEXT) // len(rows[0])] * len(rows[0]))
    for cells in rows:
        row = _new_row(table)
        if cells[0].tag == "th":
            _mark_row(row, "w:tblHeader")
        for cell, source in zip(row.cells, cells, strict=True):
            run = cell.paragraphs[0].add_run(source.text_content())
            run.bold = source.tag == "th"
            if source.get("class") == "num":
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_styled(document, "Note")


def add_figures(
    document: WordDocument,
    widths: Sequence[int],
    headings: Row,
    rows: Iterable[Row],
    *,
    has_total: bool = False,
    strong: Sequence[int] = (),
    texts: Sequence[int] = (0,),
) -> None:
    """A table of figures: numbers on the right, the columns of ``texts`` on the left.

    Bold are the head, the last row where it ``has_total``, and the rows of ``strong``, from 1.
    """
    table = _new_table(document, widths)
    head = _new_row(table)
    _mark_row(head, "w:tblHeader")
    for words in (headings, *rows):
        row = head if words is headings else _new_row(table)
        for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.paragraphs[0].add_run(text)
            if place not in texts:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    bold = [
        head,
        *([table.rows[-1]] if has_total else []),
        *(table.rows[place] for place in strong),
    ]
    for row in bold:
        for cell in row.cells:
            _embolden(cell)
            _rule(cell, "strong")


def _new_table(document: WordDocument, widths: Sequence[int]) -> Table:
    """A table without rows; ``widths`` in millimetres, said twice because LibreOffice wants both."""
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _new_row(table: Table) -> _Row:
    row = table.add_row()
    _mark_row(row, "w:cantSplit")
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
        set_style(cell.paragraphs[0], "Table Text")
        _rule(cell, "thin")
    return row


def _mark_row(row: _Row, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _rule(cell: _Cell, weight: str) -> None:
    """A line under the cell."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcBorders")):
        properties.remove(old)
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    size, colour = RULES[weight]
    for name, value in (("val", "single"), ("sz", size), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.append(borders)


def _embolden(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.bold = True


def add_notes(document: WordDocument, notes: Iterable[str]) -> None:
    for note in notes:
        add_styled(document, "Note", note)
