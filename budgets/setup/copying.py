"""A new year from an earlier one: its settings, partners, lines, profiles and elements, uplifted.

So are the thresholds of the sense checks, and the ledger codes that are left out. Nothing of figures is copied, nor the note on where they
come from. Cameras are one register for all years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from budgets.arithmetic import balance_to_recover
from budgets.creating import Creator
from budgets.models import (
    AgreedPercentage,
    BudgetLine,
    ChargeElement,
    FinancialYear,
    LedgerCode,
    LeftOutCode,
    SubjectiveGroup,
    YearPartner,
)
from budgets.questions.answering import copy_thresholds
from budgets.setup.arithmetic import POUND, uplifted
from budgets.setup.years import SetupRefused, already_there, created_year
from cctvpartnership.figures import LARGEST_AMOUNT
from partners.models import User
from partners.periods import Year

CURRENT, ORIGINAL = "current", "original"
COPIED = "Copied from {}"
PROFILE = ("by_q1", "by_q2", "by_q3")


@dataclass(frozen=True)
class CopyTerms:
    """``basis``: the budget copied; ``unit``: what new budgets are rounded to, in pounds;
    ``uplifts``: percent by group key. A group that is not there, or is None, is not yet known."""

    uplifts: Mapping[int, Decimal | None]
    basis: str = CURRENT
    unit: Decimal = POUND


@dataclass(frozen=True)
class CopiedLine:
    """A line's budget in pounds before and after; None: its uplift is not yet known."""

    line: BudgetLine
    before: Decimal
    after: Decimal | None


@dataclass(frozen=True)
class CopiedGroup:
    group: SubjectiveGroup
    lines: tuple[CopiedLine, ...]

    @property
    def before(self) -> Decimal:
        return balance_to_recover(line.before for line in self.lines)

    @property
    def after(self) -> Decimal | None:
        return balance_to_recover(line.after for line in self.lines)

    @property
    def has_several(self) -> bool:
        return len(self.lines) > 1


def copied_groups(source: FinancialYear, terms: CopyTerms) -> tuple[CopiedGroup, ...]:
    """The lines of ``source`` uplifted, under their groups in order of first appearance."""
    members: dict[SubjectiveGroup, list[CopiedLine]] = {}
    lines = BudgetLine.objects.filter(year=source).select_related("group")
    for line in lines.with_changes().prefetch_related("ledger_codes"):
        members.setdefault(line.group, []).append(_copied(line, terms))
    return tuple(CopiedGroup(group, tuple(lines)) for group, lines in members.items())


def copy_year(
    *, source: FinancialYear, period: Year, terms: CopyTerms, user: User | None
) -> FinancialYear:
    """The year ``period``, being set, from ``source``.

    SetupRefused: there is such a year already, or a budget would be beyond all limits.
    """
    try:
        with transaction.atomic():
            return _copy(source, period, terms, Creator(user, COPIED.format(source)))
    # Two people may begin the same year at once.
    except IntegrityError as error:
        raise SetupRefused(already_there(period)) from error


def _copied(line: BudgetLine, terms: CopyTerms) -> CopiedLine:
    before = line.current_budget if terms.basis == CURRENT else line.original_budget
    percent = terms.uplifts.get(line.group_id)
    after = None if percent is None else uplifted(before, percent, terms.unit)
    return CopiedLine(line, before, after)


def _copy(source: FinancialYear, period: Year, terms: CopyTerms, creator: Creator) -> FinancialYear:
    groups = copied_groups(source, terms)
    lines = [line for group in groups for line in group.lines]
    _refuse_beyond_limits(lines)
    year = created_year(
        creator,
        period,
        rounding_unit=source.rounding_unit,
        averaging=source.averaging,
        round_shares_first=source.round_shares_first,
        decision_id=source.decision_id,
    )
    staying = _staying(source)
    creator.create(
        YearPartner(year=year, partner_id=member.partner_id, position=member.position)
        for member in source.year_partners.all()
        if member.partner_id in staying
    )
    _copy_lines(year, sorted(lines, key=lambda each: each.line.position), creator)
    _copy_elements(year, source, staying, creator)
    creator.create(
        LeftOutCode(year=year, code=left_out.code, reason=left_out.reason)
        for left_out in source.left_out_codes.all()
    )
    copy_thresholds(source=source, year=year, user=creator.user)
    return year


def _refuse_beyond_limits(lines: list[CopiedLine]) -> None:
    for name, amount in [
        *((each.line.name, each.after) for each in lines),
        ("The balance", balance_to_recover(each.after for each in lines)),
    ]:
        if abs(amount) > LARGEST_AMOUNT:
            raise SetupRefused(f"{name} would be £{amount:,}, beyond ±£{LARGEST_AMOUNT:,}.")


def _copy_lines(year: FinancialYear, lines: list[CopiedLine], creator: Creator) -> None:
    new = creator.create(
        BudgetLine(
            year=year,
            group_id=each.line.group_id,
            name=each.line.name,
            original_budget=each.after,
            position=position,
            **{name: getattr(each.line, name) for name in PROFILE},
        )
        for position, each in enumerate(lines, start=1)
    )
    creator.create(
        LedgerCode(line=line, code=code.code)
        for line, each in zip(new, lines, strict=True)
        for code in each.line.ledger_codes.all()
    )


def _staying(source: FinancialYear) -> set[int]:
    """Keys of the partners that still shared on the last day of ``source``."""
    staying = source.year_partners.exclude(last_day__lt=source.period.last_day)
    return set(staying.values_list("partner_id", flat=True))


def _copy_elements(
    year: FinancialYear, source: FinancialYear, staying: set[int], creator: Creator
) -> None:
    """Agreed percentages of a partner that left stay behind: the rest is for the year to agree."""
    elements = list(source.elements.prefetch_related("agreed"))
    new = creator.create(
        ChargeElement(
            year=year,
            name=element.name,
            percentage=element.percentage,
            amount=element.amount,
            basis=element.basis,
            position=element.position,
            decision_id=element.decision_id,
        )
        for element in elements
    )
    creator.create(
        AgreedPercentage(element=copy, partner_id=agreed.partner_id, percentage=agreed.percentage)
        for copy, element in zip(new, elements, strict=True)
        for agreed in element.agreed.all()
        if agreed.partner_id in staying
    )
