"""What incomes are for, as the summary shows it beneath the lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.inputs import LinePosition
from budgets.models import LinePart, Quarter
from budgets.position import QuarterPosition


@dataclass(frozen=True)
class StoredPart:
    """A part as it is kept: ``amount`` in pounds, ``line_id`` and ``cost_line_id`` are keys."""

    line_id: int
    name: str
    amount: Decimal
    cost_line_id: int | None


@dataclass(frozen=True)
class Part:
    """``amount`` in pounds; ``cost``: the line it pays for, as it stands in the same quarter.

    ``has_cost`` without a ``cost``: it pays for a line that the position does not show.
    """

    name: str
    amount: Decimal
    cost: LinePosition | None
    has_cost: bool


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


def stored_parts(quarter: Quarter) -> tuple[StoredPart, ...]:
    """The parts of a quarter's lines, in their order: one query. They stand once it is submitted."""
    names = ("line_id", "name", "amount", "cost_line_id")
    rows = LinePart.objects.filter(quarter=quarter).values_list(*names)
    return tuple(StoredPart(*row) for row in rows)


def parts_of(
    position: QuarterPosition, stored: Iterable[StoredPart] | None = None
) -> tuple[PartsOfLine, ...]:
    """Lines that have parts, in the order of the table; ``stored``: those of its quarter if not said."""
    lines = {line.line_id: line for line in position.lines}
    parts: dict[int, list[Part]] = {}
    for row in stored_parts(position.quarter) if stored is None else stored:
        cost = lines.get(row.cost_line_id)
        part = Part(row.name, row.amount, cost, has_cost=row.cost_line_id is not None)
        parts.setdefault(row.line_id, []).append(part)
    return tuple(
        PartsOfLine(line, tuple(parts[key])) for key, line in lines.items() if key in parts
    )


def incomes_of(position: QuarterPosition) -> tuple[LinePosition, ...]:
    """Lines of which finance can say what they are for, while the quarter is open."""
    if position.quarter.state != Quarter.State.OPEN:
        return ()
    return tuple(line for line in position.lines if line.budget < 0 or (line.estimate or 0) < 0)
