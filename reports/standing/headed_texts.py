"""A section's Markdown as texts under headings, to be compared and replaced one by one.

What is not replaced stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from reports.narrative import MARKDOWN
from reports.text import as_quotation


@dataclass(frozen=True)
class HeadedText:
    """One heading as it reads and the Markdown under it; it begins in line ``first`` of the section.

    Its text runs from line ``text_from`` up to ``last``, which is another's.
    """

    heading: str
    text: str
    first: int
    text_from: int
    last: int


def headed_texts(body: str) -> tuple[HeadedText, ...]:
    """The texts under headings, in order; what stands before the first heading is left out."""
    lines = _lines(body)
    tokens = MARKDOWN.parse("\n".join(lines))
    found = [
        (token.map[0], token.map[1], _plain(tokens[index + 1]))
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and not token.level
    ]
    ends = [*(first for first, _, _ in found), len(lines)][1:]
    return tuple(
        HeadedText(heading, "\n".join(lines[text_from:last]).strip(), first, text_from, last)
        for (first, text_from, heading), last in zip(found, ends, strict=True)
    )


def under(heading: str, texts: Iterable[HeadedText]) -> HeadedText | None:
    """The first of ``texts`` with this heading, in whatever case it is written."""
    wanted = _key(heading)
    return next((each for each in texts if _key(each.heading) == wanted), None)


def headed(heading: str, text: str) -> str:
    """The Markdown of one heading, printed literally, and its text."""
    return f"### {as_quotation(heading).replace('#', chr(92) + '#')}\n{text.strip()}"


def with_texts(body: str, texts: Mapping[str, str]) -> str:
    """``body`` with other ``texts`` under their headings; new headings come last."""
    lines = _lines(body)
    standing = headed_texts(body)
    replaced = {under(heading, standing): heading for heading in texts}
    for part in reversed(standing):
        if part in replaced:
            follows = [""] if part.last < len(lines) else []
            lines[part.text_from : part.last] = [
                *texts[replaced[part]].strip().split("\n"),
                *follows,
            ]
    added = [
        headed(heading, text) for heading, text in texts.items() if not under(heading, standing)
    ]
    return "\n\n".join(filter(None, ["\n".join(lines).strip("\n"), *added]))


def stands_alone(heading: str, text: str) -> bool:
    """Whether this makes exactly one headed text, and leaves what comes after it alone."""
    parts = headed_texts(f"{headed(heading, text)}\n\n{headed('After', 'it.')}")
    return [(part.heading, part.text) for part in parts] == [
        (" ".join(heading.split()), "\n".join(_lines(text)).strip()),
        ("After", "it."),
    ]


def _lines(body: str) -> list[str]:
    return body.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _plain(inline: Token) -> str:
    return "".join(each.content for each in inline.children).strip()


def _key(heading: str) -> str:
    return " ".join(heading.split()).casefold()
