"""One pasted cell read as an amount or a comment, by the rules of the entry grid and in its words.

What is refused here is refused there too; a cell as spreadsheets show it gets a word of help.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from budgets.forms import AmountField, FiguresForm
from budgets.pasting.parts import DashAs, Kind
from cctvpartnership.figures import UnreadableAmount, read_amount

_AMOUNT = AmountField()
_COMMENT = FiguresForm.base_fields["comment"]

# As an accounting format shows nil, and as our own tables show what is not yet known.
_DASH = re.compile(r"£?\s*[-\u2010-\u2015\u2212]")
_TOO_NARROW = re.compile(r"#+")
_EXCEL_ERROR = re.compile(r"#[A-Z][A-Z0-9_/]*[!?]?")
_SHORTENED = re.compile(r"[-\u2212]?[0-9](\.[0-9]+)?E[-+]?[0-9]+", re.IGNORECASE)
_INVISIBLE = ("Cc", "Cf")


@dataclass(frozen=True)
class Reading:
    """What a cell's text is understood as; ``problem`` is the sentence that refuses it.

    ``is_blank``: there is nothing in it, or a dash that stands for nothing.
    """

    value: Decimal | str | None = None
    problem: str = ""
    is_blank: bool = False
    is_dash: bool = False


def is_amount(text: str) -> bool:
    """Whether ``text`` holds an amount that can be read."""
    try:
        return read_amount(text) is not None
    except UnreadableAmount:
        return False


def read_cell(kind: Kind, text: str, dash: DashAs | None = None) -> Reading:
    """The text of one cell of a column of ``kind``, in pounds or as a comment.

    ``dash`` is what the person says that a dash alone stands for.
    """
    typed = text.strip()
    if not typed:
        return Reading(is_blank=True)
    if problem := _shown_by_excel(typed):
        return Reading(problem=problem)
    if kind == Kind.COMMENT:
        return _read(_COMMENT.clean, text)
    if _DASH.fullmatch(typed):
        return _read_dash(typed, dash)
    # Variances are printed with their plus, by us too.
    signed = text.strip().removeprefix("+") if kind == Kind.VARIANCE else text
    reading = _read(_AMOUNT.to_python, signed)
    return Reading(problem=reading.problem + _help_with(typed)) if reading.problem else reading


def _read(reader, text: str) -> Reading:
    try:
        return Reading(reader(text))
    except ValidationError as error:
        return Reading(problem=error.messages[0])


def _read_dash(typed: str, dash: DashAs | None) -> Reading:
    if dash == DashAs.NIL:
        return Reading(read_amount("0"), is_dash=True)
    if dash == DashAs.BLANK:
        return Reading(is_blank=True, is_dash=True)
    return Reading(
        problem=f"“{typed}” may be nil or may be nothing. Say which a dash stands for.",
        is_dash=True,
    )


def _shown_by_excel(typed: str) -> str:
    if _TOO_NARROW.fullmatch(typed):
        return (
            f"“{typed[:7]}” is what Excel shows where a column is too narrow. Widen it there and "
            "copy again, or type the figure."
        )
    if _EXCEL_ERROR.fullmatch(typed):
        return (
            f"“{typed}” is an error in Excel, no figure. Correct it there and copy again, or type "
            "the figure."
        )
    return ""


def _help_with(typed: str) -> str:
    if typed.startswith("="):
        return " It is a formula: copy the cells while Excel shows their results."
    if _SHORTENED.fullmatch(typed):
        return " Excel shortens numbers so in a narrow column: widen it and copy again."
    if any(unicodedata.category(character) in _INVISIBLE for character in typed):
        return " It holds a character that cannot be seen: type it again."
    return ""
