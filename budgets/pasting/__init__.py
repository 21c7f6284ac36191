"""A block pasted from a spreadsheet: how its cells are told apart, and what each is understood as.

``clipboard`` tells the cells apart, ``headings`` and ``columns`` say what each column is, ``rows``
whose figures each row holds, ``cells`` what is read and ``checks`` what it was held against;
``understanding`` joins them. All that is values in and values out. ``saving`` alone writes.
"""

from budgets.pasting.answers import Answers, answers_in, corrected
from budgets.pasting.clipboard import Block, UnreadableBlock, block_as_text, read_block
from budgets.pasting.columns import Column
from budgets.pasting.parts import BlankAs, DashAs, Kind, Known
from budgets.pasting.rows import Row
from budgets.pasting.saving import paste_figures
from budgets.pasting.understanding import PastedCell, Understanding, understand

__all__ = [
    "Answers",
    "BlankAs",
    "Block",
    "Column",
    "DashAs",
    "Kind",
    "Known",
    "PastedCell",
    "Row",
    "Understanding",
    "UnreadableBlock",
    "answers_in",
    "block_as_text",
    "corrected",
    "paste_figures",
    "read_block",
    "understand",
]
