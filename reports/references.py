"""References to figures in the narrative, such as ``{{ balance.variance }}``.

A quarter's figures are named by dotted paths and printed as the tables print them, so that an
issued sentence can never disagree with the table. Markdown is left to ``narrative``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.text import slugify

from budgets.inputs import LinePosition
from budgets.position import QuarterPosition
from cctvpartnership.figures import cameras
from reports.directions import INCOME, ONE, SEVERAL, directions
from reports.printed_figures import (
    NO_BREAK_SPACE,
    NamedFigure,
    as_is,
    compared_with,
    lines_at_budget,
    lines_not_entered,
    of_balance,
    of_line,
    of_partner,
    share_of,
)
from reports.text import as_markdown

WITHOUT_SIGN, IN_WORDS = "plain", "words"

_MARK = re.compile("\ue000([0-9]+)\ue001")
_REFERENCE = re.compile(r"\{\{(?P<inside>[^{}]*)(?P<end>\}\})?")
# A reference to what was estimated the quarter before, or to what moved since.
OF_BEFORE = re.compile(
    r"\{\{\s*(?!quarter\.)[\w-]+(?:\.[\w-]+)*\.(?:before|movement)\s*(?:\|[^{}]*)?\}\}"
)


@dataclass(frozen=True)
class Problem:
    """A reference that cannot be resolved: where it stands and what was written."""

    place: str
    quoted: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.place}: “{self.quoted}” is not a figure of this quarter.{self.advice}"


class UnknownReference(ValueError):
    """Every reference of a report that names no figure, with its place; all are told at once."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__(" ".join(str(problem) for problem in problems))
        self.problems = problems


def named_figures(position: QuarterPosition) -> dict[str, NamedFigure]:
    """Every figure of the quarter by its name: ``lines.premises-related.estimate``.

    Amounts in whole pounds with sign, shares in percent, cameras whole; an en dash where a figure
    is not yet known. ``movement`` is the estimate less that of the quarter before, of Quarter 1
    less the budget.
    """
    quarter, total, recharges = position.quarter, position.partners_total, position.recharges
    figures = {
        "quarter.number": as_is(f"{quarter.number}"),
        "quarter.last_day": as_is(f"{quarter.last_day:%-d %B %Y}".replace(" ", NO_BREAK_SPACE, 1)),
        "quarter.before": as_is(compared_with(quarter).name),
        "quarter.estimate": as_is("outturn" if quarter.is_last else "estimate"),
        "year.label": as_is(position.year.period.printed),
        "lines.at_budget": lines_at_budget(position.lines),
        "lines.not_entered": lines_not_entered(position.lines),
        "partners.directions": as_is(
            directions((part.estimate, part.budget) for part in recharges)
        ),
        "partners_total.cameras": as_is(
            cameras(sum(part.equivalent_cameras for part in recharges))
        ),
        "partners_total.share": share_of(sum(part.share for part in recharges)),
    }
    figures |= of_balance(position)
    figures |= of_partner("partners_total", total, SEVERAL, quarter)
    for slug, line in lines_by_slug(position.lines):
        figures |= of_line(f"lines.{slug}", line, line.last_estimate, INCOME, quarter)
    for recharge in recharges:
        name = f"partners.{recharge.partner.slug}"
        figures |= of_partner(name, recharge, ONE, quarter) | {
            f"{name}.cameras": as_is(cameras(recharge.equivalent_cameras)),
            f"{name}.share": share_of(recharge.share),
        }
    return figures


def resolve(
    text: str, figures: Mapping[str, NamedFigure], *, markdown: bool = False
) -> tuple[str, tuple[Problem, ...]]:
    """``text`` with its references printed; unknown ones become marks, to be found by ``marks_in``.

    In ``markdown``, names that somebody typed are printed literally, whatever they hold. The
    problems, whose places are still blank, are in the order of their marks.
    """
    problems: list[Problem] = []

    def printed(match: re.Match) -> str:
        figure, wanted = _asked(match, figures)
        said = _said(figure, wanted) if match["end"] else None
        if said is None:
            problems.append(_unknown(match, figures))
            return _mark(len(problems) - 1)
        return as_markdown(said) if markdown and figure.is_text else said

    return _REFERENCE.sub(printed, text), tuple(problems)


def marks_in(text: str, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems whose marks ``text`` holds."""
    indices = map(int, _MARK.findall(text))
    return (problems[index] for index in indices if index < len(problems))


def as_typed(text: str, problems: tuple[Problem, ...], shown: Callable[[str], str] = str) -> str:
    """``text`` with what was written, as ``shown`` makes it, in place of its marks."""

    def written(mark: re.Match) -> str:
        return "".join(shown(problem.quoted) for problem in marks_in(mark[0], problems)) or mark[0]

    return _MARK.sub(written, text)


def _asked(match: re.Match, figures: Mapping[str, NamedFigure]) -> tuple[NamedFigure | None, str]:
    """The figure that is named, and how it is to be printed."""
    name, _, wanted = (part.strip() for part in match["inside"].partition("|"))
    return figures.get(name), wanted


def _said(figure: NamedFigure | None, wanted: str) -> str | None:
    """What is printed; None: there is no such figure, or no such way to print it."""
    if figure is None:
        return None
    ways = {"": figure.printed, WITHOUT_SIGN: figure.plain, IN_WORDS: figure.words}
    return ways.get(wanted)


def _unknown(match: re.Match, figures: Mapping[str, NamedFigure]) -> Problem:
    if not match["end"]:
        return Problem("", match[0].split("\n")[0].strip(), " It has no closing braces.")
    name, _, wanted = (part.strip() for part in match["inside"].partition("|"))
    if name not in figures:
        near = get_close_matches(name, figures, n=1)
        return Problem("", match[0], f" Did you mean “{near[0]}”?" if near else "")
    if wanted == IN_WORDS:
        return Problem("", match[0], " It cannot be said in words.")
    ways = f"“{WITHOUT_SIGN}” or “{IN_WORDS}”"
    return Problem("", match[0], f" After “|” only {ways} can stand, not “{wanted}”.")


def _mark(index: int) -> str:
    """Private-use characters, which no Markdown rule and no keyboard knows."""
    return f"\ue000{index}\ue001"


def lines_by_slug(lines: Iterable[LinePosition]) -> Iterator[tuple[str, LinePosition]]:
    """Lines by the slug of their name; alike ones are told apart as ``-2``, ``-3`` in order."""
    taken: set[str] = set()
    for line in lines:
        yield free_slug(line.line, taken, "line"), line


def free_slug(words: str, taken: set[str], otherwise: str) -> str:
    """A slug of ``words`` that is not in ``taken``, which it joins."""
    base = slugify(words) or otherwise
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug
