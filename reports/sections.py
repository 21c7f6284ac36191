"""A report's sections as they are printed: numbered, anchored, their narrative finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reports.models import Section
from reports.narrative import Part, Setting, narrative
from reports.references import (
    NamedFigure,
    Problem,
    UnknownReference,
    free_slug,
    resolve,
)
from reports.text import printable

Kind = Section.Kind
ON_THE_FRONT_SHEET = (Kind.SUMMARY, Kind.RECOMMENDATIONS)
NUMBERED = (Kind.NUMBERED, Kind.BRIDGE, Kind.HEADINGS)
TABLES_OF = {Kind.TABLES: 2, Kind.BRIDGE: 1}
# Of the annex: one for each partner.
TABLE_EACH = Kind.WORKING
ANCHORS = {Kind.TABLES: "tables", Kind.BRIDGE: "bridge"}
# Places of the page that are not the paper's.
TAKEN_ANCHORS = ("main", "bridge-title", "bridge-caption", "contents", "downloads")


@dataclass(frozen=True)
class PrintedSection:
    """One section. ``number`` is None where its paragraphs have none; ``html`` is finished.

    ``parts`` are the texts under headings; ``tables`` the numbers of the tables it prints.
    """

    kind: str
    heading: str
    anchor: str
    number: int | None = None
    tables: tuple[int, ...] = ()
    html: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def is_on_front_sheet(self) -> bool:
        return self.kind in ON_THE_FRONT_SHEET


def printed_sections(
    sections: Iterable[Section], figures: Mapping[str, NamedFigure], partners: int
) -> tuple[PrintedSection, ...]:
    """The sections in their order, with ``figures`` in place of references.

    ``partners``: how many share the balance; the annex has a table for each.
    UnknownReference: one or more references name no figure; all of them are told at once.
    """
    sections = tuple(sections)
    problems: list[Problem] = []
    outlines = _outlines(sections, figures, partners, problems)
    anchors = frozenset(outline.anchor for outline in outlines)
    printed = tuple(
        _with_text(outline, section.body, figures, anchors, problems)
        for outline, section in zip(outlines, sections, strict=True)
    )
    if problems:
        raise UnknownReference(tuple(problems))
    return printed


def _outlines(
    sections: Iterable[Section],
    figures: Mapping[str, NamedFigure],
    partners: int,
    problems: list[Problem],
) -> list[PrintedSection]:
    taken = set(TAKEN_ANCHORS)
    number = tables = 0
    outlines = []
    for place, section in enumerate(sections, start=1):
        heading, unknown = resolve(printable(section.heading), figures)
        problems += [replace(each, place=f"The heading of section {place}") for each in unknown]
        is_numbered = section.kind in NUMBERED
        number += is_numbered
        count = partners if section.kind == TABLE_EACH else TABLES_OF.get(section.kind, 0)
        outlines.append(
            PrintedSection(
                kind=section.kind,
                heading=heading,
                anchor=free_slug(ANCHORS.get(section.kind, heading), taken, "section"),
                number=number if is_numbered else None,
                tables=tuple(range(tables + 1, tables + 1 + count)),
            )
        )
        tables += count
    return outlines


def _with_text(
    outline: PrintedSection,
    body: str,
    figures: Mapping[str, NamedFigure],
    anchors: frozenset[str],
    problems: list[Problem],
) -> PrintedSection:
    setting = Setting(
        heading=outline.heading,
        number=outline.number,
        anchors=anchors,
        by_heading=outline.kind == Kind.HEADINGS,
    )
    text = narrative(printable(body), figures, setting)
    problems += text.problems
    return replace(outline, html=text.html, parts=text.parts)
