"""The budgeted recharges of the newest version, worked out from what was frozen with the budget.

The steps divide the frozen balance by the frozen shares once more. Should that not give the frozen
amounts, which stand whatever happens, no step is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import Apportionment, apportion, balance_to_recover
from budgets.arithmetic import instalments as in_instalments
from budgets.explanation.rounding import rounding_in_words
from budgets.explanation.wording import amount, finely, in_percent
from budgets.explanation.working import Step
from budgets.footing import Column, cameras_note, money_notes, shares_notes
from budgets.models import BudgetDecision, BudgetedRecharge, FinancialYear
from cctvpartnership.figures import pounds_and_pence, with_pound_sign
from partners.models import Partner


@dataclass(frozen=True)
class BudgetVersion:
    """What one decision froze; ``total`` of all recharges, in pounds."""

    decision: BudgetDecision
    total: Decimal


@dataclass(frozen=True)
class BudgetedPartner:
    """One partner's budgeted recharge in pounds, with its steps and planned instalments."""

    partner: Partner
    equivalent_cameras: Fraction
    share: Fraction
    amount: Decimal
    steps: tuple[Step, ...]
    instalments: tuple[Decimal, ...]


@dataclass(frozen=True)
class BudgetedTable:
    """``rows`` are those one may see; totals and ``instalments`` are of all, in pounds."""

    rows: tuple[BudgetedPartner, ...]
    cameras: Fraction
    share: Fraction
    total: Decimal
    instalments: tuple[Decimal, ...]
    is_whole: bool

    @property
    def has_cameras(self) -> bool:
        return self.cameras > 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What print needs; where rows are held back, nothing is meant to add up."""
        return tuple(self._notes()) if self.is_whole else ()

    def _notes(self) -> Iterator[str]:
        if self.has_cameras:
            averages = tuple(row.equivalent_cameras for row in self.rows)
            yield cameras_note(Column("Average cameras", averages, self.cameras))
        percentages = tuple(row.share * 100 for row in self.rows)
        yield from shares_notes(Column("Share", percentages, self.share * 100, places=2))
        amounts = tuple(row.amount for row in self.rows)
        yield from money_notes([Column("Budgeted recharge", amounts, self.total)])


def budget_versions(year: FinancialYear) -> tuple[BudgetVersion, ...]:
    """Every frozen version in order: that of the approval, and one of each supplementary."""
    amounts: dict[int, list[Decimal]] = {}
    for version, pounds in BudgetedRecharge.objects.filter(year=year).values_list(
        "version", "amount"
    ):
        amounts.setdefault(version, []).append(pounds)
    decisions = year.decisions.filter(version__in=amounts).order_by("version")
    return tuple(
        BudgetVersion(decision, balance_to_recover(amounts[decision.version]))
        for decision in decisions
    )


def budgeted_table(
    recharges: Sequence[BudgetedRecharge], shown: set[int], unit: int, number: int
) -> BudgetedTable:
    """The table of one version's ``recharges``, in partner order, with rows of partners ``shown``.

    ``unit``: what recharges were rounded to then; ``number`` of instalments.
    """
    total = balance_to_recover(row.amount for row in recharges)
    shares = {row.partner_id: row.share for row in recharges}
    divided = apportion(total, shares, unit)
    is_sound = divided.parts == {row.partner_id: row.amount for row in recharges}
    cameras = sum((row.equivalent_cameras for row in recharges), Fraction(0))
    planned = {row.partner_id: tuple(in_instalments(row.amount, number)) for row in recharges}
    return BudgetedTable(
        rows=tuple(
            BudgetedPartner(
                partner=row.partner,
                equivalent_cameras=row.equivalent_cameras,
                share=row.share,
                amount=row.amount,
                steps=tuple(_steps(row, cameras, divided)) if is_sound else (),
                instalments=planned[row.partner_id],
            )
            for row in recharges
            if row.partner_id in shown
        ),
        cameras=cameras,
        share=sum(shares.values(), Fraction(0)),
        total=total,
        instalments=tuple(map(balance_to_recover, zip(*planned.values(), strict=True))),
        is_whole=all(row.partner_id in shown for row in recharges),
    )


def _steps(row: BudgetedRecharge, cameras: Fraction, divided: Apportionment) -> Iterator[Step]:
    own = row.equivalent_cameras
    if cameras:
        yield Step("Cameras", f"Average with the budget, of {finely(cameras)} of all", finely(own))
    if row.fixed is not None:
        words = "Its part of the fixed amounts, which come off the balance first"
        yield Step("Fixed amounts", words, _to_the_penny(row.fixed))
        yield Step("Share of the rest", "By the percentages", in_percent(row.rest, 4))
    is_plain = cameras and row.share == own / cameras
    words = f"{finely(own)} ÷ {finely(cameras)}" if is_plain else "All elements together"
    yield Step("Share", f"{words}, frozen with the budget", in_percent(row.share, 4))
    yield Step(
        "Amount",
        f"{amount(divided.amount)} budget to recover × that share, unrounded",
        _to_the_penny(divided.exact[row.partner_id]),
    )
    yield Step(
        "Budgeted recharge", rounding_in_words(divided, row.partner), _to_the_penny(row.amount)
    )


def _to_the_penny(value: Fraction | Decimal) -> str:
    return with_pound_sign(pounds_and_pence(value))
