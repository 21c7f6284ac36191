"""The narrative in Word: the clean HTML of a section as paragraphs, lists and tables.

Knows only the tags that ``reports.narrative`` lets through.
"""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import html
from lxml.html import HtmlElement

from reports.outputs.word.styles import add_styled
from reports.outputs.word.tables import add_plain_table

LEVELS, TWIPS_A_LEVEL = 6, 400
BULLETS, NUMBERS, LETTERS = "bullets", "numbers", "letters"
FORMS = {BULLETS: ("bullet", "•"), NUMBERS: ("decimal", "%{}."), LETTERS: ("lowerLetter", "%{}.")}
HEADINGS = {"h3": "Heading 2", "h4": "Heading 3", "h5": "Heading 3", "h6": "Heading 3"}
BLOCKS = ("p", "ul", "ol", "blockquote", "pre", "div", *HEADINGS)
EMPHASIS = ("strong", "em")  # both bold, as on the paper: italics are harder to read
FIRST_OWN_LIST = 100

Container = WordDocument | _Cell


class NarrativeWriter:
    """Writes finished HTML into one document; knows the lists it has begun."""

    def __init__(self, document: WordDocument):
        self.document = document
        self.numbering = document.part.numbering_part.element
        self.lists = {form: self._define(form, number) for number, form in enumerate(FORMS)}

    def write(self, text: str, *, lettered: bool = False) -> None:
        """The blocks of ``text`` at the end of the document; ``lettered`` lists go a, b, c."""
        for block in _parsed(text):
            self._block(self.document, block, LETTERS if lettered else NUMBERS)

    def write_in(self, cell: _Cell, text: str) -> None:
        """``text`` in a table's cell, which may be words without a paragraph of their own."""
        root, first = _parsed(text), cell.paragraphs[0]
        if not any(child.tag in BLOCKS for child in root):
            self._inline(first, root)
            return
        for block in root:
            self._block(cell, block, NUMBERS, style="Table Text")
        first._p.getparent().remove(first._p)

    def _block(
        self, container: Container, block: HtmlElement, form: str, style: str | None = None
    ) -> None:
        if block.tag in ("ul", "ol"):
            self._list(container, block, BULLETS if block.tag == "ul" else form)
        elif block.tag == "div":
            add_plain_table(self.document, [list(row) for row in block.iter("tr")])
        elif block.tag == "blockquote":
            for inner in block:
                self._block(container, inner, form, "Quotation")
        else:
            self._inline(add_styled(container, style or _style(block)), block)

    def _list(self, container: Container, items: HtmlElement, form: str, level: int = 0) -> None:
        """A list, whose numbers begin anew, and the lists within its items."""
        number = self._begin(form, int(items.get("start", 1)))
        for item in items:
            paragraph = add_styled(container, "List Text")
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = min(level, LEVELS - 1)
            self._inline(paragraph, item)
            for inner in item:
                if inner.tag in ("ul", "ol"):
                    inner_form = BULLETS if inner.tag == "ul" else NUMBERS
                    self._list(container, inner, inner_form, level + 1)

    def _inline(self, paragraph: Paragraph, element: HtmlElement, bold: bool = False) -> None:
        """The words in ``element``, their weight and links; inner lists are left to others."""
        self._words(paragraph, element.text, bold)
        for child in element:
            if child.tag == "br":
                paragraph.add_run().add_break()
            elif child.tag == "a" and not child.get("href", "#").startswith("#"):
                self._link(paragraph, child)
            elif child.tag == "b":
                paragraph.add_run(f"{child.text.strip()}\t")
            elif child.tag not in ("ul", "ol"):
                self._inline(paragraph, child, bold or child.tag in EMPHASIS)
            self._words(paragraph, child.tail, bold)

    def _words(self, paragraph: Paragraph, text: str | None, bold: bool) -> None:
        words = _spaced(text)
        if paragraph.text.endswith((" ", "\t", "\n")) or not paragraph.text:
            words = words.lstrip(" ")
        if words:
            paragraph.add_run(words).bold = bold or None

    def _link(self, paragraph: Paragraph, anchor: HtmlElement) -> None:
        link = OxmlElement("w:hyperlink")
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), paragraph.part.relate_to(anchor.get("href"), kind, is_external=True))
        run = Run(OxmlElement("w:r"), paragraph)
        run.text, run.underline = _spaced(anchor.text_content()), True
        link.append(run._r)
        paragraph._p.append(link)

    def _begin(self, form: str, start: int) -> int:
        """A new list of a form, counting from ``start``; its number in the document."""
        number = self.numbering.add_num(self.lists[form])
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return number.numId

    def _define(self, form: str, number: int) -> int:
        """Define a form of list in the document, before the lists that use it."""
        kind, text = FORMS[form]
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{(level + 2) * TWIPS_A_LEVEL}" w:hanging="{TWIPS_A_LEVEL}"/>'
            "</w:pPr></w:lvl>"
            for level in range(LEVELS)
        )
        own = FIRST_OWN_LIST + number
        definition = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{own}">{levels}</w:abstractNum>'
        )
        self.numbering.insert(0, parse_xml(definition))
        return own


def _parsed(text: str) -> HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def _style(block: HtmlElement) -> str:
    if block.tag == "p":
        return "Numbered" if block.get("class") == "numbered" else "Normal"
    return HEADINGS.get(block.tag, "Normal")


def _spaced(text: str | None) -> str:
    """Text as HTML means it: any white space is one space, but no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
