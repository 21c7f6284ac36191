"""The register as a file: what the page's filter finds, a row a spell, for whom it is."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from cameras.models import Service
from partners.models import Role
from tests import factories

pytestmark = pytest.mark.django_db

CSV, XLSX = "/cameras/register.csv", "/cameras/register.xlsx"
HEADINGS = ["reference", "location", "partner", "type", "from", "until"]
BEFORE, MOVED = date(2024, 9, 30), date(2024, 10, 1)


@pytest.fixture
def partners():
    """Ashdown has A-1, Birchley had M-1 until Ashdown took it over; the last two names are tricky."""
    ashdown, birchley = partners = factories.make_partners(2)
    active = factories.make_camera_type("Active")
    reactive = factories.make_camera_type("Reactive", "0.25", position=2)
    factories.make_camera(ashdown, active, reference="A-1")
    moved = factories.make_camera(birchley, reactive, reference="M-1", last_day=BEFORE)
    Service.objects.create(camera=moved, partner=ashdown, camera_type=active, first_day=MOVED)
    moved.location = "Ivy, Lane"
    moved.save()
    factories.make_camera(ashdown, active, reference="=1+1")
    return partners


def signed_in(partner, *roles):
    client = Client()
    client.force_login(factories.make_person(*roles, partner=partner))
    return client


def rows_of(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def spell(reference, location, partner, kind, first_day, until=""):
    return [reference, location, partner, kind, first_day, until]


def test_finance_takes_away_every_spell_and_no_cell_is_a_formula(partners):
    long_ago = factories.LONG_AGO.isoformat()

    rows = rows_of(signed_in(partners[0], Role.FINANCE).get(CSV))

    assert rows == [
        HEADINGS,
        spell("'=1+1", "", "Ashdown", "Active", long_ago),
        spell("A-1", "", "Ashdown", "Active", long_ago),
        spell("M-1", "Ivy, Lane", "Birchley", "Reactive", long_ago, "2024-09-30"),
        spell("M-1", "Ivy, Lane", "Ashdown", "Active", "2024-10-01"),
    ]


def test_the_workbook_says_the_same_with_days_as_days_and_no_formula(partners):
    client = signed_in(partners[0], Role.FINANCE)

    response = client.get(XLSX)

    sheet = load_workbook(BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == HEADINGS
    assert rows[3][:2] == ["M-1", "Ivy, Lane"]
    assert rows[3][5].date() == BEFORE
    assert [cell.data_type for row in sheet.iter_rows() for cell in row].count("f") == 0
    assert rows[1][0] == "=1+1"
    assert client.get(XLSX).content == response.content


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("?partner=birchley", ["M-1"]),
        ("?type=Active", ["'=1+1", "A-1", "M-1"]),
        ("?on=1/10/2024", ["'=1+1", "A-1", "M-1"]),
        ("?words=ivy", ["M-1", "M-1"]),
        ("?words=nowhere", []),
    ],
)
def test_a_file_holds_what_the_filter_finds(partners, query, references):
    rows = rows_of(signed_in(partners[0], Role.FINANCE).get(CSV + query))

    assert [row[0] for row in rows[1:]] == references


def test_partner_officers_take_away_spells_with_their_own_council_only(partners):
    client = signed_in(partners[1], Role.OFFICER)

    rows = rows_of(client.get(CSV))
    sheet = load_workbook(BytesIO(client.get(XLSX).content)).active

    assert [row[2] for row in rows[1:]] == ["Birchley"]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["Birchley"]
    assert client.get(CSV + "?partner=ashdown").url == "/cameras/?partner=ashdown"


def test_a_filter_that_cannot_be_read_is_said_on_the_page(partners):
    response = signed_in(partners[0], Role.FINANCE).get(CSV + "?on=soon")

    assert response.url == "/cameras/?on=soon"


def test_the_page_offers_the_file_of_its_filter(partners):
    page = signed_in(partners[0], Role.FINANCE).get("/cameras/?type=Active&page=1")

    assert 'href="/cameras/register.csv?type=Active"' in page.content.decode()


def test_files_of_many_cameras_take_as_many_queries_as_of_few(
    partners, django_assert_max_num_queries
):
    kind = factories.make_camera_type("Other", position=3)
    factories.make_cameras(partners[0], kind, 300)
    client = signed_in(partners[0], Role.FINANCE)

    with django_assert_max_num_queries(8):
        assert len(rows_of(client.get(CSV))) == 305
