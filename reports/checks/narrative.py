"""The words of the paper: references, empty sections, and what may have gone stale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from xml.etree.ElementTree import Element

from cctvpartnership.figures import rounded
from reports.checks.paper import Paper, TypedText
from reports.checks.tables import as_number, printed_numbers
from reports.checks.values import Fault
from reports.models import Section
from reports.narrative import MARKDOWN
from reports.references import OF_BEFORE
from reports.sections import ON_THE_FRONT_SHEET, PrintedSection

Kind = Section.Kind
LONGEST_QUOTE = 80
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_REFERENCE = re.compile(r"\{\{[^{}]*\}\}")
_LITERAL = re.compile(
    rf"\bQuarter [1-4]\b|\bQ[1-4]\b|\b20\d\d[/–-]\d\d\b"
    rf"|(?:\b\d{{1,2}} )?\b(?:{MONTHS}) 20\d\d\b|\b\d{{1,2}} (?:{MONTHS})\b|£\s?(?:\d[\d,]*\d|\d)(?:\.\d+)?"
)
_AMOUNT = re.compile(
    r"£\s?(?P<number>(?:\d[\d,]*\d|\d)(?:\.\d+)?)\s?(?P<scale>k|m|bn|thousand|million|billion)?\b",
    re.I,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


def typed_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each stretch of ``text`` (Markdown, references as typed), with the paragraph it is in or under.

    Paragraphs are counted as they are numbered in print; 0 is before the first.
    """
    count = 0
    for token in MARKDOWN.parse(text):
        if token.type == "paragraph_open" and not token.level:
            count += 1
        elif token.type == "inline":
            yield count, token.content


def unknown_references(paper: Paper) -> Iterator[Fault]:
    for problem in paper.problems:
        sentence = str(problem).removeprefix(f"{problem.place}: ")
        yield Fault(problem.place, paper.addresses.studio, sentence)


def empty_front_sheet(paper: Paper) -> Iterator[Fault]:
    """A paper without a summary or a recommendation asks nothing of its readers."""
    for kind in ON_THE_FRONT_SHEET:
        written = [section for section in paper.report.sections if section.kind == kind]
        if not any(section.html.strip() for section in written):
            anchor = written[0].anchor if written else ""
            yield Fault(Kind(kind).label, paper.at(anchor), "nothing is written there.")


def empty_sections(paper: Paper) -> Iterator[Fault]:
    """A heading with nothing under it, whatever the section prints: text, tables or pictures."""
    document = paper.document
    for heading in document.all("h2"):
        after = document.elements[document.elements.index(heading) + 1 :]
        inside = set(heading.iter())
        under = takewhile(lambda each: each.tag != "h2", (e for e in after if e not in inside))
        section = _section_at(paper, heading)
        if section and section.kind not in ON_THE_FRONT_SHEET and not any(map(_prints, under)):
            yield Fault(section.heading, paper.at(section.anchor), "nothing is printed under it.")


def sections_the_edition_lacks(paper: Paper) -> Iterator[Fault]:
    """What a draft prints, and its edition may not: figures of a quarter that is not published."""
    for section in paper.report.sections:
        if section.content and section.content.warning:
            yield Fault(section.heading, paper.at(section.anchor), section.content.warning)


def words_of_an_unpublished_quarter(paper: Paper) -> Iterator[Fault]:
    """References that give away last quarter's estimates before anybody may read its own paper."""
    if paper.before_is_public:
        return
    before = paper.position.quarter.number - 1
    for typed, place, anchor, text in _paragraphs(paper):
        for found in OF_BEFORE.finditer(text):
            sentence = (
                f"“{found[0]}” tells of Quarter {before}, whose paper the public cannot read yet."
            )
            yield Fault(place, paper.at(anchor), sentence, typed.edit)


def stale_paragraphs(paper: Paper) -> Iterator[Fault]:
    """Paragraphs as they stood in the last report, with a quarter, a day or an amount typed out."""
    before = {
        text for section in paper.typed_before for _count, text in typed_paragraphs(section.body)
    }
    for typed, place, anchor, text in _paragraphs(paper):
        found = _LITERAL.search(_REFERENCE.sub("", text))
        if text in before and found:
            yield Fault(
                place,
                paper.at(anchor),
                f"the same words as in the last report name “{found[0]}”: “{_quoted(text)}”",
                typed.edit,
            )


def amounts_of_no_figure(paper: Paper) -> Iterator[Fault]:
    """Amounts typed as text that no figure of the report comes to, at the precision typed."""
    figures = _amounts_of_figures(paper)
    for typed, place, anchor, text in _paragraphs(paper):
        for found in _AMOUNT.finditer(_REFERENCE.sub(" ", text)):
            if not _is_one_of(found, figures):
                yield Fault(
                    place,
                    paper.at(anchor),
                    f"“{found[0].strip()}” is typed as text and equals no figure of this report. "
                    "Refer to a figure, or make sure that it is meant.",
                    typed.edit,
                )


def _paragraphs(paper: Paper) -> Iterator[tuple[TypedText, str, str, str]]:
    """Each typed paragraph: its section, the place in words, its anchor, its text."""
    for section, typed in zip(paper.report.sections, paper.typed, strict=True):
        yield typed, f"The heading of {section.heading}", section.anchor, typed.heading
        for count, text in typed_paragraphs(typed.body):
            yield typed, *_place(section, typed, count), text


def _place(section: PrintedSection, typed: TypedText, count: int) -> tuple[str, str]:
    if section.number and count and typed.kind != Kind.HEADINGS:
        label = f"{section.number}.{count}"
        return f"Paragraph {label}", f"p{label}"
    return section.heading, section.anchor


def _prints(element: Element) -> bool:
    """Whether something stands in it itself; what a part around others holds is theirs."""
    return element.tag in ("img", "svg") or bool((element.text or "").strip())


def _section_at(paper: Paper, heading: Element) -> PrintedSection | None:
    anchor = heading.get("id")
    return next((each for each in paper.report.sections if each.anchor == anchor), None)


def _amounts_of_figures(paper: Paper) -> set[Decimal]:
    """The magnitudes of all that the paper may say: what can be referred to, what tables print."""
    named = (as_number(figure.plain) for figure in paper.figures.values())
    tables = (table for table in paper.document.all("table") if table.find("caption") is not None)
    printed = (number for table in tables for number in printed_numbers(table))
    return {abs(number) for number in (*named, *printed) if number is not None}


def _is_one_of(found: re.Match, figures: set[Decimal]) -> bool:
    """``£22,540`` is 22,540 to the pound; ``£0.5m`` any figure that rounds to it."""
    number = Decimal(found["number"].replace(",", ""))
    scale = _SCALES.get((found["scale"] or "").lower(), 0)
    places = -number.as_tuple().exponent
    return any(rounded(figure.scaleb(-scale), places) == number for figure in figures)


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[: LONGEST_QUOTE - 1].rstrip()}…"
