"""The logs of changes as pages and files: who finds which, by what filter, in how many queries."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from simple_history.utils import bulk_create_with_history

from budgets.models import LedgerCode
from cameras.models import Camera
from partners.models import Role, User
from tests import factories
from tests.record_pages import change, rows_of, things, words_of

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
    other = factories.make_finance_officer(partners[0], name="Somebody else")
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


# --- What stands there ---


def test_the_register_is_told_newest_first_with_what_can_be_put_back(register, finance):
    page = finance.get(f"{REGISTER}/")

    assert rows_of(page) == [
        (
            "B-1, from 1 April 2020",
            ["Spell of service entered: Birchley, Active, from 1 April 2020"],
        ),
        ("B-1", ["Put in the register"]),
        (
            "A-1, from 1 April 2020",
            ["Spell of service entered: Ashdown, Active, from 1 April 2020"],
        ),
        ("OLD-1", ["Put in the register"]),
        ("Active, from 1 April 2020", ["Weight entered: 1 from 1 April 2020"]),
        ("Active", ["Type of camera entered"]),
        ("B-1, from 1 April 2020", ["Last day of service set to 31 March 2025"]),
        ("A-1", ["Reference changed from “OLD-1” to “A-1”"]),
    ]
    words = words_of(page)
    assert "30 Jun 2024, 23:30 Finance officer A-1 Camera" in words
    assert "Reference changed from “OLD-1” to “A-1” Signs renewed Put back" in words
    assert words.count("Put back what was changed of") == 2
    assert "8 entries , newest first." in words


def test_finance_finds_the_logs_where_they_look(register, year, finance):
    line = year.lines.first()
    places = {
        "/cameras/": ["/cameras/history/", "/cameras/history/?kind=weight"],
        register[0].get_absolute_url(): [f"/cameras/history/?camera={register[0].pk}"],
        "/budgets/2024-25/": [
            "/budgets/2024-25/history/",
            f"/budgets/2024-25/history/?line={line.pk}",
            "/budgets/2024-25/history/?kind=settings",
        ],
    }

    for page, links in places.items():
        content = finance.get(page).content.decode()
        for link in links:
            assert f'href="{link}"' in content, (page, link)
            assert finance.get(link).status_code == 200


def test_others_find_no_way_to_the_logs(register, partners, year):
    for role in (Role.BOARD, Role.OFFICER):
        client = Client()
        client.force_login(factories.make_person(role, partner=partners[0]))
        for place in ("/cameras/", register[0].get_absolute_url(), "/budgets/2024-25/"):
            content = client.get(place).content.decode()
            assert "/history/" not in content and "Put back" not in content


def test_administrators_find_the_log_of_people_and_each_person_their_own(administrator, officer):
    people, person = "/people/", f"/people/{officer.pk}/"

    assert f'href="{PEOPLE}/"' in administrator.get(people).content.decode()
    assert f'href="{PEOPLE}/?person={officer.pk}"' in administrator.get(person).content.decode()
    assert set(things(administrator, f"{PEOPLE}/?person={officer.pk}")) == {"Finance officer"}


def test_an_empty_log_and_an_empty_answer_say_what_to_do(partners, finance):
    empty = words_of(finance.get(f"{REGISTER}/"))
    nothing_fits = words_of(finance.get(f"{REGISTER}/?q=nowhere"))

    assert "Nothing has been changed yet." in empty
    assert "No change fits this." in nothing_fits and "Show all changes" in nothing_fits


# --- The filter ---


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=camera", ["B-1", "OLD-1", "A-1"]),
        ("kind=weight", ["Active, from 1 April 2020"]),
        ("q=old", ["A-1, from 1 April 2020", "OLD-1", "A-1"]),
        ("q=a-1", ["A-1, from 1 April 2020", "OLD-1", "A-1"]),
        ("q=acti", ["Active, from 1 April 2020", "Active"]),
        ("q=%25", []),
        ("until=31+July+2024", ["B-1, from 1 April 2020", "A-1"]),
        ("since=1/7/2024&until=31/7/2024", ["B-1, from 1 April 2020"]),
        ("since=30+Jun+2024&until=30+Jun+2024", ["A-1"]),
        ("kind=spell&until=2024-12-31&q=B-1", ["B-1, from 1 April 2020"]),
        ("since=31/12/9999", []),
        ("until=1/1/0001", []),
    ],
)
def test_the_filter_finds(register, finance, query, expected):
    assert things(finance, f"{REGISTER}/?{query}") == expected


def test_changes_are_found_by_who_made_them(register, finance, officer):
    command = things(finance, f"{REGISTER}/?who=command")

    assert things(finance, f"{REGISTER}/?who={officer.pk}") == ["A-1"]
    assert len(command) == 6
    assert "Somebody else" in finance.get(f"{REGISTER}/").content.decode()
    assert "Administrator" not in finance.get(f"{REGISTER}/").content.decode()


def test_one_camera_has_its_own_log_under_its_newest_name(register, finance):
    page = finance.get(f"{REGISTER}/?camera={register[0].pk}")

    assert [thing for thing, _ in rows_of(page)] == ["A-1, from 1 April 2020", "OLD-1", "A-1"]
    assert "Only what concerns A-1" in words_of(page)
    assert f'name="camera" value="{register[0].pk}"' in page.content.decode()
    assert things(finance, f"{REGISTER}/?camera={register[0].pk}&kind=spell") == [
        "A-1, from 1 April 2020"
    ]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("kind=drone", "“drone” is not a kind. Choose one of the list."),
        ("who=0", "“0” changed nothing here. Choose somebody of the list."),
        ("since=soon", "“soon” is not a day. Write it as 30 Sep 2024 or 30/9/2024."),
        ("since=2/7/2024&until=1/7/2024", "The last day is before the first."),
        (f"q={'x' * 201}", "Search for 200 characters at most."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_applies(register, finance, query, says):
    page = finance.get(f"{REGISTER}/?{query}")
    file = finance.get(f"{REGISTER}.csv?{query}", follow=True)

    assert "<title>Error: Changes to the camera register" in page.content.decode()
    assert "(CSV)" not in words_of(page)
    assert says in words_of(page)
    assert says in words_of(file), "no file that leaves the filter out unsaid"


@pytest.mark.parametrize("query", ["q=%00", "since=%00", "page=%00", "page=-3", "who=%00", "kind="])
def test_no_query_string_breaks_the_page(register, finance, query):
    assert finance.get(f"{REGISTER}/?{query}").status_code == 200
    assert finance.get(f"{REGISTER}.csv?{query}", follow=True).status_code == 200


@pytest.mark.parametrize("key", ["0", "-1", "", "one", "9" * 18, "9" * 5000, "%00", "¹"])
def test_what_a_log_is_narrowed_to_must_be_known(register, finance, key):
    assert finance.get(f"{REGISTER}/?camera={key}").status_code == 404


# --- A year, and people ---


def test_a_year_tells_what_concerns_it_and_a_line_what_concerns_the_line(year, partners, finance):
    employees, premises = year.lines.all()
    other = factories.make_year(partners, starts_in=2025, lines={"Company": 7})
    LedgerCode.objects.create(line=employees, code="1000")
    factories.make_virement(employees, premises, 5)
    factories.make_supplementary(premises, -7)

    page = finance.get(f"{YEAR}/")
    things_there = {thing for thing, _ in rows_of(page)}
    of_employees = rows_of(finance.get(f"{YEAR}/?line={employees.pk}"))

    assert {"2024/25", "Ashdown", "Cameras", "Employees", "Employees: 1000"} <= things_there
    assert "£5 from Employees to Premises" in things_there and "−£7 on Premises" in things_there
    assert "Company" not in things_there and "2025/26" not in things_there
    assert sorted(thing for thing, _ in of_employees) == [
        "Employees",
        "Employees: 1000",
        "£5 from Employees to Premises",
    ]
    assert things(finance, "/budgets/2025-26/history/?kind=line") == ["Company"]
    assert finance.get("/budgets/2030-31/history/").status_code == 404
    assert other.label in page.content.decode(), "the switch leads to the other year's log"


def test_a_decision_is_named_with_its_day_and_approver(year, finance):
    employees, premises = year.lines.all()
    factories.make_virement(
        employees, premises, 5, dated=date(2024, 5, 1), approver="Joint Executive"
    )

    [(thing, sentences)] = rows_of(finance.get(f"{YEAR}/?kind=virement"))

    assert thing == "£5 from Employees to Premises"
    assert sentences == [
        "Virement entered: amount £5, from Employees, to Premises, decision of 1 May 2024, "
        "approved by Joint Executive"
    ]


def test_people_are_found_by_name_and_by_the_address_they_once_had(administrator, officer):
    change(User.objects.get(pk=officer.pk), email="new@a.uk")

    found = rows_of(administrator.get(f"{PEOPLE}/?q=fin@a.uk"))

    assert found[0] == (
        "Finance officer",
        ["E-mail address changed from fin@a.uk to new@a.uk"],
    )
    assert len(found) == 3
    assert things(administrator, f"{PEOPLE}/?kind=partner&q=birch") == ["Birchley"]


# --- What was loaded at once ---


def test_a_loading_is_one_entry_that_opens_and_later_changes_are_not_buried(
    partners, officer, finance
):
    cameras = [Camera(reference=f"C-{number:02}") for number in range(30)]
    bulk_create_with_history(
        cameras, Camera, default_user=officer, default_change_reason="Year workbook 2024-25"
    )
    change(Camera.objects.get(reference="C-07"), officer, "Signs renewed", reference="C-7")

    words = words_of(finance.get(f"{REGISTER}/"))
    opened = finance.get(f"{REGISTER}/?loading=Year+workbook+2024-25")

    assert "Loaded at once Year workbook 2024-25 Finance officer, " in words
    assert "Show its 30 entries" in words
    assert "1 entry , newest first." in words
    assert "30 entries , newest first." in words_of(opened)
    # Who looks for a camera finds where it came from.
    assert "2 entries , newest first." in words_of(finance.get(f"{REGISTER}/?q=C-7"))
    for unknown in ("No+such", "%00"):
        assert finance.get(f"{REGISTER}/?loading={unknown}").status_code == 404
