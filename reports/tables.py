"""The paper's tables as plain values: rows, totals and the notes printed under them.

Computes nothing: the figures are the position's, the notes come from ``footing``, and rounding for
print is left to the templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import CAMERAS, balance_to_recover, variance
from budgets.footing import Column, cameras_note, money_notes, shares_notes, variance_notes
from budgets.inputs import LinePosition
from budgets.position import QuarterPosition, Recharge
from reports.text import printable

MONEY = ("budget", "actual", "estimate", "variance")
EFFECTS = ("budget", "cost_effect", "share_effect", "estimate")


@dataclass(frozen=True)
class FinanceRow:
    """A line, the subtotal of a group of several lines, or the balance; pounds, None: not known."""

    name: str
    budget: Decimal | None
    actual: Decimal | None
    estimate: Decimal | None
    group: str = ""
    comment: str = ""
    is_subtotal: bool = False

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class FinanceTable:
    rows: tuple[FinanceRow, ...]
    total: FinanceRow
    notes: tuple[str, ...]


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
    has_cameras: bool
    notes: tuple[str, ...]
    bridge_notes: tuple[str, ...]


def finance_table(position: QuarterPosition, estimate: str) -> FinanceTable:
    """Lines by group in order of first appearance; ``estimate`` is how that column is headed."""
    groups: dict[str, list[LinePosition]] = {}
    for line in position.lines:
        groups.setdefault(line.group, []).append(line)
    rows = tuple(row for group, lines in groups.items() for row in _group(group, lines))
    balance = position.balance
    total = FinanceRow(
        "Balance to recover from partners", balance.budget, balance.actual, balance.estimate
    )
    headings = dict(zip(MONEY, ("Budget", "Actual", estimate, "Variance"), strict=True))
    notes = _finance_notes(rows, total, headings)
    return FinanceTable(rows, total, tuple(notes))


def partner_table(position: QuarterPosition, estimated: str) -> PartnerTable:
    """The partners in the year's order; ``estimated`` is how the estimated recharge is headed."""
    rows = tuple(_partner(recharge) for recharge in position.recharges)
    together = position.partners_total
    total = PartnerRow(
        name="All partners",
        short_name="All partners",
        budget=together.budget,
        estimate=together.estimate,
        cost_effect=together.cost_effect,
        share_effect=together.share_effect,
        cameras=sum((row.cameras for row in rows), Fraction(0)),
        share=sum((row.share for row in rows), Fraction(0)),
    )
    has_cameras = total.cameras > 0
    return PartnerTable(
        rows=rows,
        total=total,
        by_cameras=all(terms.basis == CAMERAS for terms in position.basis.terms),
        has_cameras=has_cameras,
        notes=tuple(_partner_notes(rows, total, estimated, has_cameras)),
        bridge_notes=tuple(_bridge_notes(rows, total, estimated)),
    )


def _group(name: str, lines: list[LinePosition]) -> list[FinanceRow]:
    """A group's lines and, where they are several, what they come to together."""
    rows = [
        FinanceRow(
            name=printable(line.line),
            budget=line.budget,
            actual=line.actual,
            estimate=line.estimate,
            group=printable(name),
            comment=printable(line.comment).strip(),
        )
        for line in lines
    ]
    return [*rows, _subtotal(printable(name), lines)] if len(lines) > 1 else rows


def _subtotal(name: str, lines: list[LinePosition]) -> FinanceRow:
    return FinanceRow(
        name=name,
        budget=balance_to_recover(line.budget for line in lines),
        actual=balance_to_recover(line.actual for line in lines),
        estimate=balance_to_recover(line.estimate for line in lines),
        is_subtotal=True,
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


def _columns(rows: Iterable, total, headings: dict[str, str], suffix: str = "") -> list[Column]:
    rows = tuple(rows)
    return [
        Column(
            f"{heading}{suffix}", tuple(getattr(row, name) for row in rows), getattr(total, name)
        )
        for name, heading in headings.items()
    ]


def _finance_notes(rows, total, headings) -> Iterable[str]:
    """The balance against all lines, and each subtotal against its own."""
    lines = [row for row in rows if not row.is_subtotal]
    yield from money_notes(_columns(lines, total, headings))
    for row in rows:
        if row.is_subtotal:
            parts = [line for line in lines if line.group == row.name]
            yield from money_notes(_columns(parts, row, headings, f", {row.name}"))
    yield from variance_notes((row.estimate, row.budget) for row in (*rows, total))


def _partner_notes(rows, total, estimated: str, has_cameras: bool) -> Iterable[str]:
    headings = {
        "budget": "Budgeted recharge",
        "estimate": f"{estimated} recharge",
        "variance": "Variance",
    }
    if has_cameras:
        yield cameras_note(Column("", tuple(row.cameras for row in rows), total.cameras))
    yield from shares_notes(
        Column("", tuple(row.share * 100 for row in rows), total.share * 100, places=2)
    )
    yield from money_notes(_columns(rows, total, headings))
    yield from variance_notes((row.estimate, row.budget) for row in (*rows, total))


def _bridge_notes(rows, total, estimated: str) -> Iterable[str]:
    headings = ("Budgeted", "Cost effect", "Share effect", estimated)
    yield from money_notes(_columns(rows, total, dict(zip(EFFECTS, headings, strict=True))))
