"""How a line's budget is expected to be spent over the year: a percentage by each quarter's end.

Pure and exact. Most lines are spent evenly; a grant received in June or a winter's energy is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

QUARTER_PERCENT = Decimal(25)
WHOLE_PERCENT = Decimal(100)


@dataclass(frozen=True)
class Profile:
    """Percent of the budget expected by the end of Quarters 1, 2 and 3; by Quarter 4 it is 100.

    ValueError: not rising from 0 to 100. Income is expected in the same way, of a budget below nil.
    """

    by_q1: Decimal = QUARTER_PERCENT
    by_q2: Decimal = 2 * QUARTER_PERCENT
    by_q3: Decimal = 3 * QUARTER_PERCENT

    def __post_init__(self):
        steps = (Decimal(0), *self.percentages)
        if any(before > after for before, after in zip(steps, self.percentages, strict=False)):
            raise ValueError("A profile rises from 0 to 100 %, quarter by quarter.")

    @property
    def percentages(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        return self.by_q1, self.by_q2, self.by_q3, WHOLE_PERCENT

    @property
    def is_even(self) -> bool:
        return self == EVEN


EVEN = Profile()


def expected_share(profile: Profile, quarter: int) -> Fraction:
    """What part of the budget is expected by the end of ``quarter``, exact: 1 is all of it.

    >>> expected_share(EVEN, 2), expected_share(Profile(Decimal(0), Decimal(0), Decimal(40)), 3)
    (Fraction(1, 2), Fraction(2, 5))
    """
    return Fraction(profile.percentages[quarter - 1]) / 100
