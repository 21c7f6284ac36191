"""Numbers for people: the only place they are read from and printed for them.

Reading follows the design's section 7: what is accepted is read exactly, anything else is refused
with a sentence that quotes it. Printing rounds half away from zero, once, at the last step. The
filters are built into every template; they refuse floats, and print a dash for a figure not yet
known (never 0).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

Exact = Decimal | Fraction | int

LARGEST_AMOUNT = Decimal("999999999.99")
# Far beyond any amount as people type them; a sentence that quotes more would not be read.
LONGEST_AMOUNT = 100
MINUS = "\N{MINUS SIGN}"
# As sentences hold them, such as −£1,100 and +£8,830.50.
SIGNED_AMOUNT = re.compile(rf"([+{MINUS}]£\d+(?:,\d{{3}})*(?:\.\d+)?)")
NOT_YET_KNOWN = "\N{EN DASH}"

_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<before>[-\u2212])?£?(?P<inner>[-\u2212])?"
    r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<pence>[0-9]+))?"
    r"(?P<after>[-\u2212]|\s*CR)?(?P<close>\))?",
    re.IGNORECASE,
)


_PERCENTAGE = re.compile(r"(?P<sign>[-+\u2212])?\s?(?P<number>[0-9]+(?:\.[0-9]+)?)\s*%?")
_MOST_DIGITS = 15


class UnreadableAmount(ValueError):
    """What was typed is not an amount; the message quotes it."""


class UnreadablePercentage(ValueError):
    """What was typed is not a percentage; the message quotes it."""


def read_amount(text: str) -> Decimal | None:
    """Read pounds as people type them; blank is ``None``, which is not nil.

    Accepts ``1234``, ``1,234``, ``£1,234.50``, ``-1,234``, ``(1,234)``, ``1,234-``, ``1,234 CR``,
    surrounding spaces and the Unicode minus. UnreadableAmount: anything else, more than two
    decimals, or beyond ±£999,999,999.99; the message quotes it, and the beginning of a long one.

    >>> read_amount(" (1,234.50) "), read_amount("")
    (Decimal('-1234.50'), None)
    """
    typed = text.strip()
    if not typed:
        return None
    if len(typed) > LONGEST_AMOUNT:
        raise UnreadableAmount(f"“{typed[:20]}…” is too long to be an amount.")
    match = _AMOUNT.fullmatch(typed)
    if not match or bool(match["open"]) != bool(match["close"]):
        raise UnreadableAmount(f"“{typed}” is not an amount. Enter a number, such as 6,406.")
    signs = [sign for sign in ("open", "before", "inner", "after") if match[sign]]
    if len(signs) > 1:
        raise UnreadableAmount(f"“{typed}” has more than one minus. Enter one, such as −6,406.")
    if match["pence"] and len(match["pence"]) > 2:
        raise UnreadableAmount(f"“{typed}” has more than two decimals. Enter pounds and pence.")
    amount = Decimal(f"{match['pounds'].replace(',', '')}.{match['pence'] or '0'}")
    return within_limits(amount.copy_negate() if signs and amount else amount, typed)


def read_percentage(text: str) -> Decimal | None:
    """Read percent as people type them, exactly: ``2``, ``2.5``, ``−1``, ``2.5 %``; blank is ``None``.

    UnreadablePercentage: anything else, or more digits than the database keeps.

    >>> read_percentage("−1.50 %"), read_percentage(" ")
    (Decimal('-1.50'), None)
    """
    typed = text.strip()
    if not typed:
        return None
    match = _PERCENTAGE.fullmatch(typed)
    if not match:
        raise UnreadablePercentage(f"“{typed}” is not a percentage. Enter a number, such as 2.5.")
    if len(match["number"]) > _MOST_DIGITS:
        raise UnreadablePercentage(f"“{typed}” has too many digits. Give at most 14.")
    percent = Decimal(match["number"])
    return percent.copy_negate() if percent and match["sign"] in ("-", MINUS) else percent


def within_limits(amount: Decimal, typed: str) -> Decimal:
    """``amount`` itself, in pence or whole pounds. UnreadableAmount: beyond the largest amount."""
    # Unlike abs(), copy_abs() bears a million digits: nothing typed may be a server error.
    if amount.copy_abs() > LARGEST_AMOUNT:
        raise UnreadableAmount(f"“{typed}” is beyond ±£999,999,999.99.")
    return amount if amount % 1 else amount.quantize(Decimal(1))


def rounded(value: Exact, places: int = 0) -> Decimal:
    """``value`` to ``places`` decimals, half away from zero. TypeError: a float.

    >>> rounded(Fraction(-5, 2)), rounded(Decimal("0.125"), 2)
    (Decimal('-3'), Decimal('0.13'))
    """
    scaled = abs(_exact(value)) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-places) + 0


@register.filter
def pounds(value: Exact | None) -> str:
    """Whole pounds with thousands separators: ``−21,440``; a dash when not yet known."""
    return _printed(value, 0)


@register.filter
def pounds_and_pence(value: Exact | None) -> str:
    """As an amount stands in a working: ``96,320.71``."""
    return _printed(value, 2)


@register.filter
def signed_pounds(value: Exact | None) -> str:
    """A variance or an effect: plus and minus always shown, nil plain."""
    return _signed(_printed(value, 0))


@register.filter
def signed_pounds_and_pence(value: Exact | None) -> str:
    """A change in a working: ``+96,320.71``, nil plain."""
    return _signed(_printed(value, 2)) if value else _printed(value, 0)


@register.filter
def with_pound_sign(printed: str) -> str:
    """Put £ before the digits of a printed amount: ``−£1,100``, ``+£8,830``, ``£96,320``.

    >>> with_pound_sign(pounds(-1100))
    '−£1,100'
    """
    if printed == NOT_YET_KNOWN:
        return printed
    sign = printed[0] if printed[0] in f"+{MINUS}" else ""
    return f"{sign}£{printed[len(sign) :]}"


@register.filter
def unbroken(sentence: str) -> SafeString:
    """A sentence whose amounts stay on one line: browsers break ``−£1,100`` after its sign.

    What is safe already, such as a message with a link in it, stays as it is.

    >>> unbroken("Ours is −£1,100.")
    'Ours is <span class="nowrap">−£1,100</span>.'
    >>> unbroken("<b> +£5,")
    '&lt;b&gt; <span class="nowrap">+£5</span>,'
    >>> unbroken(format_html("<b>{}</b>", "+£5"))
    '<b><span class="nowrap">+£5</span></b>'
    """
    pieces = SIGNED_AMOUNT.split(str(sentence))
    if isinstance(sentence, SafeString):
        pieces[::2] = map(SafeString, pieces[::2])
    pieces[1::2] = [format_html('<span class="nowrap">{}</span>', one) for one in pieces[1::2]]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter
def as_typed(value: Exact | None) -> str:
    """An amount as it stands in a field to be edited: pence only where there are any, blank when
    not entered. What this prints, ``read_amount`` reads back exactly."""
    if value is None:
        return ""
    return _printed(value, 0 if value == rounded(value) else 2)


def plain_pounds(amount: Decimal | None) -> int | Decimal | None:
    """An amount for other programs: whole pounds as a whole number, else exactly two decimals."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else rounded(amount, 2)


