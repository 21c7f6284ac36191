"""Text as it can be printed: people paste characters that no paper, and no Word file, can hold."""

from __future__ import annotations

import re
import string
import unicodedata

# Control, surrogate, private use and unassigned characters: no font has a shape for them.
UNPRINTABLE = ("Cc", "Cs", "Co", "Cn")
_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
# What means something to Markdown within a line, and the braces of references.
_INLINE = re.compile(r"([\\`*_{}\[\]<>&])")
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


def as_markdown(text: str) -> str:
    """``text`` as Markdown that prints it literally, wherever it stands.

    >>> as_markdown("1. *Fees*")
    '1\\\\. \\\\*Fees\\\\*'
    """
    return _PUNCTUATION.sub(r"\\\1", text)


def as_quotation(text: str) -> str:
    """``text`` on one line, as Markdown that prints it literally within a line that others read.

    Only what could mean something there is escaped, so that it stays easy to edit; braces too, so
    that nothing in it is taken for a reference.

    >>> as_quotation("See {{ x }},\\n<b>not</b> *this* - yet.")
    'See \\\\{\\\\{ x \\\\}\\\\}, \\\\<b\\\\>not\\\\</b\\\\> \\\\*this\\\\* - yet.'
    """
    return _INLINE.sub(r"\\\1", " ".join(printable(text).split()))


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in UNPRINTABLE
