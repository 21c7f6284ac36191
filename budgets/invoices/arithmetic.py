"""What is still to be invoiced, what balances a year, and what a partner accrues: pure and exact.

Pounds are ``Decimal``; plus is a charge to the partner, minus a credit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import apportion, instalments

A_PENNY = Decimal("0.01")
SO_FAR, TO_COME = "so far", "to come"


def schedule(recharge: Decimal, number: int, issued: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Each instalment's pounds by its number, from 1; together exactly ``recharge`` (rule 11).

    ``issued`` are never changed: what is left is split over the others. Where all ``number`` are
    issued and the recharge has changed since, one further instalment brings the rest.

    >>> issued = {1: Decimal(250)}
    >>> [str(part) for part in schedule(Decimal(1300), 4, issued).values()]
    ['250', '350', '350', '350']
    """
    left = recharge - total(issued.values())
    waiting = [place for place in range(1, number + 1) if place not in issued]
    if left and not waiting:
        waiting = [1 + max(issued)]
    parts = instalments(left, len(waiting)) if waiting else []
    return dict(sorted({**issued, **dict(zip(waiting, parts, strict=True))}.items()))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum in pounds; of nothing, nil."""
    return sum(amounts, Decimal(0))


def balancing(outturn: Decimal, invoiced: Iterable[Decimal]) -> Decimal:
    """The outturn recharge less all that was invoiced: plus is still to pay, minus to credit."""
    return outturn - total(invoiced)


@dataclass(frozen=True)
class Accrual:
    """What belongs in a partner's own books at the end of a quarter, in pounds.

    ``recharge`` is that of the whole year as then estimated, ``part`` how much of the
    partner's service in the year is over, ``due`` the cost of that service to the penny, ``invoiced`` what was invoiced
    by then.
    """

    recharge: Decimal
    part: Fraction
    due: Decimal
    invoiced: Decimal

    @property
    def amount(self) -> Decimal:
        """Plus: accrue, the service has cost more than was invoiced. Minus: prepaid."""
        return self.due - self.invoiced


def accrual(recharge: Decimal, over: Fraction, invoiced: Decimal) -> Accrual:
    """The accrual when ``over``, 0 to 1, of the partner's service in the year is over.

    What is due and what is still to come add up to the recharge exactly; half a penny goes to what
    is due.

    >>> str(accrual(Decimal(96320), Fraction(1, 2), Decimal(51766)).amount)
    '-3606.00'
    """
    due = apportion(recharge, {SO_FAR: over, TO_COME: 1 - over}, A_PENNY).parts[SO_FAR]
    return Accrual(recharge, over, due, invoiced)
