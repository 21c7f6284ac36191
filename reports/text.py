"""Text as it can be printed: people paste characters that no paper, and no Word file, can hold."""

from __future__ import annotations

import unicodedata

# Control, surrogate, private use and unassigned characters: no font has a shape for them.
UNPRINTABLE = ("Cc", "Cs", "Co", "Cn")
LINE_BREAKS = {"\n": "\n", "\t": " ", "\N{LINE SEPARATOR}": "\n", "\N{PARAGRAPH SEPARATOR}": "\n"}


def printable(text: str) -> str:
    """``text`` without characters that cannot be printed; breaks of line are kept.

    >>> printable("Mileage\\x0b,\\r\\nand\\u2028more")
    'Mileage,\\nand\\nmore'
    """
    if text.isprintable():
        return text
    return "".join(
        LINE_BREAKS.get(character, "" if _is_unprintable(character) else character)
        for character in text
    )


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in UNPRINTABLE
