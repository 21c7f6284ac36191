"""Papers with every optional section, over published quarters of two years, for tests of them."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from budgets.invoices.actions import issue_instalment
from budgets.invoices.schedule import invoices_of_year
from budgets.lifecycle import mark_published, submit_quarter
from budgets.models import LinePart, Quarter
from cameras.models import CameraType
from reports.assembly import committee_report
from reports.editions import frozen_content
from reports.models import Edition
from tests.factories import (
    approved,
    enter,
    make_camera,
    make_camera_type,
    make_cameras,
    make_finance_officer,
    make_line,
    make_partner,
    make_year,
)
from tests.mentioning import mentioned, settled
from tests.papers import SENTENCE, Kind, make_report

OPTIONAL_SECTIONS = (
    (Kind.SUMMARY, "Summary", "The partners pay {{ balance.estimate }} between them."),
    (Kind.RECOMMENDATIONS, "Recommendations", "1. Note Table 2."),
    (Kind.TABLES, "Financial position", ""),
    (Kind.MOVEMENT, "What moved since last quarter", "Two lines moved."),
    (Kind.GROUPS, "Budget against estimate", ""),
    (Kind.BRIDGE, "Why the recharges moved", "For two reasons."),
    (Kind.TREND, "Recharges over time", "They rise slowly."),
    (Kind.MENTIONED, "Mentioned but not yet in the figures", ""),
    (Kind.INCOMES, "What the income is for", ""),
    (Kind.INVOICES, "Invoices", ""),
)
LINES = {
    "Staff": ("Employees", "125000.50"),
    "Agency staff": ("Employees", "4000.25"),
    "Premises": ("Premises Related", "43000"),
    "Vehicles": ("Transport Related", "3000"),
    "Supplies": ("Supplies and Services", "600000.75"),
    "Income from company": ("Income", "-270000"),
}
# As a part of the budget that the estimate adds, by quarter.
MOVES = {1: Decimal("0.01"), 2: Decimal("-0.02"), 4: Decimal("0.03")}


def optional_year(partners=2, *, starts_in=2024):
    """An approved year of ``partners`` councils and lines in groups, one of them an income."""
    councils = [
        make_partner(f"Council {number}", position=number, is_host=number == 1)
        for number in range(1, partners + 1)
    ]
    camera_type = make_camera_type()
    for number, council in enumerate(councils, start=1):
        make_cameras(council, camera_type, 2 + number % 3)
    return approved_year(councils, starts_in=starts_in)


def approved_year(councils, *, starts_in):
    year = make_year(councils, starts_in=starts_in, lines={})
    for name, (group, budget) in LINES.items():
        make_line(year, name, budget, group=group)
    return approved(year)


def entered(year, number, *, comment=SENTENCE):
    """The quarter with figures in every line."""
    quarter = Quarter.objects.of(year.period, number)
    moved = 1 + MOVES.get(number, Decimal(0))
    enter(
        quarter,
        {
            line.name: (
                str(round(line.original_budget * number / 4, 2)),
                str(round(line.original_budget * moved, 2)),
                f"{comment} Quarter {number}.",
            )
            for line in year.lines.all()
        },
    )
    return quarter


def published(year, number, finance, **edition):
    """The quarter entered, submitted and published with a paper without optional sections; its PDF is not drawn."""
    quarter = entered(year, number)
    report = make_report(quarter, OPTIONAL_SECTIONS[:3])
    submit_quarter(quarter=quarter, user=finance, tell=False, on=quarter.last_day)
    quarter = mark_published(quarter=Quarter.objects.of(year.period, number), user=finance)
    edition = Edition(
        report=report,
        number=1,
        published_at=timezone.now(),
        published_by=finance,
        pdf=b"%PDF-1.7",
        **edition,
    )
    edition.content = frozen_content(edition, quarter)
    edition.save()
    return edition


def optional_report(partners=2, *, comment=SENTENCE):
    """The draft on Quarter 2 with every optional section; Quarter 1 and the year before are out."""
    year = optional_year(partners, starts_in=2024)
    councils = [place.partner for place in year.year_partners.all()]
    finance = make_finance_officer(councils[0])
    published(approved_year(councils, starts_in=2023), 4, finance)
    published(year, 1, finance)
    quarter = entered(year, 2, comment=comment)
    make_camera(councils[-1], CameraType.objects.get(), first_day=date(2024, 7, 1))
    add_parts(quarter)
    add_items(quarter)
    issue_first_instalments(year, finance)
    report = make_report(Quarter.objects.of(year.period, 2), OPTIONAL_SECTIONS)
    report.finance = finance
    return report


def add_parts(quarter):
    """What the income is for: two parts, of which one pays for a line; some is left over."""
    lines = {line.name: line for line in quarter.year.lines.all()}
    income = lines["Income from company"]
    parts = (("Monitoring", "-200000.50", lines["Staff"]), ("Mileage", "-2500", None))
    for position, (name, amount, cost) in enumerate(parts):
        LinePart.objects.create(
            quarter=quarter,
            line=income,
            name=name,
            amount=Decimal(amount),
            cost_line=cost,
            position=position,
        )


def add_items(quarter):
    """Two open items, one of them of no known effect, and one dropped."""
    mentioned(quarter)
    mentioned(quarter, what="A new mast", owner="Host council", effect=None, due=date(2025, 3, 1))
    settled(mentioned(quarter, what="Overtime at the fair"), quarter)


def issue_first_instalments(year, finance):
    for order, invoices in enumerate(invoices_of_year(year), start=1):
        part = invoices.instalments[0]
        issue_instalment(
            year=year,
            partner=invoices.partner,
            place=part.place,
            amount=part.amount,
            issued_on=part.due,
            number=f"INV-{order}",
            user=finance,
        )


# --- What a paper prints ---


def paper_of(report):
    quarter = report.quarter
    return committee_report(Quarter.objects.of(quarter.year.period, quarter.number))


def section_of(paper, kind):
    (section,) = [each for each in paper.sections if each.kind == kind]
    return section


def tables_of(paper, kind):
    return section_of(paper, kind).content.tables


def rows_of(table):
    return {row.cells[0]: row.cells[1:] for row in table.rows}


def number(cell):
    """The pounds that a cell prints; nil where it is empty."""
    return Decimal(cell.replace(",", "").replace("−", "-") or 0)
