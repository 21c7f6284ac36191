"""What rounding did to one part: how far down, what was left over, and whether any came back.

Other partners appear only as one total: who else was handed a unit is not said.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import Apportionment
from budgets.explanation.wording import (
    amount,
    in_percent,
    partners_in_words,
    possessive,
)
from cctvpartnership.figures import Exact, rounded, with_pound_sign
from partners.models import Partner

FINEST = 12


def rounding_in_words(divided: Apportionment, partner: Partner) -> str:
    """The step from the exact to the whole amount, in the words of rule 7."""
    left = abs(sum(divided.received.values()))
    unit = amount(divided.unit)
    if not left:
        return f"Every part is whole {unit} already; nothing is left over."
    direction = "Down" if divided.amount > 0 else "Towards nil"
    number = len(divided.received)
    among = "" if number == 1 else f" among the {partners_in_words(number)}"
    remainder = _remainder(divided, partner.pk)
    return (
        f"{direction} to whole {unit}. {amount(left)} left over{among} "
        f"{_where_it_went(divided, partner.pk, left)}; "
        f"{possessive(partner.short_name)} remainder was {_near(remainder, divided.unit)}."
    )


def _where_it_went(divided: Apportionment, key: int, left: Decimal) -> str:
    received, unit = abs(divided.received[key]), divided.unit
    largest = "the largest remainder" if left <= unit else "the largest remainders"
    if not received:
        return f"went to {largest}{_tie(divided, key)}"
    if received == left:
        return f"went to {largest}, which is this one{_tie(divided, key)}"
    if received == unit:
        return f"went to {largest}, {amount(unit)} of it here{_tie(divided, key)}"
    return (
        f"went in whole {amount(unit)} to {largest}, and the last {amount(received)} to the next, "
        f"which is this one{_tie(divided, key)}"
    )


def _tie(divided: Apportionment, key: int) -> str:
    """Said where an equal remainder was treated otherwise: then the order of partners decided."""
    own = _remainder(divided, key)
    tied = (
        divided.received[other]
        for other in divided.exact
        if other != key and _remainder(divided, other) == own
    )
    decided = any(received != divided.received[key] for received in tied)
    return ", equal ones in the order of the partners" if decided else ""


def _remainder(divided: Apportionment, key: int) -> Fraction:
    return abs(divided.exact[key] - Fraction(divided.rounded_down[key]))


def _near(remainder: Fraction, unit: Decimal) -> str:
    """Pounds and pence; finer where pence would make it look like nil or a whole unit."""
    for places in range(2, FINEST):
        printed = rounded(remainder, places)
        if remainder == printed or 0 < printed < unit:
            break
    return with_pound_sign(f"{printed:,.{places}f}")


def share_rounding_in_words(exact: Exact, used: Exact) -> str:
    """The step of a year that rounds shares first."""
    whole = in_percent(Fraction(1, 10_000))
    if used == exact:
        return f"It is whole {whole} already."
    if used < exact:
        return f"Down to whole {whole}; the hundredths left over went to larger remainders."
    return f"Down to whole {whole}, and one hundredth of those left over added, so that all make {in_percent(1)}."
