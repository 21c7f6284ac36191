"""The words for the history of what changed a budget: virements and supplementaries."""

from __future__ import annotations

from budgets.models import BudgetDecision, Supplementary, Virement
from budgets.records.lines import A_LINE
from budgets.records.sentences import words
from partners.records import Field, Kind
from partners.records.printing import day, money


def decided(decision: BudgetDecision) -> str:
    return f"of {day(decision.dated)}, approved by {decision.approver}"


def change_fields(**own: Field) -> dict[str, Field]:
    decision = Field("Decision", named=decided)
    return own | {"amount": Field("Amount", printed=money), "decision": decision}


VIREMENT = Kind(
    **words("Virement", "amount", "from_line", "to_line", "decision"),
    key="virement",
    plural="Virements",
    model=Virement,
    fields=change_fields(from_line=Field("From"), to_line=Field("To")),
    thing=lambda said: f"{said['amount']} from {said['from_line']} to {said['to_line']}",
    about={A_LINE: ("from_line_id", "to_line_id")},
)
SUPPLEMENTARY = Kind(
    **words("Supplementary", "amount", "line", "decision"),
    key="supplementary",
    plural="Supplementaries",
    model=Supplementary,
    fields=change_fields(line=Field("Line")),
    thing=lambda said: f"{said['amount']} on {said['line']}",
    about={A_LINE: ("line_id",)},
)
