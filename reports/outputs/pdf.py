"""The paper as a PDF anybody can read: tagged, PDF/UA-1, the same bytes for the same HTML.

The only place that knows WeasyPrint. What it lacks for an accessible table and a quiet page is
mended by ``finish`` on its own objects before they are written. It relies on internals of
WeasyPrint and pydyf: both are pinned, and veraPDF checks the result in the tests.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from django.conf import settings
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STATIC = Path(settings.BASE_DIR, "static").resolve()
FONTS = (STATIC / "fonts/LiberationSans-Regular.ttf", STATIC / "fonts/LiberationSans-Bold.ttf")
SHEET, DRAFT_SHEET = STATIC / "css/paper.css", STATIC / "css/draft.css"
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
STAND_IN = "\N{WHITE SQUARE}"
PRINT_FLAG = 4

Objects = dict[bytes, pydyf.Object]


class RefusedAddress(ValueError):
    """The paper asked for something that is not a style sheet, font or drawing of this project."""


class StaticFilesOnly(URLFetcher):
    """Opens files of the project's static folder and nothing else, by whatever name it is asked.

    Links out of the folder are followed before they are judged. The network is never touched.
    """

    def __init__(self):
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        path = _static_file(url)
        if path is None:
            # Remembered too: within a drawing WeasyPrint swallows whatever is raised.
            self.refused.append(url)
            raise RefusedAddress(f"“{url}” is not a file of the folder of static files.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def _static_file(url: str) -> Path | None:
    """The file that ``url`` names, if it is one that a paper may open."""
    try:
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
    except ValueError:  # no address at all, or a null byte in it
        return None
    if parts.scheme != "file" or parts.netloc:
        return None
    inside = path.is_relative_to(STATIC) and path.suffix in TYPES
    return path if inside and path.is_file() else None


def render_pdf(html: str, *, draft: bool = False) -> bytes:
    """The finished document ``html``, which needs title and language, as PDF/UA-1.

    A draft bears the word behind the text of every page. RefusedAddress: it asks for anything
    outside the folder of static files.
    """
    fetcher, fonts = StaticFilesOnly(), FontConfiguration()
    try:
        sheets = [
            CSS(filename=sheet, url_fetcher=fetcher, font_config=fonts)
            for sheet in (SHEET, *([DRAFT_SHEET] if draft else []))
        ]
        paper = HTML(
            string=_in_our_letters(html), base_url=f"{STATIC.as_uri()}/", url_fetcher=fetcher
        )
        pdf = paper.write_pdf(
            stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", finisher=finish
        )
    except FatalURLFetchingError as error:
        # A BaseException, so that WeasyPrint stops; nothing above this module needs to know it.
        raise RefusedAddress(str(error.__cause__)) from error
    if fetcher.refused:
        raise RefusedAddress(f"The paper asked for {', '.join(fetcher.refused)}.")
    return pdf


def _in_our_letters(html: str) -> str:
    """``html`` with a plain square for each character that the paper's fonts do not have.

    Another font of the machine's would step in, or none: the bytes would differ from machine to
    machine, and PDF/UA refuses a letter without a shape.
    """
    foreign = {letter for letter in set(html) - _letters() if not _is_invisible(letter)}
    return html.translate(dict.fromkeys(map(ord, foreign), STAND_IN)) if foreign else html


def _is_invisible(letter: str) -> bool:
    """Marks that only steer the text, such as a soft hyphen, need no shape."""
    return letter == "\n" or unicodedata.category(letter) == "Cf"


@cache
def _letters() -> frozenset[str]:
    """The characters that both of the paper's fonts have."""
    regular, bold = (_code_points(path) for path in FONTS)
    return frozenset(map(chr, regular & bold))


def _code_points(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Give list items their bodies and table headings their scope, set the margins apart from the
    text, and let links print."""
    _give_bodies(pdf)
    objects = {thing.reference: thing for thing in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    elements = dict(_elements(root, objects))
    for reference, in_head in elements.items():
        _give_scope(objects[reference], in_head)
    _set_margins_apart(root, objects, elements.keys())
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("Subtype") == "/Link":
            thing["F"] = PRINT_FLAG


def _give_bodies(pdf: pydyf.PDF) -> None:
    """Put all of a list item but its label into one body, as PDF/UA asks.

    WeasyPrint does so for words, but not for paragraphs, quotations and tables within an item.
    """
    objects = {thing.reference: thing for thing in pdf.objects}
    for item in list(pdf.objects):
        if not isinstance(item, pydyf.Dictionary) or item.get("S") != "/LI":
            continue
        labels = [part for part in item["K"] if objects[part]["S"] == "/Lbl"]
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference})
        pdf.add_object(body)
        body["K"] = pydyf.Array(
            kid for part in item["K"] if part not in labels for kid in _kids(part, objects)
        )
        for kid in body["K"]:
            objects[kid]["P"] = body.reference
        item["K"] = pydyf.Array([*labels, body.reference])


def _kids(part: bytes, objects: Objects) -> list[bytes]:
    """What a part of a list item brings into the body: of a body its own parts."""
    return objects[part]["K"] if objects[part]["S"] == "/LBody" else [part]


def _elements(
    parent: pydyf.Dictionary, objects: Objects, in_head: bool = False
) -> Iterator[tuple[bytes, bool]]:
    """Every element of the structure below ``parent``, and whether it is in a table's head."""
    for reference in parent.get("K", ()):
        element = objects.get(reference)
        if isinstance(element, pydyf.Dictionary) and "S" in element:
            inside = in_head or element["S"] == "/THead"
            yield reference, inside
            yield from _elements(element, objects, inside)


def _give_scope(element: pydyf.Dictionary, in_head: bool) -> None:
    """WeasyPrint ties cells to headings by name only, and the headings of rows to nothing."""
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Column" if in_head else "/Row"


def _set_margins_apart(root: pydyf.Dictionary, objects: Objects, elements) -> None:
    """Make running heads, page numbers and the mark of a draft artifacts, outside the text.

    WeasyPrint marks them as content, but of elements that are no part of the structure.
    """
    numbers = objects[root["ParentTree"]]["Nums"]
    owners = dict(zip(numbers[0::2], numbers[1::2], strict=True))
    for page in objects.values():
        if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page":
            of_page = owners[page["StructParents"]]
            apart = {mark for mark, owner in enumerate(of_page) if owner not in elements}
            _make_artifacts(objects[page["Contents"]].stream, apart)


def _make_artifacts(stream: list, apart: set[int]) -> None:
    """Rename the marked content with the numbers ``apart`` in a page's stream."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in apart:
            stream[place - 1] = b"/Artifact"
            stream[place] = pydyf.Dictionary({"Type": "/Pagination"})
