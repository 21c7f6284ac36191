"""What was loaded at once, a year workbook or a file: hundreds of entries that would bury the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from partners.history import ADDED, CHANGED
from partners.records.log import Log
from partners.records.reading import A_COMMAND

# Fewer are read where they stand.
FEWEST = 20
# One saving takes a moment; the largest register a minute or two.
LONGEST = timedelta(minutes=10)
LOADED = (ADDED, CHANGED)


@dataclass(frozen=True)
class Loading:
    """Additions and changes with one reason by one person within minutes of each other."""

    reason: str
    who: str
    entries: int
    first: datetime
    last: datetime

    def joined(self, other: Loading) -> Loading:
        return Loading(
            self.reason,
            self.who,
            self.entries + other.entries,
            min(self.first, other.first),
            max(self.last, other.last),
        )


def loadings_of(log: Log) -> list[Loading]:
    """The loadings whose entries stand in ``log``, newest first. A query for each kind."""
    found: dict[tuple[str, int | None], Loading] = {}
    for _, records in log.parts:
        loaded = records.filter(history_type__in=LOADED, history_change_reason__gt="").order_by()
        rows = loaded.values(
            "history_change_reason", "history_user", "history_user__name"
        ).annotate(entries=Count("history_id"), first=Min("history_date"), last=Max("history_date"))
        for row in rows:
            reason, person = row["history_change_reason"], row["history_user"]
            who = row["history_user__name"] or A_COMMAND
            part = Loading(reason, who, row["entries"], row["first"], row["last"])
            known = found.get((reason, person))
            found[reason, person] = known.joined(part) if known else part
    together = (
        each
        for each in found.values()
        if each.entries >= FEWEST and each.last - each.first <= LONGEST
    )
    return sorted(together, key=lambda loading: loading.last, reverse=True)


def without(log: Log, loadings: Iterable[Loading]) -> Log:
    """``log`` with the entries of ``loadings`` left out."""
    reasons = [loading.reason for loading in loadings]
    return log.filtered(lambda kind: ~_loaded_as(reasons)) if reasons else log


def loaded_as(log: Log, reason: str) -> Log:
    """The entries of one loading alone."""
    return log.filtered(lambda kind: _loaded_as([reason]))


def _loaded_as(reasons: list[str]) -> Q:
    return Q(history_type__in=LOADED, history_change_reason__in=reasons)
