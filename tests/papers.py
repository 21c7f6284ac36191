"""Reports for the tests of the paper: a plain one, and a crowded one.

``crowded_report`` has what strains a page: many partners with long names, many lines in groups, and
comments as long as somebody may write them.
"""

from datetime import date

from budgets.models import Quarter
from reports.models import Meeting, Report, Section, Stage
from tests.factories import (
    approved,
    enter,
    make_approved_year,
    make_camera_type,
    make_cameras,
    make_line,
    make_partner,
    make_year,
)

Kind = Section.Kind
SENTENCE = (
    "Repairs after the storm cost more than was set aside, and the insurer has yet to answer. "
)
PARAGRAPH = "The balance to recover is {{ balance.estimate }} by {{ quarter.last_day }}. "
SECTIONS = (
    (Kind.SUMMARY, "Summary", "The partners pay {{ balance.estimate }} between them."),
    (Kind.RECOMMENDATIONS, "Recommendations", "Members are asked to\n\n1. note Table 2."),
    (Kind.NUMBERED, "Background", "\n\n".join([PARAGRAPH * 3] * 12)),
    (Kind.TABLES, "Financial position", ""),
    (Kind.BRIDGE, "Why the recharges moved", "For two reasons."),
    (Kind.HEADINGS, "Implications", "### Legal\nNone.\n\n### Financial\nThey are the subject."),
)


def make_report(quarter, sections=SECTIONS, **fields):
    """A report of ``quarter``; ``sections``: (kind, heading, Markdown) each."""
    meeting = {"body": "Joint Committee", "date": date(2024, 10, 24), "stage": Stage.MEMBERS}
    defaults = {"title": f"Budget position at {quarter}"}
    report = Report.objects.create(quarter=quarter, **defaults | fields)
    Meeting.objects.create(report=report, **meeting)
    for position, (kind, heading, body) in enumerate(sections, start=1):
        Section.objects.create(
            report=report, position=position, kind=kind, heading=heading, body=body
        )
    return report


def plain_report(*, number=2, sections=SECTIONS, figures=("300", "1100"), **year):
    """A report of three councils and one line of £1,000; ``figures``: its actual and estimate."""
    quarter = make_approved_year(**year).quarters.get(number=number)
    if figures:
        enter(quarter, {"Employees": figures})
    return make_report(Quarter.objects.of(quarter.year.period, number), sections)


def narrative_of(*paragraphs, kind=Kind.NUMBERED):
    """The sections of a report whose second section says ``paragraphs``."""
    return (
        (Kind.SUMMARY, "Summary", "In short."),
        (kind, "Background", "\n\n".join(paragraphs)),
    )


def crowded_report(partners=20, groups=6, comment=SENTENCE * 2):
    """A report on Quarter 2 with ``partners`` councils and three lines in each of ``groups``."""
    councils = [
        make_partner(
            f"Council {number}",
            name=f"Metropolitan Borough Council of the Northern Parishes, Number {number}",
            position=number,
            is_host=number == 1,
        )
        for number in range(1, partners + 1)
    ]
    active = make_camera_type()
    for number, council in enumerate(councils, start=1):
        make_cameras(council, active, 1 + number % 3)
    year = make_year(councils, lines={"Reserve": "-1000.50"})
    for group in range(1, groups + 1):
        for number in range(1, 4):
            make_line(year, f"Line {number} of {group}", "12345.67", group=f"Group {group}")
    quarter = approved(year).quarters.get(number=2)
    enter(quarter, {line.name: ("1234.50", "13000.25", comment) for line in year.lines.all()})
    return make_report(Quarter.objects.of(year.period, 2))
