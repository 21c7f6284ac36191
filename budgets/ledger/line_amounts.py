"""What an extract comes to for one code and for one line, in pounds with our signs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgets.inputs import LinePosition
from budgets.ledger.amounts import NIL
from budgets.ledger.layout import ACCRUALS, ACTUAL, COMMITMENTS
from budgets.wording import counted
from cctvpartnership.figures import LARGEST_AMOUNT

# The most that a code may come to, in pounds: all that the database keeps. Costs and income of one
# line may be so large and still leave a sum that a figure holds.
LARGEST_OF_A_CODE = Decimal("9999999999999.99")


@dataclass(frozen=True)
class CodeAmounts:
    """One code in pounds, with our signs. None: the extract tells no amounts of this kind.

    ``repeats`` rows of it repeat another, and hold ``repeated`` pounds of actuals: part of
    ``actual`` where they count, left out of it otherwise.
    """

    code: str
    description: str
    rows: int
    first_rows: tuple[int, ...]
    actual: Decimal
    commitments: Decimal | None
    accruals: Decimal | None
    reason: str = ""
    repeats: int = 0
    repeated: Decimal = NIL

    @property
    def rows_in_words(self) -> str:
        return counted(self.rows, "row")


@dataclass(frozen=True)
class LineAmounts:
    """One line: the codes of the extract that belong to it, and its actual before and after.

    ``actual`` is None where the extract has nothing of the line: what stands is kept. ``unread``
    rows have one of its codes and cannot be read, ``first_unread`` are the first of them.
    """

    position: LinePosition
    codes: tuple[CodeAmounts, ...]
    has_codes: bool
    actual: Decimal | None
    unread: int = 0
    first_unread: tuple[int, ...] = ()

    @property
    def after(self) -> Decimal | None:
        return self.position.actual if self.actual is None else self.actual

    @property
    def change(self) -> Decimal | None:
        """By how much the actual moves; None where there was none, or there is none."""
        return less(self.after, self.position.actual)

    @property
    def is_changed(self) -> bool:
        return self.after != self.position.actual

    @property
    def repeated(self) -> Decimal:
        """Pounds of actuals in rows that repeat another, whether they count or not."""
        return sum((code.repeated for code in self.codes), NIL)

    @property
    def commitments(self) -> Decimal | None:
        return _together(code.commitments for code in self.codes)

    @property
    def accruals(self) -> Decimal | None:
        return _together(code.accruals for code in self.codes)


@dataclass(frozen=True)
class Excess:
    """A sum that no column of the database can hold: pounds of one ``kind``, and the codes in it."""

    name: str
    kind: str
    amount: Decimal
    largest: Decimal
    codes: tuple[CodeAmounts, ...]


def excess_of_line(line: LineAmounts) -> list[Excess]:
    """What a line comes to beyond the amounts that a figure can hold."""
    sums = ((ACTUAL, line.actual), (COMMITMENTS, line.commitments), (ACCRUALS, line.accruals))
    return [
        Excess(line.position.line, kind, amount, LARGEST_AMOUNT, line.codes)
        for kind, amount in sums
        if _is_beyond(amount, LARGEST_AMOUNT)
    ]


def excess_of_code(code: CodeAmounts) -> list[Excess]:
    """What a code comes to beyond the amounts that are kept as proof; at most one of each kind."""
    sums = (
        (ACTUAL, code.actual),
        (COMMITMENTS, code.commitments),
        (ACCRUALS, code.accruals),
        (f"{ACTUAL} of rows that repeat another", code.repeated),
    )
    return [
        Excess(code.code, kind, amount, LARGEST_OF_A_CODE, (code,))
        for kind, amount in sums
        if _is_beyond(amount, LARGEST_OF_A_CODE)
    ]


def _is_beyond(amount: Decimal | None, largest: Decimal) -> bool:
    return amount is not None and amount.copy_abs() > largest


def _together(amounts) -> Decimal | None:
    """The sum of what is told; None: nothing is."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told, NIL) if told else None


def less(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    """How much more ``after`` is; None while either is not known."""
    return None if after is None or before is None else after - before
