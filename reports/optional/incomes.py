"""What each income is for: the charge beside the line with the cost that it pays for."""

from __future__ import annotations

from collections.abc import Iterator

from budgets.footing import Column, money_notes
from budgets.parts.section import Part, PartsOfLine, parts_of
from budgets.position import QuarterPosition
from cctvpartnership.figures import pounds
from reports.optional.facts import Facts
from reports.optional.printed import TOTAL, Heading, OptionalSection, PrintedTable, Row
from reports.text import printable

NOTHING = "Nothing is printed of what an income is for."
NOT_YET_SAID = "Not yet said"
NONE_IN_PARTICULAR, NOT_BY_ITSELF = "None in particular", "Not printed by itself"


def incomes_section(position: QuarterPosition, facts: Facts, estimate: str) -> OptionalSection:
    """A table for each line that has parts, in the order of the lines."""
    tables = tuple(_table(each, estimate) for each in parts_of(position, facts.parts))
    return OptionalSection("" if tables else NOTHING, tables)


def _table(each: PartsOfLine, estimate: str) -> PrintedTable:
    return PrintedTable(
        name="incomes",
        caption=f"What {printable(each.line.line)} is for, £",
        headings=(
            Heading("For", 48, is_number=False),
            Heading(estimate, 26, "for the year"),
            Heading("Line with the cost", 48, is_number=False),
            Heading(f"Its {estimate.lower()}", 28, "for the year"),
        ),
        rows=tuple(_rows(each)),
        notes=tuple(money_notes([_column(each, estimate)])),
    )


def _rows(each: PartsOfLine) -> Iterator[Row]:
    for part in each.parts:
        cost = pounds(part.cost.estimate) if part.cost else ""
        yield Row((printable(part.name), pounds(part.amount), _cost_line(part), cost))
    if each.rest:
        yield Row((NOT_YET_SAID, pounds(each.rest), "", ""))
    yield Row((printable(each.line.line), pounds(each.line.estimate), "", ""), weight=TOTAL)


def _cost_line(part: Part) -> str:
    if part.cost:
        return printable(part.cost.line)
    return NOT_BY_ITSELF if part.has_cost else NONE_IN_PARTICULAR


def _column(each: PartsOfLine, estimate: str) -> Column:
    amounts = [part.amount for part in each.parts]
    return Column(estimate, (*amounts, *([each.rest] if each.rest else [])), each.line.estimate)
