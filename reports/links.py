"""Links of the narrative that would lead nowhere on page and paper, where the studio refuses them.

The renderer leaves such a link out and keeps its words (``narrative``): nobody would notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from markdown_it.token import Token

from reports.narrative import MARKDOWN, Setting, leads_somewhere, placed_tokens
from reports.references import NamedFigure, as_typed, resolve
from reports.text import printable

# ``[the words][label]`` for which no line says ``[label]: address``: Markdown prints the brackets.
_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_WITHOUT_ADDRESS = re.compile(r"(?<!\\)\[[^\[\]\\\n]+\]\[[^\[\]\\\n]*\]")


@dataclass(frozen=True)
class DeadLink:
    """A link, or a picture, that cannot be printed: where it stands, what was written, and why."""

    place: str
    quoted: str
    advice: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.quoted}” {self.advice}"


def dead_links(
    text: str, figures: Mapping[str, NamedFigure], setting: Setting
) -> tuple[DeadLink, ...]:
    """The links of ``text`` (Markdown) that lead nowhere, in their order."""
    resolved, problems = resolve(printable(text), figures, markdown=True)
    tokens = MARKDOWN.parse(resolved)
    return tuple(
        DeadLink(place, as_typed(quoted, problems), advice)
        for place, token in placed_tokens(tokens, problems, setting)
        if token.type == "inline"
        for quoted, advice in (*_dead(token.children, setting.anchors), *_without_address(token))
    )


def _dead(tokens: list[Token], anchors: frozenset[str]) -> Iterator[tuple[str, str]]:
    for index, token in enumerate(tokens):
        if token.type == "image":
            yield f"![{token.content}]", "is a picture, and text cannot print one. Take it out."
        if token.type != "link_open":
            continue
        address = str(token.attrGet("href"))
        if not leads_somewhere(address, anchors):
            yield f"[{_words(tokens[index + 1 :])}]({unquote(address)})", _why(address, anchors)


def _words(tokens: list[Token]) -> str:
    """The words of the link whose inside ``tokens`` begin with."""
    inside = []
    for token in tokens:
        if token.type == "link_close":
            break
        inside.append(token.content)
    return "".join(inside)


def _why(address: str, anchors: frozenset[str]) -> str:
    if not address.startswith("#"):
        return (
            "leads nowhere on paper. Write the whole address, such as https://www.example.org/page."
        )
    near = get_close_matches(address[1:], anchors, n=1)
    known = f" Did you mean “#{near[0]}”?" if near else ""
    return f"leads to no section of this paper.{known}"


def _without_address(token: Token) -> Iterator[tuple[str, str]]:
    """Brackets that were meant as a link and are printed as they stand."""
    printed = "".join(child.content for child in token.children if child.type == "text")
    for match in _WITHOUT_ADDRESS.finditer(_CODE.sub("", token.content)):
        if match[0] in printed:
            yield (
                match[0],
                "has no address. Write it as [the words](https://www.example.org/page).",
            )
