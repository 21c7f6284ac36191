"""What the columns of a ledger extract mean, and what has to be known before it can be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from openpyxl.utils import get_column_letter

from budgets.workbook.names import folded
from budgets.workbook.problems import quoted

ACTUAL, COMMITMENTS, ACCRUALS = "actual", "commitments", "accruals"
KINDS = (ACTUAL, COMMITMENTS, ACCRUALS)
# Signs, and how periods count, as the models name them.
OURS, TURNED, NONE = "ours", "turned", "none"
FINANCIAL, CALENDAR = "financial", "calendar"
LONGEST_HEADING = 100

USUAL_WORDS = {
    ACTUAL: ("actual", "actuals", "act"),
    COMMITMENTS: ("commitment", "commitments", "committed", "com", "po"),
    ACCRUALS: ("accrual", "accruals", "accrued", "acc"),
}


class Meaning(StrEnum):
    """What stands under a heading. The first column of a code is its first part."""

    CODE = "code"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    COMMITMENTS = "commitments"
    ACCRUALS = "accruals"
    KIND = "kind"
    DATE = "date"
    PERIOD = "period"
    REFERENCE = "reference"
    DESCRIPTION = "description"


IN_WORDS = {
    Meaning.CODE: "Ledger code",
    Meaning.AMOUNT: "Amount",
    Meaning.DEBIT: "Debit",
    Meaning.CREDIT: "Credit",
    Meaning.COMMITMENTS: "Amount of commitments",
    Meaning.ACCRUALS: "Amount of accruals",
    Meaning.KIND: "Actual, commitment or accrual",
    Meaning.DATE: "Date",
    Meaning.PERIOD: "Period or month",
    Meaning.REFERENCE: "Transaction reference",
    Meaning.DESCRIPTION: "Description",
}
# The kind of amount under each heading of amounts; where a column tells the kind, it overrules.
KIND_OF = {
    Meaning.AMOUNT: ACTUAL,
    Meaning.DEBIT: ACTUAL,
    Meaning.CREDIT: ACTUAL,
    Meaning.COMMITMENTS: COMMITMENTS,
    Meaning.ACCRUALS: ACCRUALS,
}
_ONCE = (Meaning.DEBIT, Meaning.CREDIT, Meaning.KIND, Meaning.DATE, Meaning.PERIOD)


@dataclass(frozen=True)
class Layout:
    """``columns``: heading -> meaning of those used, in the order of the file.

    ``headings`` are all of the file; ``words``: kind -> the words of a column that tells it;
    ``joined_by`` stands between the parts of a code.
    """

    columns: Mapping[str, Meaning]
    headings: tuple[str, ...] = ()
    signs: str = OURS
    periods: str = FINANCIAL
    joined_by: str = "-"
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: USUAL_WORDS)

    def of(self, *meanings: Meaning) -> tuple[str, ...]:
        """The headings with one of these meanings."""
        return tuple(heading for heading, each in self.columns.items() if each in meanings)

    @property
    def amounts(self) -> tuple[str, ...]:
        return self.of(*KIND_OF)

    @property
    def tells_period(self) -> bool:
        return bool(self.of(Meaning.DATE, Meaning.PERIOD))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of amount that the extract can hold."""
        if self.of(Meaning.KIND):
            return KINDS
        told = {KIND_OF[self.columns[heading]] for heading in self.amounts}
        return tuple(kind for kind in KINDS if kind in told)

    @property
    def kind_by_word(self) -> dict[str, str]:
        return {folded(word): kind for kind, words in self.words.items() for word in words}

    def stands_in(self, headings: Iterable[str]) -> bool:
        """Whether every heading used is there."""
        given = {folded(heading) for heading in headings}
        return all(folded(heading) in given for heading in self.columns)

    def knows(self, headings: Iterable[str]) -> bool:
        """Whether the file has no heading that was not there when the columns were chosen."""
        known = {folded(heading) for heading in self.headings}
        return all(folded(heading) in known for heading in headings)


def refusals(layout: Layout) -> list[str]:
    """Why an extract cannot be read by the layout, as sentences; none if it can."""
    count = {meaning: len(layout.of(meaning)) for meaning in Meaning}
    problems = []
    if not count[Meaning.CODE]:
        problems.append("Choose the column of the ledger code.")
    if not layout.amounts:
        problems.append("Choose the column of the amount, or those of debit and credit.")
    problems += [
        f"Choose one column only as {IN_WORDS[meaning]}: {_listed(layout.of(meaning))} are chosen."
        for meaning in _ONCE
        if count[meaning] > 1
    ]
    if bool(count[Meaning.DEBIT]) != bool(count[Meaning.CREDIT]):
        problems.append("Debit and credit belong together: choose the column of each.")
    elif count[Meaning.DEBIT] and count[Meaning.AMOUNT]:
        problems.append("Choose an amount, or debit and credit, not all of them.")
    elif count[Meaning.DEBIT] and layout.signs != OURS:
        problems.append(
            "Debit and credit tell the sign already: choose that costs are plus and income is minus."
        )
    if count[Meaning.KIND] and (count[Meaning.COMMITMENTS] or count[Meaning.ACCRUALS]):
        problems.append(
            "Choose the column that tells actual, commitment or accrual, or columns of their "
            "amounts, not both."
        )
    if count[Meaning.KIND]:
        problems += _refused_words(layout)
    return problems


def _refused_words(layout: Layout) -> list[str]:
    given = [folded(word) for words in layout.words.values() for word in words]
    twice = sorted({word for word in given if given.count(word) > 1})
    problems = [f"{quoted(word)} stands for more than one kind of amount." for word in twice]
    if not given:
        problems.append("Give the ledger’s words for actuals, commitments or accruals.")
    return problems


def _listed(headings: Sequence[str]) -> str:
    return " and ".join(map(quoted, headings))


def headings_of(texts: Sequence[str]) -> tuple[str, ...]:
    """A name for each column by the texts of a row: one that stands twice is numbered, one without
    is called by its letter.

    >>> headings_of(["Code", "Amount", "", "amount"])
    ('Code', 'Amount', '(column C)', 'amount (2)')
    """
    met: dict[str, int] = {}
    names = []
    for at, text in enumerate(texts, start=1):
        name = " ".join(text.split())[:LONGEST_HEADING] or f"(column {get_column_letter(at)})"
        met[folded(name)] = met.get(folded(name), 0) + 1
        number = met[folded(name)]
        names.append(name if number == 1 else f"{name} ({number})")
    return tuple(names)


def fingerprint(headings: Iterable[str]) -> str:
    """The same for the same headings in any order, case and spacing."""
    names = sorted(map(folded, headings))
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def as_json(layout: Layout) -> dict:
    """Plain values, with all that ``from_json`` needs."""
    return {
        "columns": {heading: meaning.value for heading, meaning in layout.columns.items()},
        "headings": list(layout.headings),
        "signs": layout.signs,
        "periods": layout.periods,
        "joined_by": layout.joined_by,
        "words": {kind: list(words) for kind, words in layout.words.items()},
    }


def from_json(content: Mapping) -> Layout:
    """The layout that ``as_json`` wrote."""
    return Layout(
        columns={heading: Meaning(value) for heading, value in content["columns"].items()},
        headings=tuple(content["headings"]),
        signs=content["signs"],
        periods=content["periods"],
        joined_by=content["joined_by"],
        words={kind: tuple(words) for kind, words in content["words"].items()},
    )
