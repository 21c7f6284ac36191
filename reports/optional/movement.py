"""What moved since last quarter: by line with the comments of both quarters, and by partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgets.movement import LineMovement, Moved, Movement, PartnerMoved, movement_of
from budgets.movement_tables import (
    GroupOfMovements,
    MovementTables,
    change_answer,
    movement_tables,
)
from budgets.position import QuarterPosition
from cctvpartnership.figures import pounds, signed_pounds
from reports.optional.facts import Facts
from reports.optional.printed import (
    SUBTOTAL,
    TOTAL,
    Heading,
    OptionalSection,
    PrintedTable,
    Row,
    with_remarks,
)
from reports.tables import ALL_PARTNERS, BALANCE
from reports.text import printable

UNPUBLISHED = (
    "Quarter {} is not published yet. The published paper leaves these tables out unless it is "
    "published first."
)
COMMENTS = 5


def movement_section(position: QuarterPosition, facts: Facts, _estimate: str) -> OptionalSection:
    """Two tables; of Quarter 1 the change is since the budget. Without a quarter that the readers
    may know, a sentence that says so."""
    number = position.quarter.number
    if number > 1 and facts.before is None:
        return OptionalSection(
            f"Quarter {number - 1} is not published, so what moved since then is not shown.",
            warning=f"Quarter {number - 1} is not published: nothing is printed of what moved.",
        )
    movement = movement_of(position, facts.before)
    tables = movement_tables(movement)
    warning = "" if facts.before_is_published else UNPUBLISHED.format(number - 1)
    return OptionalSection(
        sentence=f"{change_answer(movement, in_whole_pounds=True)}.",
        tables=(_by_line(movement, tables, warning), _by_partner(movement, tables)),
        warning=warning,
    )


def _by_line(movement: Movement, tables: MovementTables, warning: str) -> PrintedTable:
    rows = [row for group in tables.groups for row in _group(group, movement)]
    total = (_row(BALANCE, movement.balance, TOTAL), "")
    table = PrintedTable(
        name="movement",
        caption=f"Change of each line since {movement.since}, £",
        headings=(
            Heading("Line", 60, is_number=False),
            Heading(tables.last, 26, "estimate" if movement.before else ""),
            Heading(tables.estimate, 26, "" if movement.quarter.is_last else "estimate"),
            Heading("Change", 26),
            Heading("Actual", 28, tables.spent),
            Heading("Comments", 91, is_number=False),
        ),
        rows=tuple(row for row, _ in (*rows, total)),
        notes=(_legend(movement), *tables.notes, *filter(None, (warning,))),
    )
    return with_remarks(table, COMMENTS, [said for _, said in (*rows, total)])


def _group(group: GroupOfMovements, movement: Movement) -> Iterator[tuple[Row, str]]:
    """Its lines, each with what both quarters say of it; of several, their subtotal after them."""
    for line in group.lines:
        yield _row(line.line, line), "\n".join(_comments(line, movement))
    if group.has_several:
        yield _row(group.name, group.subtotal, SUBTOTAL), ""


def _row(name: str, moved: Moved, weight: str = "") -> Row:
    cells = (
        printable(name),
        pounds(moved.last),
        pounds(moved.estimate),
        signed_pounds(moved.change),
        pounds(moved.spent),
        "",
    )
    return Row(cells, weight=weight)


def _comments(line: LineMovement, movement: Movement) -> Iterator[str]:
    """What was said in this quarter, then in the last; once where both say the same."""
    number = movement.quarter.number
    if line.says_the_same:
        yield f"Quarters {number - 1} and {number}: {line.comment.strip()}"
        return
    for quarter, said in ((number, line.comment), (number - 1, line.last_comment)):
        if said.strip():
            yield f"Quarter {quarter}: {said.strip()}"


def _legend(movement: Movement) -> str:
    estimate = "the outturn" if movement.quarter.is_last else "this quarter’s estimate"
    last = "last quarter’s estimate" if movement.before else "the budget"
    return (
        f"Change is {estimate} less {last}: plus (+) means the partners pay more, minus (−) means "
        "they pay less. The actual is what was spent or received in this quarter alone."
    )


def _by_partner(movement: Movement, tables: MovementTables) -> PrintedTable:
    shares = f"of {movement.since}" if movement.before else "frozen with the budget"
    effects = (
        f"The cost effect is what the changed balance alone does to a recharge, at the shares "
        f"{shares}; the share effect is what changed shares do. Together they are the change."
    )
    rows = [_partner_row(printable(row.partner.short_name), row) for row in movement.partners]
    return PrintedTable(
        name="movement-partners",
        caption=f"Change of each partner’s recharge since {movement.since}, £",
        headings=(
            Heading("Partner", 60, is_number=False),
            *(Heading(words, 28) for words in (tables.last, tables.estimate, "Change")),
            *(Heading(words, 28) for words in ("Cost effect", "Share effect")),
        ),
        rows=(*rows, _partner_row(ALL_PARTNERS, movement.partners_total, TOTAL)),
        notes=(effects, *tables.partner_notes),
    )


def _partner_row(name: str, moved: PartnerMoved, weight: str = "") -> Row:
    changes: Iterable[Decimal | None] = (moved.change, moved.cost_effect, moved.share_effect)
    cells = (name, pounds(moved.last), pounds(moved.estimate), *map(signed_pounds, changes))
    return Row(cells, weight=weight)
