"""The sheet Cameras: alike cameras of each partner, and what they come to in the year's average."""

from __future__ import annotations

from fractions import Fraction

from budgets.explanation.wording import stretch_in_words
from budgets.explanation.working import alike, counted_for, counts_by_month
from budgets.position import QuarterPosition
from cctvpartnership.figures import rounded
from reports.outputs.excel.sheets import FIRST_ROW, Book, Live, Sheet

MOST_ROWS = 2000
NUMBER, COUNTED, OF, WEIGHT, EQUIVALENT = range(3, 8)
PLACES = 12


def write_cameras(book: Book, position: QuarterPosition) -> list[str] | None:
    """Each partner's average as a formula; None where it is a number entered instead: no cameras
    were counted, or so many rows that nobody would read them."""
    groups = [(recharge, alike(counted_for(position, recharge))) for recharge in position.recharges]
    if not 0 < sum(len(rows) for _, rows in groups) <= MOST_ROWS:
        return None
    sheet = Sheet(book, "Cameras", "Cameras in service")
    counted = "Months counted" if counts_by_month(position) else "Days counted"
    sheet.headings(
        (
            *("Partner", "Type", "In service", "Cameras", counted, "Of", "Weight"),
            "Equivalent cameras",
        ),
        texts=(0, 1, 2),
    )
    averages, row = [], FIRST_ROW
    for recharge, rows in groups:
        first = row
        for key, services in rows.items():
            _write_row(sheet, row, recharge.partner.name, key, services)
            row += 1
        averages.append(f"SUM({sheet.column(EQUIVALENT, first, row - 1)})" if rows else "0")
    sheet.widths(40, 20, 24, 12, 12, 12, 12, 14)
    return averages


def _write_row(sheet: Sheet, row: int, partner: str, key: tuple, services: list) -> None:
    camera_type, first, last, weight, samples = key
    styles, number = sheet.styles, sum(service.number for service in services)
    sheet.text(row, 0, partner)
    sheet.text(row, 1, str(camera_type))
    sheet.text(row, 2, stretch_in_words(first, last))
    sheet.number(row, NUMBER, number, styles.entered_whole)
    sheet.number(row, COUNTED, samples, styles.entered_whole)
    sheet.number(row, OF, services[0].samples_in_year, styles.whole)
    sheet.number(row, WEIGHT, weight, styles.entered)
    cells = [sheet.cell(row, column) for column in (NUMBER, COUNTED, OF, WEIGHT)]
    average = sum((service.average for service in services), Fraction(0))
    live = Live("{}*{}/{}*{}".format(*cells), rounded(average, PLACES))
    sheet.live(row, EQUIVALENT, live, styles.cameras)
