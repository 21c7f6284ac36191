"""The words for the history of a budget as it is set: groups, lines, and their ledger codes."""

from __future__ import annotations

from budgets.models import BudgetLine, LedgerCode, SubjectiveGroup
from budgets.records.sentences import PLACE, words
from partners.records import Field, Kind, Subject
from partners.records.printing import money, percentage

A_GROUP = Subject("group", SubjectiveGroup, ("name",))
A_LINE = Subject("line", BudgetLine, ("name",))


def expected_by(quarter: int) -> Field:
    return Field(f"Expected by Quarter {quarter}", printed=percentage)


GROUP = Kind(
    **words("Group"),
    key="group",
    plural="Groups",
    model=SubjectiveGroup,
    fields={"name": Field("Name"), "position": PLACE},
    thing=lambda said: said.record.name,
    about={A_GROUP: ("id",)},
)
LINE = Kind(
    **words("Line", "group", "original_budget"),
    key="line",
    plural="Lines",
    model=BudgetLine,
    fields={
        "name": Field("Name"),
        "group": Field("Group"),
        "original_budget": Field("Original budget", printed=money),
        "position": PLACE,
        "by_q1": expected_by(1),
        "by_q2": expected_by(2),
        "by_q3": expected_by(3),
    },
    thing=lambda said: said.record.name,
    about={A_LINE: ("id",)},
)
LEDGER_CODE = Kind(
    **words("Ledger code"),
    key="ledger-code",
    plural="Ledger codes",
    model=LedgerCode,
    fields={"line": Field("Line"), "code": Field("Code")},
    thing=lambda said: f"{said['line']}: {said.record.code}",
    about={A_LINE: ("line_id",)},
    named_by=("code",),
)
