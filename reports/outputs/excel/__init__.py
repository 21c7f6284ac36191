"""A quarter's figures as an Excel workbook: what was entered as numbers, all else as live formulas.

Change an estimate, an average or an agreed percentage, and totals, variances, shares, recharges and
the bridge follow by the same rules. Each formula carries the value it has here, so that previews and
programs that do not calculate show it too. Empty cells are figures not entered, and what depends on
them stays empty.
"""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.conf import settings

from budgets.models import Quarter
from budgets.position import QuarterPosition
from reports.outputs.data import LINE_MONEY, RECHARGE_MONEY, figures
from reports.outputs.excel.apportioned import write_apportioned
from reports.outputs.excel.charge import charge_of
from reports.outputs.excel.checks import new_checks, write_checks
from reports.outputs.excel.elements import Elements
from reports.outputs.excel.finance import write_finance
from reports.outputs.excel.notes import write_notes
from reports.outputs.excel.recharges import write_recharges
from reports.outputs.excel.sheets import PENCE, POUNDS, Book, Sheet, Styles
from reports.outputs.excel.weights import Weights


def figures_xlsx(position: QuarterPosition, partnership: str = "") -> bytes:
    """figures.xlsx; the same bytes for the same position and name of the ``partnership``."""
    partnership = partnership or settings.PARTNERSHIP_NAME
    content = figures(position)
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties(_properties(position.quarter, partnership))
    _write(
        Book(workbook, Styles(workbook, _money_format(content)), position.quarter, partnership),
        position,
        content,
    )
    workbook.close()
    return stream.getvalue()


def _write(book: Book, position: QuarterPosition, content: dict) -> None:
    """The sheets in the order a reader opens them; the totals first, their working behind them."""
    charge = charge_of(position)
    balance = write_finance(book, content)
    recharges = Sheet(book, "Recharges", "Partners’ recharges")
    checks, usable = new_checks(book)
    elements, weights = Elements(book, charge, balance), Weights(book, charge)
    apportioned = write_apportioned(book, charge, balance, elements, weights, usable)
    totals = write_recharges(recharges, content, charge, elements, weights, apportioned)
    write_checks(checks, [*elements.unusable, *weights.unusable], balance, totals, apportioned)
    write_notes(
        book,
        apportioned,
        has_cameras=weights.cameras is not None,
        has_budget=bool(position.inputs.budgeted),
    )


def _money_format(content: dict) -> str:
    """Pence are shown where there are any."""
    rows = (*content["lines"], *content["partners"])
    amounts = (row[name] for row in rows for name in row if name in LINE_MONEY + RECHARGE_MONEY)
    return PENCE if any(isinstance(amount, Decimal) for amount in amounts) else POUNDS


def _properties(quarter: Quarter, partnership: str) -> dict:
    """What the file says of itself; its day is the quarter's last, never that of making it."""
    return {
        "title": f"Figures of Quarter {quarter.number}, {quarter.year}",
        "author": partnership,
        "created": datetime.combine(quarter.last_day, time.min),
    }
