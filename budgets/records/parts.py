"""The words for the history of what an income is for."""

from __future__ import annotations

from budgets.models import LinePart
from budgets.records.lines import A_LINE
from budgets.records.sentences import PLACE, words
from partners.records import Field, Kind
from partners.records.printing import money

PART = Kind(
    **words("Part", "amount"),
    key="part",
    plural="What incomes are for",
    model=LinePart,
    fields={
        "name": Field("Name"),
        "amount": Field("Amount", printed=money),
        "cost_line": Field("Line with the cost"),
        "position": PLACE,
        "line": Field("Line"),
        "quarter": Field("Quarter"),
    },
    thing=lambda said: f"{said['line']}, {said['quarter']}: {said.record.name}",
    about={A_LINE: ("line_id",)},
)