@register.filter
def signed_as_typed(value: Exact) -> str:
    """A change of an amount to the penny, plus and minus always shown: ``+2,500.50``; nil plain."""
    return _signed(as_typed(value))


@register.filter
def percent(share: Exact | None, places: int = 2) -> str:
    """A share (1 is the whole) in percent, without the sign: ``48.01``."""
    return _printed(None if share is None else _exact(share) * 100, places)


@register.filter
def percentage_as_typed(percent: Decimal | None) -> str:
    """A percentage as it stands in a field, without closing zeros: ``33.3``, ``−1``; blank if none."""
    return "" if percent is None else f"{percent.normalize() + 0:f}".replace("-", MINUS)


@register.filter
def cameras(average: Exact | None, places: int = 0) -> str:
    """Equivalent cameras: ``123``, or ``123.2083`` with four places."""
    return _printed(average, places)


def in_full(value: Decimal | int) -> str:
    """A weight or a percentage with no more decimals than it has.

    >>> in_full(Decimal("-0.250000000000000"))
    '−0.25'
    """
    exponent = Decimal(value).normalize().as_tuple().exponent
    return _printed(value, max(0, -exponent))


@register.filter
def magnitude(value: Exact | None) -> Exact | None:
    """The amount without its sign, for sentences that say *less* or *more* in words."""
    return None if value is None else abs(value)


def _exact(value: Exact) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Decimal | Fraction | int):
        raise TypeError(f"{value!r} is a {type(value).__name__}, not an exact number.")
    return Fraction(value)


def _printed(value: Exact | None, places: int) -> str:
    if value is None:
        return NOT_YET_KNOWN
    return f"{rounded(value, places):,.{places}f}".replace("-", MINUS)


def _signed(printed: str) -> str:
    is_nil = not printed.strip("0.")
    return printed if is_nil or printed[0] in f"{MINUS}{NOT_YET_KNOWN}" else f"+{printed}"
