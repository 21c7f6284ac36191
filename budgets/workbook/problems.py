"""What is wrong with a workbook, place by place: collected first, then told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from budgets.workbook.layout import SHEETS

_ORDER = {layout.name: index for index, layout in enumerate(SHEETS)}
_LONGEST_QUOTE = 60
# Rows that follow each other count as one; of more the first are named and the rest are counted.
_MOST_RUNS = 100


@dataclass(frozen=True)
class Problem:
    """One mistake: a sentence and its place. ``row`` is Excel's number; no sheet: the whole file."""

    message: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self):
        row = f"row {self.row}" if self.row else ""
        place = ", ".join(part for part in (self.sheet, row, self.column) if part)
        return f"{place}: {self.message}" if place else self.message


@dataclass(frozen=True)
class Cause:
    """One mistake that may stand in many places: ``Cameras, rows 2 to 40, type``; none: the file."""

    message: str
    places: tuple[str, ...]

    def __str__(self):
        return f"{'; '.join(self.places)}: {self.message}" if self.places else self.message


def causes(problems: Iterable[Problem]) -> list[Cause]:
    """``problems`` with the same sentence as one, in the order in which each was met first.

    >>> told = [Problem("Unknown.", "Q1", row, "line") for row in (2, 3, 4, 7)]
    >>> [str(cause) for cause in causes([*told, Problem("Unknown.", "Q2", 2, "line")])]
    ['Q1, rows 2 to 4 and 7, line; Q2, row 2, line: Unknown.']
    """
    rows: dict[str, dict[tuple[str, str], list[int]]] = {}
    for problem in problems:
        places = rows.setdefault(problem.message, {})
        if problem.sheet:
            of_place = places.setdefault((problem.sheet, problem.column), [])
            of_place += [problem.row] if problem.row else []
    return [
        Cause(message, tuple(_place(*place, numbers) for place, numbers in places.items()))
        for message, places in rows.items()
    ]


def mistakes_in_words(problems: Sequence[Problem]) -> str:
    """``2 mistakes``, ``1 mistake in 40 places``; empty if what is wrong is the file as a whole."""
    places = sum(1 for problem in problems if problem.sheet)
    number = sum(1 for cause in causes(problems) if cause.places)
    if not number:
        return ""
    told = f"{number:,} mistake{'' if number == 1 else 's'}"
    return told if number == places else f"{told} in {places:,} places"


def _place(sheet: str, column: str, rows: list[int]) -> str:
    return ", ".join(part for part in (sheet, _rows(sorted(set(rows))), column) if part)


def _rows(rows: list[int]) -> str:
    """``row 3``, ``rows 2 to 4, 7 and 9``."""
    if len(rows) < 2:
        return f"row {rows[0]}" if rows else ""
    # In a run of rows that follow each other, row less place stays the same.
    runs = [
        [row for _, row in run]
        for _, run in groupby(enumerate(rows), lambda each: each[1] - each[0])
    ]
    told = [text for run in runs[:_MOST_RUNS] for text in _run(run)]
    if unnamed := sum(map(len, runs[_MOST_RUNS:])):
        told.append(f"{unnamed:,} more")
    return f"rows {', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else f"rows {told[0]}"


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(row) for row in run]


class WorkbookErrors(Exception):
    """The workbook was not loaded, and nothing was changed; ``problems`` says why."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, causes(self.problems))))


class Problems(list):
    """The mistakes found so far."""

    def note(self, message: str, sheet: str = "", row: int | None = None, column: str = "") -> None:
        self.append(Problem(message, sheet, row, column))

    def touch(self, sheet: str) -> bool:
        """Whether anything is wrong on ``sheet``."""
        return any(problem.sheet == sheet for problem in self)

    def raise_if_any(self) -> None:
        """WorkbookErrors: there are some, in the order of sheets and rows."""
        if self:
            raise WorkbookErrors(
                sorted(self, key=lambda each: (_ORDER.get(each.sheet, -1), each.row or 0))
            )


def quoted(text: str) -> str:
    """What was given, in quotation marks, on one line and of a length to read."""
    shown = one_line(text)
    if len(shown) > _LONGEST_QUOTE:
        shown = f"{shown[: _LONGEST_QUOTE - 1]}…"
    return f"“{shown}”"


def one_line(text: str) -> str:
    """The words of a text without line ends and what cannot be seen: neither reads well on a page,
    and PostgreSQL keeps no NUL."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
