"""Home: what waits for each role, and only for that role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from budgets.lifecycle import submit_quarter
from budgets.models import Quarter
from partners.models import Membership, Role
from tests.budget_pages import brought_to, heading_of, queries, two_years, words_of
from tests.entry_page import address_of
from tests.factories import (
    enter,
    make_approved_year,
    make_partners,
    make_person,
    make_year,
)

LINES = {"Salaries": 9000, "Rent": 3000}
FIGURES = {"Salaries": (4000, 9000), "Rent": (1500, 2400)}


@pytest.fixture
def year(db):
    return make_approved_year(lines=LINES)


def home(client, year, *roles, position=1):
    client.force_login(make_person(*roles, partner=year.partners.get(position=position)))
    return client.get("/")


def test_visitors_are_asked_to_sign_in_and_led_back(client):
    response = client.get("/")

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/"


# --- Finance ---


def test_finance_sees_the_open_quarter_and_what_is_missing(client, year):
    enter(year.quarters.get(number=1), {"Salaries": (4000, None), "Rent": (None, None)})

    response = home(client, year, Role.FINANCE)

    words = words_of(response)
    assert heading_of(response) == "Quarter 1, 2024/25 is open for figures"
    assert "Enter the actuals 1 line Not entered: Rent." in words
    assert "Enter the estimates 2 lines Not entered: Salaries and Rent." in words
    assert address_of(year.quarters.get(number=1)) in response.content.decode()


def test_a_complete_quarter_is_ready_to_be_submitted(client, year):
    enter(year.quarters.get(number=1), FIGURES)

    response = home(client, year, Role.FINANCE)

    assert (
        "Submit to the board 2 lines Every figure is entered. "
        "The balance to recover is £11,400, £600 less than budgeted." in words_of(response)
    )
    assert address_of(year.quarters.get(number=1), "quarter_submit") in response.content.decode()


@pytest.mark.parametrize(
    ("days", "said"),
    [(6, "Quarter 1, 2024/25: papers are due in 6 days"), (1, "in 1 day"), (0, "due today")],
)
def test_finance_sees_when_papers_are_due(client, year, days, said):
    due = timezone.localdate() + timedelta(days=days)
    Quarter.objects.filter(number=1).update(papers_due=due)

    response = home(client, year, Role.FINANCE)

    assert said in heading_of(response)
    assert f"{due:%A} {due:%-d} {due:%B %Y}" in words_of(response)


def test_papers_long_due_are_said_with_their_day_alone(client, year):
    Quarter.objects.filter(number=1).update(papers_due="2024-07-10")

    assert heading_of(home(client, year, Role.FINANCE)) == (
        "Quarter 1, 2024/25: papers were due on 10 July 2024"
    )


def test_the_quarter_after_the_last_submitted_one_waits_next(client, year):
    for number in (1, 2):
        enter(year.quarters.get(number=number), FIGURES)
    submit_quarter(quarter=year.quarters.get(number=2), user=None)

    before = heading_of(home(client, year, Role.FINANCE))
    submit_quarter(quarter=year.quarters.get(number=1), user=None)
    after = heading_of(home(client, year, Role.FINANCE))

    assert before == "Quarter 1, 2024/25 is open for figures"
    assert after == "Quarter 3, 2024/25 is open for figures"


def test_finance_sees_the_year_so_far_and_what_happened_lately(client, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, FIGURES)
    brought_to(quarter, "published")

    words = words_of(home(client, year, Role.FINANCE))

    assert "Budget Approved 12,000 Quarter 1 Published 11,400 −600" in words
    assert "Quarter 1, 2024/25 published" in words
    assert "Quarter 1, 2024/25 submitted to the board" in words


def test_with_every_quarter_out_of_their_hands_finance_is_told_how_to_correct_one(client, year):
    for quarter in year.quarters.all():
        enter(quarter, FIGURES)
        submit_quarter(quarter=quarter, user=None)

    response = home(client, year, Role.FINANCE)

    assert heading_of(response) == "No quarter is open for figures"
    assert "take it back from its summary" in words_of(response)


def test_before_any_year_finance_is_told_where_to_begin(client, db):
    host = make_partners(1)[0]
    client.force_login(make_person(Role.FINANCE, partner=host))

    response = client.get("/")

    assert heading_of(response) == "No year is set up yet"
    assert 'href="/budgets/new/">Set up a year</a>' in response.content.decode()


def test_a_year_being_set_waits_for_finance_and_no_quarter_of_it(client, db):
    host = make_partners(1)[0]
    make_year([host], starts_in=2025)
    client.force_login(make_person(Role.FINANCE, partner=host))

    response = client.get("/")

    assert heading_of(response) == "The budget of 2025/26 is being set"
    assert 'href="/budgets/2025-26/setup/">Set up 2025/26</a>' in response.content.decode()
    assert "Enter Quarter" not in words_of(response)


# --- Partner officers ---


def test_an_officer_sees_what_their_council_pays_and_why(demonstration, sign_in):
    response = sign_in("officer@east-herts").get("/")

    words = words_of(response)
    assert heading_of(response) == "You pay £96,320, £7,210 less than budgeted"
    assert "−£4,080" in words and "−£3,130" in words
    assert "18.43 %" in words
    assert "/partners/east-herts/2024-25/q2/" in response.content.decode()


def test_an_officer_sees_nothing_of_other_councils(demonstration, sign_in):
    html = sign_in("officer@east-herts").get("/").content.decode()

    assert "250,830" not in html and "75,330" not in html and "100,010" not in html
    assert "Stevenage" not in html


def test_before_the_board_has_a_quarter_an_officer_sees_the_budgeted_recharge(client, year):
    enter(year.quarters.get(number=1), FIGURES)

    response = home(client, year, Role.OFFICER, position=2)

    assert heading_of(response) == "Nothing is before Birchley yet"
    assert "Birchley is budgeted to pay £4,000 in 2024/25." in words_of(response)
    assert "11,400" not in words_of(response)


def test_an_officer_of_a_council_outside_the_year_is_told_so_plainly(client, year):
    outside = make_partners_after(year)
    quarter = year.quarters.get(number=1)
    enter(quarter, FIGURES)
    brought_to(quarter, "published")
    client.force_login(make_person(Role.OFFICER, partner=outside))

    assert heading_of(client.get("/")) == "Nothing is before Farley yet"


def make_partners_after(year):
    host = year.partners.get(is_host=True)
    return type(host).objects.create(
        name="Farley Borough Council", short_name="Farley", slug="farley", position=9
    )


# --- Board members and administrators ---


def test_a_board_member_sees_the_newest_paper_and_every_recharge(demonstration, sign_in):
    response = sign_in("board@hertsmere").get("/")

    words = words_of(response)
    assert heading_of(response) == "The Quarter 2 paper is with the board"
    assert "The partners pay £21,440 less than budgeted" in words
    assert (
        "The balance to recover is £522,490, £21,440 less than budgeted. "
        "Hertsmere’s part is £75,330, £5,640 less than budgeted." in words
    )
    assert "Hertsmere 80,970 75,330 −5,640" in words
    assert "All partners 543,930 522,490 −21,440" in words
    html = response.content.decode()
    for address in (
        "/reports/2024-25/q2/",
        "/reports/2024-25/q2/report.pdf",
        "/budgets/2024-25/q2/",
    ):
        assert f'href="{address}"' in html


def test_a_quarter_without_a_paper_offers_none(client, year):
    enter(year.quarters.get(number=1), FIGURES)
    brought_to(year.quarters.get(number=1), "with_board")

    html = home(client, year, Role.BOARD).content.decode()

    assert "report.pdf" not in html
    assert 'href="/budgets/2024-25/q1/"' in html


def test_a_board_member_sees_no_open_quarter(client, year):
    enter(year.quarters.get(number=1), FIGURES)

    response = home(client, year, Role.BOARD)

    assert heading_of(response) == "No paper is before the board yet"
    assert "11,400" not in words_of(response)


def test_an_administrator_sees_people_and_nothing_financial(client, year):
    enter(year.quarters.get(number=1), FIGURES)
    brought_to(year.quarters.get(number=1), "with_board")
    make_person(name="A newcomer")

    response = home(client, year, Role.ADMINISTRATOR)

    words = words_of(response)
    assert heading_of(response) == "People and their roles"
    assert "People who can sign in 2" in words
    assert "A newcomer No role" in words
    assert "11,400" not in words and "12,000" not in words


def test_somebody_without_a_role_is_told_whom_to_ask(client, year):
    client.force_login(make_person())

    response = client.get("/")

    assert heading_of(response) == "You have no role yet"
    assert "Ask an administrator" in words_of(response)


def test_several_roles_have_their_sections_under_one_another(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    person = Membership.objects.get(user__email__startswith="finance").user
    for role in (Role.BOARD, Role.OFFICER, Role.ADMINISTRATOR):
        Membership.objects.create(
            user=person, partner=person.memberships.first().partner, role=role
        )

    response = client.get("/")

    words = words_of(response)
    parts = ("Quarter 3", "The Quarter 2 paper", "Stevenage: You pay £250,830", "People")
    places = [words.index(part) for part in parts]
    assert places == sorted(places)
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("role", list(Role))
def test_more_lines_and_partners_ask_no_more_of_the_database(client, db, role):
    small, large = two_years()
    client.force_login(make_person(role, partner=small.partners.get(is_host=True)))
    counts = []
    for year in (small, large):
        quarter = year.quarters.get(number=1)
        enter(quarter, {line.name: (1, 2) for line in year.lines.all()})
        submit_quarter(quarter=quarter, user=None)
        counts.append(queries(lambda: client.get("/")))

    assert counts[0] == counts[1]
