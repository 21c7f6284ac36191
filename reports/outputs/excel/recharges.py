"""The sheet Recharges: what each partner pays, why it moved, and the shares it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from cctvpartnership.figures import rounded
from reports.outputs.data import RECHARGE_MONEY
from reports.outputs.excel.apportioned import Apportioned
from reports.outputs.excel.charge import HUNDREDTHS, Charge
from reports.outputs.excel.elements import Elements
from reports.outputs.excel.sheets import FIRST_ROW, Live, Sheet, difference, total_of
from reports.outputs.excel.weights import Weights

BUDGET, ESTIMATE, VARIANCE, COST, SHARE_EFFECT = range(1, 6)
CAMERAS, BASE_CAMERAS, SHARE, BASE_SHARE = range(6, 10)
PLACES = 12


@dataclass(frozen=True)
class RechargeTotals:
    """The sums of the money columns: where they stand, and what they come to."""

    budget: Live
    estimate: Live
    variance: Live
    cost_effect: Live
    share_effect: Live


def write_recharges(
    sheet: Sheet,
    content: dict,
    charge: Charge,
    elements: Elements,
    weights: Weights,
    apportioned: Apportioned,
) -> RechargeTotals:
    """The table and its totals, on the sheet that stands ready for them."""
    estimated = "Outturn" if charge.position.quarter.is_last else "Estimated"
    money = ("Budgeted", estimated, "Variance", "Cost effect", "Share effect")
    bases = ("Average cameras", "Cameras with the budget", "Share, %", "Share with the budget, %")
    sheet.headings(("Partner", *money, *bases))
    for place, partner in enumerate(content["partners"]):
        row = FIRST_ROW + place
        sheet.text(row, 0, partner["partner"])
        _write_money(sheet, row, place, partner, charge, apportioned)
        cameras = Live(weights.averages[place], _decimal(partner["equivalent_cameras"]))
        sheet.live(row, CAMERAS, cameras, sheet.styles.cameras)
        share = _share(charge, elements, weights, apportioned, place)
        sheet.live(row, SHARE, Live(share, _decimal(partner["share_percent"])), sheet.styles.share)
        for column, name in (
            (BASE_CAMERAS, "base_equivalent_cameras"),
            (BASE_SHARE, "base_share_percent"),
        ):
            style = sheet.styles.cameras if column == BASE_CAMERAS else sheet.styles.share
            sheet.number(row, column, _decimal(partner[name]), style)
    _write_totals(sheet, content)
    sheet.widths(40, *[14] * 9)
    last = FIRST_ROW + len(content["partners"])
    totals = content["partners_total"]
    return RechargeTotals(
        *(
            Live(sheet.cell(last, column), totals[name])
            for column, name in enumerate(RECHARGE_MONEY, start=BUDGET)
        )
    )


def _write_money(
    sheet: Sheet, row: int, place: int, partner: dict, charge: Charge, apportioned: Apportioned
) -> None:
    styles = sheet.styles
    budget, estimate, cost = (xl_rowcol_to_cell(row, c) for c in (BUDGET, ESTIMATE, COST))
    sheet.number(row, BUDGET, partner["budget"], styles.money)
    if apportioned.estimated:
        sheet.live(row, ESTIMATE, apportioned.estimated.part_cells[place], styles.money)
    else:
        sheet.number(row, ESTIMATE, partner["estimate"], styles.money)
    variance = Live(difference(estimate, budget), partner["variance"])
    sheet.live(row, VARIANCE, variance, styles.signed)
    if apportioned.held:
        held = apportioned.held.part_cells[place].formula
        sheet.live(row, COST, Live(difference(held, budget), partner["cost_effect"]), styles.signed)
    else:
        sheet.number(row, COST, partner["cost_effect"], styles.signed)
    effect = Live(difference(xl_rowcol_to_cell(row, VARIANCE), cost), partner["share_effect"])
    sheet.live(row, SHARE_EFFECT, effect, styles.signed)


def _share(
    charge: Charge, elements: Elements, weights: Weights, apportioned: Apportioned, place: int
) -> str:
    """The partner's share of the balance in percent, as spreadsheets can: to fifteen digits."""
    by_element = [
        f"{elements.of_balance[number]}*{column[place].formula}/SUM({weights.column_of(number)})"
        for number, column in enumerate(weights.columns)
    ]
    if charge.position.basis.round_shares_first and apportioned.shares:
        rounded_share = apportioned.shares.part_cells[place].formula
        rest = f"(100-{elements.taken})*{rounded_share}/{HUNDREDTHS}"
        by_element = [rest, *(by_element[number] for number in charge.fixed)]
    return f'IFERROR(ROUND({"+".join(by_element)},{PLACES}),"")'


def _write_totals(sheet: Sheet, content: dict) -> None:
    last, styles = FIRST_ROW + len(content["partners"]), sheet.styles
    sheet.text(last, 0, "All partners", styles.total)
    totals = content["partners_total"]
    for column, name in enumerate(RECHARGE_MONEY, start=BUDGET):
        style = styles.total_money if column in (BUDGET, ESTIMATE) else styles.total_signed
        _write_total(sheet, last, column, totals[name], style)
    for column, name in ((CAMERAS, "equivalent_cameras"), (SHARE, "share_percent")):
        total = rounded(sum(Decimal(partner[name]) for partner in content["partners"]), 10)
        _write_total(sheet, last, column, total, styles.total_share)
    for column in (BASE_CAMERAS, BASE_SHARE):
        sheet.text(last, column, "", styles.total)


def _write_total(sheet: Sheet, row: int, column: int, total, style) -> None:
    cells = sheet.column(column, FIRST_ROW, row - 1)
    sheet.live(row, column, Live(total_of(cells), total), style)


def _decimal(places: str | None) -> Decimal | None:
    return None if places is None else Decimal(places)
