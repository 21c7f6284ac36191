"""The sheets Budget and Q1 to Q4: the year's lines with their budgets, and figures by quarter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from budgets.models import LONGEST_COMMENT, SubjectiveGroup
from budgets.profiles import EVEN, Profile
from budgets.workbook.cells import Cell, Unreadable, amount, paragraphs, percentage, plain, text
from budgets.workbook.layout import LEDGER_CODE_LENGTH, PROFILE
from budgets.workbook.names import Names, folded
from budgets.workbook.problems import quoted
from budgets.workbook.tables import Row, Table, name_text
from cctvpartnership.figures import LARGEST_AMOUNT

_comment = partial(paragraphs, longest=LONGEST_COMMENT)
_BETWEEN_CODES = ";"
_MOST_CODES = 100


@dataclass(frozen=True)
class LineEntry:
    """A budget line; pounds, cost plus and income minus. What cannot be read is None."""

    group: str
    name: str
    ledger_codes: tuple[str, ...]
    budget: Decimal
    profile: Profile = EVEN


@dataclass(frozen=True)
class FigureEntry:
    """What a quarter says of the line at a place in the budget; None is not entered."""

    line: int
    actual: Decimal | None
    estimate: Decimal | None
    comment: str


@dataclass(frozen=True)
class BudgetEntries:
    """The lines in order, the groups that are new, and the lines' places by name."""

    lines: tuple[LineEntry, ...]
    new_groups: tuple[str, ...]
    names: Names


def read_budget(table: Table) -> BudgetEntries:
    """The lines; a group is known in any case of its letters, or new in order of appearance."""
    groups = Names("a group")
    for known in SubjectiveGroup.objects.values_list("name", flat=True):
        groups.add(known, known)
    new_groups: list[str] = []
    names = Names("a line on the sheet Budget", complete=bool(table.rows) and table.lists("line"))
    lines = []
    for place, row in enumerate(table.rows):
        line = LineEntry(
            group=_group(row, groups, new_groups),
            name=row.read("line", name_text),
            ledger_codes=row.read_if_given("ledger_code", _ledger_codes) or (),
            budget=row.read("budget", amount),
            profile=_profile(row),
        )
        _name_once(table, row, place, names)
        lines.append(line)
    _refuse_balance_beyond_limits(table, lines)
    return BudgetEntries(tuple(lines), tuple(new_groups), names)


def _group(row: Row, groups: Names, new_groups: list[str]) -> str | None:
    name = row.read("group", name_text)
    if name is not None and groups.get(name) is None:
        groups.add(name, name)
        new_groups.append(name)
    return None if name is None else groups.get(name)


def _name_once(table: Table, row: Row, place: int, names: Names) -> None:
    # A name that cannot be read is still the one that quarters mean.
    name = row.as_given("line")
    if not name:
        return
    if names.get(name) is not None:
        other = table.rows[names.get(name)].number
        row.refuse("line", f"{quoted(name)} stands in row {other} already.")
    names.add(name, place)


def _ledger_codes(cell: Cell) -> tuple[str, ...]:
    typed = text(cell, longest=_MOST_CODES * LEDGER_CODE_LENGTH)
    codes = [code.strip() for code in typed.split(_BETWEEN_CODES) if code.strip()]
    for index, code in enumerate(codes):
        if len(code) > LEDGER_CODE_LENGTH:
            raise Unreadable(
                f"{quoted(code)} has {len(code)} characters. A code has {LEDGER_CODE_LENGTH} at "
                f"most; put {_BETWEEN_CODES} between two codes."
            )
        if folded(code) in map(folded, codes[:index]):
            raise Unreadable(f"{quoted(code)} stands there twice.")
    return tuple(codes)


def _profile(row: Row) -> Profile:
    """Even where the row says nothing of it; what cannot be read is noted."""
    if not any(map(row.gives, PROFILE)):
        return EVEN
    steps = [row.read(column, _profile_percentage) for column in PROFILE]
    if None in steps:
        return EVEN
    try:
        return Profile(*steps)
    except ValueError as error:
        row.refuse(" to ".join((PROFILE[0], PROFILE[-1])), f"{error} {_steps(steps)} does not.")
    return EVEN


def _profile_percentage(cell: Cell) -> Decimal:
    percent = percentage(cell)
    if percent != round(percent, 2):
        raise Unreadable(f"{quoted(str(cell))} has more than two decimals.")
    return percent


def _steps(steps: list[Decimal]) -> str:
    return quoted(", ".join(plain(step) for step in steps))


def _refuse_balance_beyond_limits(table: Table, lines: list[LineEntry]) -> None:
    balance = sum((line.budget for line in lines if line.budget is not None), Decimal(0))
    if abs(balance) > LARGEST_AMOUNT:
        table.refuse(
            f"The lines add up to {quoted(plain(balance))}, beyond ±£{LARGEST_AMOUNT:,}.",
            column="budget",
        )


def read_figures(table: Table, budget: BudgetEntries) -> tuple[FigureEntry, ...]:
    """One quarter's figures. A row that says nothing of its line enters nothing."""
    rows: dict[int, Row] = {}
    figures = []
    for row in table.rows:
        place = row.find("line", budget.names)
        figure = FigureEntry(
            line=place,
            actual=row.read_if_given("actual", amount),
            estimate=row.read_if_given("estimate", amount),
            comment=row.read_if_given("comment", _comment) or "",
        )
        if place in rows:
            row.refuse("line", f"This line stands in row {rows[place].number} already.")
        elif place is not None:
            rows[place] = row
        if (figure.actual, figure.estimate, figure.comment) != (None, None, ""):
            figures.append(figure)
    return tuple(figures)
