"""The places of a paper that can be commented on, read from the finished paper itself.

The paper's template knows nothing of comments: they are put beneath these places on one page alone,
and so can be in no file and no edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from itertools import accumulate
from string import ascii_lowercase

NUMBER_OF_TABLE = re.compile(r"^Table \d+\. ")
# Between these the words of a place do not run on.
BREAKS = ("td", "th", "tr", "p", "li", "br", "div", "caption", "small")
LONGEST_LABEL = 200


PAPER, HEADING, NUMBER, TITLE = "paper", "heading", "number", "title"
RECOMMENDATIONS = "recommendations"
ENDED_BY = {
    "article": PAPER,
    "h2": HEADING,
    "b": NUMBER,
    "caption": TITLE,
    "th": TITLE,
    "section": RECOMMENDATIONS,
}
# What names a place, by the tag of the place: a table its caption, a text under a heading this.
TITLED_BY = {"div": "caption", "tr": "th"}


@dataclass(frozen=True)
class Place:
    """``label`` as people say it: ``Paragraph 1.2``; ``quoted``: its words, of a table the caption.

    ``mark``: the same only for the same words, wherever they stand. ``end``: what is beneath the
    place goes there, an offset into the HTML.
    """

    anchor: str
    label: str
    quoted: str
    mark: str
    end: int


@dataclass
class _Open:
    """A place being read: which tag closes it, and how many of the same are open inside."""

    tag: str
    anchor: str
    label: str
    words: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    depth: int = 1
    inside: int | None = None


def places_in(html: str) -> tuple[Place, ...]:
    """Numbered paragraphs, those of the front sheet, recommendations, texts under headings and
    tables, in the order of the paper."""
    reader = _PaperReader(html)
    reader.feed(html)
    reader.close()
    return tuple(reader.places)


def beneath(html: str, places: tuple[Place, ...], added: Callable[[Place], str]) -> str:
    """``html`` with ``added(place)`` beneath each of its places."""
    return "".join(_pieces(html, places, added))


def _pieces(html: str, places: tuple[Place, ...], added) -> Iterator[str]:
    start = 0
    for place in places:
        yield html[start : place.end]
        yield added(place)
        start = place.end
    yield html[start:]


class _PaperReader(HTMLParser):
    """Reads the article of the paper; everything around it is passed over."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html
        self.places: list[Place] = []
        # As the parser counts them, by line feeds alone.
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        # What is being read just now, each until its end tag.
        self._within: set[str] = set()
        self._heading, self._heading_words = "", []
        self._counts: dict[str, int] = {}
        self._lists = self._tables = self._parts = 0
        self._place: _Open | None = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        if tag == "article" and "paper" in classes:
            self._within.add(PAPER)
        if PAPER not in self._within:
            return
        self._note_surroundings(tag, classes, attributes)
        if self._place is None:
            self._place = self._opened(tag, classes, attributes)
        else:
            self._place.depth += tag == self._place.tag
            if tag in BREAKS:
                self._place.words.append(" ")

    def handle_endtag(self, tag):
        if PAPER not in self._within:
            return
        place = self._place
        if place and tag == "td":
            place.inside = self._offset()
        if place and tag == place.tag:
            place.depth -= 1
            if not place.depth:
                self._close(place)
        if tag == "table":
            self._parts = 0 if self._parts == self._tables else self._parts
        self._tables -= tag == "table"
        self._lists -= tag in ("ol", "ul")
        self._within.discard(ENDED_BY.get(tag))

    def handle_data(self, data):
        if NUMBER in self._within:
            return
        if HEADING in self._within:
            self._heading_words.append(data)
        if self._place:
            self._place.words.append(data)
            if TITLE in self._within:
                self._place.title.append(data)

    def _note_surroundings(self, tag: str, classes: list[str], attributes: Mapping) -> None:
        self._tables += tag == "table"
        self._lists += tag in ("ol", "ul")
        if tag == "h2":
            self._heading, self._heading_words = attributes.get("id") or "", []
            self._within.add(HEADING)
        elif tag == "b" and "n" in classes:
            self._within.add(NUMBER)
        elif tag in ("caption", "th") and self._place and tag == TITLED_BY.get(self._place.tag):
            self._within.add(TITLE)
        elif tag == "table" and "parts" in classes:
            self._parts = self._tables
        elif tag == "section" and "recommend" in classes:
            self._within.add(RECOMMENDATIONS)

    def _opened(self, tag: str, classes: list[str], attributes: Mapping) -> _Open | None:
        if tag == "p" and "numbered" in classes and attributes.get("id"):
            anchor = attributes["id"]
            return _Open(tag, anchor, f"Paragraph {anchor.removeprefix('p')}")
        if tag == "p" and "inset" in classes and "note" not in classes:
            return self._counted(tag, "paragraph", lambda count: f"paragraph {count}")
        if tag == "li" and RECOMMENDATIONS in self._within and self._lists == 1:
            return self._counted(tag, "point", _lettered)
        if tag == "tr" and self._parts and self._tables == self._parts:
            return self._counted(tag, "text", lambda count: "")
        if tag == "div" and "scroll" in classes and attributes.get("aria-labelledby"):
            return _Open(tag, attributes["aria-labelledby"], "")
        return None

    def _counted(self, tag: str, noun: str, called: Callable[[int], str]) -> _Open | None:
        """A place without an anchor of its own: the section's, and how many like it were before."""
        if not self._heading:
            return None
        anchor = f"{self._heading}-{noun}"
        count = self._counts[anchor] = self._counts.get(anchor, 0) + 1
        label = ", ".join(filter(None, [_plain(self._heading_words), called(count)]))
        return _Open(tag, f"{anchor}-{count}", label)

    def _close(self, place: _Open) -> None:
        self._place = None
        words, title = _plain(place.words), _plain(place.title)
        label, quoted, end = place.label, words, self._after()
        if place.tag == "div":
            label, quoted = title.split(". ")[0], title
        elif place.tag == "li":
            end = self._offset()
        elif place.tag == "tr":
            label, end = f"{label}, {title}", place.inside or end
        if not quoted:
            return
        marked = f"{place.tag} {NUMBER_OF_TABLE.sub('', words)}"
        mark = sha256(marked.encode()).hexdigest()
        self.places.append(Place(place.anchor, label[:LONGEST_LABEL], quoted, mark, end))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _after(self) -> int:
        """The offset behind the tag that is being read."""
        return self.html.index(">", self._offset()) + 1


def _lettered(count: int) -> str:
    """As the paper prints its recommendations: ``a``, ``b`` …; beyond them by number."""
    return ascii_lowercase[count - 1] if count <= len(ascii_lowercase) else str(count)


def _plain(words: list[str]) -> str:
    return " ".join("".join(words).split())
