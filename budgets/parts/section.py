"""What incomes are for, as the summary shows it beneath the lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgets.inputs import LinePosition
from budgets.models import LinePart, Quarter
from budgets.position import QuarterPosition


@dataclass(frozen=True)
class Part:
    """``amount`` in pounds; ``cost``: the line it pays for, as it stands in the same quarter."""

    name: str
    amount: Decimal
    cost: LinePosition | None


@dataclass(frozen=True)
class PartsOfLine:
    line: LinePosition
    parts: tuple[Part, ...]

    @property
    def rest(self) -> Decimal | None:
        """The estimate less all parts, in pounds; None: it is not yet known."""
        if self.line.estimate is None:
            return None
        return self.line.estimate - sum(part.amount for part in self.parts)


def parts_of(position: QuarterPosition) -> tuple[PartsOfLine, ...]:
    """Lines that have parts, in the order of the table: one query."""
    lines = {line.line_id: line for line in position.lines}
    parts: dict[int, list[Part]] = {}
    for row in LinePart.objects.filter(quarter=position.quarter):
        part = Part(row.name, row.amount, lines.get(row.cost_line_id))
        parts.setdefault(row.line_id, []).append(part)
    return tuple(
        PartsOfLine(line, tuple(parts[key])) for key, line in lines.items() if key in parts
    )


def incomes_of(position: QuarterPosition) -> tuple[LinePosition, ...]:
    """Lines of which finance can say what they are for, while the quarter is open."""
    if position.quarter.state != Quarter.State.OPEN:
        return ()
    return tuple(line for line in position.lines if line.budget < 0 or (line.estimate or 0) < 0)
