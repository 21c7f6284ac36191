"""The Word document as LibreOffice opens it, beside the paper's page: the same words, every figure."""

import re
import subprocess

import pytest
from lxml import html

from reports.copies import finance_copy
from reports.outputs.word import report_docx
from tests.optional_papers import optional_report
from tests.papers import SENTENCE

pytestmark = pytest.mark.django_db

TEXT = "txt:Text (encoded):UTF8"
BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "tr", "caption", "dt", "dd")
# Drawn, or arranged otherwise: the front sheet's figures are one table in Word.
ELSEWHERE = "//style | //script | //svg | //table[contains(@class, 'answers')]"
NUMBER = re.compile(r"[+−]?£?\d[\d,]*(?:\.\d+)?%?")


def squeezed(text):
    """Words with one space between them. Page and Word part a heading from its unit differently."""
    return re.sub(r",?\s+", " ", text).strip()


def blocks(page):
    """The page's headings, paragraphs, rows and captions, each in the words that are read."""
    root = html.fromstring(page)
    for element in root.xpath(ELSEWHERE):
        element.drop_tree()
    for element in root.iter(*BLOCKS):
        words = squeezed(" ".join(map(squeezed, element.itertext())))
        if words:
            yield words


def of_pictures(words):
    return words.startswith(("Figure", "Estimated recharges and their variance"))


def missing(page, text):
    found = squeezed(text)
    return [words for words in blocks(page) if words not in found and not of_pictures(words)]


def numbers(text):
    """As printed, without the pound sign that stands on the front sheet only."""
    return {number.replace("£", "") for number in NUMBER.findall(text)}


def test_the_golden_paper_has_the_words_of_its_page_and_every_figure(office, demonstration):
    copy = finance_copy(demonstration)

    found = office.converted({"paper.docx": report_docx(copy.report)}, TEXT)["paper"]

    text = found.decode("utf-8-sig")
    assert missing(copy.html, text) == []
    assert {"251,930", "250,830", "−1,100", "−9,930", "+8,830", "48.01"} <= numbers(text)
    assert numbers(text) <= numbers(" ".join(html.fromstring(copy.html).itertext()))


def test_a_paper_of_twenty_partners_opens_with_every_row_and_page_number(office):
    copy = finance_copy(optional_report(20, comment=SENTENCE * 6).quarter)

    pdf = office.converted({"paper.docx": report_docx(copy.report)}, "pdf")["paper"]

    text = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    pages = text.split("\f")[:-1]
    number = len(pages)
    feet = [re.findall(rf"Page (\d+) of {number}\n", page) for page in pages]
    assert feet == [[str(page)] for page in range(1, number + 1)]
    running = re.compile(r"\n.*Page \d+ of \d+\n|\n?\f.*24 October 2024.*\n")
    assert missing(copy.html, running.sub("\n", text)) == []
    _, longest = copy.report.sections[-1].numbered_tables[-1]
    heading = squeezed(" ".join(heading.on_one_line for heading in longest.headings))
    holding = [squeezed(page) for page in pages if ": instalment " in page]
    assert len(holding) > 1
    assert all(heading in page for page in holding)
