"""A report's sections as they are printed: numbered, anchored, their narrative finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from reports.models import Section
from reports.narrative import Part, Setting, narrative
from reports.optional import OPTIONAL_KINDS, OptionalSection, PrintedTable
from reports.references import (
    NamedFigure,
    Problem,
    UnknownReference,
    as_typed,
    free_slug,
    resolve,
)
from reports.text import printable

Kind = Section.Kind
ON_THE_FRONT_SHEET = (Kind.SUMMARY, Kind.RECOMMENDATIONS)
NUMBERED = (Kind.NUMBERED, Kind.BRIDGE, Kind.HEADINGS, *OPTIONAL_KINDS)
# On a page of their own that is turned.
WIDE = (Kind.TABLES, Kind.MOVEMENT)
NOTHING: Mapping[str, OptionalSection] = MappingProxyType({})
TABLES_OF = {Kind.TABLES: 2, Kind.BRIDGE: 1}
# Of the annex: one for each partner.
TABLE_EACH = Kind.WORKING
ANCHORS = {Kind.TABLES: "tables", Kind.BRIDGE: "bridge"}
# Places of the page that are not the paper's.
TAKEN_ANCHORS = ("main", "contents", "downloads")
# Of each table, with its number: its caption, and its picture with the words for it.
TABLE_ANCHORS = ("table", "figure", "drawing", "hatch")


@dataclass(frozen=True)
class PrintedSection:
    """One section. ``number`` is None where its paragraphs have none; ``html`` is finished.

    ``parts`` are the texts under headings; ``tables`` the numbers of the tables it prints;
    ``content`` is what an optional section prints after its text.
    """

    kind: str
    heading: str
    anchor: str
    number: int | None = None
    tables: tuple[int, ...] = ()
    html: str = ""
    parts: tuple[Part, ...] = ()
    content: OptionalSection | None = None

    @property
    def is_on_front_sheet(self) -> bool:
        return self.kind in ON_THE_FRONT_SHEET

    @property
    def is_wide(self) -> bool:
        return self.kind in WIDE and bool(self.tables)

    @property
    def numbered_tables(self) -> list[tuple[int, PrintedTable]]:
        """The tables of an optional section, each with its number."""
        return list(zip(self.tables, self.content.tables, strict=True)) if self.content else []


@dataclass(frozen=True)
class CheckedSection:
    """A section as it would be printed, with the references in it that name no figure.

    ``setting`` is where its text stands. With ``problems`` it is not fit to print.
    """

    section: PrintedSection
    setting: Setting
    in_heading: tuple[Problem, ...]
    in_text: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.in_heading, *self.in_text)


def printed_sections(
    sections: Iterable[Section],
    figures: Mapping[str, NamedFigure],
    partners: int,
    contents: Mapping[str, OptionalSection] = NOTHING,
) -> tuple[PrintedSection, ...]:
    """The sections in their order, with ``figures`` in place of references.

    ``partners``: how many share the balance; the annex has a table for each. ``contents``: what
    the optional sections print, by kind.
    UnknownReference: one or more references name no figure; all of them are told at once.
    """
    checked = checked_sections(sections, figures, partners, contents)
    if problems := tuple(problem for each in checked for problem in each.problems):
        raise UnknownReference(problems)
    return tuple(each.section for each in checked)


def checked_sections(
    sections: Iterable[Section],
    figures: Mapping[str, NamedFigure],
    partners: int,
    contents: Mapping[str, OptionalSection] = NOTHING,
) -> tuple[CheckedSection, ...]:
    """The same where references may be unknown: each section with its own problems."""
    sections = tuple(sections)
    outlines = _outlines(sections, figures, partners, contents)
    anchors = frozenset(outline.anchor for outline, _ in outlines)
    return tuple(
        _checked(outline, unknown, section.body, figures, anchors)
        for (outline, unknown), section in zip(outlines, sections, strict=True)
    )


def _outlines(
    sections: Iterable[Section],
    figures: Mapping[str, NamedFigure],
    partners: int,
    contents: Mapping[str, OptionalSection],
) -> list[tuple[PrintedSection, tuple[Problem, ...]]]:
    """Each section without its text, and the problems of its heading."""
    sections = tuple(sections)
    counts = [_tables_of(each.kind, partners, contents.get(each.kind)) for each in sections]
    taken = {*TAKEN_ANCHORS, *_table_anchors(sum(counts))}
    number = tables = 0
    outlines = []
    for place, (section, count) in enumerate(zip(sections, counts, strict=True), start=1):
        heading, unknown = resolve(printable(section.heading), figures)
        is_numbered = section.kind in NUMBERED
        number += is_numbered
        outline = PrintedSection(
            kind=section.kind,
            heading=as_typed(heading, unknown),
            anchor=free_slug(ANCHORS.get(section.kind, heading), taken, "section"),
            number=number if is_numbered else None,
            tables=tuple(range(tables + 1, tables + 1 + count)),
            content=contents.get(section.kind),
        )
        placed = (replace(each, place=f"The heading of section {place}") for each in unknown)
        outlines.append((outline, tuple(placed)))
        tables += count
    return outlines


def _table_anchors(tables: int) -> Iterator[str]:
    for number in range(1, tables + 1):
        yield from (f"{name}-{number}" for name in TABLE_ANCHORS)


def _tables_of(kind: str, partners: int, content: OptionalSection | None) -> int:
    """How many tables a section prints."""
    if content:
        return len(content.tables)
    return partners if kind == TABLE_EACH else TABLES_OF.get(kind, 0)


def _checked(
    outline: PrintedSection,
    unknown: tuple[Problem, ...],
    body: str,
    figures: Mapping[str, NamedFigure],
    anchors: frozenset[str],
) -> CheckedSection:
    setting = Setting(
        heading=outline.heading,
        number=outline.number,
        anchors=anchors,
        by_heading=outline.kind == Kind.HEADINGS,
    )
    text = narrative(printable(body), figures, setting)
    printed = replace(outline, html=text.html, parts=text.parts)
    return CheckedSection(printed, setting, unknown, text.problems)
