"""The extract's own totals, held against the rows above them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from budgets.ledger.amounts import NIL
from cctvpartnership.figures import as_typed

# Subtotals of subtotals are looked for so many parts back.
_MOST_PARTS = 200
_TOTAL = re.compile(r"\btotals?\b", re.IGNORECASE)


def names_a_total(text: str) -> bool:
    """``Total``, ``Grand total``, ``E100 Total`` as Excel’s subtotals write it."""
    return bool(_TOTAL.search(text))


class RunningTotals:
    """The sums of each column of amounts: of all rows so far, and of the parts between totals."""

    def __init__(self, columns: int):
        self._all = [NIL] * columns
        self._part = [NIL] * columns
        self._parts: list[list[Decimal]] = []

    def add(self, column: int, amount: Decimal) -> None:
        self._part[column] += amount

    def compare(self, given: Mapping[int, Decimal]) -> str:
        """ "" if the amounts of a total’s row are those of the rows above; else what those make.

        Either of all rows, or of the last parts, as a subtotal is.
        """
        self._all = [whole + part for whole, part in zip(self._all, self._part, strict=True)]
        self._parts = [*self._parts[1 - _MOST_PARTS :], self._part]
        self._part = [NIL] * len(self._all)
        if not given or all(self._all[column] == amount for column, amount in given.items()):
            return ""
        sums = [NIL] * len(self._all)
        for part in reversed(self._parts):
            sums = [so_far + more for so_far, more in zip(sums, part, strict=True)]
            if all(sums[column] == amount for column, amount in given.items()):
                return ""
        column, amount = next(
            (column, amount) for column, amount in given.items() if self._all[column] != amount
        )
        return (
            f"The total says {as_typed(amount)}, the rows above it make "
            f"{as_typed(self._all[column])}."
        )
