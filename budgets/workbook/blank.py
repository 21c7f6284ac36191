"""The blank year workbook: every sheet with its headings, to be filled in."""

from __future__ import annotations

from budgets.workbook.writing import Contents, written


def blank_workbook() -> bytes:
    """An .xlsx file with the sheets of a year workbook and nothing in them."""
    return written(Contents())
