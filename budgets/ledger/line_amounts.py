"""What an extract comes to for one code and for one line, in pounds with our signs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgets.inputs import LinePosition
from budgets.ledger.amounts import NIL
from budgets.wording import counted


@dataclass(frozen=True)
class CodeAmounts:
    """One code in pounds, with our signs. None: the extract tells no amounts of this kind."""

    code: str
    description: str
    rows: int
    first_rows: tuple[int, ...]
    actual: Decimal
    commitments: Decimal | None
    accruals: Decimal | None
    reason: str = ""

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
    def commitments(self) -> Decimal | None:
        return _together(code.commitments for code in self.codes)

    @property
    def accruals(self) -> Decimal | None:
        return _together(code.accruals for code in self.codes)


def _together(amounts) -> Decimal | None:
    """The sum of what is told; None: nothing is."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told, NIL) if told else None


def less(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    """How much more ``after`` is; None while either is not known."""
    return None if after is None or before is None else after - before
