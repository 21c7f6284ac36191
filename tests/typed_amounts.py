"""Amounts as people type them: every spelling the design's section 7 accepts, and what is nearly one.

All is drawn from a ``random.Random``: thousands of texts in a blink, the same again from its seed.
``accepted`` gives the value with the text that was made from it; ``parse`` reads any text by hand.
"""

import sys
import unicodedata
from decimal import Decimal

LONGEST = 100
MINUSES = "-\u2212"
# Where an amount may carry its sign; {n} are the digits, {m} a minus.
POSITIVE = ("{n}", "£{n}")
NEGATIVE = ("{m}{n}", "{m}£{n}", "£{m}{n}", "({n})", "(£{n})", "{n}{m}", "£{n}{m}", "{n}{cr}")

_CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
# Everything Python takes for a space, most of it nothing a keyboard has.
SPACES = [character for character in _CHARACTERS if character.isspace()]
_DIGITS = [character for character in _CHARACTERS if unicodedata.category(character) == "Nd"]
_MARKS = [*"0123456789", *MINUSES, *"£$€(),.'%+CRcrDRkeE_\x00\uff0d\ufe63\u200b\ufeff\u2060"]
_EDGES = (0, 1, 10, 99, 100, 99_999, 100_000, 99_999_999_900, 99_999_999_999)
_RUNS = ("9", "0", ",000", " ", "x", "\u00a0", "(", "\U0001f4b7")


def accepted(random):
    """(text, pounds) of one spelling of an amount, with whatever spaces stand around it."""
    pence = random.choice(
        [random.randrange(10**11), random.randrange(10**5), random.randrange(10**7) * 100]
    )
    pence = random.choice([pence, pence, pence, random.choice(_EDGES)])
    is_negative = random.random() < 0.6
    spelling = random.choice(NEGATIVE if is_negative else POSITIVE).format(
        n=_digits(random, pence),
        m=random.choice(MINUSES),
        cr=_spaces(random) + random.choice(["CR", "cr", "Cr", "cR"]),
    )
    text = _spaces(random) + spelling + _spaces(random)
    return text, Decimal(-pence if is_negative else pence) / 100


def _digits(random, pence):
    """Pounds with commas or without, noughts in front or not, and as few decimals as will do."""
    pounds, rest = divmod(pence, 100)
    digits = "0" * random.choice([0, 0, 0, 1, 3]) + str(pounds)
    if random.random() < 0.5:
        first = len(digits) % 3 or 3
        digits = ",".join([digits[:first], *_in_threes(digits[first:])])
    decimals = [f".{rest:02}"]
    decimals += [f".{rest // 10}"] if rest % 10 == 0 else []
    decimals += [""] if rest == 0 else []
    return digits + random.choice(decimals)


def _in_threes(digits):
    return [digits[at : at + 3] for at in range(0, len(digits), 3)]


def _spaces(random):
    return "".join(random.choices(SPACES, k=random.choice([0, 0, 0, 1, 3])))


def mutated(random):
    """An accepted text with a character or two added, taken away, doubled or changed."""
    text, _ = accepted(random)
    for _ in range(random.choice([1, 1, 2])):
        at = random.randrange(len(text) + 1)
        new = random.choice(["", text[at : at + 1] * 2, random.choice(_MARKS)])
        text = text[:at] + new + text[at + random.choice([0, 1]) :]
    return text


def anything(random):
    """Any text at all: other scripts' digits, characters nobody sees, endless runs."""
    alphabet = random.choice([_CHARACTERS, _MARKS, [*_DIGITS, *",.-£"], [*SPACES, *"1C\x00"]])
    text = "".join(random.choices(alphabet, k=random.randrange(15)))
    if random.random() < 0.1:
        text += random.choice(_RUNS) * random.choice([40, 99, 100, 101, 2_000])
    return text


# --- The design's section 7 read by hand, piece by piece ---


def parse(text):
    """Pounds, or None where the text is refused; blank is the caller's to know."""
    text, minuses = text.strip(), 0
    if len(text) > LONGEST:
        return None
    if text.startswith("(") and text.endswith(")"):
        text, minuses = text[1:-1], 1
    if text[-2:].upper() == "CR":
        text, minuses = text[:-2].rstrip(), minuses + 1
    elif text.endswith(tuple(MINUSES)):
        text, minuses = text[:-1], minuses + 1
    signs = text[: len(text) - len(text.lstrip(f"{MINUSES}£"))]
    amount = _parse_pence(text[len(signs) :])
    minuses += len(signs.replace("£", ""))
    if amount is None or minuses > 1 or signs.count("£") > 1 or amount > 99_999_999_999:
        return None
    return Decimal(-amount if minuses else amount) / 100


def _parse_pence(text):
    """``1,234.5`` as 123450."""
    pounds, dot, decimals = text.partition(".")
    first, *thousands = pounds.split(",")
    if thousands and (len(first) > 3 or {len(group) for group in thousands} != {3}):
        return None
    digits = [first, *thousands, *([decimals] if dot else [])]
    if len(decimals) > 2 or not all(some.isascii() and some.isdigit() for some in digits):
        return None
    return int(first + "".join(thousands) + decimals.ljust(2, "0"))
