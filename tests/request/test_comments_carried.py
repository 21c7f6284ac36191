"""A comment typed beside a line goes into the summary, the report and every file of the quarter."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.access_figures import words_of_file
from tests.budget_pages import words_of
from tests.entry_page import save

pytestmark = pytest.mark.django_db

PLACE = "/reports/2024-25/q2/"
LINE = "Premises Related"
COMMENT = "Rent review “pending” & <b>£1,000</b> more\nfrom October – see minute 7."
LONG = "Repairs after the storm cost more than was set aside, and the insurer is silent. " * 5


@pytest.fixture
def finance(open_quarter, sign_in):
    return sign_in("finance@stevenage")


def typed(finance, quarter, comment):
    """Save ``comment`` through the entry page, as a browser sends it."""
    answer = save(finance, quarter, {(LINE, "comment"): comment.replace("\n", "\r\n")})
    assert answer.status_code == 302


def file(finance, name):
    return finance.get(f"{PLACE}{name}").content


def in_word(content):
    """(the line's row of the finance summary, every paragraph) of the document."""
    document = Document(BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    row = next(row for row in rows if row[0] == LINE)
    return row, [line.text for line in document.paragraphs]


def in_workbook(content):
    return [
        cell.value
        for sheet in load_workbook(BytesIO(content))
        for row in sheet.iter_rows()
        if LINE in [cell.value for cell in row[:2]]
        for cell in row
    ]


def in_csv(content):
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    return next(row["comment"] for row in rows if row["name"] == LINE)


def in_json(content):
    return next(row["comment"] for row in json.loads(content)["lines"] if row["line"] == LINE)


def single_spaced(text):
    return " ".join(text.split())


def test_a_comment_is_carried_into_every_page_and_file(finance, open_quarter):
    typed(finance, open_quarter, COMMENT)

    assert single_spaced(COMMENT) in words_of(finance.get("/budgets/2024-25/q2/"))
    assert single_spaced(COMMENT) in words_of(finance.get(PLACE))
    paper = words_of_file(file(finance, "report.pdf"), "application/pdf")
    for words in ("“pending” &", "<b>£1,000</b>", "see minute 7."):
        assert words in single_spaced(paper)
    row, _ = in_word(file(finance, "report.docx"))
    assert row[-1] == COMMENT
    assert COMMENT in in_workbook(file(finance, "figures.xlsx"))
    assert in_csv(file(finance, "figures.csv")) == COMMENT
    assert in_json(file(finance, "figures.json")) == COMMENT


def test_a_long_comment_is_a_remark_on_paper_and_whole_in_files(finance, open_quarter):
    typed(finance, open_quarter, LONG)

    remark = f"Remark 1, {LINE}. {LONG.strip()}"
    for page in (words_of(finance.get(PLACE)), file(finance, "report.pdf")):
        words = page if isinstance(page, str) else words_of_file(page, "application/pdf")
        assert "Remark 1, below the table." in single_spaced(words)
        assert single_spaced(remark) in single_spaced(words)
    row, paragraphs = in_word(file(finance, "report.docx"))
    assert row[-1] == "Remark 1, below the table."
    assert remark in [single_spaced(line) for line in paragraphs]
    assert LONG.strip() in in_workbook(file(finance, "figures.xlsx"))
    assert in_csv(file(finance, "figures.csv")) == LONG.strip()
    assert in_json(file(finance, "figures.json")) == LONG.strip()


def test_a_comment_taken_out_is_in_none_of_them(finance, open_quarter):
    typed(finance, open_quarter, COMMENT)
    typed(finance, open_quarter, "")

    assert "minute 7" not in words_of(finance.get(PLACE))
    for name in ("report.pdf", "report.docx", "figures.xlsx", "figures.csv", "figures.json"):
        kind = "application/pdf" if name == "report.pdf" else ""
        assert "minute 7" not in words_of_file(file(finance, name), kind)
