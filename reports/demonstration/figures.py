"""The budget of 2024/25 and its figures: Quarter 2 as published, Quarter 1 illustrative.

Source: CCTV Joint Executive, 24 October 2024, Officer Management Board report, table after
paragraph 2.1. Comments are in our own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from budgets.actions import Figures, approve_budget, enter_figures
from budgets.arithmetic import CAMERAS
from budgets.mentioned_actions import mention
from budgets.models import (
    BudgetLine,
    ChargeElement,
    FinancialYear,
    LedgerCode,
    Quarter,
    SubjectiveGroup,
    YearPartner,
)
from cameras.arithmetic import MONTHLY
from partners.models import Partner, User
from partners.periods import QUARTERS, Year
from reports.demonstration import ILLUSTRATIVE
from reports.demonstration.register import BASE_CAMERAS

YEAR = Year(2024)
ROUNDING_UNIT = 10


@dataclass(frozen=True)
class Line:
    """A line, alone in its group and named like it. Budget in pounds; the code is illustrative."""

    name: str
    ledger_code: str
    budget: int


@dataclass(frozen=True)
class Entry:
    """A line's figures in one quarter, in pounds: actual to its last day, estimate for the year."""

    actual: int
    estimate: int
    comment: str = ""


LINES = (
    Line("Employees", "CCTV-1000", 119_360),
    Line("Premises Related", "CCTV-2000", 42_690),
    Line("Transport Related", "CCTV-3000", 900),
    Line("Supplies and Services", "CCTV-4000", 615_110),
    Line("Recharges", "CCTV-7000", 16_040),
    Line("Income from Company", "CCTV-9000", -250_170),
)

VACANT_POST = "A post is vacant. The saving is not in the estimate until cover is agreed."
ILLUSTRATIVE_QUARTER_1 = {
    "Employees": Entry(12_310, 119_360, VACANT_POST),
    "Premises Related": Entry(9_120, 42_690),
    "Transport Related": Entry(402, 1_400, "More mileage than planned in the first months."),
    "Supplies and Services": Entry(151_880, 615_110),
    "Recharges": Entry(3_200, 16_040),
    "Income from Company": Entry(-30_450, -258_900, "More camera units than planned."),
}
PUBLISHED_QUARTER_2 = {
    "Employees": Entry(24_745, 119_360, VACANT_POST),
    "Premises Related": Entry(17_770, 42_690),
    "Transport Related": Entry(
        908, 2_000, "Extra mileage, to be divided between the partnership and the company."
    ),
    "Supplies and Services": Entry(307_846, 615_110),
    "Recharges": Entry(6_406, 16_040),
    "Income from Company": Entry(
        -63_817,
        -272_710,
        "More camera units in the first half year, and mileage charged on. "
        "Expected to fall once the vacant post is costed.",
    ),
}


@dataclass(frozen=True)
class Announced:
    """Mentioned but not yet in the figures; effect in pounds, None not yet known. Illustrative."""

    quarter: int
    what: str
    owner: str
    due: date
    effect: int | None
    line: str


MENTIONED = (
    Announced(
        1,
        "Cover for the vacant post is to be agreed and costed.",
        "Head of Community Safety",
        date(2024, 12, 31),
        None,
        "Employees",
    ),
    Announced(
        2,
        "The maintenance contract for the recording equipment rises with inflation from January.",
        "Service manager",
        date(2025, 1, 31),
        4_800,
        "Supplies and Services",
    ),
)
ENTRIES = {1: ILLUSTRATIVE_QUARTER_1, 2: PUBLISHED_QUARTER_2}
# Illustrative: the published paper does not say.
APPROVED_ON = date(2024, 3, 1)
PAPERS_DUE = {
    1: date(2024, 7, 11),
    2: date(2024, 10, 10),
    3: date(2025, 1, 16),
    4: date(2025, 5, 15),
}


def load_year(partners: dict[str, Partner], finance_officer: User) -> FinancialYear:
    """The year with its lines and settings, approved on the cameras the budget was set on."""
    year = FinancialYear.objects.create(
        starts_in=YEAR.starts_in,
        rounding_unit=ROUNDING_UNIT,
        averaging=MONTHLY,
        note=ILLUSTRATIVE,
    )
    for position, partner in enumerate(partners.values(), start=1):
        YearPartner.objects.create(year=year, partner=partner, position=position)
    ChargeElement.objects.create(
        year=year, name="Equivalent cameras", percentage=Decimal(100), basis=CAMERAS, position=1
    )
    for position, line in enumerate(LINES, start=1):
        _create_line(year, line, position)
    for number in QUARTERS:
        # Announced already, or approving the budget would tell people of them.
        Quarter.objects.create(
            year=year,
            number=number,
            papers_due=PAPERS_DUE[number],
            announced_at=timezone.now(),
        )
    base = {partners[slug].pk: average for slug, average in BASE_CAMERAS.items()}
    return approve_budget(year=year, user=finance_officer, base_cameras=base, dated=APPROVED_ON)


def load_figures(year: FinancialYear, finance_officer: User) -> None:
    """Enter Quarters 1 and 2; Quarters 3 and 4 stay empty."""
    lines = {line.name: line for line in BudgetLine.objects.filter(year=year)}
    for number, entries in ENTRIES.items():
        enter_figures(
            quarter=year.quarters.get(number=number),
            entered=[_figures(lines[name], entry) for name, entry in entries.items()],
            user=finance_officer,
        )


def load_mentioned(year: FinancialYear, finance_officer: User) -> None:
    """Add what is mentioned in Quarters 1 and 2 and in none of their figures."""
    for announced in MENTIONED:
        mention(
            quarter=year.quarters.get(number=announced.quarter),
            user=finance_officer,
            what=announced.what,
            owner=announced.owner,
            due=announced.due,
            effect=None if announced.effect is None else Decimal(announced.effect),
            line=year.lines.get(name=announced.line),
        )


def _create_line(year: FinancialYear, line: Line, position: int) -> None:
    group, _ = SubjectiveGroup.objects.get_or_create(
        name=line.name, defaults={"position": position}
    )
    created = BudgetLine.objects.create(
        year=year,
        group=group,
        name=line.name,
        original_budget=Decimal(line.budget),
        position=position,
    )
    LedgerCode.objects.create(line=created, code=line.ledger_code)


def _figures(line: BudgetLine, entry: Entry) -> Figures:
    return Figures(
        line_id=line.pk,
        based_on=0,
        actual=Decimal(entry.actual),
        estimate=Decimal(entry.estimate),
        comment=entry.comment,
    )
