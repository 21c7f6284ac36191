"""How the Word document looks: styles, properties, and the small marks python-docx has no name for."""

from __future__ import annotations

from datetime import datetime

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "Arial"
INK, QUIET, BRAND = (
    RGBColor(0x0B, 0x0C, 0x0C),
    RGBColor(0x49, 0x52, 0x57),
    RGBColor(0x12, 0x40, 0x4D),
)
HANGING = Mm(14)
TODAYS_WORD = "15"
# Name, point size, bold, colour, space before and after in points.
STYLES = (
    ("Normal", 12, False, INK, 0, 6),
    ("Title", 24, True, INK, 48, 6),
    ("Subtitle", 14, False, QUIET, 0, 10),
    ("Heading 1", 15, True, INK, 18, 8),
    ("Heading 2", 12, True, INK, 12, 4),
    ("Heading 3", 12, True, INK, 12, 4),
    ("Caption", 12, True, INK, 10, 3),
    ("Header", 10, False, QUIET, 0, 0),
    ("Footer", 10, False, QUIET, 0, 0),
    ("List Bullet", 12, False, INK, 0, 4),
)
NEW_STYLES = (
    ("Council", 12, True, BRAND, 0, 0),
    ("Notice", 12, True, INK, 0, 12),
    ("Numbered", 12, False, INK, 0, 8),
    ("List Text", 12, False, INK, 0, 4),
    ("Quotation", 12, False, INK, 0, 6),
    ("Table Text", 10.5, False, INK, 2, 2),
    ("Note", 10, False, QUIET, 3, 3),
)
STAYS_WITH_NEXT = ("Heading 1", "Heading 2", "Heading 3", "Caption")


def add_styles(document: WordDocument) -> None:
    """The paper's styles: its own, and Word's with their theme's fonts and colours replaced."""
    styles = document.styles
    for name, *look in STYLES:
        _set_look(styles[name], *look)
    for name, *look in NEW_STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _set_look(style, *look)
    for name in ("Heading 1", "Numbered"):
        text = styles[name].paragraph_format
        text.left_indent, text.first_line_indent = HANGING, -HANGING
        text.tab_stops.add_tab_stop(HANGING)
    styles["Quotation"].paragraph_format.left_indent = HANGING
    for name in STAYS_WITH_NEXT:
        styles[name].paragraph_format.keep_with_next = True


def name_document(document: WordDocument, *, title: str, author: str, made: datetime) -> None:
    """Title, author, language and day of the document, in place of those of the library."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = made
    properties.language, properties.comments, properties.revision = "en-GB", "", 1
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        # The library's template is an older Word's: today's would open it in compatibility mode.
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), TODAYS_WORD)


def add_styled(container: WordDocument | _Cell, style: str, text: str = "") -> Paragraph:
    """A paragraph of a style at the end of a document or cell."""
    paragraph = container.add_paragraph(text)
    set_style(paragraph, style)
    return paragraph


def set_style(paragraph: Paragraph, style: str) -> None:
    """Name the style by its key, which is its name without spaces.

    python-docx looks names up among all of Word's styles: most of a document's time, each time.
    """
    paragraph._p.style = style.replace(" ", "")


def add_field(paragraph: Paragraph, code: str) -> None:
    """A number that Word fills in: PAGE or NUMPAGES."""
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, code), ("end", None)):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


def tab_at(paragraph: Paragraph, place: Length) -> None:
    """One right-aligned tab in place of the style's own."""
    stops = paragraph.paragraph_format.tab_stops
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(place, WD_TAB_ALIGNMENT.RIGHT)


def _set_look(
    style: ParagraphStyle, size: float, bold: bool, colour: RGBColor, before: int, after: int
) -> None:
    font, text = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = colour
    text.space_before, text.space_after = Pt(before), Pt(after)
    fonts = style.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), FONT)
    for part, mark in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        for old in part.findall(qn(mark)):
            part.remove(old)
