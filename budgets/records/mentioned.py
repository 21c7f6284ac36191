"""The words for the history of what is mentioned but not yet in the figures."""

from __future__ import annotations

from budgets.models import MentionedItem
from budgets.records.lines import A_LINE
from budgets.records.sentences import words
from partners.records import Field, Kind
from partners.records.printing import money

MENTIONED = Kind(
    **words("Mentioned item", "owner", "due", "effect"),
    key="mentioned",
    plural="Mentioned but not yet in the figures",
    model=MentionedItem,
    fields={
        "what": Field("What"),
        "owner": Field("Waits for"),
        "due": Field("Due"),
        "effect": Field("Expected effect", printed=money),
        "line": Field("Line"),
        "raised_in": Field("Raised in"),
        "settled_in": Field("Settled in"),
        "outcome": Field("Outcome"),
        "settlement": Field("How it was settled"),
    },
    thing=lambda said: said.record.what,
    about={A_LINE: ("line_id",)},
    named_by=("what",),
)
