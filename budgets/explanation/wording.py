"""The small words of an explanation: amounts, percentages, days and names as sentences need them.

Which sentence is right is decided in ``reasons`` and ``working``; numbers are printed by
``figures``, never here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cctvpartnership.figures import (
    Exact,
    as_typed,
    cameras,
    percent,
    rounded,
    signed_as_typed,
    with_pound_sign,
)

NO_BREAK = "\N{NO-BREAK SPACE}"
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve"),
)
FEWEST_PLACES, MOST_PLACES = 4, 7
ENOUGH_TO_DIFFER = 15


def amount(value: Exact) -> str:
    """Pounds in a sentence, exact: pence only where there are any, such as ``−£1,100``."""
    return with_pound_sign(as_typed(value))


def signed_amount(value: Exact) -> str:
    """``amount`` with its plus shown too; nil is plain."""
    return with_pound_sign(signed_as_typed(value))


def owed(value: Exact) -> str:
    """What a partner pays, or gets: ``£96,320``, ``£1,200 credit``."""
    return amount(value) if value >= 0 else f"{amount(-value)} credit"


def in_percent(share: Exact, places: int = 2) -> str:
    """A share (1 is the whole) in percent, such as ``18.43 %``."""
    return f"{percent(share, places)}{NO_BREAK}%"


def finely(value: Exact) -> str:
    """An average as a working needs it: exact where four to seven decimals can say it."""
    return cameras(value, _places(value, FEWEST_PLACES, MOST_PLACES))


def plainly(value: Exact, fewest: int = 0) -> str:
    """A weight or an agreed percentage with no more decimals than it has."""
    return cameras(value, _places(value, fewest, ENOUGH_TO_DIFFER))


def percentage_in_words(percentage: Decimal) -> str:
    """A percentage as agreed, with no more decimals than it has, such as ``37.5 %``."""
    return f"{plainly(percentage)}{NO_BREAK}%"


def terms_in_words(percentage: Decimal, fixed: Decimal | None) -> str:
    """What an element shares: ``37.5 %``, or the fixed amount ``£40,000``."""
    return amount(fixed) if fixed else percentage_in_words(percentage)


def told_apart(before: Exact, now: Exact, printed: Callable[[Exact, int], str]) -> tuple[str, str]:
    """Both values with as few decimals, two or more, as show that they differ.

    >>> told_apart(Decimal("47.3125"), Decimal("47.3130"), cameras)
    ('47.3125', '47.3130')
    """
    for places in range(2, ENOUGH_TO_DIFFER):
        texts = printed(before, places), printed(now, places)
        if texts[0] != texts[1]:
            break
    return texts


def possessive(name: str) -> str:
    """``East Herts’``, ``Stevenage’s``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def partners_in_words(number: int) -> str:
    """``four partners``; figures above twelve."""
    return f"{in_words(number)} {'partner' if number == 1 else 'partners'}"


def in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def day_in_words(day: date) -> str:
    """``1 Jan 2025``; the day never parts from its month."""
    return f"{day:%-d}{NO_BREAK}{day:%b %Y}"


def stretch_in_words(first: date | None, last: date | None) -> str:
    """``all year``, ``from 1 Jan 2025``, ``until 30 Sep 2024``; None is the year's own edge."""
    if first and last:
        return f"{day_in_words(first)} to {day_in_words(last)}"
    if first:
        return f"from {day_in_words(first)}"
    return f"until {day_in_words(last)}" if last else "all year"


def as_fraction(share: Fraction) -> str:
    """``2,271/12,319``."""
    return f"{share.numerator:,}/{share.denominator:,}"


def sign_of(value: Decimal | Fraction | int) -> int:
    """−1, 0 or 1."""
    return (value > 0) - (value < 0)


def _places(value: Exact, fewest: int, most: int) -> int:
    exact = (places for places in range(fewest, most) if rounded(value, places) == value)
    return next(exact, most)
