"""References to figures in the narrative, such as ``{{ balance.variance }}``.

A quarter's figures are named by dotted paths and printed as the tables print them, so that an
issued sentence can never disagree with the table. Markdown is left to ``narrative``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.text import slugify

from budgets.position import QuarterPosition, Recharge, Totals
from cctvpartnership.figures import (
    NOT_YET_KNOWN,
    cameras,
    magnitude,
    percent,
    pounds,
    with_pound_sign,
)

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
LINE_AMOUNTS = ("budget", "actual", "estimate", "variance")
RECHARGE_AMOUNTS = ("budget", "estimate", "variance", "cost_effect", "share_effect")
WITHOUT_SIGN = "plain"

_REFERENCE = re.compile(r"\{\{(?P<inside>[^{}]*)(?P<end>\}\})?")


@dataclass(frozen=True)
class NamedFigure:
    """One figure as the narrative prints it: with its sign, and without for "£21,440 less"."""

    printed: str
    plain: str


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
    is not yet known.
    """
    quarter, total = position.quarter, position.partners_total
    figures = {
        "quarter.number": _as_is(f"{quarter.number}"),
        "quarter.last_day": _as_is(f"{quarter.last_day:%-d %B %Y}".replace(" ", NO_BREAK_SPACE, 1)),
        "year.label": _as_is(position.year.period.printed),
        "partners_total.cameras": _as_is(
            cameras(sum(part.equivalent_cameras for part in position.recharges))
        ),
        "partners_total.share": _share(sum(part.share for part in position.recharges)),
    }
    figures |= _amounts("balance", position.balance, LINE_AMOUNTS)
    figures |= _amounts("partners_total", total, RECHARGE_AMOUNTS)
    for slug, line in lines_by_slug(position.lines):
        figures |= _amounts(f"lines.{slug}", line, LINE_AMOUNTS)
    for recharge in position.recharges:
        figures |= _of_partner(f"partners.{recharge.partner.slug}", recharge)
    return figures


def resolve(text: str, figures: Mapping[str, NamedFigure]) -> tuple[str, tuple[Problem, ...]]:
    """``text`` with its references printed; unknown ones become marks, to be found by ``marks_in``.

    The problems, whose places are still blank, are in the order of their marks.
    """
    problems: list[Problem] = []

    def printed(match: re.Match) -> str:
        figure = _figure(match, figures)
        if figure is None:
            problems.append(_unknown(match, figures))
            return _mark(len(problems) - 1)
        return figure

    return _REFERENCE.sub(printed, text), tuple(problems)


def marks_in(text: str, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems whose marks ``text`` holds."""
    return (problem for index, problem in enumerate(problems) if _mark(index) in text)


def as_typed(text: str, problems: tuple[Problem, ...]) -> str:
    """``text`` with what was written in place of its marks."""
    for index, problem in enumerate(problems):
        text = text.replace(_mark(index), problem.quoted)
    return text


def _figure(match: re.Match, figures: Mapping[str, NamedFigure]) -> str | None:
    name, _, wanted = (part.strip() for part in match["inside"].partition("|"))
    figure = figures.get(name)
    if figure is None or not match["end"] or wanted not in ("", WITHOUT_SIGN):
        return None
    return figure.plain if wanted else figure.printed


def _unknown(match: re.Match, figures: Mapping[str, NamedFigure]) -> Problem:
    if not match["end"]:
        return Problem("", match[0].split("\n")[0].strip(), " It has no closing braces.")
    name, _, wanted = (part.strip() for part in match["inside"].partition("|"))
    if name in figures:
        return Problem("", match[0], f" After “|” only “{WITHOUT_SIGN}” can stand, not “{wanted}”.")
    near = get_close_matches(name, figures, n=1)
    return Problem("", match[0], f" Did you mean “{near[0]}”?" if near else "")


def _mark(index: int) -> str:
    """Private-use characters, which no Markdown rule and no keyboard knows."""
    return f"\ue000{index}\ue001"


def _amounts(prefix: str, row: Totals | Recharge, names: tuple[str, ...]) -> dict:
    return {
        f"{prefix}.{name}": NamedFigure(
            with_pound_sign(pounds(getattr(row, name))),
            with_pound_sign(pounds(magnitude(getattr(row, name)))),
        )
        for name in names
    }


def _of_partner(prefix: str, recharge: Recharge) -> dict[str, NamedFigure]:
    return _amounts(prefix, recharge, RECHARGE_AMOUNTS) | {
        f"{prefix}.cameras": _as_is(cameras(recharge.equivalent_cameras)),
        f"{prefix}.share": _share(recharge.share),
    }


def _share(share) -> NamedFigure:
    return _as_is(f"{percent(share)}{NO_BREAK_SPACE}%" if share is not None else NOT_YET_KNOWN)


def _as_is(text: str) -> NamedFigure:
    return NamedFigure(text, text)


def lines_by_slug(lines) -> Iterator[tuple[str, object]]:
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
