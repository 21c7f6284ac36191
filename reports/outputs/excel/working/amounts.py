"""The first two tables of a working: what is divided, and by which elements."""

from __future__ import annotations

from reports.outputs.excel.sheets import FIRST_ROW, Value
from reports.outputs.excel.working.grid import (
    ALL_WEIGHTS,
    AMOUNT,
    COMMON,
    FACTOR,
    FIRST_DIGIT,
    FIXED,
    FRACTION,
    LEFT_OVER,
    MOST,
    PERCENTAGE,
    POUNDS,
    REST,
    SCALE,
    SCALED_UNIT,
    SIZE,
    TAKEN,
    TO_DIVIDE,
    UNIT,
    UNITS,
    Grid,
)

Step = tuple[str, str, Value]
# Excel has no multiple of more than its digits. The check of the largest number then says so.
TOO_LARGE = 10**16


def write_amounts(grid: Grid) -> None:
    """What is divided: one row a number. Amount and unit come from other sheets."""
    sheet, small = grid.sheet, grid.wording.small
    sheet.headings(("What is divided", "Value"))
    for row, words, live in (
        (AMOUNT, f"Amount, {small}", grid.amount),
        (UNIT, f"Rounding unit, {small}", grid.unit),
    ):
        sheet.text(FIRST_ROW + row, 0, words)
        sheet.live(FIRST_ROW + row, 1, live)
    steps = _of_fixed_amounts(grid) | _of_scale(grid)
    for row, (words, formula, value) in steps.items():
        sheet.text(FIRST_ROW + row, 0, words)
        grid.put(FIRST_ROW + row, 1, formula, value)


def _of_fixed_amounts(grid: Grid) -> dict[int, Step]:
    """How much of the amount fixed amounts take, as rows of words, formula and value."""
    small, worked, top = grid.wording.small, grid.worked, grid.top
    size, fixed, taken = top(SIZE), top(FIXED), top(TAKEN)
    return {
        SIZE: (f"Amount without its sign, {small}", f"ABS({top(AMOUNT)})", worked.size),
        FIXED: ("Fixed amounts together, £", f"SUM({grid.of_all(POUNDS)})", worked.fixed),
        TAKEN: (
            "Fixed amounts: 0 not taken, 1 taken in full, 2 cut to the amount",
            f"IF(OR({top(AMOUNT)}<=0,{fixed}=0),0,IF({fixed}*100<={size},1,2))",
            worked.taken,
        ),
        REST: (
            f"Left for percentages, {small}",
            f"IF({taken}=1,{size}-{fixed}*100,IF({taken}=2,0,{size}))",
            worked.rest,
        ),
    }


def _of_scale(grid: Grid) -> dict[int, Step]:
    """What makes whole numbers of everything, and whether these are small enough to be exact."""
    small, worked, top = grid.wording.small, grid.worked, grid.top
    numbers = f"{grid.at(0, 1)}:{grid.result(len(grid.partners) - 1, FRACTION).split('!')[1]}"
    most = f"{len(grid.elements)}*{top(COMMON)}"
    return {
        SCALE: (
            "Scale: what is divided is multiplied by",
            f"IF({top(TAKEN)}=2,{top(FIXED)},{grid.division.scale})",
            worked.scale,
        ),
        SCALED_UNIT: (
            "Rounding unit × scale",
            f"{top(UNIT)}*{top(SCALE)}",
            worked.unit * worked.scale,
        ),
        COMMON: (
            "Common multiple of all weights",
            f"IFERROR(LCM({grid.of_all(ALL_WEIGHTS)}),{TOO_LARGE})",
            worked.common,
        ),
        LEFT_OVER: (
            f"Left over after whole units, {small}",
            f"{top(SIZE)}-{top(UNIT)}*SUM({grid.all_results(UNITS)})",
            worked.left_over,
        ),
        MOST: (
            "Largest number on this sheet",
            f"MAX({numbers},{grid.of_all(TO_DIVIDE)},{most})",
            worked.largest,
        ),
    }


def write_elements(grid: Grid) -> None:
    """The elements: whole numbers of each, and what it divides, cut into the steps of a division."""
    steps = range(1, grid.division.steps + 1) if grid.division.steps > 1 else ()
    grid.sheet.headings(
        (
            *("Element", "Percentage × scale", "Fixed amount, £", "All weights"),
            *(f"To divide, {grid.wording.small} × scale", "Multiple of its weights"),
            *(f"To divide in step {step}" for step in steps),
        ),
        row=grid.element_row - 1,
    )
    for number, element in enumerate(grid.elements):
        row = grid.element_row + number
        grid.sheet.text(row, 0, element.name)
        grid.sheet.live(row, PERCENTAGE, element.percentage)
        grid.sheet.live(row, POUNDS, element.amount)
        _write_element(grid, row, number)


def _write_element(grid: Grid, row: int, number: int) -> None:
    worked, top, amount = grid.worked.elements[number], grid.top, grid.of(number, POUNDS)
    weights = grid.at_all(1 + grid.width * number)
    grid.put(row, ALL_WEIGHTS, f"SUM({weights})", worked.all_weights)
    formula = (
        f"{top(REST)}*{grid.of(number, PERCENTAGE)}+IF({top(TAKEN)}=1,{amount}*100*{top(SCALE)},"
        f"IF({top(TAKEN)}=2,{amount}*{top(SIZE)},0))"
    )
    grid.put(row, TO_DIVIDE, formula, worked.to_divide)
    factor = f"{top(COMMON)}/{grid.of(number, ALL_WEIGHTS)}"
    grid.put(row, FACTOR, factor, worked.factor)
    if grid.division.steps > 1:
        for step, digit in enumerate(worked.digits):
            grid.put(row, FIRST_DIGIT + step, _digit_formula(grid, number, step), digit)


def _digit_formula(grid: Grid, number: int, step: int) -> str:
    base, steps = grid.division.base, grid.division.steps
    to_divide = grid.of(number, TO_DIVIDE)
    down_to_here = f"INT({to_divide}/{base ** (steps - 1 - step)})"
    if step == 0:
        return down_to_here
    return f"{down_to_here}-{base}*INT({to_divide}/{base ** (steps - step)})"
