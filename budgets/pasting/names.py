"""Finding the line that a pasted name or ledger code means; nothing close is taken for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from budgets.pasting.parts import Known
from budgets.workbook.names import suggestion

# Comparing every name with every other would take seconds.
_MOST_SUGGESTIONS = 50
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u2032`\u00b4]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_TOTAL = re.compile(
    r"(?P<part>sub ?-?total)\b.*|(grand |net |overall )?totals?|balance( to recover)?( from .*)?"
    r"|net (cost|expenditure|budget|position)|sum|total (?P<of>.+)|(?P<of_before>.+) total"
)


def folded(name: str) -> str:
    """What makes two names the same: not case, spaces, the shape of apostrophes and dashes, or &.

    >>> folded(" Supplies &\\xa0SERVICES ") == folded("Supplies and Services")
    True
    """
    seen = "".join(each for each in name if unicodedata.category(each) != "Cf")
    seen = _DASHES.sub("-", _APOSTROPHES.sub("'", seen)).replace("&", " and ")
    return " ".join(seen.split()).casefold()


class LineNames:
    """The lines of a year by name and by ledger code, alone or before the name as ledgers print."""

    def __init__(self, known: Known):
        self._lines: dict[str, set[int]] = {}
        self._suggested = 0
        self._spellings = [line.line for line in known.lines]
        for line in known.lines:
            self._add(line.line, line.line_id)
            for code in known.codes.get(line.line_id, ()):
                for said in (code, f"{code} {line.line}", f"{code} - {line.line}"):
                    self._add(said, line.line_id)

    def _add(self, said: str, line: int) -> None:
        self._lines.setdefault(folded(said), set()).add(line)

    def lines_of(self, said: str) -> set[int]:
        """The keys of the lines that ``said`` can mean: none, one, or several."""
        return self._lines.get(folded(said), set())

    def suggestion(self, said: str) -> str:
        """`` Did you mean “…”?``, or nothing; of very many unknown names, for the first."""
        self._suggested += 1
        return suggestion(said, self._spellings) if self._suggested <= _MOST_SUGGESTIONS else ""


def is_total(name: str) -> bool:
    """Whether a row of this name plainly is the total of the others."""
    found = _TOTAL.fullmatch(folded(name))
    return bool(found) and not any(found.groupdict().values())


def part_totalled(name: str) -> str | None:
    """What a subtotal is of, "" where it does not say; None: the name is no subtotal's."""
    found = _TOTAL.fullmatch(folded(name))
    if not found or is_total(name):
        return None
    return found["of"] or found["of_before"] or ""


def names_one_of(name: str, names: Iterable[str]) -> bool:
    return folded(name) in {folded(each) for each in names}
