"""Ledger extracts for tests: rows of a small valid one, as CSV or as a workbook, and reading them."""

import csv
from datetime import date
from io import BytesIO, StringIO

from openpyxl import Workbook

from budgets.ledger.extract import findings_in, samples_in
from budgets.ledger.layout import Layout, Meaning
from budgets.models import LedgerCode

HEADINGS = ("Account", "Posting date", "Reference", "Details", "Amount", "Type")
MEANINGS = {
    "Account": Meaning.CODE,
    "Posting date": Meaning.DATE,
    "Reference": Meaning.REFERENCE,
    "Details": Meaning.DESCRIPTION,
    "Amount": Meaning.AMOUNT,
    "Type": Meaning.KIND,
}
LAYOUT = Layout(columns=MEANINGS, headings=HEADINGS)
# Codes of the demonstration's lines; Employees has two once ``with_second_code`` gave it one.
ROWS = (
    ("CCTV-1000", "30/04/2024", "PAY04", "April pay", "12,000.00", "Actual"),
    ("CCTV-1000", "31/05/2024", "PAY05", "May pay", "13,000.00", "Actual"),
    ("CCTV-1100", "03/06/2024", "PI100", "Cover, nights", "1,200.50", "Actual"),
    ("CCTV-2000", "01/07/2024", "PI101", "Rent", "17,770.00", "Actual"),
    ("CCTV-2000", "01/09/2024", "PO77", "Painting", "2,500.00", "Commitment"),
    ("CCTV-3000", "15/08/2024", "EX1", "Mileage", "908", "Actual"),
    ("CCTV-4000", "20/08/2024", "PI102", "Fibre", "300,000.00", "Actual"),
    ("CCTV-4000", "30/09/2024", "AC9", "Power", "7,846.00", "Accrual"),
    ("CCTV-9000", "30/09/2024", "SI5", "Half year", "(63,817.00)", "Actual"),
)


def row(**changes):
    """A sound row, with cells changed by their headings (Posting_date for a blank)."""
    cells = dict(zip(HEADINGS, ("E1", "01/05/2024", "R1", "Text", "10.00", "Actual"), strict=True))
    return [*(cells | {name.replace("_", " "): cell for name, cell in changes.items()}).values()]


def as_csv(rows, headings=HEADINGS, *, above=(), encoding="utf-8", delimiter=",", name="q2.csv"):
    """An open CSV file of the rows under their headings, with rows above them perhaps."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([*above, headings, *rows])
    return named(text.getvalue().encode(encoding), name)


def as_workbook(rows, headings=HEADINGS, *, above=(), sheet="Extract", name="q2.xlsx"):
    """An open workbook of the same; ``rows`` may hold numbers and dates."""
    book = Workbook()
    book.active.title = sheet
    for row in [*above, headings, *rows]:
        book.active.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return named(stream.getvalue(), name)


def named(content, name):
    stream = BytesIO(content)
    stream.name = name
    return stream


def read(file, quarter, layout=LAYOUT):
    """What is found in an open file."""
    samples = samples_in(file, file.name)
    return findings_in(file, file.name, samples, layout, quarter)


def places(findings):
    """Every mistake that is listed, as it is told, by its kind."""
    return {
        mistake.value: [each.told(findings.sheet) for each in group.listed]
        for mistake, group in findings.groups.items()
    }


def actuals(findings):
    """Code -> pounds of actuals within the period."""
    return {
        sums.code: sums.amounts["within"]["actual"]
        for sums in findings.codes.values()
        if sums.rows["within"]
    }


def with_second_code(quarter):
    """The quarter, with a second code for Employees."""
    line = quarter.year.lines.get(name="Employees")
    LedgerCode.objects.get_or_create(line=line, code="CCTV-1100")
    return quarter


def as_dates(rows, column=1):
    """The rows with the day of a column as Excel would hold it, and amounts as numbers."""
    for row in rows:
        day, month, year = map(int, row[column].split("/"))
        yield (*row[:column], date(year, month, day), *row[column + 1 :])
