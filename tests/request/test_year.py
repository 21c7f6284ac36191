"""The list of years and a year's page: who sees its budget, its balances and its recharges."""

from datetime import date

import pytest
from django.urls import reverse

from partners.models import Role
from tests.budget_pages import brought_to, queries, two_years, words_of
from tests.factories import (
    approved,
    enter,
    make_approved_year,
    make_camera_type,
    make_cameras,
    make_line,
    make_partners,
    make_person,
    make_supplementary,
    make_virement,
    make_year,
)

LINES = {"Salaries": 9000, "Rent": 3001}
FIGURES = {"Salaries": (4321, 9100), "Rent": (1, 3001)}


@pytest.fixture
def year(db):
    return make_approved_year(lines=LINES)


def page_of(year):
    return reverse("budgets:year_detail", args=[year.period])


def signed_in(client, year, *roles, position=1):
    partner = year.partners.get(position=position)
    client.force_login(make_person(*roles, partner=partner))
    return client


def test_finance_sees_the_budget_the_balances_and_every_recharge(client, year):
    enter(year.quarters.get(number=1), FIGURES)

    words = words_of(signed_in(client, year, Role.FINANCE).get(page_of(year)))

    assert "Quarter 1 Open 12,101 +100" in words
    assert "Quarter 2 Open – –" in words
    assert "Salaries 9,000" in words
    assert "Balance to recover 12,001" in words
    assert "Ashdown 3 6,001 Birchley 2 4,000 Coldbrook 1 2,000 All partners 12,001" in words
    assert "100 % equivalent cameras" in words


def test_a_quarter_before_the_board_keeps_the_balance_it_went_there_with(client, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, FIGURES)
    brought_to(quarter, "with_board")
    make_line(year, "Radios", 500)

    words = words_of(signed_in(client, year, Role.FINANCE).get(page_of(year)))

    assert "Quarter 1 With the board 12,101 +100" in words


@pytest.mark.parametrize(
    ("role", "state", "sees"),
    [
        (Role.BOARD, "open", {"budget", "others"}),
        (Role.BOARD, "with_board", {"budget", "others", "balance"}),
        (Role.BOARD, "published", {"budget", "others", "balance"}),
        (Role.OFFICER, "open", {"own"}),
        (Role.OFFICER, "with_board", {"own"}),
        (Role.OFFICER, "published", {"budget", "others", "balance"}),
        (Role.ADMINISTRATOR, "open", set()),
        (Role.ADMINISTRATOR, "with_board", set()),
        (Role.ADMINISTRATOR, "published", {"budget", "others", "balance"}),
        (Role.FINANCE, "open", {"budget", "others", "balance"}),
    ],
)
def test_who_sees_what_of_a_year(client, year, role, state, sees):
    quarter = year.quarters.get(number=1)
    enter(quarter, FIGURES)
    brought_to(quarter, state)

    words = words_of(signed_in(client, year, role).get(page_of(year)))

    assert ("Budget by line" in words) is ("budget" in sees)
    assert ("Birchley 2 4,000" in words) is ("others" in sees)
    assert ("Ashdown 3 6,001" in words) is (bool({"others", "own"} & sees))
    assert ("12,101" in words) is ("balance" in sees)
    assert "Quarter 1" in words


def test_a_partner_officer_sees_their_own_recharge_and_the_others_as_one_total(client, year):
    words = words_of(signed_in(client, year, Role.OFFICER, position=2).get(page_of(year)))

    assert "Birchley 2 4,000 All partners 12,001" in words
    assert "Ashdown" not in words and "Coldbrook" not in words
    assert "once a quarter of this year is published" in words


def test_a_budget_still_being_set_is_finances_alone(client, db):
    partners = make_partners(2)
    make_cameras(partners[0], make_camera_type(), 1)
    year = make_year(partners, lines=LINES)

    board = words_of(signed_in(client, year, Role.BOARD).get(page_of(year)))
    finance = words_of(signed_in(client, year, Role.FINANCE).get(page_of(year)))

    assert "Budget by line" not in board and "3,001" not in board
    assert "Salaries 9,000" in finance
    assert "Being set" in finance


def test_approved_changes_of_the_budget_are_listed_with_what_they_moved(client, year):
    salaries, rent = (year.lines.get(name=name) for name in LINES)
    dated = {"dated": date(2024, 7, 1), "reason": "Longer cover", "approver": "Chief officer"}
    make_virement(rent, salaries, 500, **dated)
    make_supplementary(salaries, -250, **dated)

    words = words_of(signed_in(client, year, Role.FINANCE).get(page_of(year)))

    assert "Salaries 9,000 +250 9,250" in words
    assert "Rent 3,001 −500 2,501" in words
    assert "Balance to recover 12,001 −250 11,751" in words
    assert "£500 from Rent to Salaries Virement, 1 July 2024, approved by Chief officer." in words
    assert "−£250 on Salaries Supplementary, 1 July 2024" in words


def test_the_list_of_years_shows_where_each_quarter_stands(client, year):
    enter(year.quarters.get(number=1), FIGURES)
    brought_to(year.quarters.get(number=1), "published")
    make_year(list(year.partners.all()), starts_in=2025)

    words = words_of(signed_in(client, year, Role.ADMINISTRATOR).get(reverse("budgets:year_list")))

    assert "2025/26 Being set Open once the budget is approved" in words
    assert "2024/25 Approved Published Open Open Open" in words


def test_without_any_year_the_list_says_what_to_do(client, db):
    host = make_partners(1)[0]
    client.force_login(make_person(Role.FINANCE, partner=host))

    words = words_of(client.get(reverse("budgets:year_list")))

    assert "No year has been set up yet." in words
    assert "year workbook" in words


@pytest.mark.parametrize("address", ["/budgets/", "/budgets/2024-25/"])
def test_visitors_sign_in_and_a_person_without_a_role_finds_nothing(client, year, address):
    visitor = client.get(address)
    client.force_login(make_person())
    stranger = client.get(address)

    assert visitor.status_code == 302
    assert stranger.status_code == 404


def test_a_year_never_set_up_is_not_found(client, year):
    assert signed_in(client, year, Role.FINANCE).get("/budgets/2031-32/").status_code == 404


def test_more_lines_and_partners_ask_no_more_of_the_database(client, db):
    years = two_years()
    client.force_login(make_person(Role.FINANCE, partner=years[0].partners.get(is_host=True)))
    for year in years:
        enter(year.quarters.get(number=1), {line.name: (1, 2) for line in year.lines.all()})

    counts = [queries(lambda y=year: client.get(page_of(y))) for year in years]

    assert counts[0] == counts[1]


def test_more_years_ask_no_more_of_the_database(client, db):
    small, large = two_years()
    client.force_login(make_person(Role.FINANCE, partner=small.partners.get(is_host=True)))
    client.get("/budgets/")
    before = queries(lambda: client.get("/budgets/"))
    approved(make_year(list(large.partners.all()), starts_in=2027))

    assert queries(lambda: client.get("/budgets/")) == before
