"""A share explained: the words and steps of its working, as plain values for pages.

Built from the steps of ``budgets.arithmetic`` and ``cameras.arithmetic``; nothing is worked out a
second time, and nothing here knows who may see it.
"""

from budgets.explanation.overview import SharesWorkedOut, shares_worked_out
from budgets.explanation.reasons import Reason, headline, reasons
from budgets.explanation.returning import return_sentence
from budgets.explanation.share import ShareExplanation, explain_share
from budgets.explanation.wording import possessive

__all__ = [
    "Reason",
    "ShareExplanation",
    "SharesWorkedOut",
    "explain_share",
    "headline",
    "possessive",
    "reasons",
    "return_sentence",
    "shares_worked_out",
]
