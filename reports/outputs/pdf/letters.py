"""The characters that the paper's fonts have; a plain square stands in for every other."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from reports.outputs.pdf.fetching import STATIC

FONTS = (STATIC / "fonts/LiberationSans-Regular.ttf", STATIC / "fonts/LiberationSans-Bold.ttf")
STAND_IN = "\N{WHITE SQUARE}"


def in_our_letters(html: str) -> str:
    """``html`` with a plain square for each character that the paper's fonts do not have.

    Another font of the machine's would step in, or none: the bytes would differ from machine to
    machine, and PDF/UA refuses a letter without a shape.
    """
    foreign = {letter for letter in set(html) - _letters() if not _is_invisible(letter)}
    return html.translate(dict.fromkeys(map(ord, foreign), STAND_IN)) if foreign else html


def _is_invisible(letter: str) -> bool:
    """Marks that only steer the text, such as a soft hyphen, need no shape."""
    return letter == "\n" or unicodedata.category(letter) == "Cf"


@cache
def _letters() -> frozenset[str]:
    """The characters that both of the paper's fonts have."""
    regular, bold = (_code_points(path) for path in FONTS)
    return frozenset(map(chr, regular & bold))


def _code_points(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())
