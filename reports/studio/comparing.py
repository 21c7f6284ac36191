"""Two texts side by side: which words are in one of them only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\s+|[^\s]+")


def compared(before: str, now: str) -> list[tuple[str, str]]:
    """(what it is, the text) of each stretch of both: the same, gone with ``now``, or new in it.

    >>> compared("Costs rose.", "Costs fell.")
    [('same', 'Costs '), ('gone', 'rose.'), ('new', 'fell.')]
    """
    return list(_stretches(_WORDS.findall(before), _WORDS.findall(now)))


def _stretches(before: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, before, now, autojunk=True)
    for _, first, last, new_first, new_last in matcher.get_opcodes():
        was, is_now = "".join(before[first:last]), "".join(now[new_first:new_last])
        if was == is_now:
            yield SAME, was
            continue
        if was:
            yield GONE, was
        if is_now:
            yield NEW, is_now
