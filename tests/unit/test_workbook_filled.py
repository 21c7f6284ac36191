"""A year written to its workbook and loaded into an empty database is the same year again."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import given, settings
from openpyxl import load_workbook

from budgets.models import FigureRevision
from budgets.workbook import filled_workbook, load_year_workbook
from cameras.models import Camera
from tests import factories
from tests.partnerships import partnerships
from tests.workbooks import load, mistakes, year_sheets

pytestmark = pytest.mark.django_db


def as_in_an_empty_database(make):
    """What ``make`` answers; the database is as before afterwards."""
    with transaction.atomic():
        answer = make()
        transaction.set_rollback(True)
    return answer


def whole(year):
    """Everything that the format has of a year, as plain values."""
    return {
        "settings": (year.starts_in, year.rounding_unit, year.averaging, year.round_shares_first),
        "partners": [
            (
                each.partner.name,
                each.partner.short_name,
                each.partner.is_host,
                each.partner.gss_code,
                each.first_day,
                each.last_day,
            )
            for each in year.year_partners.select_related("partner").order_by("position")
        ],
        "elements": [
            (each.name, each.percentage, each.amount, each.basis, agreed(each))
            for each in year.elements.order_by("position")
        ],
        "lines": [
            (line.group.name, line.name, line.original_budget, codes(line), line.profile)
            for line in year.lines.select_related("group")
        ],
        "frozen": [
            (part.partner.name, part.equivalent_cameras, part.share, part.amount)
            for part in year.budgeted_recharges.filter(version=1).order_by("pk")
        ],
        "figures": [
            (each.quarter.number, each.line.name, each.actual, each.estimate, each.comment)
            for each in FigureRevision.objects.newest().order_by("quarter", "line__position")
        ],
        "cameras": sorted(
            (camera.reference, camera.location, tuple(spells(camera)))
            for camera in Camera.objects.prefetch_related("services__camera_type")
        ),
    }


def agreed(element):
    return {part.partner.short_name: part.percentage for part in element.agreed.all()}


def codes(line):
    return [code.code for code in line.ledger_codes.all()]


def spells(camera):
    for each in camera.services.order_by("first_day"):
        yield each.partner.short_name, each.camera_type.name, each.first_day, each.last_day


def again(file):
    return load_year_workbook(BytesIO(file), user=None)


@settings(max_examples=20)
@given(partnerships())
def test_any_partnership_comes_back_as_it_was(partnership):
    def first():
        year = load(partnership.sheets())
        return filled_workbook(year), whole(year)

    file, before = as_in_an_empty_database(first)
    after, file_of_it = as_in_an_empty_database(
        lambda: (whole(year := again(file)), filled_workbook(year))
    )

    assert after == before
    assert file_of_it == file


def test_profiles_codes_locations_and_figures_come_back():
    sheets = year_sheets(
        Budget=[
            ["group", "line", "ledger_code", "budget", "by_q1", "by_q2", "by_q3"],
            ["Employees", "Salaries", "0100; E101", "1,200.50", None, None, None],
            ["Income", "+Grants", None, -200, 0, 33.33, "100 %"],
        ],
        Q1=[["line", "actual", "estimate", "comment"], ["+Grants", None, -1, "Late.\n\nAgain."]],
    )
    file, before = as_in_an_empty_database(
        lambda: (filled_workbook(year := load(sheets)), whole(year))
    )

    assert as_in_an_empty_database(lambda: whole(again(file))) == before
    assert before["lines"][1][4].percentages == (0, Decimal("33.33"), 100, 100)


def test_cameras_alike_stand_in_one_row_again():
    year = load(year_sheets())

    sheet = load_workbook(BytesIO(filled_workbook(year)))["Cameras"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]

    assert [(row[0], row[1], row[6]) for row in rows] == [
        ("A", "Ashdown", 6),
        ("B1", "Birchley", None),
        ("B2", "Birchley", 2),
        ("C1", "Coldbrook", None),
    ]
    assert rows[3][4].date() == date(2026, 3, 31)


def test_what_the_budget_was_set_on_is_kept_exactly_once_the_register_moved_on():
    """A day's average has no last decimal: 1 camera for 183 of 365 days."""

    def approved_before_a_camera_came():
        partners = factories.make_partners(2)
        camera_type = factories.make_camera_type()
        factories.make_camera(partners[0], camera_type)
        factories.make_camera(partners[1], camera_type, first_day=date(2024, 9, 30))
        year = factories.approved(factories.make_year(partners, averaging="daily"))
        factories.make_camera(partners[0], camera_type, first_day=date(2024, 6, 1))
        return filled_workbook(year), whole(year)

    file, before = as_in_an_empty_database(approved_before_a_camera_came)
    sheet = load_workbook(BytesIO(file))["Base cameras"]

    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("Ashdown", 1),
        ("Birchley", "183/365"),
    ]
    assert before["frozen"][1][1] == Fraction(183, 365)
    assert as_in_an_empty_database(lambda: whole(again(file))) == before


def test_a_changed_budget_is_written_as_approved_and_the_notes_say_so():
    year = load(year_sheets())
    salaries, income = year.lines.all()
    factories.make_virement(salaries, income, 50)

    book = load_workbook(BytesIO(filled_workbook(year)))

    assert [row[3] for row in book["Budget"].iter_rows(min_row=2, values_only=True)] == [1200, -200]
    assert book["Notes"]["B2"].value.startswith("This is the budget of 2024/25 as it was approved.")


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        (
            (10, 5, 20),
            "by_q1 to by_q3: A profile rises from 0 to 100 %, quarter by quarter. “10, 5, 20” does not.",
        ),
        ((10, 50, 101), "by_q1 to by_q3: A profile rises"),
        ((10, None, 20), "by_q2: The cell is empty."),
        ((10, 20.125, 30), "by_q2: “20.125” has more than two decimals."),
        ((-1, 20, 30), "by_q1: “-1” is below nil."),
    ],
)
def test_a_profile_that_cannot_be_is_refused_with_its_place(steps, says):
    rows = [["group", "line", "budget", "by_q1", "by_q2", "by_q3"], ["Income", "Grant", 5, *steps]]

    [told] = mistakes(year_sheets(Budget=rows, Q1=None))

    assert told.startswith(f"Budget, row 2, {says}")


@pytest.mark.parametrize(("given", "says"), [("1/0", "divides by nil"), ("9999999/2", "more than")])
def test_a_fraction_of_cameras_that_cannot_be_is_refused(given, says):
    rows = [
        ["partner", "equivalent_cameras"],
        ["Ashdown", given],
        ["Birchley", 1],
        ["Coldbrook", 1],
    ]

    [told] = mistakes(year_sheets(Base_cameras=rows))

    assert told.startswith("Base cameras, row 2, equivalent_cameras: ") and says in told
