"""The set-up of a year on one page: its parts, what is missing, and what was decided since."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgets.arithmetic import balance_to_recover
from budgets.models import (
    BudgetDecision,
    BudgetedRecharge,
    BudgetLine,
    FinancialYear,
    Quarter,
)
from budgets.querysets import BudgetedRechargeQuerySet
from budgets.setup.checklist import Missing, missing_of
from budgets.wording import listed
from budgets.year_overview import ChangeOfBudget, changes_of, elements_in_words
from partners.models import Decision, Partner


@dataclass(frozen=True)
class VersionedRecharge:
    """One partner's budgeted recharge in pounds, version by version."""

    partner: Partner
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class SetupOverview:
    """A year's parts as plain values. ``budget`` in pounds, as it now stands."""

    year: FinancialYear

    @property
    def is_being_set(self) -> bool:
        return self.year.state == FinancialYear.State.BEING_SET

    @property
    def is_approved(self) -> bool:
        return self.year.state == FinancialYear.State.APPROVED

    @cached_property
    def missing(self) -> list[Missing]:
        return missing_of(self.year) if self.is_being_set else []

    @cached_property
    def lines(self) -> list[BudgetLine]:
        lines = BudgetLine.objects.filter(year=self.year).select_related("group")
        return list(lines.with_changes())

    @property
    def groups(self) -> str:
        return listed(list(dict.fromkeys(line.group.name for line in self.lines)), longest=8)

    @property
    def budget(self) -> Decimal:
        return balance_to_recover(line.current_budget for line in self.lines)

    @property
    def uneven(self) -> int:
        """How many lines are not spent evenly."""
        return sum(1 for line in self.lines if not line.profile.is_even)

    @cached_property
    def partners(self) -> str:
        members = self.year.year_partners.select_related("partner").order_by("position")
        return listed([member.partner.short_name for member in members], longest=8)

    @cached_property
    def elements(self) -> list[tuple[str, str, Decision | None]]:
        return elements_in_words(self.year)

    @cached_property
    def quarters(self) -> list[Quarter]:
        return list(self.year.quarters.defer("frozen"))

    @cached_property
    def approval(self) -> BudgetDecision | None:
        return self.year.approval

    @cached_property
    def changes(self) -> tuple[ChangeOfBudget, ...]:
        return changes_of(self.year)

    @property
    def versions(self) -> list[BudgetDecision]:
        """The decisions that froze recharges, in order.

        A supplementary recorded before versions were kept froze none.
        """
        decisions = [self.approval, *(change.decision for change in self.changes)]
        frozen = set(self._frozen.values_list("version", flat=True)) if self.approval else set()
        return [each for each in decisions if each and each.version in frozen]

    @cached_property
    def recharges(self) -> list[VersionedRecharge]:
        amounts: dict[Partner, list[Decimal]] = {}
        for recharge in self._frozen.select_related("partner").order_by("version", "pk"):
            amounts.setdefault(recharge.partner, []).append(recharge.amount)
        return [VersionedRecharge(partner, tuple(rows)) for partner, rows in amounts.items()]

    @property
    def _frozen(self) -> BudgetedRechargeQuerySet:
        return BudgetedRecharge.objects.filter(year=self.year)

    @property
    def recharge_totals(self) -> list[Decimal]:
        columns = zip(*(recharge.amounts for recharge in self.recharges), strict=True)
        return [balance_to_recover(column) for column in columns]
