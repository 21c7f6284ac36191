"""What ``script/benchmark`` measures of the ledger's import: beside reading the same file, no more.

An extract is read, checked, previewed and saved as the command does it, and the saving undone; the
library that reads it goes through every row of the same file and keeps nothing.
"""

import csv
import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from openpyxl import load_workbook
from xlsxwriter import Workbook

from budgets.ledger.answers import Answers
from budgets.ledger.codes import assign_codes
from budgets.ledger.extract import facts_of, findings_in, samples_in
from budgets.ledger.layout import Layout, Meaning
from budgets.ledger.saving import import_actuals

SIZES = (1_000, 10_000, 100_000)
HEADINGS = (
    "Account",
    "Date",
    "Reference",
    "Description",
    "Amount",
    "Type",
    "Officer",
    "Department",
)
LAYOUT = Layout(
    {
        "Account": Meaning.CODE,
        "Date": Meaning.DATE,
        "Reference": Meaning.REFERENCE,
        "Description": Meaning.DESCRIPTION,
        "Amount": Meaning.AMOUNT,
        "Type": Meaning.KIND,
    }
)
CODES = [f"CCTV-{number}" for number in range(5000, 5060)]


def ledgers(quarter, side_by_side, queries_of):
    """(name, what stands beside it, queries, Timing) of each kind of file and number of rows."""
    lines = list(quarter.year.lines.all())
    given = {code: lines[place % len(lines)] for place, code in enumerate(CODES)}
    assign_codes(year=quarter.year, lines=given, user=None)
    with tempfile.TemporaryDirectory() as folder:
        for ending, write, read in (("csv", write_csv, read_csv), ("xlsx", write_xlsx, read_xlsx)):
            for size in SIZES:
                path = Path(folder) / f"{size}.{ending}"
                write(path, rows(size))
                importing, beside = of_file(quarter, path, read)
                beside_it = "csv alone" if ending == "csv" else "openpyxl alone"
                name = f"Ledger, {size:,} rows, {ending}"
                yield name, beside_it, queries_of(importing), side_by_side(importing, beside)


def of_file(quarter, path, read):
    """(importing the file and undoing it, going through its rows)."""

    def importing():
        with path.open("rb") as file, transaction.atomic():
            samples = samples_in(file, path.name)
            findings = findings_in(file, path.name, samples, LAYOUT, quarter)
            saved = import_actuals(
                quarter=quarter,
                facts=facts_of(file, path.name),
                findings=findings,
                answers=Answers(),
                based_on=dict(quarter.revisions.newest().values_list("line", "number")),
                user=None,
            )
            if saved is None:
                raise SystemExit(f"{path.name} was not imported.")
            transaction.set_rollback(True)

    return importing, lambda: read(path)


def rows(number):
    """So many rows of a half year, the same at every call."""
    chance = random.Random(number)  # noqa: S311 - figures to time, no secret
    for place in range(number):
        yield (
            chance.choice(CODES),
            date(2024, 4, 1) + timedelta(days=chance.randrange(183)),
            f"TR{place:07}",
            f"Invoice {place} of a supplier",
            chance.randrange(-50_000, 200_000) / 100,
            chance.choice(("Actual", "Commitment", "Accrual")),
            "Finance",
            "Community safety",
        )


def write_csv(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows((*row[:1], f"{row[1]:%d/%m/%Y}", *row[2:]) for row in rows)


def read_csv(path):
    with path.open(newline="") as file:
        for _ in csv.reader(file):
            pass


def write_xlsx(path, rows):
    with Workbook(path, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Extract"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row[:1])
            sheet.write_datetime(number, 1, row[1], day)
            sheet.write_row(number, 2, row[2:])


def read_xlsx(path):
    book = load_workbook(path, read_only=True, data_only=True)
    for _ in book.active.iter_rows(values_only=True):
        pass
    book.close()
