"""Sections that a paper may have: what moved, what is mentioned, invoices, incomes, and pictures.

``facts`` reads what they rest on beside the quarter's position, and reads it back from an edition;
``contents`` makes of both what is printed, as plain values.
"""

from reports.optional.contents import OPTIONAL_KINDS, optional_contents
from reports.optional.facts import NO_FACTS, Facts, collected, facts_of
from reports.optional.printed import OptionalSection, PrintedTable

__all__ = [
    "NO_FACTS",
    "OPTIONAL_KINDS",
    "Facts",
    "OptionalSection",
    "PrintedTable",
    "collected",
    "facts_of",
    "optional_contents",
]
