"""One cell of a workbook, and reading it as text, money, a number, a date or a yes.

Every reader takes a cell that is not blank and answers with an exact value, or raises
``Unreadable`` with a sentence that quotes the cell. Where the cell stands is added by the row.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from budgets.workbook.problems import quoted
from cctvpartnership.figures import UnreadableAmount, read_amount, within_limits

TEXT, NUMBER, DATE, BOOLEAN = "text", "number", "date", "boolean"
FAULT, UNSAVED_FORMULA = "fault", "unsaved formula"

FIRST_YEAR, LAST_YEAR = 1900, 2199
# What both databases keep exactly: SQLite holds decimals as floats of 15 significant digits.
MOST_DIGITS = 15

_NUMBER = re.compile(r"[-\u2212]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# In a number format, what is printed literally or sets a colour does not scale the number.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^]]*]')
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Unreadable(ValueError):
    """The cell does not hold what belongs there; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's saved value, what Excel takes it for, and how it shows a number."""

    value: object = None
    kind: str = TEXT
    number_format: str = ""

    @property
    def is_blank(self) -> bool:
        """Empty, or a text of nothing but spaces."""
        return self.value is None or (self.kind == TEXT and not str(self.value).strip())

    @property
    def fault(self) -> str:
        """A sentence on a cell whose value nobody can know; empty for all others."""
        if self.kind == FAULT:
            return f"The cell shows {quoted(str(self.value))}, an error of Excel’s. Correct it."
        if self.kind == UNSAVED_FORMULA:
            return (
                f"The result of the formula {quoted(str(self.value))} was not saved with it. "
                "Open the workbook in Excel, save it, and load it again."
            )
        return ""

    def __str__(self):
        if self.kind == NUMBER:
            return plain(exact(self.value))
        if self.kind == BOOLEAN:
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, datetime) and _is_midnight(self.value):
            return self.value.date().isoformat()
        return str(self.value).strip()


EMPTY = Cell()


def exact(number: int | float) -> Decimal:
    """A numeric cell as Excel shows it: at 15 significant digits.

    >>> exact(0.1 + 0.2), exact(1234.0)
    (Decimal('0.3'), Decimal('1234'))
    """
    return Decimal(format(number, ".15g"))


def plain(number: Decimal) -> str:
    """A number without exponent or closing zeros.

    >>> plain(Decimal("1E+2")), plain(Decimal("0.250"))
    ('100', '0.25')
    """
    return f"{number.normalize() + 0:f}"


def text(cell: Cell, longest: int) -> str:
    """One line of text; a number becomes its digits, with the leading zeros its format shows."""
    if cell.kind in (DATE, BOOLEAN):
        raise Unreadable(
            f"{quoted(str(cell))} is {'a date' if cell.kind == DATE else 'a yes or no'} to Excel, "
            "not text. Format the cell as text and type it again."
        )
    words = unicodedata.normalize("NFC", str(cell))
    if cell.kind == NUMBER and re.fullmatch("0+", cell.number_format):
        words = words.zfill(len(cell.number_format))
    if not words.isprintable() and any(unicodedata.category(c) in _INVISIBLE for c in words):
        raise Unreadable(
            f"{quoted(words)} holds a line break or another character that cannot be seen. "
            "Type it again on one line."
        )
    return _no_longer(words, longest)


def paragraphs(cell: Cell, longest: int) -> str:
    """Text that may run over several lines."""
    if cell.kind in (NUMBER, DATE, BOOLEAN):
        return text(cell, longest)
    # Excel writes a carriage return as _x000D_.
    words = str(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in words):
        raise Unreadable(f"{quoted(words)} holds a character that cannot be seen. Type it again.")
    return _no_longer(unicodedata.normalize("NFC", words).strip(), longest)


def amount(cell: Cell) -> Decimal:
    """Pounds, with pence or without, as people type them or as Excel holds them."""
    if cell.kind == TEXT:
        return _typed_amount(str(cell))
    number = within_limits(_number(cell, "an amount. Enter a number, such as 6,406."), str(cell))
    if number != round(number, 2):
        raise Unreadable(f"{quoted(str(cell))} has more than two decimals. Enter pounds and pence.")
    return number


