"""From an amount or a share to a place across a picture, exact until it is rounded for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cctvpartnership.figures import Exact, rounded

LEFT, WIDTH = 1, 418
# A figure too small to see at scale is still a figure.
THINNEST = Fraction(3, 2)
LONGEST_NAME = 26
NICE = (1, 2, 5)
MOST_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """The stretch from ``low`` to ``high``, nil included, across ``width`` from ``left``."""

    low: Fraction
    high: Fraction
    left: int = LEFT
    width: int = WIDTH

    @classmethod
    def holding(cls, values: list[Exact], left: int = LEFT, width: int = WIDTH) -> Scale:
        low, high = min(0, *values, 0), max(0, *values, 0)
        high = Fraction(high) if high > low else Fraction(low) + 1
        return cls(Fraction(low), high, left, width)

    def place(self, value: Exact) -> Decimal:
        """Where ``value`` is, at the edge if it lies beyond."""
        return rounded(self._place(value), 1)

    def bar(self, value: Exact) -> tuple[Decimal, Decimal]:
        """Left edge and width of a bar from nil; no width where it is nil."""
        start, end = sorted((self._place(0), self._place(value)))
        width = max(end - start, THINNEST) if value else Fraction(0)
        return rounded(start, 1), rounded(width, 1)

    def round_steps(self) -> list[Decimal]:
        """Round amounts on the scale, nil among them, few enough to be labelled."""
        power = Fraction(1)
        while True:
            for nice in NICE:
                step = int(nice * power)
                first, last = -int(-self.low // step), int(self.high // step)
                if last - first < MOST_TICKS:
                    return [Decimal(number * step) for number in range(first, last + 1)]
            power *= 10

    def _place(self, value: Exact) -> Fraction:
        within = min(max(Fraction(value), self.low), self.high)
        return self.left + self.width * (within - self.low) / (self.high - self.low)


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
