"""Everything a quarter's position is computed from, as frozen plain values.

Read from the database while a quarter is open; once it is with the board, from what was frozen
when it was submitted (``freezing``), so that nothing changed later moves what the board reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from budgets.arithmetic import shares_after_fixed, variance
from budgets.mentioned import NOTHING_MENTIONED, MentionedList, mentioned_now
from budgets.models import (
    BudgetedRecharge,
    BudgetLine,
    FigureRevision,
    FinancialYear,
    Quarter,
)
from budgets.profiles import expected_share
from budgets.shares import ShareBasis, register_basis
from partners.models import Partner


@dataclass(frozen=True)
class LinePosition:
    """One line in pounds; ``last_…`` is the quarter before. None: not entered, or not yet known.

    ``revision`` is the number of the figure shown, 0 before the first. ``expected`` is the part of
    the budget that the line's profile expects by the quarter's end; None: it was not kept.
    """

    line_id: int
    group: str
    line: str
    budget: Decimal
    actual: Decimal | None = None
    estimate: Decimal | None = None
    comment: str = ""
    revision: int = 0
    last_actual: Decimal | None = None
    last_estimate: Decimal | None = None
    expected: Fraction | None = None

    @property
    def variance(self) -> Decimal | None:
        return variance(self.estimate, self.budget)


@dataclass(frozen=True)
class BudgetedPart:
    """What was frozen for one partner when the budget was approved; amount in pounds.

    ``fixed`` pounds and share of the ``rest``: None in a year without fixed amounts.
    """

    partner: int
    equivalent_cameras: Fraction
    share: Fraction
    amount: Decimal
    fixed: Fraction | None = None
    rest: Fraction | None = None


def budgeted_shares(budgeted: Iterable[BudgetedPart], balance: Decimal) -> dict[int, Fraction]:
    """The shares set with the budget as they are of ``balance``: fixed amounts first, if there are any."""
    budgeted = tuple(budgeted)
    return shares_after_fixed(
        balance,
        {part.partner: part.fixed for part in budgeted if part.fixed is not None},
        {part.partner: part.share if part.rest is None else part.rest for part in budgeted},
    )


@dataclass(frozen=True)
class QuarterInputs:
    """Lines, the basis of the shares, and the frozen budget (empty before approval).

    ``partners`` are the year's, in the order of tables and ties, named as they were named then.
    ``mentioned`` is in no figure; it is read beside them, and so stands as long as they do.
    """

    lines: tuple[LinePosition, ...]
    partners: tuple[Partner, ...]
    basis: ShareBasis
    budgeted: tuple[BudgetedPart, ...]
    rounding_unit: int
    mentioned: MentionedList = NOTHING_MENTIONED


def current_inputs(quarter: Quarter) -> QuarterInputs:
    """The inputs as the database has them now, in a fixed number of queries.

    MissingWeight: a camera in service before its type's first weight.
    """
    basis = register_basis(quarter.year)
    partners = Partner.objects.in_bulk(basis.partners)
    return QuarterInputs(
        lines=line_positions(quarter),
        partners=tuple(partners[key] for key in basis.partners),
        basis=basis,
        budgeted=budgeted_parts(quarter.year),
        rounding_unit=quarter.year.rounding_unit,
        mentioned=mentioned_now(quarter),
    )


def line_positions(quarter: Quarter) -> tuple[LinePosition, ...]:
    """The year's lines in order, with this quarter's newest figures and the last quarter's."""
    figures = _figures(quarter.year, quarter.number)
    before = _figures(quarter.year, quarter.number - 1)
    lines = BudgetLine.objects.filter(year=quarter.year).select_related("group").with_changes()
    return tuple(
        _line(line, quarter.number, figures.get(line.pk), before.get(line.pk)) for line in lines
    )


def comments_before(quarter: Quarter) -> dict[int, str]:
    """Last quarter's comments by line, where there were any; they are no input of this quarter."""
    revisions = _figures(quarter.year, quarter.number - 1).items()
    return {line: revision.comment for line, revision in revisions if revision.comment}


def budgeted_parts(year: FinancialYear) -> tuple[BudgetedPart, ...]:
    """The newest version of the frozen budgeted recharges, in partner order."""
    return parts_of(BudgetedRecharge.objects.filter(year=year).newest())


def parts_of(rows: QuerySet[BudgetedRecharge]) -> tuple[BudgetedPart, ...]:
    """Frozen recharges as plain values, in partner order."""
    return tuple(
        BudgetedPart(
            row.partner_id, row.equivalent_cameras, row.share, row.amount, row.fixed, row.rest
        )
        for row in rows.order_by("pk")
    )


def _figures(year: FinancialYear, number: int) -> dict[int, FigureRevision]:
    revisions = FigureRevision.objects.filter(quarter__year=year, quarter__number=number).newest()
    return {revision.line_id: revision for revision in revisions}


def _line(
    line: BudgetLine,
    number: int,
    figure: FigureRevision | None,
    before: FigureRevision | None,
) -> LinePosition:
    return LinePosition(
        line_id=line.pk,
        group=line.group.name,
        line=line.name,
        budget=line.current_budget,
        actual=figure.actual if figure else None,
        estimate=figure.estimate if figure else None,
        comment=figure.comment if figure else "",
        revision=figure.number if figure else 0,
        last_actual=before.actual if before else None,
        last_estimate=before.estimate if before else None,
        expected=expected_share(line.profile, number),
    )
