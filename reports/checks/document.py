"""A finished paper read back: its elements, in the order in which they are printed.

What is checked is thus what readers get, not what the program meant to print.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import takewhile
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class _Reader(HTMLParser):
    """Builds elements from text that was made well formed by templates and the cleaner."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, data):
        self.builder.data(data)


class Document:
    """The elements of a finished paper; lists are in the order of print."""

    def __init__(self, html: str):
        reader = _Reader()
        reader.feed(html.removeprefix("<!DOCTYPE html>").strip())
        reader.close()
        self.root = reader.builder.close()
        self.elements = list(self.root.iter())
        self.ids = [element.get("id") for element in self.elements if "id" in element.attrib]
        self.parents = {child: parent for parent in self.elements for child in parent}

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def headings(self) -> list[Element]:
        return self.all(*HEADINGS)

    def words_of(self, identifier: str) -> str:
        """The words of the element with this id; nothing where there is none."""
        found = (element for element in self.elements if element.get("id") == identifier)
        return next(map(words, found), "")

    def place_of(self, element: Element) -> tuple[str, str]:
        """Words and anchor of ``element``, or the nearest place before it that a link can lead to."""
        caption = element.find("caption") if element.tag == "table" else None
        element = element if caption is None else caption
        before = self.elements[: self.elements.index(element) + 1]
        for each in reversed(before):
            if each.get("id") and words(each) and each.tag in (*HEADINGS, "caption", "p"):
                return _short(each), each.get("id")
        return "Title", ""

    def section_of(self, element: Element) -> str:
        """The anchor of the section that ``element`` is printed in; nothing above the first."""
        before = self.elements[: self.elements.index(element) + 1]
        headings = (each.get("id", "") for each in reversed(before) if each.tag == "h2")
        return next(headings, "")

    def under(self, table: Element) -> list[Element]:
        """What is printed after ``table`` until the next table or heading begins."""
        inside = set(table.iter())
        after = self.elements[self.elements.index(table) + 1 :]
        following = (element for element in after if element not in inside)
        return list(takewhile(lambda each: each.tag not in ("table", *HEADINGS), following))

    def ancestors(self, element: Element) -> Iterator[Element]:
        while element in self.parents:
            element = self.parents[element]
            yield element


def words(element: Element) -> str:
    """All the words in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _short(element: Element) -> str:
    """A heading or caption whole; of a numbered paragraph its number."""
    if element.tag != "p":
        return words(element)
    return f"Paragraph {element.get('id').removeprefix('p')}"
