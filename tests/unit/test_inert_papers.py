"""Whatever is typed into a paper is words: inert on the page, in the PDF and in Word, and the renderer
opens no file but static ones, and no connection, whatever it is given."""

import re
import socket
from functools import lru_cache
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from lxml import etree, html

from reports.narrative import TAGS, WEB_AND_MAIL
from reports.outputs.pdf import render_pdf
from reports.outputs.word import report_docx
from reports.papers import finished_html
from tests.hostile import EVERYTHING, nothing_opened_but_static_files, paper_saying, texts

PLAIN = "Plain words."
ACTIVE = {"style", "src", "srcset", "data", "action", "formaction", "background", "poster", "rel"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@lru_cache(maxsize=1)
def plain():
    """A harmless paper, made once: tags and fields that others may have too; the renderer is warm."""
    report = paper_saying(PLAIN)
    document = finished_html(report)
    render_pdf(document, figures=b"{}")
    return elements(document), fields(report_docx(report))


def elements(document):
    return [each for each in html.document_fromstring(document).iter() if isinstance(each.tag, str)]


def fields(docx):
    words = etree.fromstring(ZipFile(BytesIO(docx)).read("word/document.xml"))
    return {each.text for each in words.iter(f"{WORD}instrText")}


def assert_page_is_inert(document):
    allowed = {each.tag for each in plain()[0]} | TAGS
    head = [
        each.tag
        for each in plain()[0]
        if each.getparent() is not None and each.getparent().tag == "head"
    ]
    found = elements(document)

    assert {each.tag for each in found} <= allowed
    assert [
        each.tag
        for each in found
        if each.getparent() is not None and each.getparent().tag == "head"
    ] == head
    for each in found:
        names = set(each.attrib)
        assert not names & ACTIVE and not any(name.startswith("on") for name in names)
        if "href" in names:
            assert_leads_nowhere_else(each.get("href"))


def assert_leads_nowhere_else(address):
    assert address.startswith("#") or urlsplit(address).scheme in WEB_AND_MAIL


def assert_pdf_is_inert(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert list(opened.attachments) == ["figures.json"]
        assert "/OpenAction" not in opened.Root and "/AA" not in opened.Root
        for thing in opened.objects:
            if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                continue
            assert thing.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR")
            assert thing.get("/Subtype") not in ("/Image", "/FileAttachment", "/Widget")
            if "/URI" in thing.get("/A", {}):
                assert_leads_nowhere_else(str(thing.A.URI))


def assert_word_is_inert(docx):
    with ZipFile(BytesIO(docx)) as archive:
        names = archive.namelist()
        related = [
            link
            for name in names
            if name.endswith(".rels")
            for link in etree.fromstring(archive.read(name))
            if link.get("TargetMode") == "External"
        ]
    assert not [name for name in names if re.search("media|embed|activeX|vba|afchunk", name)]
    assert fields(docx) == plain()[1]
    for link in related:
        assert link.get("Type").endswith("/hyperlink")
        assert_leads_nowhere_else(link.get("Target"))


@settings(max_examples=30)
@given(texts)
def test_whatever_is_typed_is_inert_on_the_page(text):
    assert_page_is_inert(finished_html(paper_saying(text)))


# A paper takes half a second: a few, and none made smaller.
@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(texts)
def test_whatever_is_typed_is_inert_in_pdf_and_word(text):
    report, _ = paper_saying(text), plain()
    document = finished_html(report)

    with nothing_opened_but_static_files():
        pdf = render_pdf(document, draft=True, figures=b"{}")

    assert_pdf_is_inert(pdf)
    assert_word_is_inert(report_docx(report))


def test_a_paper_full_of_tricks_is_inert_and_keeps_to_both_standards(
    assert_keeps_to_both_standards,
):
    report, _ = paper_saying(EVERYTHING), plain()
    document = finished_html(report)

    with nothing_opened_but_static_files():
        pdf = render_pdf(document, figures=b"{}")

    assert_page_is_inert(document)
    assert_pdf_is_inert(pdf)
    assert_word_is_inert(report_docx(report))
    assert_keeps_to_both_standards(pdf)


@pytest.mark.parametrize(
    "reach",
    [
        lambda: open("/etc/hostname").close(),
        lambda: open("pyproject.toml", "rb").close(),
        lambda: socket.getaddrinfo("127.0.0.1", 9),
        lambda: socket.socket().close(),
    ],
)
def test_the_guard_sees_files_and_connections(reach):
    with pytest.raises(AssertionError), nothing_opened_but_static_files():
        reach()
