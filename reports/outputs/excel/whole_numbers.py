"""An apportionment in whole numbers, step by step as a spreadsheet can follow it without an error.

A spreadsheet keeps fifteen digits. So shares are whole weights over whole totals, pounds are pence,
and a product of more digits is divided in steps, as in long division. Every number stays below
``LARGEST``, where both Excel and LibreOffice are exact. The parts are those of
``budgets.arithmetic.apportion``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

LARGEST = 10**14
MOST_STEPS = 8
# Room for what may be typed into the file: first for amounts and weights that grow, then for none.
HEADROOM = ((10, 4), (1, 1))
NOT_TAKEN, TAKEN, CUT = 0, 1, 2


@dataclass(frozen=True)
class Part:
    """One element: ``percentage`` times the working's scale, or a fixed ``amount`` in pounds."""

    percentage: int
    amount: int
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Division:
    """How products are divided: in ``steps``, each for one digit to ``base``; ``scale``: what a
    hundred per cent is as a whole number."""

    scale: int
    base: int
    steps: int


@dataclass(frozen=True)
class ElementWorked:
    """One element divided: ``whole`` scaled pence and ``left`` of ``all_weights`` for each partner.

    ``products`` and ``quotients`` are those of every step, by partner. ``factor`` makes what is left
    comparable with what other elements leave.
    """

    weights: tuple[int, ...]
    all_weights: int
    to_divide: int
    digits: tuple[int, ...]
    factor: int
    products: tuple[tuple[int, ...], ...]
    quotients: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]


@dataclass(frozen=True)
class Worked:
    """All steps from ``size`` (pence, without its sign) to whole units and what is handed out."""

    size: int
    fixed: int
    taken: int
    rest: int
    scale: int
    unit: int
    common: int
    elements: tuple[ElementWorked, ...]
    sums: tuple[int, ...]
    fractions: tuple[int, ...]
    units: tuple[int, ...]
    remainders: tuple[int, ...]
    order: tuple[int, ...]
    left_over: int
    received: tuple[int, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        """Each partner's pence, without the sign of the amount."""
        pairs = zip(self.units, self.received, strict=True)
        return tuple(units * self.unit + received for units, received in pairs)

    @property
    def largest(self) -> int:
        """The largest number that a spreadsheet meets on the way, or that bounds one."""
        products = (step for each in self.elements for own in each.products for step in own)
        to_divide = (each.to_divide for each in self.elements)
        weights = (weight for each in self.elements for weight in each.weights)
        return max(
            len(self.elements) * self.common,
            *(*to_divide, *weights, *products, *self.sums, *self.fractions),
        )


def division_for(
    scale: int, parts: list[Part], most_pence: int, most_weight: int
) -> Division | None:
    """The fewest steps in which every number stays exact; None where it takes too many digits.

    ``most_pence`` and ``most_weight``: the largest amount and the largest sum of weights foreseen.
    """
    common = lcm(*(sum(part.weights) for part in parts))
    if common * len(parts) >= LARGEST:
        return None
    for more_pence, more_weight in HEADROOM:
        largest = most_pence * more_pence * max(scale, *(part.amount for part in parts))
        if largest >= LARGEST:
            continue
        for places in range(13, 0, -1):
            base = 10**places
            steps = -(-len(str(largest)) // places)
            if 2 * base * most_weight * more_weight < LARGEST and steps <= MOST_STEPS:
                return Division(scale, base, steps)
    return None


def divide(amount: int, unit: int, parts: list[Part], division: Division) -> Worked:
    """``amount`` pence, of either sign, among the partners in whole ``unit``s of pence."""
    size, fixed = abs(amount), sum(part.amount for part in parts)
    taken = NOT_TAKEN
    if amount > 0 and fixed:
        taken = TAKEN if fixed * 100 <= size else CUT
    rest = (size, size - fixed * 100, 0)[taken]
    scale = fixed if taken == CUT else division.scale
    common = lcm(*(sum(part.weights) for part in parts))
    a_pound = (0, 100 * scale, size)[taken]
    elements = tuple(
        _element(part, rest * part.percentage + a_pound * part.amount, common, division)
        for part in parts
    )
    return _handed_out(
        size,
        unit,
        elements,
        division,
        fixed=fixed,
        taken=taken,
        rest=rest,
        scale=scale,
        common=common,
    )


def _element(part: Part, to_divide: int, common: int, division: Division) -> ElementWorked:
    all_weights = sum(part.weights)
    digits = _digits(to_divide, division)
    steps = [_long_division(digits, weight, all_weights, division.base) for weight in part.weights]
    return ElementWorked(
        weights=part.weights,
        all_weights=all_weights,
        to_divide=to_divide,
        digits=digits,
        factor=common // all_weights,
        products=tuple(tuple(product for product, _ in own) for own in steps),
        quotients=tuple(tuple(quotient for _, quotient in own) for own in steps),
        left=tuple(own[-1][0] % all_weights for own in steps),
    )


def _digits(number: int, division: Division) -> tuple[int, ...]:
    """``number`` in digits to the base; the first may be larger than the base."""
    places = [division.base**place for place in range(division.steps)][::-1]
    rest, digits = number, []
    for place in places:
        digit, rest = divmod(rest, place)
        digits.append(digit)
    return tuple(digits)


def _long_division(
    digits: tuple[int, ...], weight: int, all_weights: int, base: int
) -> list[tuple[int, int]]:
    """(product, quotient) of each step of dividing ``digits`` × ``weight`` by ``all_weights``."""
    left, steps = 0, []
    for digit in digits:
        product = left * base + digit * weight
        quotient, left = divmod(product, all_weights)
        steps.append((product, quotient))
    return steps


def _handed_out(
    size: int, unit: int, elements: tuple[ElementWorked, ...], division: Division, **numbers: int
) -> Worked:
    """Whole units of each sum, and what is left over by largest remainder, ties in order."""
    scale, common = numbers["scale"], numbers["common"]
    partners = range(len(elements[0].left))
    together = [sum(each.left[i] * each.factor for each in elements) for i in partners]
    sums = [
        sum(_whole(each.quotients[i], division.base) for each in elements) + together[i] // common
        for i in partners
    ]
    fractions = [each % common for each in together]
    units = [each // (unit * scale) for each in sums]
    remainders = [each % (unit * scale) for each in sums]
    ranked = sorted(partners, key=lambda i: (-remainders[i], -fractions[i]))
    order = [ranked.index(i) + 1 for i in partners]
    left_over = size - unit * sum(units)
    return Worked(
        size=size,
        unit=unit,
        elements=elements,
        sums=tuple(sums),
        fractions=tuple(fractions),
        units=tuple(units),
        remainders=tuple(remainders),
        order=tuple(order),
        left_over=left_over,
        received=tuple(min(unit, max(0, left_over - (place - 1) * unit)) for place in order),
        **numbers,
    )


def _whole(quotients: tuple[int, ...], base: int) -> int:
    whole = 0
    for quotient in quotients:
        whole = whole * base + quotient
    return whole
