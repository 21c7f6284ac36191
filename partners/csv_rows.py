"""CSV files that Excel and auditors' programs read alike; what stands in them is the caller's.

UTF-8 with the byte order mark by which Excel knows it. Times are ISO with their zone, days ISO,
numbers plain with an ASCII minus, and nothing is an empty cell. Text that a spreadsheet would run
as a formula gets an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import StringIO
from itertools import chain, islice

from django.http import HttpResponse
from django.utils import timezone

BYTE_ORDER_MARK = "\ufeff".encode()
AT_A_TIME = 1_000
FORMULA_STARTS = frozenset("=+-@\t\r")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """A heading row of ``columns``, then ``rows`` of values as they are: numbers, times, text."""
    return b"".join(csv_parts(columns, rows))


def csv_parts(columns: Sequence[str], rows: Iterable[Sequence]) -> Iterator[bytes]:
    """The same part by part, so that a long file need not stand in memory whole."""
    yield BYTE_ORDER_MARK
    for some in _batched(chain([columns], ([cell(value) for value in row] for row in rows))):
        table = StringIO()
        csv.writer(table, lineterminator="\r\n").writerows(some)
        yield table.getvalue().encode()


def _batched(rows: Iterable[Sequence]) -> Iterator[list[Sequence]]:
    rows = iter(rows)
    while some := list(islice(rows, AT_A_TIME)):
        yield some


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """The file as an answer, saved under ``name`` (ASCII) and kept by no cache."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    content = csv_bytes(columns, rows)
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def cell(value) -> object:
    """One value as it stands in a file; dates and whole numbers are written by ``str`` already.

    >>> cell("=1+1"), cell(Decimal("-1.50")), cell(None)
    ("'=1+1", '-1.50', '')
    """
    if isinstance(value, str):
        return f"'{value}" if is_formula(value) else value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run ``text``: some of them leave out the spaces before it."""
    first = text[:1]
    return first in FORMULA_STARTS or (first.isspace() and text.lstrip()[:1] in FORMULA_STARTS)
