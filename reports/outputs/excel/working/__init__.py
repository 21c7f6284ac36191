"""A sheet that apportions an amount in whole numbers, each step a formula one can follow.

Each step's value is that of ``whole_numbers.divide``, so that what a file shows is what its formulas
come to.
"""

from reports.outputs.excel.sheets import HEADING_ROW, Book, Sheet
from reports.outputs.excel.working.amounts import write_amounts, write_elements
from reports.outputs.excel.working.grid import PART, Divisible, Grid, Wording
from reports.outputs.excel.working.partners import write_partners

__all__ = ["Divisible", "Grid", "Wording", "write_working"]

NAME_WIDTH, NUMBER_WIDTH, COLUMNS_A_PAGE = 44, 15, 8


def write_working(book: Book, wording: Wording, **divided) -> Grid:
    """The sheet and where everything stands on it; ``divided``: what ``Grid`` asks for."""
    freeze = (HEADING_ROW, 1)
    sheet = Sheet(book, wording.name, wording.title, words=wording.words, freeze=freeze)
    grid = Grid(sheet=sheet, wording=wording, **divided)
    write_amounts(grid)
    write_elements(grid)
    write_partners(grid)
    columns = grid.results + PART
    sheet.widths(NAME_WIDTH, *[NUMBER_WIDTH] * columns)
    sheet.across(-(-columns // COLUMNS_A_PAGE))
    return grid
