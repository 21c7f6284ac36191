"""The third table of a working: each partner's long division, rounding down, and what it receives."""

from __future__ import annotations

from collections.abc import Iterator

from reports.outputs.excel.sheets import Value
from reports.outputs.excel.working.grid import (
    ALL_WEIGHTS,
    AMOUNT,
    COMMON,
    FACTOR,
    FIRST_DIGIT,
    FRACTION,
    LEFT_OVER,
    ORDER,
    RECEIVED,
    REMAINDER,
    SCALED_UNIT,
    SUM,
    TO_DIVIDE,
    UNIT,
    UNITS,
    Grid,
)


def write_partners(grid: Grid) -> None:
    """One row a partner, in the order of ties."""
    grid.sheet.headings(_headings(grid), row=grid.partner_row - 1)
    for place, name in enumerate(grid.partners):
        row = grid.partner_row + place
        grid.sheet.text(row, 0, name)
        for number, element in enumerate(grid.elements):
            grid.sheet.live(row, 1 + grid.width * number, element.weights[place])
            _write_division(grid, place, number)
        for result, (formula, value) in enumerate(_results(grid, place)):
            grid.put(row, grid.results + result, formula, value)


def _headings(grid: Grid) -> Iterator[str]:
    small, several = grid.wording.small, grid.division.steps > 1
    yield "Partner"
    for element in grid.elements:
        yield f"{element.name}: weight"
        for step in range(1, grid.division.steps + 1):
            which = f" {step}" if several else ""
            yield f"{element.name}: product{which}"
            yield f"{element.name}: quotient{which}"
        yield f"{element.name}: left"
    yield f"Sum, {small} × scale"
    yield "Fraction left of the sum"
    yield from ("Whole units", "Remainder", "Order of remainders")
    yield f"Received of what is left over, {small}"
    yield grid.wording.part


def _write_division(grid: Grid, place: int, number: int) -> None:
    """What the element divides, times the partner's weight, by all weights."""
    row, start = grid.partner_row + place, 1 + grid.width * number
    worked, several = grid.worked.elements[number], grid.division.steps > 1
    weight, all_weights = grid.at(place, start), grid.of(number, ALL_WEIGHTS)
    left = ""
    for step in range(grid.division.steps):
        digit = grid.of(number, FIRST_DIGIT + step if several else TO_DIVIDE)
        carried = f"({left})*{grid.division.base}+" if left else ""
        column = start + 1 + 2 * step
        grid.put(row, column, f"{carried}{digit}*{weight}", worked.products[place][step])
        product, quotient = grid.at(place, column), grid.at(place, column + 1)
        grid.put(row, column + 1, f"INT({product}/{all_weights})", worked.quotients[place][step])
        left = f"{product}-{quotient}*{all_weights}"
    grid.put(row, start + grid.width - 1, left, worked.left[place])


def _results(grid: Grid, place: int) -> tuple[tuple[str, Value], ...]:
    """From the elements' quotients to the part, as formulas and what they come to."""
    worked, top, unit = grid.worked, grid.top, grid.top(UNIT)
    quotients, left = _quotients(grid, place), _left(grid, place)
    total, units = grid.result(place, SUM), grid.result(place, UNITS)
    whole = f"INT(({left})/{top(COMMON)})"
    before = f"({grid.result(place, ORDER)}-1)*{unit}"
    sign = f"IF({top(AMOUNT)}<0,-1,1)"
    part = f"{sign}*({units}*{unit}+{grid.result(place, RECEIVED)})/{grid.wording.small_in_part}"
    return (
        (f"{quotients}+{whole}", worked.sums[place]),
        (f"{left}-{top(COMMON)}*{whole}", worked.fractions[place]),
        (f"INT({total}/{top(SCALED_UNIT)})", worked.units[place]),
        (f"{total}-{units}*{top(SCALED_UNIT)}", worked.remainders[place]),
        (_order_formula(grid, place), worked.order[place]),
        (f"MIN({unit},MAX(0,{top(LEFT_OVER)}-{before}))", worked.received[place]),
        (f"ROUND({part},2)", grid.parts[place]),
    )


def _quotients(grid: Grid, place: int) -> str:
    """The whole numbers of all elements' divisions together."""
    base, steps = grid.division.base, grid.division.steps
    return "+".join(
        f"{grid.at(place, 1 + grid.width * number + 2 + 2 * step)}*{base ** (steps - 1 - step)}"
        for number in range(len(grid.elements))
        for step in range(steps)
    )


def _left(grid: Grid, place: int) -> str:
    """What all elements' divisions left, in the common multiple of their weights."""
    return "+".join(
        f"{grid.at(place, grid.width * (number + 1))}*{grid.of(number, FACTOR)}"
        for number in range(len(grid.elements))
    )


def _order_formula(grid: Grid, place: int) -> str:
    """One more than the partners whose remainder is larger, or the same in an earlier row."""
    remainder, fraction = grid.result(place, REMAINDER), grid.result(place, FRACTION)
    remainders, fractions = grid.all_results(REMAINDER), grid.all_results(FRACTION)
    same = f"({remainders}={remainder})"
    earlier = f"(ROW({remainders})<ROW({remainder}))"
    return (
        f"1+SUMPRODUCT(--({remainders}>{remainder}))"
        f"+SUMPRODUCT({same}*({fractions}>{fraction}))"
        f"+SUMPRODUCT({same}*({fractions}={fraction})*{earlier})"
    )
