"""The paper's tables as plain values: rows, totals and the notes printed under them.

Groups, subtotals and footing are ``budgets.tables``'; here they are laid out as rows of text that
can be printed and exact numbers. Rounding for print is left to the templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import CAMERAS, variance
from budgets.footing import Column, money_notes
from budgets.inputs import LinePosition
from budgets.position import QuarterPosition, Recharge, Totals
from budgets.tables import GroupOfLines, line_table, recharge_table
from reports.text import printable

BALANCE, ALL_PARTNERS = "Balance to recover from partners", "All partners"
# A longer comment would make its row taller than the rest of the table: it is printed below.
LONGEST_COMMENT = 320
BRIDGE = ("budget", "cost_effect", "share_effect", "estimate")


@dataclass(frozen=True)
class FinanceRow:
    """A line, the subtotal of a group of several lines, or the balance; pounds, None: not known."""

    name: str
    budget: Decimal | None
    actual: Decimal | None
    estimate: Decimal | None
    comment: str = ""
    is_subtotal: bool = False

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class Remark:
    """A comment too long for its cell, which names it instead."""

    name: str
    line: str
    text: str


@dataclass(frozen=True)
class FinanceTable:
    rows: tuple[FinanceRow, ...]
    total: FinanceRow
    notes: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class PartnerRow:
    """One partner, or all together; pounds, equivalent cameras, share (1 is the whole balance)."""

    name: str
    short_name: str
    budget: Decimal | None
    estimate: Decimal | None
    cost_effect: Decimal | None
    share_effect: Decimal | None
    cameras: Fraction
    share: Fraction

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class PartnerTable:
    """``by_cameras``: the whole balance is shared by cameras, so a share is one of cameras.

    ``notes`` stand under the recharges, ``bridge_notes`` under the bridge, which prints the same
    rows' effects.
    """

    rows: tuple[PartnerRow, ...]
    total: PartnerRow
    by_cameras: bool
    notes: tuple[str, ...]
    bridge_notes: tuple[str, ...]

    @property
    def has_cameras(self) -> bool:
        return self.total.cameras > 0


def finance_table(position: QuarterPosition, estimate: str, note: str = "") -> FinanceTable:
    """Lines by group, the lines of a group before its subtotal; ``estimate`` heads that column.

    ``note`` is printed under the table, before what is said of its footing.
    """
    table = line_table(position, estimate)
    rows = [row for group in table.groups for row in _group(group)]
    long = [row for row in rows if len(row.comment) > LONGEST_COMMENT]
    remarks = {
        row.name: Remark(f"Remark {number}", row.name, row.comment)
        for number, row in enumerate(long, start=1)
    }
    return FinanceTable(
        rows=tuple(
            replace(row, comment=f"{remarks[row.name].name}, below the table.")
            if row in long
            else row
            for row in rows
        ),
        total=_finance_row(BALANCE, table.total),
        notes=(*filter(None, [note]), *table.notes),
        remarks=tuple(remarks.values()),
    )


def partner_table(position: QuarterPosition, estimated: str) -> PartnerTable:
    """The partners in the year's order; ``estimated`` is how the estimated recharge is headed."""
    table = recharge_table(position, estimated)
    rows = tuple(_partner(recharge) for recharge in table.rows)
    total = PartnerRow(
        name=ALL_PARTNERS,
        short_name=ALL_PARTNERS,
        budget=table.total.budget,
        estimate=table.total.estimate,
        cost_effect=table.total.cost_effect,
        share_effect=table.total.share_effect,
        cameras=table.cameras,
        share=table.share,
    )
    return PartnerTable(
        rows=rows,
        total=total,
        by_cameras=all(terms.basis == CAMERAS for terms in position.basis.terms),
        notes=table.notes,
        bridge_notes=tuple(_bridge_notes(rows, total, estimated)),
    )


def _group(group: GroupOfLines) -> Iterator[FinanceRow]:
    for line in group.lines:
        yield _finance_row(line.line, line, printable(line.comment).strip())
    if group.has_several:
        yield _finance_row(group.name, group.subtotal, is_subtotal=True)


def _finance_row(
    name: str, figures: LinePosition | Totals, comment: str = "", is_subtotal: bool = False
) -> FinanceRow:
    return FinanceRow(
        name=printable(name),
        budget=figures.budget,
        actual=figures.actual,
        estimate=figures.estimate,
        comment=comment,
        is_subtotal=is_subtotal,
    )


def _partner(recharge: Recharge) -> PartnerRow:
    return PartnerRow(
        name=printable(recharge.partner.name),
        short_name=printable(recharge.partner.short_name),
        budget=recharge.budget,
        estimate=recharge.estimate,
        cost_effect=recharge.cost_effect,
        share_effect=recharge.share_effect,
        cameras=recharge.equivalent_cameras,
        share=recharge.share,
    )


def _bridge_notes(rows: tuple[PartnerRow, ...], total: PartnerRow, estimated: str) -> Iterator[str]:
    headings = ("Budgeted", "Cost effect", "Share effect", estimated)
    yield from money_notes(
        Column(heading, tuple(getattr(row, name) for row in rows), getattr(total, name))
        for name, heading in zip(BRIDGE, headings, strict=True)
    )
