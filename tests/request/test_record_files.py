"""Logs of changes at their full length: pages in a fixed number of queries, and files for auditors."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from simple_history.utils import bulk_create_with_history

from budgets.models import LedgerCode
from cameras.models import Camera, CameraType, Weight
from partners.models import Role
from tests import factories
from tests.record_pages import change, file_of, things

pytestmark = pytest.mark.django_db

REGISTER, YEAR, PEOPLE = "/cameras/history", "/budgets/2024-25/history", "/people/history"


@pytest.fixture
def partners():
    return factories.make_partners(3)


@pytest.fixture
def officer(partners):
    return factories.make_finance_officer(partners[0], name="Finance officer", email="fin@a.uk")


@pytest.fixture
def finance(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def administrator(partners):
    client = Client()
    person = factories.make_person(Role.ADMINISTRATOR, partner=partners[0], name="Administrator")
    client.force_login(person)
    return client


@pytest.fixture
def register(partners, officer):
    """A-1, renamed from OLD-1, and B-1, each with a spell; dated changes by two people."""
    other = factories.make_finance_officer(partners[0], name="Somebody else", email="else@a.uk")
    camera_type = factories.make_camera_type()
    first = factories.make_camera(partners[0], camera_type, reference="OLD-1")
    second = factories.make_camera(partners[1], camera_type, reference="B-1")
    first._history_date = datetime(2024, 6, 30, 22, 30, tzinfo=UTC)
    change(first, officer, "Signs renewed", reference="A-1")
    spell = second.services.get()
    spell._history_date = datetime(2024, 7, 31, 22, 59, tzinfo=UTC)
    change(spell, other, last_day=date(2025, 3, 31))
    return first, second


@pytest.fixture
def year(partners):
    return factories.make_year(partners, lines={"Employees": 1000, "Premises": 500})


# --- Pages and queries ---


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("log", [REGISTER, YEAR, PEOPLE])
def test_a_page_takes_the_same_queries_for_one_row_of_each_and_for_many(
    partners, year, finance, administrator, log
):
    client = administrator if log == PEOPLE else finance
    kinds = [factories.make_camera_type("Active"), factories.make_camera_type("Reactive")]

    def more(number):
        for camera in factories.make_cameras(partners[0], kinds[0], number):
            change(camera.services.get(), partner=partners[1], camera_type=kinds[1])
            change(camera, location="Market Place")
        for n in range(number):
            line = factories.make_line(year, f"Line {number}.{n}", group="Employees")
            change(line, original_budget=Decimal(n))
            LedgerCode.objects.create(line=line, code="1")
            factories.make_virement(line, year.lines.first(), 5)
            person = factories.make_person(Role.BOARD, partner=partners[2])
            change(person, name=f"Member {number}.{n}")

    more(1)
    few = queries(client, f"{log}/")
    more(5)

    assert queries(client, f"{log}/") == few


def test_a_register_of_20_000_cameras_is_paged_by_the_database(partners, finance):
    cameras = [Camera(reference=f"C-{number:05}") for number in range(20_000)]
    cameras = bulk_create_with_history(cameras, Camera, batch_size=2_000)
    change(cameras[7], location="Market Place")

    with CaptureQueriesContext(connection) as captured:
        page = finance.get(f"{REGISTER}/?page=400")

    read = [query["sql"] for query in captured if "historical" in query["sql"]]
    assert len(page.context["rows"]) == 50
    assert page.context["page_obj"].paginator.count == 20_001
    assert len(captured) <= 20
    assert all("LIMIT" in sql or " IN (" in sql or "COUNT" in sql for sql in read), read
    assert things(finance, f"{REGISTER}/?q=c-00007") == ["C-00007", "C-00007"]


def test_pages_of_fifty_keep_the_filter(partners, finance):
    for number in range(60):
        Camera.objects.create(reference=f"C-{number:02}")

    page = finance.get(f"{REGISTER}/?kind=camera&page=2")

    assert len(page.context["rows"]) == 10
    assert 'href="?kind=camera&amp;page=1"' in page.content.decode()
    assert "page 2 of 2" in page.content.decode().partition("</title>")[0]


# --- The file ---


def test_the_file_has_a_row_for_each_field_as_programs_read_it(register, finance):
    response = finance.get(f"{REGISTER}.csv?until=31/12/2024")

    assert response.headers["Content-Disposition"] == 'attachment; filename="cameras-history.csv"'
    assert file_of(response) == [
        {
            "when": "2024-07-31T23:59:00+01:00",
            "who": "Somebody else",
            "email": "else@a.uk",
            "kind": "Spell of service",
            "thing": "B-1, from 1 April 2020",
            "change": "changed",
            "field": "Last day of service",
            "from": "",
            "to": "2025-03-31",
            "why": "",
        },
        {
            "when": "2024-06-30T23:30:00+01:00",
            "who": "Finance officer",
            "email": "fin@a.uk",
            "kind": "Camera",
            "thing": "A-1",
            "change": "changed",
            "field": "Reference",
            "from": "OLD-1",
            "to": "A-1",
            "why": "Signs renewed",
        },
    ]


def test_the_file_holds_more_than_a_page_and_follows_the_filter(partners, finance):
    for number in range(60):
        Camera.objects.create(reference=f"C-{number:02}")
    Weight.objects.create(
        camera_type=CameraType.objects.create(name="Active"),
        starts_on=date(2024, 4, 1),
        weight=Decimal("0.25"),
    )

    cameras = file_of(finance.get(f"{REGISTER}.csv?kind=camera"))
    weight = file_of(finance.get(f"{REGISTER}.csv?kind=weight"))

    assert [row["to"] for row in cameras] == [f"C-{number:02}" for number in range(59, -1, -1)]
    assert [(row["field"], row["to"]) for row in weight] == [
        ("Type", "Active"),
        ("In force from", "2024-04-01"),
        ("Weight", "0.25"),
    ]


def test_money_is_a_plain_number_and_no_text_a_formula(year, finance, officer):
    line = year.lines.first()
    change(line, officer, why="-1 of it", original_budget=Decimal("-1234.50"), name="=1+1")

    rows = file_of(finance.get(f"{YEAR}.csv?line={line.pk}"))

    assert [(row["thing"], row["field"], row["from"], row["to"]) for row in rows[:2]] == [
        ("'=1+1", "Name", "Employees", "'=1+1"),
        ("'=1+1", "Original budget", "1000.00", "-1234.50"),
    ]
    assert rows[0]["why"] == "'-1 of it"


def test_what_happened_without_a_change_stands_in_the_file_too(administrator, officer):
    change(officer, why="Second step of signing in removed")

    [row] = file_of(administrator.get(f"{PEOPLE}.csv?kind=person&q=fin@a.uk"))[:1]

    assert (row["change"], row["field"]) == ("changed", "")
    assert row["why"] == "Second step of signing in removed"
