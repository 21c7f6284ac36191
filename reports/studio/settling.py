"""Two people at once: what one typed and another saved, put together field by field.

Pure values in and out. What only one of them changed stands; where both changed the same field to
different words, a person chooses, and nothing is saved until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, object]


@dataclass(frozen=True)
class Settled:
    """``words``: of each field what stands, or what was typed where that is disputed."""

    words: dict[str, object]
    disputed: tuple[str, ...]


def tidied(text: str) -> str:
    """A text as it is saved: its lines end alike, and nothing blank stands around them.

    >>> tidied("\\r\\nOne.\\r\\nTwo.  \\n")
    'One.\\nTwo.'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()


def left_alone(*, shown: Words, typed: Words) -> dict[str, object]:
    """``typed``, but as ``shown`` where only what saving tidies away differs."""
    return {
        name: shown[name] if isinstance(shown[name], str) and tidied(shown[name]) == mine else mine
        for name, mine in typed.items()
    }


def settled(*, shown: Words, saved: Words, typed: Words) -> Settled:
    """``typed`` upon ``saved``, by somebody whose page had ``shown``; all with the same fields.

    >>> settled(shown={"a": 1, "b": 1}, saved={"a": 2, "b": 1}, typed={"a": 1, "b": 3})
    Settled(words={'a': 2, 'b': 3}, disputed=())
    """
    words, disputed = {}, []
    for name, mine in typed.items():
        theirs, before = saved[name], shown[name]
        words[name] = theirs if mine == before else mine
        if mine not in (theirs, before) and theirs != before:
            disputed.append(name)
    return Settled(words, tuple(disputed))
