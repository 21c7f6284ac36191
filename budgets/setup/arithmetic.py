"""The sums of setting a budget: an uplift on last year's, and a virement as moves between lines.

Pure and exact, like ``budgets.arithmetic``.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

POUND, PENNY = Decimal(1), Decimal("0.01")


def uplifted(amount: Decimal, percent: Decimal, unit: Decimal = POUND) -> Decimal:
    """``amount`` pounds and ``percent`` of it more (minus: less), to whole ``unit``s, half away
    from nil.

    >>> uplifted(Decimal("119360"), Decimal("2.5")), uplifted(Decimal("-250.50"), Decimal(-1), PENNY)
    (Decimal('122344'), Decimal('-248.00'))
    """
    exact = Fraction(amount) * (100 + Fraction(percent)) / 100 / Fraction(unit)
    units = int(abs(exact) + Fraction(1, 2))
    return unit * (units if exact >= 0 else -units)


class Transfer(NamedTuple):
    """``amount`` pounds, above nil, from one line to another."""

    giver: Hashable
    receiver: Hashable
    amount: Decimal


def transfers(changes: Mapping[Hashable, Decimal]) -> list[Transfer]:
    """``changes`` (pounds by line, together nil) as moves from the lines that give, in order.

    Each line gives or receives exactly its change, and there are fewer moves than lines.
    ValueError: they do not add up to nil.

    >>> [tuple(map(str, move)) for move in transfers({"A": Decimal(-5), "B": Decimal(3), "C": Decimal(2)})]
    [('A', 'B', '3'), ('A', 'C', '2')]
    """
    if sum(changes.values(), Decimal(0)) != 0:
        raise ValueError("The changes of a virement add up to nil.")
    givers = [[line, -amount] for line, amount in changes.items() if amount < 0]
    receivers = [[line, amount] for line, amount in changes.items() if amount > 0]
    moves = []
    while givers:
        giver, receiver = givers[0], receivers[0]
        moved = min(giver[1], receiver[1])
        moves.append(Transfer(giver[0], receiver[0], moved))
        for side, parties in ((giver, givers), (receiver, receivers)):
            side[1] -= moved
            if not side[1]:
                parties.pop(0)
    return moves
