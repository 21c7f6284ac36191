"""Previewing and saving an extract without a page, as tests of what is saved need it."""

from decimal import Decimal

from budgets.ledger.answers import Answers
from budgets.ledger.extract import facts_of
from budgets.ledger.preview import preview_of
from budgets.ledger.saving import import_actuals
from tests.entry_page import newest_figures
from tests.ledgers import LAYOUT, ROWS, as_csv, read

ACTUALS = {
    "Employees": Decimal("26200.50"),
    "Premises Related": 17_770,
    "Transport Related": 908,
    "Supplies and Services": 300_000,
    "Recharges": 6_406,
    "Income from Company": -63_817,
}


def preview(quarter, rows=ROWS, answers=None, layout=LAYOUT):
    return preview_of(quarter, read(as_csv(rows), quarter, layout), answers or Answers())


def save(quarter, rows=ROWS, *, answers=None, user=None, shown=None, seal=None):
    """Import the rows as previewed; ``shown`` is an earlier preview."""
    file = as_csv(rows)
    shown = shown or preview(quarter, rows, answers)
    return import_actuals(
        quarter=quarter,
        facts=facts_of(file, "q2.csv"),
        findings=read(file, quarter),
        answers=answers or Answers(),
        based_on={line.position.line_id: line.position.revision for line in shown.lines},
        user=user,
        seal=seal,
    )


def actuals_of(quarter):
    return {line: figures[0] for line, figures in newest_figures(quarter).items()}


def sums(lines):
    return {line.position.line: line.actual for line in lines}
