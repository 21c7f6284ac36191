"""What is wrong with a workbook, place by place: collected first, then told all at once."""

from __future__ import annotations

from dataclasses import dataclass

from budgets.workbook.layout import SHEETS

_ORDER = {layout.name: index for index, layout in enumerate(SHEETS)}
_LONGEST_QUOTE = 60


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


class WorkbookErrors(Exception):
    """The workbook was not loaded, and nothing was changed; ``problems`` says why."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


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
