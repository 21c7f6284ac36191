"""What in a report would tell the public of a marked line: references, its name, its figures.

Tables cannot: they are made from merged figures. Words are typed, so they are searched, and a report
that tells is not published for everybody until it is reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgets.inputs import LinePosition
from budgets.parts.section import stored_parts
from budgets.position import QuarterPosition
from cctvpartnership.figures import rounded
from reports.models import Report, Section
from reports.references import lines_by_slug, named_figures
from reports.sections import checked_sections

FIGURES = ("budget", "actual", "estimate", "variance", "last_actual", "last_estimate")
RECHARGES = ("budget", "estimate", "variance", "cost_effect", "share_effect")
# An amount as people write it: with a pound sign, or long enough to be no year and no number of days.
AMOUNT = re.compile(r"(?<![\w.,])(£\s?)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w])")
LONG_ENOUGH = 10_000
WORDS = {
    "title": "The title",
    "committee": "The committee’s name",
    "report_of": "“Report of”",
    "author": "The author",
    "wards": "The wards",
}

# Place and words.
Texts = list[tuple[str, str]]


@dataclass(frozen=True)
class HiddenLines:
    """The full figures and the public ones, and which lines were marked (keys)."""

    full: QuarterPosition
    public: QuarterPosition
    marked: frozenset[int]

    @property
    def names(self) -> dict[str, re.Pattern]:
        """The marked lines' names; but not where a group still stands under the same name."""
        printed = {line.group.casefold() for line in self.public.lines}
        names = (line.line for line in self.full.lines if line.line_id in self.marked)
        return {
            name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            for name in names
            if name.casefold() not in printed
        }

    @property
    def amounts(self) -> dict[int, str]:
        """Whole pounds without sign -> the marked line; but not what is printed elsewhere too."""
        public = _whole(self.public.lines, FIGURES) | _whole([self.public.balance], FIGURES[:4])
        public |= _whole(self.public.recharges, RECHARGES)
        public |= _whole([self.public.partners_total], RECHARGES)
        return {
            amount: line.line
            for line in self.full.lines
            if line.line_id in self.marked
            for amount in _whole([line], FIGURES) - public - {0}
        }


def disclosures(
    report: Report, sections: Iterable[Section], lines: HiddenLines, reason: str = ""
) -> tuple[str, ...]:
    """Each place of the words that tells of a marked line, in a sentence; none: they may be public."""
    sections = tuple(sections)
    texts = list(_texts(report, sections, lines.public, reason))
    return tuple(
        dict.fromkeys(
            (
                *_references(sections, lines),
                *_names(texts, lines.names),
                *_amounts(texts, lines.amounts),
            )
        )
    )


def cited_lines(sections: Iterable[Section], lines: Iterable[LinePosition]) -> frozenset[int]:
    """Keys of the lines that the words refer to."""
    words = "\n".join(text for each in sections for text in (each.heading, each.body))
    return frozenset(
        line.line_id for slug, line in lines_by_slug(lines) if f"lines.{slug}." in words
    )


def _references(sections: tuple[Section, ...], lines: HiddenLines) -> Iterator[str]:
    """References to a line that is not printed by itself, with their places."""
    figures, printed = named_figures(lines.full), {line.line_id for line in lines.public.lines}
    gone = [
        f"lines.{slug}."
        for slug, line in lines_by_slug(lines.full.lines)
        if line.line_id not in printed
    ]
    allowed = {name: figure for name, figure in figures.items() if not name.startswith(tuple(gone))}
    count = len(lines.full.recharges)
    known, public = (checked_sections(sections, each, count) for each in (figures, allowed))
    for before, after in zip(known, public, strict=True):
        unknown = {(each.place, each.quoted) for each in before.problems}
        for each in after.problems:
            if (each.place, each.quoted) not in unknown:
                yield (
                    f"{each.place}: “{each.quoted}” is of a line that the public version does not "
                    "show by itself."
                )


def _texts(
    report: Report, sections: tuple[Section, ...], public: QuarterPosition, reason: str
) -> Iterator[tuple[str, str]]:
    """Place -> the words that the public would read there."""
    for name, place in WORDS.items():
        yield place, getattr(report, name)
    for number, section in enumerate(sections, start=1):
        yield f"The heading of section {number}", section.heading
        yield f"Section {number}, “{section.heading}”", section.body
    for line in public.lines:
        yield f"The comment on {line.line}", line.comment
    for item in public.mentioned.items:
        yield "An item not yet in the figures", "\n".join((item.what, item.owner, item.settlement))
    if any(section.kind == Section.Kind.INCOMES for section in sections):
        yield from _parts_of_incomes(report, public)
    yield "The reason for the new edition", reason


def _parts_of_incomes(report: Report, public: QuarterPosition) -> Iterator[tuple[str, str]]:
    """The parts that the public version prints: none of or for a line that it does not show."""
    printed = {line.line_id: line.line for line in public.lines}
    for part in stored_parts(report.quarter):
        if part.line_id in printed and part.cost_line_id in (None, *printed):
            yield f"A part of {printed[part.line_id]}", part.name


def _names(texts: Texts, names: Mapping[str, re.Pattern]) -> Iterator[str]:
    for place, text in texts:
        for name, pattern in names.items():
            if pattern.search(text):
                yield f"{place} names “{name}”, which the public version does not show by itself."


def _amounts(texts: Texts, amounts: Mapping[int, str]) -> Iterator[str]:
    for place, text in texts:
        for sign, digits in AMOUNT.findall(text):
            amount = int(digits.replace(",", ""))
            if amount in amounts and (sign or "," in digits or amount >= LONG_ENOUGH):
                yield f"{place} says “{sign}{digits}”, a figure of “{amounts[amount]}”."


def _whole(rows: Iterable, names: Iterable[str]) -> set[int]:
    """The figures of ``rows`` in whole pounds without sign, as they would be printed."""
    found: Iterable[Decimal | None] = (getattr(row, name, None) for row in rows for name in names)
    return {abs(int(rounded(figure))) for figure in found if figure is not None}
