"""The paper as a page: whether everybody can read it, its headings, and where its links lead.

Checked on the finished HTML, of which page and PDF are made. No address is ever fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from reports.checks.document import HEADINGS, Document, classes, words
from reports.checks.paper import Paper
from reports.checks.values import Fault, fault_at

SAYS_NOTHING = {"click here", "here", "this", "this link", "link", "more", "read more", "see here"}
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_HOST = re.compile(r"[^\s.]+(\.[^\s.]+)+")


def unreadable_places(paper: Paper) -> Iterator[Fault]:
    """What would keep somebody from reading: with a screen reader, by headings, in large type."""
    document = paper.document
    for element, sentence in _barriers(document):
        yield fault_at(paper, element, sentence)


def headings_out_of_order(paper: Paper) -> Iterator[Fault]:
    """One title first, then no level skipped on the way down."""
    document, last = paper.document, 0
    for heading in document.headings:
        level = int(heading.tag[1])
        if level > last + 1 or (level == 1) != (last == 0):
            yield fault_at(
                paper,
                heading,
                f"the heading “{words(heading)}” is of level {level} and follows one of level {last}."
                if last
                else f"the first heading, “{words(heading)}”, is not the title.",
            )
        last = level


def links_that_lead_nowhere(paper: Paper) -> Iterator[Fault]:
    document = paper.document
    for link in document.all("a"):
        reason = _wrong_with(link.get("href"), document.ids)
        if reason:
            yield fault_at(paper, link, f"the link “{words(link)}” {reason}")


def links_that_do_not_say(paper: Paper) -> Iterator[Fault]:
    """Links are read out by themselves, and printed without their address."""
    document = paper.document
    for link in document.all("a"):
        if words(link).lower().strip(".,:… ") in SAYS_NOTHING:
            yield fault_at(
                paper,
                link,
                f"the link “{words(link)}” does not say where it leads. Name what is found there.",
            )


def _wrong_with(address: str | None, ids: list[str]) -> str:
    """Why an address leads nowhere; nothing where it is well formed."""
    if address is None:
        return "leads nowhere: link to the web, to mail, or to a section of this paper."
    if address.startswith("#"):
        return "" if address[1:] in ids else f"leads to “{address}”, which is not in this paper."
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        is_sound = _MAIL.fullmatch(parts.path)
    else:
        is_sound = _HOST.fullmatch(parts.netloc.rpartition("@")[2].partition(":")[0])
    return "" if is_sound else f"leads to “{address}”, which is no whole address."


def _barriers(document: Document) -> Iterator[tuple[Element, str]]:
    yield from _of_document(document)
    for table in document.all("table"):
        yield from _of_table(document, table)
    for element in document.elements:
        if element.tag in (*HEADINGS, "caption", "th") and not words(element):
            kind = "heading of a table" if element.tag == "th" else "heading or caption"
            yield element, f"a {kind} is empty."
        if element.tag == "a" and not _name_of(document, element):
            yield element, "a link has no words."
        if element.tag in ("img", "svg") and not _has_alternative(document, element):
            yield element, "a picture has no text in its place."
        if element.get("role") == "region" and not _name_of(document, element, own=False):
            yield element, "a part that scrolls has no name."


def _of_document(document: Document) -> Iterator[tuple[Element, str]]:
    if not document.root.get("lang"):
        yield document.root, "the language is not named."
    if not any(words(title) for title in document.all("title")[:1]):
        yield document.root, "the document has no title."
    for identifier, count in Counter(document.ids).items():
        if count > 1:
            yield (
                _last_with(document, identifier),
                f"the place “{identifier}” is there {count} times.",
            )


def _of_table(document: Document, table: Element) -> Iterator[tuple[Element, str]]:
    headings = list(table.iter("th"))
    if not headings:
        yield table, "a table has no headings of rows or columns."
    if any(cell.get("scope") not in ("col", "row", "colgroup", "rowgroup") for cell in headings):
        yield table, "a heading of a table does not say whether it heads a row or a column."
    if "ledger" in classes(table) and not _table_name(document, table):
        yield table, "a table of figures has no caption."


def _table_name(document: Document, table: Element) -> str:
    caption = table.find("caption")
    own = words(caption) if caption is not None else ""
    around = (_name_of(document, each, own=False) for each in document.ancestors(table))
    return own or next(filter(None, around), "")


def _has_alternative(document: Document, picture: Element) -> bool:
    if picture.tag == "img":
        return "alt" in picture.attrib
    if picture.get("aria-hidden") == "true":
        return True
    return picture.get("role") == "img" and bool(_name_of(document, picture, own=False))


def _name_of(document: Document, element: Element, own: bool = True) -> str:
    """What a screen reader calls an element; ``own``: its own words count."""
    label = element.get("aria-label", "").strip()
    named_by = " ".join(map(document.words_of, element.get("aria-labelledby", "").split()))
    return label or named_by.strip() or (words(element) if own else "")


def _last_with(document: Document, identifier: str) -> Element:
    return [each for each in document.elements if each.get("id") == identifier][-1]
