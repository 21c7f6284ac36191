"""The paper as a PDF anybody can read: tagged, PDF/UA-1, the same bytes for the same HTML.

The only place that knows WeasyPrint. What it lacks for an accessible table and a quiet page is
mended by ``finish`` on its own objects before they are written. It relies on internals of
WeasyPrint and pydyf: both are pinned, and veraPDF checks the result in the tests.
"""

from __future__ import annotations

import pydyf
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.outputs.pdf.fetching import STATIC, RefusedAddress, StaticFilesOnly
from reports.outputs.pdf.letters import in_our_letters
from reports.outputs.pdf.tagging import mend_tags

SHEET, DRAFT_SHEET = STATIC / "css/paper.css", STATIC / "css/draft.css"


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
            string=in_our_letters(html), base_url=f"{STATIC.as_uri()}/", url_fetcher=fetcher
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


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """What WeasyPrint calls with its finished objects, before it writes them."""
    mend_tags(pdf)
