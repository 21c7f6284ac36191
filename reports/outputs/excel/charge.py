"""What the balance is shared by, in whole numbers: each element's percentage, amount and weights.

A weight with decimals is multiplied until it is whole; the sheets Elements and Weights hold what is
entered, and formulas that make the whole numbers from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from budgets.arithmetic import AGREED, CAMERAS
from budgets.position import QuarterPosition
from budgets.shares import ElementTerms
from reports.outputs.excel.whole_numbers import Division, Part, division_for

# Two decimals of a percentage and four of an average can be typed into any file.
FEWEST_PLACES, AVERAGES_IN = 2, 10_000
PENCE_FORESEEN = 10**8
HUNDREDTHS = 10_000


@dataclass(frozen=True)
class Charge:
    """A year's elements in whole numbers, in their order; weights by element, then by partner.

    ``counted_in``: what an element's weights are multiplied by. ``scale``: what 100 % is as a whole
    number, percentages being multiplied by a hundredth of it.
    """

    position: QuarterPosition
    scale: int
    counted_in: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def terms(self) -> tuple[ElementTerms, ...]:
        return self.position.basis.terms

    @property
    def by_percentage(self) -> list[int]:
        """The places of the elements that are percentages."""
        return [place for place, terms in enumerate(self.terms) if not terms.amount]

    @property
    def fixed(self) -> list[int]:
        return [place for place, terms in enumerate(self.terms) if terms.amount]

    @property
    def most_weight(self) -> int:
        return max(sum(part.weights) for part in self.parts)


def charge_of(position: QuarterPosition) -> Charge:
    """The elements of the quarter's year, as their shares are now."""
    basis = position.basis
    percentages = [terms.percentage for terms in basis.terms if not terms.amount]
    scale = 1 if len(percentages) == 1 else 100 * 10 ** places_of(percentages)
    counted_in = tuple(_counted_in(position, terms) for terms in basis.terms)
    parts = tuple(
        Part(
            int(terms.percentage * scale / 100),
            int(terms.amount),
            tuple(int(weight * times) for weight in element.weights.values()),
        )
        for terms, element, times in zip(basis.terms, basis.elements, counted_in, strict=True)
    )
    return Charge(position, scale, counted_in, parts)


def _counted_in(position: QuarterPosition, terms: ElementTerms) -> int:
    """What makes the element's weights whole numbers, and others that may be typed in their place."""
    basis = position.basis
    if terms.basis == CAMERAS:
        return cameras_counted_in(position)
    days = basis.parts_of_year[0].days_in_year if basis.parts_of_year else 1
    if terms.basis == AGREED:
        return days * 10 ** places_of(percentage for _, percentage in terms.agreed)
    return days


def cameras_counted_in(position: QuarterPosition) -> int:
    """The part of a camera that all averages are whole numbers of, and those of its weights too."""
    averages = (average.denominator for average in position.basis.averages.values())
    steps = (
        service.samples_in_year * 10 ** places_of([service.weight])
        for service in position.basis.counted
    )
    return lcm(AVERAGES_IN, *averages, *steps)


def places_of(numbers: Iterable[Decimal]) -> int:
    """The most decimals of any of ``numbers``, and at least what may be typed."""
    exponents = (-Decimal(number).normalize().as_tuple().exponent for number in numbers)
    return max([FEWEST_PLACES, *exponents])


def money_parts(charge: Charge) -> tuple[list[Part], int]:
    """What pounds are divided by, and its scale: the elements, or where shares are rounded first
    the rounded percentages in place of those of the elements, and any fixed amounts."""
    if not charge.position.basis.round_shares_first:
        return list(charge.parts), charge.scale
    rounded = charge.position.basis.rest.values()
    in_hundredths = Part(1, 0, tuple(int(share * HUNDREDTHS) for share in rounded))
    return [in_hundredths, *(charge.parts[place] for place in charge.fixed)], 1


def money_division(charge: Charge) -> Division | None:
    """How pounds are divided; None: whole numbers would have too many digits."""
    parts, scale = money_parts(charge)
    most_weight = max(HUNDREDTHS, charge.most_weight)
    return division_for(scale, parts, most_pence(charge.position), most_weight)


def shares_division(charge: Charge) -> Division | None:
    """How shares are rounded first."""
    parts = [charge.parts[place] for place in charge.by_percentage]
    return division_for(charge.scale, parts, HUNDREDTHS, charge.most_weight)


def held_parts(position: QuarterPosition) -> list[Part]:
    """The shares frozen with the budget, as whole numbers: what fixed amounts leave, then those."""
    budgeted = position.inputs.budgeted
    rest = [part.share if part.rest is None else part.rest for part in budgeted]
    fixed = [part.fixed for part in budgeted if part.fixed]
    parts = [Part(1, 0, _whole(rest))]
    if fixed:
        own = [part.fixed or Fraction(0) for part in budgeted]
        parts.append(Part(0, int(sum(fixed)), _whole(own)))
    return parts


def held_division(position: QuarterPosition, parts: Sequence[Part]) -> Division | None:
    most_weight = max(sum(part.weights) for part in parts)
    return division_for(1, list(parts), most_pence(position), most_weight)


def most_pence(position: QuarterPosition) -> int:
    """The largest balance there is, or that may be typed."""
    balances = (position.balance.budget, position.balance.estimate or 0)
    return max(PENCE_FORESEEN, *(int(abs(balance) * 100) for balance in balances))


def _whole(numbers: Sequence[Fraction]) -> tuple[int, ...]:
    times = lcm(*(number.denominator for number in numbers))
    return tuple(int(number * times) for number in numbers)
