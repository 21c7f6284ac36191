"""Amounts as a ledger's extract holds them: exact, in pounds and pence."""

from __future__ import annotations

import re
from decimal import Decimal

from budgets.workbook.cells import NUMBER, TEXT, Cell, exact
from budgets.workbook.cells import amount as workbook_amount
from cctvpartnership.figures import within_limits

NIL = Decimal(0)
# Sums that Excel made of pence are off by less than this, for it counts in binary fractions.
_NOISE = Decimal("0.000001")
# As the accounting format writes nil; in a sum it is the same as a blank.
_DASHES = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "£-")
_NEEDLESS_ZEROS = re.compile(r"(\.[0-9]{2})0+(?=[^0-9]*$)")


_PLAIN = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,2})?")


def is_plain(number: str) -> bool:
    """Digits, with a minus or pence perhaps: nearly every amount, and an exact decimal as it is."""
    return _PLAIN.fullmatch(number) is not None


def ledger_amount(cell: Cell) -> Decimal:
    """Pounds of a cell that is not blank. Unreadable, UnreadableAmount: it holds no amount.

    >>> ledger_amount(Cell("(1,234.5000)")), ledger_amount(Cell("-")), ledger_amount(Cell(0.1 + 0.2, NUMBER))
    (Decimal('-1234.50'), Decimal('0'), Decimal('0.3'))
    """
    if cell.kind == NUMBER:
        # The limit first: rounding bears no number of thirty digits.
        number = within_limits(exact(cell.value), str(cell))
        pence = round(number, 2)
        if number != pence and (number - pence).copy_abs() < _NOISE:
            return within_limits(pence, str(cell))
    elif cell.kind == TEXT:
        typed = str(cell)
        if typed in _DASHES:
            return NIL
        if typed.endswith(("0", ")", "-", "R", "r")):
            cell = Cell(_NEEDLESS_ZEROS.sub(r"\1", typed))
    return workbook_amount(cell)
