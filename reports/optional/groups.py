"""Budget against estimate of each subjective group: a small table and its picture."""

from __future__ import annotations

from collections.abc import Iterator

from budgets.footing import Column, money_notes, variance_notes
from budgets.position import QuarterPosition, Totals
from budgets.tables import GroupOfLines, line_table
from cctvpartnership.figures import pounds, signed_pounds
from reports.optional.facts import Facts
from reports.optional.pictures import groups_figure
from reports.optional.printed import TOTAL, Heading, OptionalSection, PrintedTable, Row
from reports.tables import BALANCE
from reports.text import printable

CELLS = ("budget", "estimate", "variance")


def groups_section(position: QuarterPosition, _facts: Facts, estimate: str) -> OptionalSection:
    """One row a group, whether it has one line or several."""
    lines = line_table(position, estimate)
    headings = ("Budget", estimate, "Variance")
    table = PrintedTable(
        name="groups",
        caption=f"Budget and {estimate.lower()} by group, £",
        headings=(
            Heading("Group", 66, is_number=False),
            *(Heading(words, 28) for words in headings),
        ),
        rows=(
            *(_row(group.name, group.subtotal) for group in lines.groups),
            _row(BALANCE, lines.total, TOTAL),
        ),
        notes=tuple(_notes(lines.groups, lines.total, headings)),
        picture=groups_figure(lines.groups, estimate),
    )
    return OptionalSection(tables=(table,))


def _row(name: str, totals: Totals, weight: str = "") -> Row:
    amounts = (pounds(totals.budget), pounds(totals.estimate), signed_pounds(totals.variance))
    return Row((printable(name), *amounts), weight=weight)


def _notes(groups: tuple[GroupOfLines, ...], total: Totals, headings) -> Iterator[str]:
    yield from money_notes(
        Column(
            words, tuple(getattr(group.subtotal, cell) for group in groups), getattr(total, cell)
        )
        for cell, words in zip(CELLS, headings, strict=True)
    )
    rows = (*(group.subtotal for group in groups), total)
    yield from variance_notes((row.estimate, row.budget) for row in rows)