def quantity(cell: Cell) -> Decimal:
    """A number from nil up, exactly."""
    number = _number(cell, "a number. Enter one such as 0.25.")
    if number < 0:
        raise Unreadable(f"{quoted(str(cell))} is below nil. Enter 0 or more.")
    # Not abs(), which would round a long decimal.
    return number.copy_abs()


def percentage(cell: Cell) -> Decimal:
    """Percent: 50 for a half, be it typed as 50, as 50 %, or in a cell that shows 50 %."""
    shown = cell
    if cell.kind == TEXT and str(cell).endswith("%"):
        shown = Cell(str(cell)[:-1])
    number = quantity(shown)
    if cell.kind == NUMBER and "%" in _LITERAL.sub("", cell.number_format):
        number *= 100
    return kept_exactly(number)


def kept_exactly(number: Decimal) -> Decimal:
    """``number`` itself. Unreadable: more digits than the database keeps."""
    _, digits, exponent = number.normalize().as_tuple()
    if len(digits) > MOST_DIGITS or -exponent > MOST_DIGITS:
        raise Unreadable(
            f"{quoted(plain(number))} has too many digits. Give at most {MOST_DIGITS}."
        )
    return number


def whole_number(cell: Cell, most: int) -> int:
    """A whole number from 1 to ``most``."""
    number = _number(cell, "a whole number. Enter one such as 12.")
    if not 1 <= number <= most or number % 1:
        raise Unreadable(f"{quoted(str(cell))} is not a whole number from 1 to {most:,}.")
    return int(number)


def day(cell: Cell) -> date:
    """An Excel date, or text such as 2024-10-01."""
    found = _excel_day(cell) if cell.kind == DATE else _iso_day(cell)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(f"{quoted(str(cell))} is not a day between {FIRST_YEAR} and {LAST_YEAR}.")
    return found


def yes_or_no(cell: Cell) -> bool:
    """Yes or no in any case, or Excel's own TRUE or FALSE."""
    if cell.kind == BOOLEAN:
        return bool(cell.value)
    word = str(cell).casefold()
    if cell.kind != TEXT or word not in ("yes", "no"):
        raise Unreadable(f"{quoted(str(cell))} is neither yes nor no.")
    return word == "yes"


def _no_longer(words: str, longest: int) -> str:
    if len(words) > longest:
        raise Unreadable(f"{quoted(words)} has {len(words):,} characters. At most {longest:,} fit.")
    return words


def _typed_amount(typed: str) -> Decimal:
    try:
        return read_amount(typed)
    except UnreadableAmount as error:
        if typed.isprintable():
            raise
        # What is broken over lines, or cannot be seen, is quoted on one line.
        raise Unreadable(
            f"{quoted(typed)} is not an amount. Enter a number, such as 6,406."
        ) from error


def _number(cell: Cell, wanted: str) -> Decimal:
    if cell.kind == NUMBER:
        return exact(cell.value)
    typed = str(cell)
    if cell.kind != TEXT or not _NUMBER.fullmatch(typed) or len(typed) > 40:
        verb = "is a date to Excel, not" if cell.kind == DATE else "is not"
        raise Unreadable(f"{quoted(typed)} {verb} {wanted}")
    return Decimal(typed.replace(",", "").replace("\u2212", "-"))


def _excel_day(cell: Cell) -> date:
    if isinstance(cell.value, datetime) and _is_midnight(cell.value):
        return cell.value.date()
    if isinstance(cell.value, date) and not isinstance(cell.value, datetime):
        return cell.value
    raise Unreadable(f"{quoted(str(cell))} has a time of day. Enter the date alone.")


def _iso_day(cell: Cell) -> date:
    if cell.kind == NUMBER:
        raise Unreadable(
            f"{quoted(str(cell))} is a number, not a date. Enter an Excel date, or text such as "
            "2024-10-01."
        )
    typed = str(cell)
    try:
        if cell.kind == TEXT and _ISO_DATE.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError as error:
        raise Unreadable(f"{quoted(typed)} is not a day of the calendar.") from error
    raise Unreadable(
        f"{quoted(typed)} is not a date. Enter an Excel date, or text such as 2024-10-01."
    )


def _is_midnight(moment: datetime) -> bool:
    return not (moment.hour or moment.minute or moment.second or moment.microsecond)
