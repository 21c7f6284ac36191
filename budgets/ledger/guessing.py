"""What a heading most likely means, as a suggestion on the page: somebody confirms or corrects it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgets.ledger.layout import USUAL_WORDS, Meaning
from budgets.workbook.names import folded

# The first pattern that is met decides, and a meaning is suggested once: columns are joined to a
# code only where somebody says so.
_PATTERNS = (
    (Meaning.DESCRIPTION, r"\bname\b"),
    (Meaning.COMMITMENTS, r"commit"),
    (Meaning.ACCRUALS, r"accru"),
    (Meaning.DEBIT, r"\b(debits?|dr)\b"),
    (Meaning.CREDIT, r"\b(credits?|cr)\b"),
    (
        Meaning.CODE,
        r"\b(ledger|account|nominal|subjective|gl|detail) ?(code|no|number)?\b|\bcode\b",
    ),
    (Meaning.PERIOD, r"\b(period|month)\b"),
    (Meaning.DATE, r"\bdate\b"),
    (Meaning.KIND, r"\b(kind|balance type|amount type|posting type|data type)\b"),
    (Meaning.REFERENCE, r"\b(ref|reference|transaction|trans|document|doc|voucher|journal)\b"),
    (Meaning.DESCRIPTION, r"\b(description|narrative|details|text|supplier)\b"),
    (Meaning.AMOUNT, r"\b(amount|actuals?|value|net|ytd|total)\b"),
)
_NOT_THIS_YEARS_ACTUAL = re.compile(r"\b(budget|variance|remaining|forecast|vat|last year|prior)\b")
_KINDS = {word for words in USUAL_WORDS.values() for word in words}


def suggested(headings: Sequence[str], values: Sequence[Sequence[str]]) -> dict[str, Meaning]:
    """Heading -> what it most likely means, of those that say anything.

    ``values``: what stands under each heading. Words for actuals and commitments tell a column
    whatever it is called: not to use it would count commitments as spent.
    """
    meanings: dict[str, Meaning] = {}
    for heading, below in zip(headings, values, strict=True):
        if below and all(folded(value) in _KINDS for value in below):
            meanings.setdefault(heading, Meaning.KIND)
            continue
        words = folded(heading)
        if _NOT_THIS_YEARS_ACTUAL.search(words):
            continue
        for meaning, pattern in _PATTERNS:
            if re.search(pattern, words) and meaning not in meanings.values():
                meanings[heading] = meaning
                break
    unlikely = set()
    if Meaning.DEBIT in meanings.values() and Meaning.CREDIT in meanings.values():
        unlikely.add(Meaning.AMOUNT)
    if Meaning.KIND in meanings.values():
        unlikely |= {Meaning.COMMITMENTS, Meaning.ACCRUALS}
    return {heading: each for heading, each in meanings.items() if each not in unlikely}
