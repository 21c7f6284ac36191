"""Where everything stands on a sheet of working, and how one step is written there.

Three tables stand under each other: what is divided, the elements, the partners. Of each element a
partner has a weight, a product and a quotient for each step of the division, and what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cctvpartnership.figures import plain_pounds
from reports.outputs.excel.sheets import FIRST_ROW, Live, Sheet, Value
from reports.outputs.excel.whole_numbers import Division, Part, Worked, divide

AMOUNT, SIZE, UNIT, FIXED, TAKEN, REST, SCALE, SCALED_UNIT, COMMON, LEFT_OVER, MOST = range(11)
PERCENTAGE, POUNDS, ALL_WEIGHTS, TO_DIVIDE, FACTOR, FIRST_DIGIT = range(1, 7)
SUM, FRACTION, UNITS, REMAINDER, ORDER, RECEIVED, PART = range(7)


@dataclass(frozen=True)
class Divisible:
    """An element as cells: its percentage and pounds as whole numbers, and each partner's weight."""

    name: str
    percentage: Live
    amount: Live
    weights: tuple[Live, ...]

    @property
    def part(self) -> Part:
        weights = tuple(weight.value for weight in self.weights)
        return Part(self.percentage.value, self.amount.value, weights)


@dataclass(frozen=True)
class Wording:
    """How a sheet speaks of what it divides: in ``small`` whole numbers, so many to a ``part``."""

    name: str
    title: str
    words: str
    small: str = "pence"
    part: str = "Part, £"
    small_in_part: int = 100


@dataclass(frozen=True)
class Grid:
    """One sheet. ``amount`` and ``unit`` are in small whole numbers; an amount of None is not known."""

    sheet: Sheet
    wording: Wording
    elements: tuple[Divisible, ...]
    partners: tuple[str, ...]
    amount: Live
    unit: Live
    division: Division

    @cached_property
    def worked(self) -> Worked:
        """Every step's number; those of nil where the amount is not known, which nobody is shown."""
        parts = [element.part for element in self.elements]
        return divide(self.amount.value or 0, self.unit.value, parts, self.division)

    @cached_property
    def parts(self) -> tuple[int | Decimal | None, ...]:
        """What comes out, in partner order."""
        amount = self.amount.value
        if amount is None:
            return (None,) * len(self.partners)
        small_in_part = self.wording.small_in_part * (-1 if amount < 0 else 1)
        return tuple(plain_pounds(Decimal(part) / small_in_part) for part in self.worked.parts)

    @property
    def largest(self) -> str:
        """The cell with the largest number of the sheet."""
        return self.top(MOST)

    @property
    def part_cells(self) -> tuple[Live, ...]:
        """The cells of what comes out."""
        cells = (self.result(place, PART) for place in range(len(self.partners)))
        return tuple(Live(cell, part) for cell, part in zip(cells, self.parts, strict=True))

    @property
    def element_row(self) -> int:
        return FIRST_ROW + MOST + 4

    @property
    def partner_row(self) -> int:
        return self.element_row + len(self.elements) + 2

    @property
    def width(self) -> int:
        """How many columns an element has in the partners' table."""
        return 2 + 2 * self.division.steps

    @property
    def results(self) -> int:
        """The first column after those of the elements."""
        return 1 + self.width * len(self.elements)

    def top(self, row: int) -> str:
        """A cell of the first table."""
        return self.sheet.cell(FIRST_ROW + row, 1)

    def of(self, number: int, column: int) -> str:
        """A cell of an element."""
        return self.sheet.cell(self.element_row + number, column)

    def of_all(self, column: int) -> str:
        """The cells of all elements."""
        last = self.element_row + len(self.elements) - 1
        return self.sheet.column(column, self.element_row, last)

    def at(self, place: int, column: int) -> str:
        """A cell of the partner in this place."""
        return self.sheet.cell(self.partner_row + place, column)

    def result(self, place: int, result: int) -> str:
        return self.at(place, self.results + result)

    def at_all(self, column: int) -> str:
        """The cells of all partners."""
        last = self.partner_row + len(self.partners) - 1
        return self.sheet.column(column, self.partner_row, last)

    def all_results(self, result: int) -> str:
        return self.at_all(self.results + result)

    def put(self, row: int, column: int, formula: str, value: Value) -> None:
        """One step: empty while the amount is not known."""
        known = None if self.amount.value is None else value
        self.sheet.live(row, column, Live(f'IF({self.top(AMOUNT)}="","",{formula})', known))
