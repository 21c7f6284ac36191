"""Rule 12: every printed total is compared with the sum of the numbers as printed above it.

Rounding for print can make the two differ. No figure is then mended; a note under the table says
so, in these words. The table itself is ``tables``'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import footing_difference
from cctvpartnership.figures import Exact, pounds, pounds_and_pence, rounded

EQUIVALENT_CAMERAS = (
    "Average cameras are equivalent cameras over the year, printed to the nearest whole one."
)
ROUNDED_VARIANCE = (
    "A variance is worked out before it is rounded for print, and may differ by £1 from the "
    "figures printed beside it."
)


@dataclass(frozen=True)
class Column:
    """A column as it is printed: heading, exact parts and total, and decimals (none or two)."""

    heading: str
    parts: tuple[Exact | None, ...]
    total: Exact | None
    places: int = 0

    @property
    def added_up(self) -> str | None:
        """What the printed parts add up to where that is not the printed total, else None."""
        if self.total is None or None in self.parts:
            return None
        printed = [rounded(part, self.places) for part in self.parts]
        total = rounded(self.total, self.places)
        return self.printed(sum(printed)) if footing_difference(printed, total) else None

    def printed(self, value: Exact) -> str:
        return pounds_and_pence(value) if self.places else pounds(value)


def money_notes(columns: Iterable[Column]) -> Iterator[str]:
    """One sentence a column of pounds that does not add up as printed."""
    for column in columns:
        if column.added_up:
            yield (
                f"{column.heading}: as printed, the amounts add up to {column.added_up}; the total "
                f"is rounded from the exact amounts, and reads {column.printed(column.total)}."
            )


def subtotal_notes(groups: Iterable[tuple[str, Iterable[Column]]]) -> Iterator[str]:
    """One sentence naming the groups whose lines do not add up to their subtotal as printed."""
    names = [name for name, columns in groups if any(column.added_up for column in columns)]
    if names:
        listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        yield (
            "Subtotals too are rounded from the exact amounts. As printed, the lines do not add up "
            f"to the subtotal of {listed}."
        )


def cameras_note(column: Column) -> str:
    """What the counts are, and that they do not add up as printed where they do not."""
    if not column.added_up:
        return EQUIVALENT_CAMERAS
    return (
        f"{EQUIVALENT_CAMERAS} As printed they add up to {column.added_up}; the total is rounded "
        f"from the exact averages, and reads {column.printed(column.total)}."
    )


def shares_notes(column: Column) -> Iterator[str]:
    """That printed percentages do not make 100.00, where they do not: the exact shares do."""
    if column.added_up:
        yield (
            f"Shares are printed to two decimals. As printed they add up to {column.added_up}; "
            f"the exact shares, by which the money is divided, make {column.printed(column.total)}."
        )


def variance_notes(
    rows: Iterable[tuple[Decimal | None, Decimal | None]], said: str = ROUNDED_VARIANCE
) -> Iterator[str]:
    """That a printed variance is not the difference of the printed figures, where it is not.

    ``rows`` are (estimate, budget) in exact pounds; ``said`` is the sentence.
    """
    for estimate, budget in rows:
        if estimate is None or budget is None:
            continue
        if rounded(estimate - budget) != rounded(estimate) - rounded(budget):
            yield said
            return
