"""CSV files: what a spreadsheet and an auditor's program find in them."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.csv_rows import csv_bytes, csv_response, is_formula


def read(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_values_are_written_as_programs_read_them():
    row = [
        datetime(2024, 7, 1, 9, 30, 5, 999, tzinfo=UTC),
        datetime(2024, 12, 1, 9, 30, tzinfo=UTC),
        date(2024, 10, 1),
        Decimal("-1234.50"),
        Decimal("1E+2"),
        -7,
        None,
        "Café, “High Street”",
    ]

    content = csv_bytes(["a"] * len(row), [row])

    assert content.startswith(b"\xef\xbb\xbfa,a,")
    assert content.endswith(b"\r\n")
    assert read(content)[1] == [
        "2024-07-01T10:30:05+01:00",
        "2024-12-01T09:30:00+00:00",
        "2024-10-01",
        "-1234.50",
        "100",
        "-7",
        "",
        "Café, “High Street”",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1+1", "\n=1+1", "'=1", "-"]
)
def test_no_text_runs_as_a_formula(text):
    [_, [written]] = read(csv_bytes(["text"], [[text]]))

    assert written.startswith("'")
    assert written.removeprefix("'") == text.removeprefix("'")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_comes_back_as_it_was_or_with_an_apostrophe(text):
    [_, [written, _]] = read(csv_bytes(["text", "end"], [[text, "."]]))

    assert written == (f"'{text}" if is_formula(text) else text)
    assert not is_formula(written)


def test_the_answer_is_a_file_that_no_cache_keeps():
    response = csv_response("history.csv", ["who"], [["Finance officer"]])

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="history.csv"'
    assert response.headers["Cache-Control"] == "no-store"
    assert read(response.content) == [["who"], ["Finance officer"]]
