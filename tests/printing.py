"""Papers printed for the tests, each once, and PDFs opened."""

import re
import subprocess
from functools import lru_cache
from io import BytesIO

import pikepdf

from reports.copies import finance_copy
from reports.outputs.data import figures_json
from reports.outputs.pdf import render_pdf


@lru_cache(maxsize=8)
def drawn(html, figures):
    """The same document gives the same bytes; the golden one is drawn once for all tests here."""
    return render_pdf(html, draft=True, figures=figures)


def printed(report):
    copy = finance_copy(report.quarter)
    return drawn(copy.html, figures_json(copy.position))


def text_of(pdf, layout=True):
    command = ["pdftotext", *(["-layout"] if layout else []), "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def words_of(pdf):
    return re.sub(r"\s+", " ", text_of(pdf))


def opened(pdf):
    return pikepdf.open(BytesIO(pdf))


def sizes(pdf):
    boxes = [page.mediabox for page in opened(pdf).pages]
    return [(round(float(box[2])), round(float(box[3]))) for box in boxes]


def things(pdf, key, value):
    """Every object of an opened PDF with a value under a key: ``/S`` is an element's kind."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and str(thing.get(key)) == value
    ]
