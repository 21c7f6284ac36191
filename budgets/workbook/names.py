"""Finding what a cell names among what is known, in any case and whatever the spacing.

Names that differ in more than that are two names: nothing is guessed, but a close one is suggested.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Protocol

from budgets.workbook.problems import quoted
from partners.one_line import folded

# Comparing every name with every other would take minutes in a large workbook of another year.
_MOST_COMPARED = 300
_MOST_SUGGESTIONS = 50


def suggestion(name: str, among: Iterable[str]) -> str:
    """`` Did you mean “…”?`` for the closest of the names, or nothing."""
    spellings: dict[str, str] = {}
    for each in islice(among, _MOST_COMPARED):
        spellings.setdefault(folded(each), each)
    close = get_close_matches(folded(name), spellings, n=1)
    return f" Did you mean {quoted(spellings[close[0]])}?" if close else ""


class Names:
    """Things of one ``kind``, such as “a line of the sheet Budget”, by their names.

    ``complete`` is false where the sheet that lists them is missing or lacks their column: then an
    unknown name is no mistake of the cell that uses it.
    """

    def __init__(self, kind: str, *, complete: bool = True):
        self.kind, self.complete = kind, complete
        self._things: dict[str, Hashable] = {}
        self.spellings: list[str] = []
        self._suggestions = 0

    def add(self, name: str, thing: Hashable) -> None:
        """The first thing of a name keeps it."""
        self._things.setdefault(folded(name), thing)
        self.spellings.append(name)

    def get(self, name: str) -> Hashable | None:
        return self._things.get(folded(name))

    def unknown(self, name: str) -> str:
        """The sentence that refuses a name nothing has."""
        self._suggestions += 1
        many = self._suggestions > _MOST_SUGGESTIONS
        return (
            f"{quoted(name)} is not {self.kind}.{'' if many else suggestion(name, self.spellings)}"
        )


class Named(Protocol):
    """Whatever its cells may name."""

    @property
    def names(self) -> Names: ...
