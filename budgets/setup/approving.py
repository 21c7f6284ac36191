"""The approval of a year's budget: what it would freeze, and freezing it as it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from django.db import transaction

from budgets.actions import approve_budget
from budgets.arithmetic import (
    Apportionment,
    NothingToShareBy,
    apportion,
    balance_to_recover,
    fixed_beyond,
)
from budgets.inputs import BudgetedPart
from budgets.models import BudgetLine, FinancialYear
from budgets.setup.checklist import Missing, missing_of
from budgets.setup.years import SetupRefused, held
from budgets.shares import ShareBasis, agreed_basis, register_basis
from budgets.versions import parts_by
from partners.models import User


@dataclass(frozen=True)
class GroupBudget:
    """A subjective group's budget in pounds, and how many lines make it."""

    name: str
    lines: int
    budget: Decimal


@dataclass(frozen=True)
class Proposal:
    """What approval would freeze; ``parts`` and ``division`` are missing while anything else is.

    ``lines``: (group, name, budget in pounds). The page shows groups, but lines are approved.
    """

    year: FinancialYear
    groups: tuple[GroupBudget, ...]
    lines: tuple[tuple[str, str, Decimal], ...]
    balance: Decimal
    missing: tuple[Missing, ...]
    basis: ShareBasis | None = None
    parts: tuple[BudgetedPart, ...] = ()
    division: Apportionment | None = None

    @property
    def mark(self) -> str:
        """Changes with anything that is shown, and with any line behind it."""
        year = self.year
        settings = (year.rounding_unit, year.averaging, year.round_shares_first)
        terms = self.basis and (self.basis.terms, self.basis.parts_of_year)
        shown = repr((self.groups, self.lines, self.balance, settings, terms, self.parts))
        return sha256(shown.encode()).hexdigest()[:32]

    @property
    def fixed_beyond(self) -> Decimal | None:
        """All fixed amounts together, in pounds, where the balance is less; None where it is not."""
        if self.basis is None:
            return None
        return fixed_beyond((terms.amount for terms in self.basis.terms), self.balance)


class ProposalMoved(SetupRefused):
    """Lines, elements or cameras changed since the page showed what would be frozen."""


def proposal(year: FinancialYear, base_cameras: Mapping[int, Fraction] | None = None) -> Proposal:
    """What approving ``year`` now would freeze.

    ``base_cameras``: equivalent cameras by partner key to set the budget on, in place of the
    register's average. SetupRefused: they leave nothing to share by.
    """
    lines = _lines(year)
    groups = _groups(lines)
    balance = balance_to_recover(group.budget for group in groups)
    missing = tuple(missing_of(year))
    if missing:
        return Proposal(year, groups, lines, balance, missing)
    basis = register_basis(year) if base_cameras is None else agreed_basis(year, base_cameras)
    try:
        parts = parts_by(basis, balance, year.rounding_unit)
    except NothingToShareBy as error:
        raise SetupRefused(
            "Every partner has no equivalent cameras, so the budget cannot be shared by them."
        ) from error
    basis = basis.of(balance)
    division = apportion(balance, basis.shares, year.rounding_unit)
    return Proposal(year, groups, lines, balance, missing, basis, parts, division)


@transaction.atomic
def approve(
    *,
    year: FinancialYear,
    approver: str,
    minute: str,
    dated: date | None,
    base_cameras: Mapping[int, Fraction] | None,
    shown: str,
    user: User | None,
) -> FinancialYear:
    """Approve the budget as it was shown, decided on the day ``dated`` (today unless said).

    SetupLocked: approved already. SetupRefused: something is missing. ProposalMoved: it would
    freeze something else than was ``shown``.
    """
    year = held(year)
    now = proposal(year, base_cameras)
    if now.missing:
        raise SetupRefused(" ".join(missing.sentence for missing in now.missing))
    if now.mark != shown:
        raise ProposalMoved(
            "Something changed since this page was fetched. Nothing is approved: look again at what "
            "would be frozen."
        )
    # The very averages shown, should a camera be saved at this moment.
    return approve_budget(
        year=year,
        user=user,
        base_cameras=now.basis.averages,
        approver=approver,
        minute=minute,
        dated=dated,
    )


def _lines(year: FinancialYear) -> tuple[tuple[str, str, Decimal], ...]:
    lines = BudgetLine.objects.filter(year=year).select_related("group").with_changes()
    return tuple((line.group.name, line.name, line.current_budget) for line in lines)


def _groups(lines: Iterable[tuple[str, str, Decimal]]) -> tuple[GroupBudget, ...]:
    """In order of first appearance."""
    members: dict[str, list[Decimal]] = {}
    for group, _, budget in lines:
        members.setdefault(group, []).append(budget)
    return tuple(
        GroupBudget(name, len(budgets), balance_to_recover(budgets))
        for name, budgets in members.items()
    )
