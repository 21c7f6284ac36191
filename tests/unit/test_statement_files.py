"""A partner's statement as PDF and CSV: what they say, that anybody can read them, always alike."""

import csv
import subprocess
from io import StringIO

import pytest

from tests.request.test_invoices import STATEMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(demonstration, sign_in):
    return sign_in("officer@east-herts")


def test_the_pdf_says_the_figures_and_keeps_to_both_standards(
    officer, assert_keeps_to_both_standards
):
    answer = officer.get(f"{STATEMENT}statement.pdf")

    pdf = answer.content
    assert answer["Content-Type"] == "application/pdf"
    assert "2024-25-statement-east-herts.pdf" in answer["Content-Disposition"]
    assert_keeps_to_both_standards(pdf)
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    assert "Statement 2024/25: East Herts" in text
    assert "CCTV-2024-25-12" in text
    assert "103,530.00" in text
    assert "£3,606 was invoiced in advance" in " ".join(text.split())
    assert officer.get(f"{STATEMENT}statement.pdf").content == pdf


def test_the_csv_has_a_row_for_each_figure(officer):
    content = officer.get(f"{STATEMENT}statement.csv").content.decode("utf-8-sig")

    rows = {row["entry"]: row for row in csv.DictReader(StringIO(content))}
    assert rows["Instalment 2"] == {
        "partner": "East Hertfordshire District Council",
        "year": "2024-25",
        "entry": "Instalment 2",
        "amount": "25883.00",
        "due": "2024-09-30",
        "number": "CCTV-2024-25-22",
        "dated": "2024-09-30",
    }
    assert rows["Invoiced"]["amount"] == "51766.00"
    assert rows["Estimated recharge at Quarter 2"]["amount"] == "96320.00"
    assert rows["Prepayment at 30 September 2024"]["amount"] == "-3606.00"
