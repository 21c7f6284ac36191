"""What reading an extract finds: the sums by code, and the mistakes, grouped and counted.

Both are bounded however long the extract is: sums stand once a code, and of a group of mistakes the
first ones are listed and the rest are counted. All of it can be kept as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from budgets.ledger.amounts import NIL
from budgets.ledger.layout import KINDS
from budgets.ledger.periods import AFTER, BEFORE, WITHIN
from budgets.workbook.names import folded

MOST_LISTED = 50
FIRST_ROWS = 3
TIMINGS = (WITHIN, BEFORE, AFTER)

# Pounds by when the rows belong and by kind of amount.
Amounts = dict[str, dict[str, Decimal]]


class Mistake(StrEnum):
    """Kinds of mistakes, in the order in which they are told."""

    AMOUNT = "amount"
    CODE = "code"
    DATE = "date"
    KIND = "kind"
    SHAPE = "shape"
    TOTAL = "total"
    BEFORE = "before"
    AFTER = "after"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Listed:
    """One mistake with its place: the row as Excel shows it, and the heading of the column."""

    row: int
    column: str
    message: str

    def told(self, sheet: str = "") -> str:
        place = ", ".join(filter(None, (sheet, f"row {self.row}", self.column)))
        return f"{place}: {self.message}"


@dataclass
class Group:
    """Mistakes of one kind: how many, what amount stands in their rows, and the first ones."""

    count: int = 0
    amount: Decimal = NIL
    listed: list[Listed] = field(default_factory=list)

    def note(self, listed: Listed, amount: Decimal = NIL) -> None:
        self.count += 1
        self.amount += amount
        if len(self.listed) < MOST_LISTED:
            self.listed.append(listed)

    @property
    def unlisted(self) -> int:
        return self.count - len(self.listed)


def _by_timing() -> dict[str, int]:
    return dict.fromkeys(TIMINGS, 0)


def _amounts_by_timing() -> Amounts:
    return {timing: dict.fromkeys(KINDS, NIL) for timing in TIMINGS}


@dataclass
class CodeSums:
    """What stands under one code: pounds and rows by when they belong, and the first rows.

    ``repeated`` is the part of ``amounts`` in rows that repeat another. ``unread`` rows have the
    code and something that cannot be read; nothing of them is in the amounts.
    """

    code: str
    description: str = ""
    first_rows: list[int] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=_by_timing)
    amounts: Amounts = field(default_factory=_amounts_by_timing)
    repeated_rows: dict[str, int] = field(default_factory=_by_timing)
    repeated: Amounts = field(default_factory=_amounts_by_timing)
    unread: int = 0
    first_unread: list[int] = field(default_factory=list)

    @property
    def all_rows(self) -> int:
        return sum(self.rows.values())

    def add(self, number: int, timing: str, amounts: Mapping[str, Decimal]) -> None:
        self.rows[timing] += 1
        for kind, amount in amounts.items():
            self.amounts[timing][kind] += amount
        if len(self.first_rows) < FIRST_ROWS:
            self.first_rows.append(number)

    def add_repeat(self, timing: str, amounts: Mapping[str, Decimal]) -> None:
        """A row that was added already repeats another."""
        self.repeated_rows[timing] += 1
        for kind, amount in amounts.items():
            self.repeated[timing][kind] += amount

    def add_unread(self, number: int) -> None:
        self.unread += 1
        if len(self.first_unread) < FIRST_ROWS:
            self.first_unread.append(number)

    def rows_of(self, timings: Iterable[str], *, repeats: bool) -> int:
        """How many rows count; ``repeats``: those that repeat another too."""
        return sum(
            self.rows[timing] - (0 if repeats else self.repeated_rows[timing]) for timing in timings
        )

    def sum_of(self, kind: str, timings: Iterable[str], *, repeats: bool) -> Decimal:
        """Their amounts of one kind, in pounds."""
        every = sum((self.amounts[timing][kind] for timing in timings), NIL)
        return every if repeats else every - self.sum_repeated(kind, timings)

    def sum_repeated(self, kind: str, timings: Iterable[str]) -> Decimal:
        """The part of the amounts that stands in rows that repeat another, in pounds."""
        return sum((self.repeated[timing][kind] for timing in timings), NIL)


@dataclass
class Findings:
    """An extract as read by ``layout`` (as JSON); ``kinds`` are those it can hold.

    ``totals`` counts the extract's own totals that agree with its rows; ``total_row`` is the row of
    the last. ``left_aside``: rows of no code and no amount, such as notes and headings repeated.
    """

    sheet: str
    layout: dict
    kinds: tuple[str, ...]
    tells_period: bool
    rows: int = 0
    left_aside: int = 0
    totals: int = 0
    total_row: int | None = None
    codes: dict[str, CodeSums] = field(default_factory=dict)
    groups: dict[Mistake, Group] = field(default_factory=dict)

    def group(self, mistake: Mistake) -> Group:
        return self.groups.setdefault(mistake, Group())

    def count(self, mistake: Mistake) -> int:
        return self.groups[mistake].count if mistake in self.groups else 0


def as_json(findings: Findings) -> dict:
    """Plain values; amounts as text, for JSON knows no decimals."""
    return {
        "sheet": findings.sheet,
        "layout": findings.layout,
        "kinds": list(findings.kinds),
        "tells_period": findings.tells_period,
        "rows": findings.rows,
        "left_aside": findings.left_aside,
        "totals": findings.totals,
        "total_row": findings.total_row,
        "codes": [_code_as_json(sums) for sums in findings.codes.values()],
        "groups": {
            mistake.value: {
                "count": group.count,
                "amount": str(group.amount),
                "listed": [[each.row, each.column, each.message] for each in group.listed],
            }
            for mistake, group in findings.groups.items()
        },
    }


def _code_as_json(sums: CodeSums) -> dict:
    return {
        "code": sums.code,
        "description": sums.description,
        "first_rows": sums.first_rows,
        "rows": sums.rows,
        "amounts": _amounts_as_json(sums.amounts, sums.rows),
        "repeated_rows": sums.repeated_rows,
        "repeated": _amounts_as_json(sums.repeated, sums.repeated_rows),
        "unread": sums.unread,
        "first_unread": sums.first_unread,
    }


def _amounts_as_json(amounts: Amounts, rows: Mapping[str, int]) -> dict:
    return {
        timing: {kind: str(amount) for kind, amount in kinds.items()}
        for timing, kinds in amounts.items()
        if rows[timing]
    }


def from_json(content: dict) -> Findings:
    """What ``as_json`` wrote."""
    plain = {
        name: content[name]
        for name in ("sheet", "layout", "tells_period", "rows", "left_aside", "totals", "total_row")
    }
    codes = [_code_from_json(each) for each in content["codes"]]
    groups = {
        Mistake(name): Group(
            group["count"], Decimal(group["amount"]), [Listed(*each) for each in group["listed"]]
        )
        for name, group in content["groups"].items()
    }
    return Findings(
        **plain,
        kinds=tuple(content["kinds"]),
        codes={folded(sums.code): sums for sums in codes},
        groups=groups,
    )


def _code_from_json(content: dict) -> CodeSums:
    names = ("code", "description", "first_rows", "rows", "repeated_rows", "unread", "first_unread")
    sums = CodeSums(**{name: content[name] for name in names})
    for name in ("amounts", "repeated"):
        for timing, kinds in content[name].items():
            read = {kind: Decimal(amount) for kind, amount in kinds.items()}
            getattr(sums, name)[timing] = read
    return sums
