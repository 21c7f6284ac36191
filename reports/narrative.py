"""The narrative: a section's Markdown made into clean HTML with numbered paragraphs.

References to figures are resolved by ``references`` first. What is typed can only ever become the
few tags named here: no pictures, no scripts, no styles, links to the web, mail and this paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.references import NamedFigure, Problem, as_typed, marks_in, resolve

TAGS = {
    *("p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "br"),
    *("strong", "em", "b", "a", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "b": {"class"},
    "div": {"class", "role", "aria-label", "tabindex"},
    "ol": {"start"},
    "p": {"class", "id"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}
WEB_AND_MAIL = ("http", "https", "mailto")
SECTION_LEVEL = 2

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Part:
    """A text under its own heading, such as one implication; both finished HTML."""

    heading: str
    html: str


@dataclass(frozen=True)
class Narrative:
    """One section's text as HTML: what stands before the first heading, then the headed parts.

    ``parts`` is empty unless the text was asked for by heading. ``problems`` are the references
    that name no figure; where there are any, the HTML is not fit to print.
    """

    html: str
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Setting:
    """Where a text stands: its section's heading and number (None: paragraphs have no numbers).

    ``anchors`` are the places of the paper that links may lead to, without ``#``.
    """

    heading: str
    number: int | None = None
    anchors: frozenset[str] = frozenset()
    by_heading: bool = False


def narrative(text: str, figures: Mapping[str, NamedFigure], setting: Setting) -> Narrative:
    """``text`` (Markdown) as HTML for the page and the paper."""
    resolved, problems = resolve(text, figures, markdown=True)
    tokens = MARKDOWN.parse(resolved)
    placed = tuple(_placed(tokens, problems, setting))
    lead, *parts = _split_at_headings(tokens) if setting.by_heading else [tokens]
    if not setting.by_heading:
        _number_paragraphs(lead, setting)
    return Narrative(
        _finished(lead, setting),
        tuple(_part(part, setting) for part in parts),
        placed,
    )


def _number_paragraphs(tokens: list[Token], setting: Setting) -> None:
    """Number the paragraphs that stand by themselves, as 1.1, 1.2; the number is inside them.

    A screen reader then says it with the paragraph, and a copied paragraph brings it along.
    """
    count = 0
    for opening, inline in pairwise(tokens):
        if opening.type != "paragraph_open" or opening.level:
            continue
        count += 1
        if setting.number is None:
            opening.attrSet("class", "inset")
            continue
        label = f"{setting.number}.{count}"
        opening.attrSet("class", "numbered")
        opening.attrSet("id", f"p{label}")
        inline.children.insert(0, _raw(f'<b class="n">{label} </b>'))


def placed_tokens(
    tokens: list[Token], problems: tuple[Problem, ...], setting: Setting
) -> Iterator[tuple[str, Token]]:
    """Each token with the paragraph, or the heading, it stands in or under, as people name it."""
    is_numbered = setting.number and not setting.by_heading
    count, place = 0, setting.heading
    part = place
    for opening, token in pairwise([None, *tokens]):
        if token.type == "paragraph_open" and not token.level:
            count += 1
            printed = f"{setting.heading}, paragraph {setting.number}.{count}"
            place = printed if is_numbered else f"{part}, paragraph {count}"
        elif opening is not None and opening.type == "heading_open":
            part = place = f"{setting.heading}, under “{as_typed(token.content, problems)}”"
            # Numbers go on past a heading, as they are printed.
            count = count if is_numbered else 0
        yield place, token


def _placed(
    tokens: list[Token], problems: tuple[Problem, ...], setting: Setting
) -> Iterator[Problem]:
    """The problems, each with its place."""
    for place, token in placed_tokens(tokens, problems, setting):
        for problem in marks_in(token.content, problems):
            yield replace(problem, place=place)


def _split_at_headings(tokens: list[Token]) -> list[list[Token]]:
    """The tokens before the first heading, then those of each heading with what follows it."""
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and not token.level:
            groups.append([])
        groups[-1].append(token)
    return groups


def _part(tokens: list[Token], setting: Setting) -> Part:
    """A heading's words, and the text after it."""
    _opening, words, _closing, *text = tokens
    return Part(_finished([words], setting), _finished(text, setting))


def _finished(tokens: list[Token], setting: Setting) -> str:
    """The tokens as HTML that holds nothing but the allowed tags."""
    _keep_heading_order(tokens)
    html = MARKDOWN.renderer.render(list(_with_tables(tokens, setting)), MARKDOWN.options, {})

    def allowed(tag: str, attribute: str, value: str) -> str | None:
        return value if attribute != "href" or leads_somewhere(value, setting.anchors) else None

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=allowed,
        url_schemes=set(WEB_AND_MAIL),
        link_rel=None,
    ).strip()


def leads_somewhere(address: str, anchors: frozenset[str]) -> bool:
    """Whether a link may stay: on paper a relative or unknown one would lead nowhere."""
    if address.startswith("#"):
        return address[1:] in anchors
    try:
        return urlsplit(address).scheme in WEB_AND_MAIL
    except ValueError:
        return False


def _keep_heading_order(tokens: list[Token]) -> None:
    """Headings go below the section's own, and never skip a level on the way down (PDF/UA-1)."""
    used = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
    last = SECTION_LEVEL
    for token in tokens:
        if token.type == "heading_open":
            last = min(SECTION_LEVEL + 1 + used.index(int(token.tag[1])), last + 1)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(last, 6)}"


def _with_tables(tokens: list[Token], setting: Setting) -> Iterator[Token]:
    """Tables in a region that scrolls, cells aligned by class: the page allows no inline style."""
    count = 0
    for token in tokens:
        if token.type == "table_open":
            count += 1
            token.attrSet("class", "ledger")
            label = escape(f"Table in {setting.heading}" + (f", {count}" if count > 1 else ""))
            yield _raw(f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">')
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("th_open", "td_open") and "right" in str(token.attrGet("style")):
            token.attrSet("class", "num")
        yield token
        if token.type == "table_close":
            yield _raw("</div>")


def _raw(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)
