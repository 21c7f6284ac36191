"""Two people at one set-up: a page remembers what it showed, and says what changed since.

A part of the set-up is the rows of some models with a history. Its mark is the newest entry of
each history when the page was fetched: whoever saves by an older mark has not seen the newest.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from budgets import records
from budgets.models import (
    AgreedPercentage,
    BudgetLine,
    ChargeElement,
    FinancialYear,
    LedgerCode,
    YearPartner,
)
from budgets.setup.years import SetupRefused
from budgets.wording import when
from partners.records import Entry, entries_of

SETTINGS, PARTNERS, LINES, ELEMENTS = "settings", "partners", "lines", "elements"
KINDS = {
    SETTINGS: (records.SETTINGS,),
    PARTNERS: (records.YEAR_PARTNER,),
    LINES: (records.LINE, records.LEDGER_CODE),
    ELEMENTS: (records.ELEMENT, records.AGREED),
}
_BETWEEN = "."
_MOST_DIGITS = 19


class StaleSetup(SetupRefused):
    """Somebody else saved the same part meanwhile; ``changes`` says what, in sentences."""

    def __init__(self, changes: list[str]):
        super().__init__("Somebody else changed this meanwhile.")
        self.changes = changes


def key_of(text: str) -> int:
    """A key that a page sends back; 0 for what can be none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else 0


@dataclass(frozen=True)
class Mark:
    """The newest entry of each of a part's histories, 0 before the first."""

    newest: tuple[int, ...]

    @classmethod
    def read(cls, text: str) -> Mark:
        """A mark as a page sends it back; what is none is older than all."""
        return cls(tuple(key_of(part) for part in text.split(_BETWEEN)))

    def __str__(self):
        return _BETWEEN.join(map(str, self.newest))


def mark_of(year: FinancialYear, part: str) -> Mark:
    """Where the histories of ``part`` of the year now end."""
    newest = (rows.aggregate(newest=Max("history_id"))["newest"] for rows in histories(year, part))
    return Mark(tuple(number or 0 for number in newest))


def refuse_stale(year: FinancialYear, part: str, shown: Mark) -> None:
    """StaleSetup: ``part`` of the year was saved since the page was fetched."""
    if mark_of(year, part) != shown:
        raise StaleSetup(_changes_since(year, part, shown))


def histories(year: FinancialYear, part: str) -> tuple[QuerySet, ...]:
    """The histories that ``part`` of the year is made of, those of deleted rows too."""
    lines = BudgetLine.history.filter(year_id=year.pk)
    elements = ChargeElement.history.filter(year_id=year.pk)
    return {
        SETTINGS: (FinancialYear.history.filter(id=year.pk),),
        PARTNERS: (YearPartner.history.filter(year_id=year.pk),),
        LINES: (lines, LedgerCode.history.filter(line_id__in=lines.values("id"))),
        ELEMENTS: (
            elements,
            AgreedPercentage.history.filter(element_id__in=elements.values("id")),
        ),
    }[part]


def _changes_since(year: FinancialYear, part: str, shown: Mark) -> list[str]:
    """One sentence for each saving, oldest first; rows that only moved up or down are told of once."""
    marks = (*shown.newest, *(0 for _ in KINDS[part]))
    entries = entries_of(
        (kind, rows.filter(history_id__gt=newest))
        for kind, rows, newest in zip(KINDS[part], histories(year, part), marks, strict=False)
    )
    told, moved = [], []
    for entry in reversed(entries):
        changed = {difference.name for difference in entry.differences}
        (moved if changed == {"position"} else told).append(entry)
    sentences = [_sentence(f"{entry.thing}: {'; '.join(entry.sentences)}", entry) for entry in told]
    if moved and not told:
        sentences = [_sentence("The order was changed", moved[-1])]
    return sentences


def _sentence(what: str, entry: Entry) -> str:
    return f"{what}. {entry.who}, {when(entry.when)}."
