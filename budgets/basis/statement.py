"""The annual basis statement as plain values: by what a year's balance is shared, and who decided it.

Holds back other partners' figures as the year's page does; terms are for everybody with a role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, QuerySet

from budgets.arithmetic import AGREED
from budgets.basis.recharges import BudgetedTable, BudgetVersion, budget_versions, budgeted_table
from budgets.explanation.wording import percentage_in_words, plainly, terms_in_words
from budgets.invoices.schedule import due_days
from budgets.models import (
    AgreedPercentage,
    BudgetDecision,
    BudgetedRecharge,
    ChargeElement,
    FinancialYear,
    InvoiceTerms,
    YearPartner,
)
from budgets.part_years import PartOfYear, part_of_year
from cameras.models import Weight
from partners.models import Decision, Partner
from partners.permissions import can_see_budgeted_recharge


@dataclass(frozen=True)
class Member:
    """A partner of the year; ``part`` None: it shares for all of it."""

    partner: Partner
    part: PartOfYear | None


@dataclass(frozen=True)
class ElementOfCharge:
    """One element: what it shares in words, by what, and the agreed percentages one may see."""

    name: str
    terms: str
    basis: str
    decision: Decision | None
    agreed: tuple[tuple[Partner, str], ...]


@dataclass(frozen=True)
class BasisStatement:
    """Everything a charge rests on. ``days``: of the instalments; ``changed``: the newest change."""

    year: FinancialYear
    host: Partner | None
    members: tuple[Member, ...]
    elements: tuple[ElementOfCharge, ...]
    weights: tuple[tuple[Weight, str], ...]
    versions: tuple[BudgetVersion, ...]
    recharges: BudgetedTable
    unit: int
    days: tuple[date, ...]
    changed: datetime

    @property
    def version(self) -> BudgetVersion:
        """The newest, which the recharges are of."""
        return self.versions[-1]

    @property
    def has_fixed(self) -> bool:
        return any(element.terms.startswith("£") for element in self.elements)

    @property
    def instalments(self) -> list[tuple[int, date, Decimal]]:
        """Number, day and pounds of all partners together."""
        amounts = self.recharges.instalments
        return [
            (number, day, pounds)
            for number, (day, pounds) in enumerate(zip(self.days, amounts, strict=True), start=1)
        ]


def basis_statement(user, year: FinancialYear) -> BasisStatement | None:
    """The statement of ``year`` for ``user``; None: it has no budget yet, or none for this person."""
    rows = BudgetedRecharge.objects.filter(year=year).newest()
    recharges = list(rows.select_related("partner").order_by("pk"))
    quarters = list(year.quarters.defer("frozen"))
    shown = {
        row.partner_id
        for row in recharges
        if can_see_budgeted_recharge(user, row.partner, year, quarters)
    }
    if not shown:
        return None
    versions, days = budget_versions(year), due_days(year)
    unit = _unit_then(versions[-1].decision)
    return BasisStatement(
        year=year,
        host=Partner.objects.filter(is_host=True).first(),
        members=tuple(_members(year)),
        elements=tuple(_elements(year, shown)),
        weights=weights_in(year),
        versions=versions,
        recharges=budgeted_table(recharges, shown, unit, len(days)),
        unit=unit,
        days=days,
        changed=_newest_change(year, versions),
    )


def weights_in(year: FinancialYear) -> tuple[tuple[Weight, str], ...]:
    """What is in force on any day of the year, by type and day, each with its weight in words."""
    period, found = year.period, {}
    rows = Weight.objects.filter(starts_on__lte=period.last_day)
    for row in rows.select_related("camera_type", "decision").order_by(
        "camera_type__position", "camera_type_id", "starts_on"
    ):
        # One from before the year is in force only until the next of its type.
        day = max(row.starts_on, period.first_day)
        found[row.camera_type_id, day] = row
    return tuple((row, plainly(row.weight, fewest=2)) for row in found.values())


def _members(year: FinancialYear) -> Iterator[Member]:
    for each in year.year_partners.select_related("partner").order_by("position"):
        part = part_of_year(each.partner_id, each.first_day, each.last_day, year.period)
        yield Member(each.partner, part)


def _elements(year: FinancialYear, shown: set[int]) -> Iterator[ElementOfCharge]:
    rows = ChargeElement.objects.filter(year=year).select_related("decision")
    agreed = AgreedPercentage.objects.filter(element__year=year).select_related("partner")
    parts: dict[int, list[AgreedPercentage]] = {}
    for part in agreed.order_by("partner__position", "partner_id"):
        parts.setdefault(part.element_id, []).append(part)
    for element in rows.order_by("position"):
        yield ElementOfCharge(
            name=element.name,
            terms=terms_in_words(element.percentage, element.amount),
            basis=element.get_basis_display(),
            decision=element.decision,
            agreed=tuple(
                (part.partner, percentage_in_words(part.percentage))
                for part in parts.get(element.pk, ())
                if element.basis == AGREED and part.partner_id in shown
            ),
        )


def _unit_then(decision: BudgetDecision) -> int:
    """What recharges were rounded to when ``decision`` froze them: later terms move estimates only."""
    year = decision.year
    records = FinancialYear.history.filter(id=year.pk, history_date__lte=decision.recorded_at)
    unit = records.order_by("history_id").values_list("rounding_unit", flat=True).last()
    return unit or year.rounding_unit


def _newest_change(year: FinancialYear, versions: tuple[BudgetVersion, ...]) -> datetime:
    """Not the present moment: the same statement is the same file whenever it is made."""
    times = [rows.aggregate(newest=Max("history_date"))["newest"] for rows in _histories(year)]
    return max(filter(None, (*times, versions[-1].decision.recorded_at)))


def _histories(year: FinancialYear) -> Iterator[QuerySet]:
    yield FinancialYear.history.filter(id=year.pk)
    yield YearPartner.history.filter(year_id=year.pk)
    yield ChargeElement.history.filter(year_id=year.pk)
    yield AgreedPercentage.history.filter(element__year=year)
    yield InvoiceTerms.history.filter(year_id=year.pk)
    yield Weight.history.filter(starts_on__lte=year.period.last_day)
