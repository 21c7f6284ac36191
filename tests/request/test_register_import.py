"""A register file brought back: shown with what it would do, saved whole as shown, or refused in words."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.models import RegisterUpload
from cameras.models import Camera, CameraType, Service
from partners.models import Role
from tests import factories
from tests.budget_pages import words_of

pytestmark = pytest.mark.django_db

IMPORT, PREVIEW = "/cameras/import/", "/cameras/import/preview/"
APRIL, SEPTEMBER, OCTOBER = date(2020, 4, 1), date(2024, 9, 30), date(2024, 10, 1)
HEADINGS = "reference,location,partner,type,from,until"


@pytest.fixture
def client():
    """Finance of Ashdown; 2024-25 has its budget and open quarters. A-1 and B-1 are active."""
    ashdown, birchley = factories.make_partners(2)
    active = factories.make_camera_type("Active")
    factories.make_camera_type("Reactive", "0.25", position=2)
    factories.make_camera(ashdown, active, reference="A-1", first_day=APRIL)
    factories.make_camera(birchley, active, reference="B-1", first_day=APRIL)
    year = factories.approved(factories.make_year([ashdown, birchley]))
    quarter = year.quarters.get(number=1)
    for line in year.lines.all():
        factories.make_figure(quarter, line, 100, 1000)
    client = Client()
    client.force_login(factories.make_person(Role.FINANCE, partner=ashdown))
    return client


def upload(client, *rows, headings=HEADINGS, name="cameras.csv"):
    content = rows[0] if isinstance(rows[0], bytes) else "\r\n".join((headings, *rows)).encode()
    file = BytesIO(content)
    file.name = name
    return client.post(IMPORT, {"file": file}, follow=True)


def save(client, reason="Survey of cameras", between=lambda: None):
    page = client.post(PREVIEW, {"do": "preview", "reason": reason})
    between()
    sent = {"do": "save", "reason": reason, "seal": page.context["preview"].seal}
    return page, client.post(PREVIEW, sent, follow=True)


def spells_of(reference):
    spells = Service.objects.filter(camera__reference=reference).order_by("first_day")
    return [
        (spell.partner.short_name, spell.camera_type.name, spell.first_day, spell.last_day)
        for spell in spells
    ]


# --- What is brought in ---


def test_a_camera_moves_by_the_row_that_ends_and_the_row_that_begins(client):
    page = upload(
        client,
        "B-1,,Birchley,Active,2020-04-01,30/09/2024",
        "B-1,,ashdown,Reactive,1 Oct 2024,",
        "C-1,Ivy Lane,Birchley,Active,2024-07-01,",
    )

    assert "1 new camera, 2 new spells, 1 changed spell, 0 spells as known." in words_of(page)
    assert "Spells that end: 1" in words_of(page)
    assert spells_of("B-1") == [("Birchley", "Active", APRIL, None)]
    shown, saved = save(client)
    assert "Difference" in words_of(shown)
    assert "cameras.csv is in the register as shown." in words_of(saved)
    assert spells_of("B-1") == [
        ("Birchley", "Active", APRIL, SEPTEMBER),
        ("Ashdown", "Reactive", OCTOBER, None),
    ]
    assert spells_of("C-1") == [("Birchley", "Active", date(2024, 7, 1), None)]
    assert Camera.objects.get(reference="C-1").location == "Ivy Lane"
    assert not RegisterUpload.objects.exists()


def test_every_change_has_who_why_and_the_file_in_its_history(client):
    upload(client, "B-1,High Street,Birchley,Active,2020-04-01,2024-09-30")
    save(client, "Minute 14")

    [record, _] = Service.objects.get(camera__reference="B-1").history.all()
    assert record.last_day == SEPTEMBER
    assert record.history_user.memberships.get().role == Role.FINANCE
    assert record.history_change_reason.startswith("Minute 14 (file cameras.csv of ")
    assert Camera.objects.get(reference="B-1").history.first().location == "High Street"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_taken_away_changes_nothing_when_it_comes_back(client, suffix):
    factories.make_camera(
        Service.objects.first().partner, CameraType.objects.first(), reference="=1"
    )

    file = client.get(f"/cameras/register.{suffix}?partner=ashdown").content
    page = upload(client, file, name=f"cameras.{suffix}")

    assert ": 2 spells as known." in words_of(page)
    assert "there is nothing to save" in words_of(page)


def test_columns_stand_in_any_order_and_a_row_may_stand_for_several(client):
    rows = ("2,,2024-07-01,Active,Ashdown,P",)

    upload(client, *rows, headings="Number,Until,From,Type,Partner,Reference")
    save(client)

    assert spells_of("P-1") == spells_of("P-2") == [("Ashdown", "Active", date(2024, 7, 1), None)]


def test_spells_that_shift_into_each_other_s_days_are_saved(client):
    camera = Camera.objects.get(reference="A-1")
    spell = camera.services.get()
    spell.last_day = SEPTEMBER
    spell.save()
    Service.objects.create(
        camera=camera, partner=spell.partner, camera_type=spell.camera_type, first_day=OCTOBER
    )

    upload(client, "A-1,,Ashdown,Active,2020-04-01,2024-12-31", "A-1,,Ashdown,Active,2025-01-01,")
    save(client)

    assert [each[2:] for each in spells_of("A-1")] == [
        (APRIL, date(2024, 12, 31)),
        (date(2025, 1, 1), None),
    ]


# --- What is refused ---


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        (
            "C-1,,Birchly,Active,2024-07-01,",
            "partner",
            "“Birchly” is not a partner. Did you mean “Birchley”?",
        ),
        (
            "C-1,,Birchley,Drone,2024-07-01,",
            "type",
            "“Drone” is not a type of camera in the register.",
        ),
        ("C-1,,Birchley,Active,31/9/2024,", "from", "“31/9/2024” is not a day."),
        (
            "C-1,,Birchley,Active,2024-07-01,2024-06-30",
            "until",
            "“2024-06-30” is before the first day",
        ),
        (",,Birchley,Active,2024-07-01,", "reference", "The cell is empty."),
        ("C-1,,Birchley,Active,1066-01-01,", "from", "is not a day between 1900 and 2199."),
        ("b-1,,Birchley,Active,2024-07-01,", "reference", "differs from the camera “B-1” only in"),
        (
            "B-1,,Ashdown,Active,2024-10-01,",
            "from",
            "the register has it for “Birchley” as “Active”",
        ),
    ],
)
def test_a_mistake_is_named_by_row_and_column_and_nothing_is_kept(client, row, place, says):
    page = upload(client, "N-1,,Ashdown,Active,2024-07-01,", row)

    assert f"Cameras, row 3, {place}" in words_of(page)
    assert says in words_of(page)
    assert not RegisterUpload.objects.exists()
    assert Camera.objects.count() == 2


def test_all_mistakes_are_told_at_once(client):
    page = upload(
        client,
        "N-1,,Ashdown,Active,2024-07-01,",
        "N-1,,Ashdown,Active,2024-07-01,",
        "N-2,,Nobody,Active,soon,",
        "B-1,,Ashdown,Active,2024-10-01,",
    )

    words = words_of(page)
    assert "It has 4 mistakes." in words
    assert "Camera “N-1” would be in service twice: row 2 has it" in words


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cameras.csv is empty."),
        (b"PK\x03\x04 no more", "is damaged and cannot be read"),
        (b"\x00\x01\x02", "is neither text (CSV) nor an Excel workbook."),
        (b"reference,partner\nA-1,Ashdown", "The headings must include"),
        (HEADINGS.encode() + b",colour\n", "“colour” is no column of this sheet."),
    ],
)
def test_a_file_that_is_no_register_is_refused(client, content, says):
    assert says in words_of(upload(client, content))


def test_a_file_and_a_reason_are_asked_for(client):
    nothing = client.post(IMPORT)
    upload(client, "C-1,,Birchley,Active,2024-07-01,")
    page = client.post(PREVIEW, {"do": "save", "reason": " "})

    assert "Choose the file with the cameras" in words_of(nothing)
    assert "Write why." in words_of(page)
    assert not Camera.objects.filter(reference="C-1").exists()


def test_a_file_that_leaves_a_year_unworkable_is_refused_whole(client):
    CameraType.objects.create(name="Drone", position=9)

    upload(client, "C-1,,Ashdown,Active,2024-07-01,", "C-2,,Ashdown,Drone,2024-07-01,")
    page = client.post(PREVIEW, {"do": "preview", "reason": "Survey"})

    assert page.status_code == 409
    assert "Camera type “Drone” has no weight on" in words_of(page)
    assert Camera.objects.count() == 2


# --- Somebody else ---


def test_a_register_changed_since_it_was_shown_is_looked_at_again(client):
    upload(client, "C-1,,Birchley,Active,2024-07-01,")

    def colleague():
        other = Camera.objects.get(reference="A-1")
        other.location = "Elsewhere"
        other.save()

    _, refused = save(client, between=colleague)

    assert "has changed since you looked" in words_of(refused)
    assert not Camera.objects.filter(reference="C-1").exists()
    _, saved = save(client)
    assert "is in the register as shown." in words_of(saved)


def test_a_file_the_register_contradicts_by_now_is_refused_with_its_row(client):
    upload(client, "C-1,,Birchley,Active,2024-07-01,")
    partner, kind = Service.objects.first().partner, CameraType.objects.first()
    factories.make_camera(partner, kind, reference="c-1")

    page = client.post(PREVIEW, {"do": "save", "reason": "Survey", "seal": "x"})

    assert page.status_code == 409
    assert "Cameras, row 2, reference" in words_of(page)


def test_another_s_file_is_not_shown(client):
    upload(client, "C-1,,Birchley,Active,2024-07-01,")
    colleague = Client()
    colleague.force_login(
        factories.make_person(Role.FINANCE, partner=Service.objects.first().partner)
    )

    page = colleague.get(PREVIEW, follow=True)

    assert "There is no file of yours to look at." in words_of(page)


def test_a_discarded_file_is_gone(client):
    upload(client, "C-1,,Birchley,Active,2024-07-01,")

    page = client.post(PREVIEW, {"do": "discard"}, follow=True)

    assert "cameras.csv is discarded. Nothing was changed." in words_of(page)
    assert not RegisterUpload.objects.exists()


# --- Many ---


def test_a_file_of_many_takes_hardly_more_queries_than_of_few(client):
    counts = []
    for letter, number in (("F", 2), ("N", 400)):
        rows = [f"{letter}-{each},,Ashdown,Active,2024-07-01," for each in range(number)]
        upload(client, *rows)
        with CaptureQueriesContext(connection) as queries:
            _, saved = save(client)
        counts.append(len(queries))
        assert "is in the register as shown." in words_of(saved)

    assert Camera.objects.count() == 404
    # Each kind of row is written in batches, with its history and twice: to show it, and to save it.
    assert counts[1] - counts[0] < 60
    log = words_of(client.get("/cameras/history/"))
    assert "Survey of cameras (file cameras.csv" in log
    assert "N-399" not in log
