"""The sheet Checks: what was entered can be used, numbers are exact, and everything adds up.

Its first row is nil while everything entered can be used; the working starts from it.
"""

from __future__ import annotations

from reports.outputs.excel.apportioned import Apportioned
from reports.outputs.excel.finance import Balance
from reports.outputs.excel.recharges import RechargeTotals
from reports.outputs.excel.sheets import FIRST_ROW, Book, Live, Sheet, difference
from reports.outputs.excel.whole_numbers import LARGEST
from reports.outputs.excel.working import Grid

TOGETHER = "Entries that cannot be used: while there are any, recharges stay empty"
WHY = "Nil is as it should be. Anything else is explained in the guide “Re-performing the charge”."


def new_checks(book: Book) -> tuple[Sheet, str]:
    """The empty sheet, in its place, and the cell that is nil while all entries can be used."""
    sheet = Sheet(book, "Checks", "Checks: each should come to nil")
    return sheet, sheet.cell(FIRST_ROW, 1)


def write_checks(
    sheet: Sheet,
    unusable: list[tuple[str, str]],
    balance: Balance,
    totals: RechargeTotals,
    apportioned: Apportioned,
) -> None:
    """One row a check."""
    sheet.headings(("Check", "Comes to"))
    cells = sheet.column(1, FIRST_ROW + 1, FIRST_ROW + len(unusable))
    entries = [(words, Live(f"IFERROR({formula},1)", 0)) for words, formula in unusable]
    rows = [
        (TOGETHER, Live(f"IFERROR(SUMPRODUCT(ABS({cells})),1)", 0)),
        *entries,
        *_sums(balance, totals),
        *map(_too_large, apportioned.grids),
    ]
    for row, (words, live) in enumerate(rows, start=FIRST_ROW):
        sheet.text(row, 0, words)
        sheet.live(row, 1, live, sheet.styles.money)
    sheet.text(FIRST_ROW + len(rows) + 1, 0, WHY)
    sheet.widths(70, 18)


def _sums(balance: Balance, totals: RechargeTotals) -> list[tuple[str, Live]]:
    """What must add up; empty while either side is."""
    budget, estimate, variance = (
        each.formula for each in (balance.budget, balance.estimate, balance.variance)
    )
    bridged = totals.share_effect
    return [
        (words, Live(formula, None if None in values else 0))
        for words, formula, *values in (
            (
                "Budgeted recharges less the budgeted balance",
                difference(totals.budget.formula, budget),
                totals.budget.value,
            ),
            (
                "Estimated recharges less the estimated balance",
                difference(totals.estimate.formula, estimate),
                totals.estimate.value,
            ),
            (
                "Cost effects less the variance of the balance",
                difference(totals.cost_effect.formula, variance),
                totals.cost_effect.value,
            ),
            (
                "Share effects together",
                f'IF({bridged.formula}="","",ROUND({bridged.formula},2))',
                bridged.value,
            ),
        )
    ]


def _too_large(grid: Grid) -> tuple[str, Live]:
    words = f"{grid.wording.name}: how far a number is too large to be exact"
    value = None if grid.amount.value is None else 0
    return words, Live(f'IF({grid.largest}="","",MAX(0,{grid.largest}-{LARGEST}))', value)
