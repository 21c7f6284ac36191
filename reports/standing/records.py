"""The words for the history of the standing wording; anything of it may be put back."""

from __future__ import annotations

from django.db.models import Model
from django.utils.text import Truncator

from partners.models import User
from partners.records import Field, Kind, Log, Said, Subject
from partners.records.printing import quoted
from partners.records.putting_back import PutBackRefused, Rules, save_changed
from reports.models import StandingWording
from reports.standing.headed_texts import stands_alone

LONGEST_SHOWN = 200

A_WORDING = Subject("wording", StandingWording, ("heading",))


def _shortened(text: str) -> str:
    return quoted(Truncator(" ".join(text.split())).chars(LONGEST_SHOWN))


def _sentence(done: str):
    def said_of(said: Said) -> str:
        return f"Standing wording {done}: {said['text']}"

    return said_of


WORDING = Kind(
    key="wording",
    label="Standing wording",
    plural="Standing wording",
    model=StandingWording,
    fields={
        "heading": Field("Heading"),
        "text": Field("Text", printed=_shortened),
        "position": Field("Place in the order"),
    },
    thing=lambda said: said.record.heading,
    added=_sentence("entered"),
    removed=_sentence("removed"),
    about={A_WORDING: ("id",)},
    named_by=("heading",),
)
KINDS = (WORDING,)


def wording_log() -> Log:
    """Every change of the standing wording."""
    return Log(tuple((kind, kind.records) for kind in KINDS))


def _save(wording: Model, by: User | None, reason: str) -> None:
    """An earlier heading and the present text may not go together."""
    if not stands_alone(wording.heading, wording.text):
        raise PutBackRefused("The text would not stay under its heading.")
    save_changed(wording, by, reason)


RULES = {WORDING.key: Rules(WORDING, save=_save)}
