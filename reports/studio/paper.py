"""The paper as it is being written: every section as it would be printed, with what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from django.utils.html import strip_tags

from budgets.position import QuarterPosition, quarter_position
from budgets.wording import counted
from reports.assembly import CommitteeReport, assembled, draft_contents
from reports.links import DeadLink, dead_links
from reports.models import Report, Section
from reports.references import NamedFigure, Problem, as_typed, named_figures, resolve
from reports.sections import CheckedSection, PrintedSection, checked_sections
from reports.text import printable

Kind = Section.Kind
# What has nothing to print but its text.
TEXT_ALONE = (Kind.SUMMARY, Kind.RECOMMENDATIONS, Kind.NUMBERED, Kind.HEADINGS)
_BETWEEN_TAGS = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Faults:
    """What keeps a section from being saved, by its two fields; each says where it stands."""

    heading: tuple[Problem, ...] = ()
    body: tuple[Problem | DeadLink, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.heading or self.body)

    def __iter__(self) -> Iterator[Problem | DeadLink]:
        return iter((*self.heading, *self.body))


@dataclass(frozen=True)
class WorkingPaper:
    """A report with the quarter's figures, while its words may still be wrong."""

    report: Report
    position: QuarterPosition
    figures: Mapping[str, NamedFigure]
    sections: tuple[Section, ...]

    @cached_property
    def checked(self) -> tuple[CheckedSection, ...]:
        contents = draft_contents(self.position, self.sections)
        partners = len(self.position.recharges)
        return checked_sections(self.sections, self.figures, partners, contents)

    def faults(self, place: int) -> Faults:
        """What may not be saved in the section at ``place``, from 0."""
        checked, section = self.checked[place], self.sections[place]
        dead = dead_links(section.body, self.figures, checked.setting)
        return Faults(heading=checked.in_heading, body=(*checked.in_text, *dead))

    def place_of(self, section: Section) -> int:
        return next(at for at, each in enumerate(self.sections) if each.pk == section.pk)

    def with_words(self, section: Section) -> WorkingPaper:
        """The same with ``section`` as given, in its place; a new one comes last."""
        if all(each.pk != section.pk for each in self.sections):
            return replace(self, sections=(*self.sections, section))
        sections = (section if each.pk == section.pk else each for each in self.sections)
        return replace(self, sections=tuple(sections))

    def printed(self) -> CommitteeReport:
        """All of it for the preview, unknown references marked as such."""
        paper = assembled(self.report, self.position, sections=())
        shown = (
            _shown(checked, section.body, self.figures)
            for checked, section in zip(self.checked, self.sections, strict=True)
        )
        return replace(paper, sections=tuple(shown))


def working_paper(report: Report) -> WorkingPaper:
    """The paper of ``report`` as it stands.

    MissingWeight, NothingToShareBy: the shares cannot be worked out.
    """
    position = quarter_position(report.quarter)
    return WorkingPaper(report, position, named_figures(position), tuple(report.sections.all()))


def holds(printed: PrintedSection) -> str:
    """What a section prints, in a few words: ``3 paragraphs, 120 words`` or ``Tables 1 and 2``."""
    said = [_tables(printed.tables)] if printed.tables else []
    html = " ".join([printed.html, *(f"{part.heading} {part.html}" for part in printed.parts)])
    if words := len(strip_tags(html).split()):
        said.append(counted(words, "word"))
    return ", ".join(said)


def is_empty(printed: PrintedSection) -> bool:
    """Whether it would be printed as a heading with nothing under it."""
    return printed.kind in TEXT_ALONE and not (printed.html or printed.parts)


def _tables(numbers: tuple[int, ...]) -> str:
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"Table {first}"
    return f"Tables {first} {'and' if last == first + 1 else 'to'} {last}"


def _shown(
    checked: CheckedSection, body: str, figures: Mapping[str, NamedFigure]
) -> PrintedSection:
    """With what was written, marked, where a figure is unknown."""
    section = checked.section
    _, problems = resolve(printable(body), figures)
    if not problems:
        return section
    parts = (
        replace(part, heading=_marked(part.heading, problems), html=_marked(part.html, problems))
        for part in section.parts
    )
    return replace(section, html=_marked(section.html, problems), parts=tuple(parts))


def _marked(html: str, problems: tuple[Problem, ...]) -> str:
    """``html`` with the words of each unknown reference, in text alone and never inside a tag."""
    pieces = _BETWEEN_TAGS.split(html)
    pieces[::2] = (as_typed(piece, problems, _as_mark) for piece in pieces[::2])
    return "".join(pieces)


def _as_mark(quoted: str) -> str:
    return f'<mark class="unknown">{escape(quoted)}</mark>'
