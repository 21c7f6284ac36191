"""The camera register to read: who finds which cameras, by what filter, and one camera's history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cameras.models import Camera, Service, Weight
from partners.models import Role
from tests import factories
from tests.pages import text_of

pytestmark = pytest.mark.django_db

REGISTER = "/cameras/"


@pytest.fixture
def partners():
    """Ashdown (the host), Birchley and Coldbrook."""
    return factories.make_partners(3)


@pytest.fixture
def kinds():
    active = factories.make_camera_type("Active", position=1)
    return active, factories.make_camera_type("Reactive", "0.25", position=2)


@pytest.fixture
def register(partners, kinds):
    """A-1 and B-1 active; B-2 reactive until September 2024; M-1 moved from Birchley to Ashdown."""
    (ashdown, birchley, _), (active, reactive) = partners, kinds
    september, october = date(2024, 9, 30), date(2024, 10, 1)
    factories.make_camera(ashdown, active, reference="A-1")
    factories.make_camera(birchley, active, reference="B-1")
    factories.make_camera(birchley, reactive, reference="B-2", last_day=september)
    moved = factories.make_camera(birchley, reactive, reference="M-1", last_day=september)
    Service.objects.create(camera=moved, partner=ashdown, camera_type=active, first_day=october)
    camera = Camera.objects.get(reference="B-1")
    camera.location = "Market Place"
    camera.save()
    return Camera.objects.in_bulk(field_name="reference")


@pytest.fixture
def client_of():
    """``client_of(partner, role)``: somebody signed in who holds that role there."""

    def signed_in(partner, *roles):
        client = Client()
        client.force_login(factories.make_person(*roles, partner=partner))
        return client

    return signed_in


@pytest.fixture
def finance(partners, client_of):
    return client_of(partners[0], Role.FINANCE)


def found(client, query=""):
    """(reference, partner, type, in service) of each row the register shows."""
    page = client.get(f"{REGISTER}?{query}")
    return [
        (camera.reference, str(spell.partner), str(spell.camera_type), spell.first_day)
        for camera, spell in page.context["rows"]
    ]


def references(client, query=""):
    return [row[0] for row in found(client, query)]


def test_finance_and_board_members_see_every_camera_with_its_spell_of_today(
    register, partners, client_of, finance
):
    board = client_of(partners[2], Role.BOARD)

    rows = found(finance)

    assert [row[:3] for row in rows] == [
        ("A-1", "Ashdown", "Active"),
        ("B-1", "Birchley", "Active"),
        ("B-2", "Birchley", "Reactive"),
        ("M-1", "Ashdown", "Active"),
    ]
    assert found(board) == rows
    assert "<b>4 cameras.</b> In service today: Active 3." in text_of(finance.get(REGISTER))


def test_an_officer_sees_own_cameras_only_and_of_a_moved_one_the_own_spell(
    register, partners, client_of
):
    client = client_of(partners[1], Role.OFFICER)

    page = text_of(client.get(REGISTER))
    camera = text_of(client.get(f"/cameras/camera/{register['M-1'].pk}/"))

    assert [row[:3] for row in found(client)] == [
        ("B-1", "Birchley", "Active"),
        ("B-2", "Birchley", "Reactive"),
        ("M-1", "Birchley", "Reactive"),
    ]
    assert "Ashdown" not in page and "Ashdown" not in camera
    assert "Out of service; for Birchley as Reactive until 30 September 2024." in camera
    assert "Spells with other partners are not shown" in camera


def test_other_partners_cameras_and_the_register_itself_are_not_found(
    register, partners, client_of, client
):
    officer = client_of(partners[2], Role.OFFICER)
    administrator = client_of(partners[0], Role.ADMINISTRATOR)
    camera = f"/cameras/camera/{register['A-1'].pk}/"

    assert officer.get(camera).status_code == 404
    assert "register holds no camera yet" not in text_of(officer.get(f"{REGISTER}?words=A-1"))
    assert [administrator.get(address).status_code for address in (REGISTER, camera)] == [404, 404]
    assert client.get(REGISTER).url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("words=b-", ["B-1", "B-2"]),
        ("words=market", ["B-1"]),
        ("words=%25", []),
        ("partner=birchley", ["B-1", "B-2", "M-1"]),
        ("partner=birchley&type=Reactive", ["B-2", "M-1"]),
        ("type=Active", ["A-1", "B-1", "M-1"]),
        ("on=30+Sept+2024&partner=birchley", ["B-1", "B-2", "M-1"]),
        ("on=1/10/2024&partner=birchley", ["B-1"]),
        ("on=2024-10-01&partner=ashdown", ["A-1", "M-1"]),
        ("on=30.09.2024&type=Reactive", ["B-2", "M-1"]),
        ("on=31+March+2020", []),
    ],
)
def test_the_filter_finds(register, finance, query, expected):
    assert references(finance, query) == expected


def test_the_row_shows_the_spell_the_filter_asked_for(register, finance):
    before = found(finance, "on=2024-09-30&words=M-1")
    after = found(finance, "on=2024-10-01&words=M-1")

    assert before == [("M-1", "Birchley", "Reactive", date(2020, 4, 1))]
    assert after == [("M-1", "Ashdown", "Active", date(2024, 10, 1))]


def test_numbers_by_type_are_those_of_the_day(register, finance):
    page = text_of(finance.get(f"{REGISTER}?on=30/9/2024&partner=birchley"))

    assert "<b>3 cameras.</b> In service on 30 September 2024: Active 1, Reactive 2." in page


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("on=soon", "“soon” is not a day. Write it as 30 Sep 2024 or 30/9/2024."),
        ("on=30/2/2024", "“30/2/2024” is not a day."),
        ("partner=atlantis", "“atlantis” is not a partner of whom you may see cameras."),
        ("type=Drone", "“Drone” is not a type of camera. Choose one of the list."),
        (f"words={'x' * 201}", "Search for 200 characters at most."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_of_the_filter_applies(
    register, finance, query, says
):
    field = query.partition("=")[0]
    rest = "words=B-2" if field != "words" else "partner=ashdown"

    page = text_of(finance.get(f"{REGISTER}?{query}&{rest}"))

    assert "<title>Error: Camera register" in page and says in page
    assert f'href="#id_{field}"' in page
    assert references(finance, f"{query}&{rest}") == (
        ["B-2"] if field != "words" else ["A-1", "M-1"]
    )


@pytest.mark.parametrize(
    "query", ["words=%00", "partner=%00", "on=%00", "page=%00", "page=-3", "type="]
)
def test_no_query_string_breaks_the_page(register, finance, query):
    assert finance.get(f"{REGISTER}?{query}").status_code == 200


def test_an_empty_register_and_an_empty_answer_say_what_to_do(partners, kinds, finance, client_of):
    empty = text_of(finance.get(REGISTER))
    officers = text_of(client_of(partners[1], Role.OFFICER).get(REGISTER))
    factories.make_camera(partners[0], kinds[0])

    nothing_fits = text_of(finance.get(f"{REGISTER}?words=nowhere"))

    assert "The register holds no camera yet" in empty
    assert "The register holds no camera of your council yet" in officers
    assert "No camera fits this filter" in nothing_fits
    assert 'value="nowhere"' in nothing_fits


def test_pages_of_fifty_keep_the_filter_and_take_the_same_queries(partners, kinds, finance):
    def queries(query):
        with CaptureQueriesContext(connection) as captured:
            finance.get(f"{REGISTER}?{query}")
        return len(captured)

    factories.make_cameras(partners[0], kinds[0], 2)
    few = queries("partner=ashdown")
    factories.make_cameras(partners[0], kinds[1], 60)

    page = text_of(finance.get(f"{REGISTER}?partner=ashdown&page=2"))

    assert queries("partner=ashdown&page=2") == few == queries("partner=ashdown&page=1")
    assert "Page 2 of 2" in page and 'href="?partner=ashdown&amp;page=1"' in page
    assert "page 2 of 2" in page.partition("</title>")[0]
    assert len(references(finance, "page=2")) == 12


def test_a_camera_shows_its_spells_with_the_weights_in_force(register, kinds, finance):
    Weight.objects.create(camera_type=kinds[1], starts_on=date(2022, 4, 1), weight="0.5")

    page = text_of(finance.get(f"/cameras/camera/{register['M-1'].pk}/"))

    assert "In service for Ashdown as Active since 1 October 2024." in page
    assert page.index("1 Oct 2024") < page.index("1 Apr 2020")
    assert "<div>0.25</div><div>0.50 <small>from 1 Apr 2022</small></div>" in page


def test_a_camera_without_service_counts_for_nobody(partners, finance):
    camera = Camera.objects.create(reference="NEW/1")

    row = text_of(finance.get(REGISTER))
    page = text_of(finance.get(camera.get_absolute_url()))

    assert "NEW/1" in row and "not yet" in row
    assert "Not in service yet." in page and "counts for no partner" in page


def test_a_camera_to_come_says_from_when(partners, kinds, finance):
    tomorrow = timezone.localdate() + timedelta(days=1)
    camera = factories.make_camera(partners[0], kinds[0], first_day=tomorrow)

    page = text_of(finance.get(camera.get_absolute_url()))

    assert f"In service for Ashdown as Active from {tomorrow:%-d %B %Y}." in page


def test_the_history_says_in_words_who_changed_what(register, partners, kinds, finance):
    spell = register["A-1"].services.get()
    officer = factories.make_finance_officer(partners[0], name="Finance officer, Ashdown")
    spell.last_day = date(2025, 3, 31)
    spell.camera_type = kinds[1]
    spell._history_user = officer
    spell.save()

    page = text_of(finance.get(register["A-1"].get_absolute_url()))

    assert (
        "<b>Type changed from Active to Reactive</b><br><b>Last day of service set to 31 March "
        "2025</b> <span>Finance officer, Ashdown,"
    ) in page
    assert "<b>Spell of service entered: Ashdown, Active, from 1 April 2020</b>" in page
    assert page.index("Last day of service set") < page.index("Put in the register")
    assert "Location set to “Market Place”" in text_of(
        finance.get(register["B-1"].get_absolute_url())
    )


def test_an_unknown_camera_is_not_found(finance):
    for key in ("1", "99999999999999999999"):
        assert finance.get(f"/cameras/camera/{key}/").status_code == 404
