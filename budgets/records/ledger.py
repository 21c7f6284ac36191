"""The words for the history of how extracts are read: their columns, and codes left out."""

from __future__ import annotations

from budgets.ledger.layout import IN_WORDS, Meaning
from budgets.models import LedgerLayout, LeftOutCode
from budgets.records.sentences import words
from budgets.workbook.problems import quoted
from partners.records import Field, Kind


def meanings(columns: dict[str, str]) -> str:
    """``“Account”: Ledger code, “Net”: Amount``."""
    said = (f"“{heading}”: {IN_WORDS[Meaning(value)]}" for heading, value in columns.items())
    return ", ".join(said)


LEFT_OUT_CODE = Kind(
    **words("Ledger code left out", "reason"),
    key="left-out-code",
    plural="Ledger codes left out",
    model=LeftOutCode,
    fields={"code": Field("Code"), "reason": Field("Reason")},
    thing=lambda said: said.record.code,
    about={},
    named_by=("code",),
)
LAYOUT = Kind(
    **words("Columns of the ledger", "columns"),
    key="ledger-layout",
    plural="Columns of the ledger",
    model=LedgerLayout,
    fields={
        "columns": Field("Columns", printed=meanings),
        "headings": Field("Headings", printed=lambda headings: ", ".join(map(quoted, headings))),
        "signs": Field("Signs"),
        "periods": Field("Periods"),
        "joined_by": Field("Between the parts of a code"),
        "words": Field(
            "Words",
            printed=lambda kinds: "; ".join(
                f"{kind}: {', '.join(given)}" for kind, given in kinds.items()
            ),
        ),
    },
    thing=lambda said: "Columns of the ledger",
    about={},
)
