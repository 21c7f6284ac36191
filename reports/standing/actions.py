"""The writes to the standing wording: one transaction each.

``shown`` is the newest record of a wording's history that the person saw; whoever was slower is told.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from partners.models import User
from reports.models import StandingWording
from reports.standing.headed_texts import stands_alone


class WordingRefused(ValueError):
    """Nothing was saved; the message says why, for people.

    ``shown`` is the newest record where the message says what it holds.
    """

    def __init__(self, sentence: str, shown: int | None = None):
        super().__init__(sentence)
        self.shown = shown


@transaction.atomic
def keep_wording(
    *,
    user: User | None,
    heading: str,
    text: str,
    position: int | None = None,
    wording: StandingWording | None = None,
    shown: int | None = None,
) -> StandingWording:
    """Add a wording, or change ``wording``; ``position`` None: where it stands, a new one last.

    WordingRefused: changed or removed meanwhile, or its text would not stay under its heading.
    ValidationError: the heading has a wording already.
    """
    kept = _held(wording, shown) if wording else StandingWording(position=_last_place() + 1)
    if not stands_alone(heading, text):
        raise WordingRefused(
            f"The text under “{heading}” begins another heading, or would take in what follows it. "
            "Take out lines that begin with “#” or are underlined, and close what is open."
        )
    kept.heading, kept.text = heading, text
    kept.position = kept.position if position is None else position
    kept.full_clean()
    kept._history_user = user
    kept.save()
    return kept


@transaction.atomic
def remove_wording(*, user: User | None, wording: StandingWording, shown: int | None) -> None:
    """Remove a wording; papers keep what they took of it. WordingRefused: changed meanwhile."""
    kept = _held(wording, shown)
    kept._history_user = user
    kept.delete()


def newest_record(key: int) -> int | None:
    """The newest record of the wording ``key``. Read before it, it is never newer than its text."""
    records = StandingWording.history.filter(id=key).order_by("-history_id")
    return records.values_list("history_id", flat=True).first()


def _held(wording: StandingWording, shown: int | None) -> StandingWording:
    held = StandingWording.objects.select_for_update().filter(pk=wording.pk).first()
    if held is None:
        raise WordingRefused(f"Somebody removed “{wording.heading}” meanwhile. Add it anew.")
    newest = newest_record(held.pk)
    if newest != shown:
        raise WordingRefused(
            f"Somebody changed this while you had it open. It now says, under “{held.heading}”: "
            f"“{held.text}” Nothing of yours is saved yet: save again if yours is to stand.",
            newest,
        )
    return held


def _last_place() -> int:
    return StandingWording.objects.aggregate(last=Max("position"))["last"] or 0
