"""The sheet Notes: how to read the figures, what each sheet is, and what may be changed."""

from __future__ import annotations

from reports.outputs.excel.apportioned import Apportioned
from reports.outputs.excel.sheets import COMMENT_WIDTH, HEADING_ROW, Book, Sheet

LEGEND = (
    "Amounts are in pounds. Costs are positive, income is negative.",
    "Variance is estimate less budget: plus means the partners pay more, minus means they pay less.",
    "An empty cell is a figure that is not yet entered, or depends on one.",
    "Cost effect: the estimated balance at the shares set with the budget, less the budgeted "
    "recharge. Share effect: what a changed share adds or takes away.",
)
LIVE = (
    "Tinted cells hold what was entered. Change one, and every total, variance, share, recharge and "
    "effect follows by the rules of the software. All else is a formula, or was set with the budget.",
    "Budgeted recharges, and cameras and shares with the budget, were set when the budget was "
    "approved. They are numbers here, and never move.",
    "A recharge is the partner’s exact share of the whole balance, rounded once: whole rounding units "
    "downwards, then the units left over one by one to the largest remainders, in the order of the "
    "partners where remainders are the same. What is left below one unit goes to the next.",
    "Weights are whole numbers too: the sheet Elements says what an average or an agreed percentage "
    "is multiplied by. An entry with more decimals than that is named on the sheet Checks.",
    "A spreadsheet keeps fifteen digits. The sheets of working therefore divide in whole numbers, in "
    "several steps where one would be too long, and the sheet Checks says if a number became too "
    "large to be exact. Printed shares and cameras are rounded for reading and nothing is worked out "
    "from them.",
)
AS_VALUES = (
    "The estimated recharges are numbers here, not formulas: the exact shares of this year need "
    "whole numbers of more digits than a spreadsheet keeps. They are as the software worked them "
    "out, and do not follow when something is changed."
)
HELD_AS_VALUES = (
    "The cost effects are numbers here, not formulas: the shares set with the budget are those of "
    "other partners, or need whole numbers of more digits than a spreadsheet keeps. They do not "
    "follow when something is changed."
)
AVERAGES_ENTERED = (
    "Average cameras are entered on the sheet Weights as the software worked them out: there are no "
    "cameras to list, or too many."
)


def write_notes(
    book: Book, apportioned: Apportioned, *, has_cameras: bool, has_budget: bool
) -> None:
    sheet = Sheet(book, "Notes", "How to read these figures")
    sentences = [*LEGEND, *LIVE]
    if not apportioned.estimated:
        sentences.append(AS_VALUES)
    if has_budget and not apportioned.held:
        sentences.append(HELD_AS_VALUES)
    if not has_cameras:
        sentences.append(AVERAGES_ENTERED)
    for row, sentence in enumerate(sentences, start=HEADING_ROW):
        sheet.text(row, 0, sentence)
        sheet.row_height(row, sentence)
    sheet.widths(COMMENT_WIDTH)
