"""The paper as a PDF anybody can read and any archive can keep: PDF/UA-1 and PDF/A-3a in one file,
the same bytes for the same HTML and figures.

The only place that knows WeasyPrint. What it lacks for an accessible table, a quiet page and the
names of both standards is mended by ``finish`` on its own objects before they are written. It relies
on internals of WeasyPrint and pydyf: both are pinned, and veraPDF checks the result in the tests.
"""

from __future__ import annotations

import pydyf
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.outputs.pdf.archive import ARCHIVAL, figures_of, name_both_standards
from reports.outputs.pdf.fetching import STATIC, RefusedAddress, StaticFilesOnly
from reports.outputs.pdf.letters import in_our_letters
from reports.outputs.pdf.tagging import mend_tags

SHEET, DRAFT_SHEET = STATIC / "css/paper.css", STATIC / "css/draft.css"


def render_pdf(html: str, *, draft: bool = False, figures: bytes | None = None) -> bytes:
    """The finished document ``html``, which needs title, language and day, as a PDF.

    A draft bears the word behind the text of every page. ``figures``: the very figures.json of what
    is printed, attached as its data. RefusedAddress: ``html`` asks for anything outside the folder of
    static files. ValueError: there are figures, but no day.
    """
    fetcher, fonts, profiles = StaticFilesOnly(), FontConfiguration(), {}
    try:
        sheets = [
            CSS(filename=sheet, url_fetcher=fetcher, font_config=fonts, color_profiles=profiles)
            for sheet in (SHEET, *([DRAFT_SHEET] if draft else []))
        ]
        paper = HTML(
            string=in_our_letters(html), base_url=f"{STATIC.as_uri()}/", url_fetcher=fetcher
        )
        document = paper.render(
            stylesheets=sheets, font_config=fonts, color_profiles=profiles, **ARCHIVAL
        )
        attached = [] if figures is None else [figures_of(document, figures)]
        pdf = document.write_pdf(finisher=finish, attachments=attached, **ARCHIVAL)
    except FatalURLFetchingError as error:
        # A BaseException, so that WeasyPrint stops; nothing above this module needs to know it.
        raise RefusedAddress(str(error.__cause__)) from error
    if fetcher.refused:
        raise RefusedAddress(f"The paper asked for {', '.join(fetcher.refused)}.")
    return pdf


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """What WeasyPrint calls with its finished objects, before it writes them."""
    mend_tags(pdf)
    name_both_standards(pdf)
