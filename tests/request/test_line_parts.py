"""What an income is for: said by finance in an open quarter, shown beneath the lines to all who see it."""

from decimal import Decimal

import pytest
from django.test import Client

from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.models import LinePart
from tests.budget_pages import words_of
from tests.factories import enter, make_approved_year, make_finance_officer
from tests.setup_pages import fields_of
from tests.threads import at_once

LINES = {"Fuel": 900, "Company": -25_000}


@pytest.fixture
def quarter(db):
    quarter = make_approved_year(lines=LINES).quarters.get(number=2)
    enter(quarter, {"Fuel": (400, 1000), "Company": (-6000, -27_000)})
    return quarter


@pytest.fixture
def line(quarter):
    return quarter.year.lines.get(name="Company")


@pytest.fixture
def finance(client, quarter):
    client.force_login(make_finance_officer(quarter.year.partners.get(is_host=True)))
    return client


def address(line, number=2):
    return f"/budgets/2024-25/q{number}/lines/{line.pk}/parts/"


def row(number, name, amount, cost_line=""):
    cells = {"name": name, "amount": amount, "cost_line": str(cost_line)}
    return {f"parts-{number}-{cell}": value for cell, value in cells.items()}


def send(client, line, *rows, page=None, number=2):
    page = page or client.get(address(line, number))
    fields = fields_of(page)
    for each in rows:
        fields |= each
    return client.post(address(line, number), fields, follow=True)


def stored(number=2):
    parts = LinePart.objects.filter(quarter__number=number)
    return [(part.name, part.amount, part.cost_line and part.cost_line.name) for part in parts]


def test_parts_stand_beneath_the_line_beside_their_costs_and_leave_a_rest(finance, quarter, line):
    fuel = quarter.year.lines.get(name="Fuel")

    page = send(
        finance, line, row(0, "Camera units", "-24,000"), row(1, "Mileage", "(950)", fuel.pk)
    )

    assert stored() == [("Camera units", -24_000, None), ("Mileage", -950, "Fuel")]
    words = words_of(page)
    assert "What Company is for is saved." in words
    assert "Camera units −24,000 None in particular Mileage −950 Fuel 1,000" in words
    assert "Not yet said −2,050 Company −27,000" in words
    assert LinePart.history.count() == 2


def test_the_last_quarters_parts_are_offered_and_saved_only_when_sent(finance, quarter, line):
    send(finance, line, row(0, "Posts", "-27,000"))

    page = finance.get(address(line, 3))

    assert "These are the parts of the last quarter." in words_of(page)
    assert fields_of(page)["parts-0-name"] == "Posts"
    assert stored(3) == []
    send(finance, line, page=page, number=3)
    assert stored(3) == [("Posts", -27_000, None)]


def test_a_cleared_row_goes_and_what_did_not_change_leaves_no_entry(finance, line):
    send(finance, line, row(0, "Posts", "-20,000"), row(1, "Mileage", "-900"))

    send(finance, line, row(0, "", ""))
    send(finance, line)

    assert stored() == [("Mileage", -900, None)]
    kinds = LinePart.history.order_by("history_id").values_list("name", "history_type")
    assert list(kinds) == [
        ("Posts", "+"),
        ("Mileage", "+"),
        # It moved up into the place of the one that went.
        ("Mileage", "~"),
        ("Posts", "-"),
    ]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("Mileage", "about 900"), "“about 900”"),
        (("Mileage", ""), "Enter the amount for the year, such as -8,000 for an income."),
        (("", "-900"), "Row 1, name: Enter what it is for, such as Mileage"),
        (("Mileage", "-900", "999999"), "Choose a line of the list."),
        (("M" * 101, "-900"), "100"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_nothing_is_saved(finance, line, cells, says):
    page = send(finance, line, row(0, *cells), row(1, "Posts", "-1"))

    assert says in words_of(page)
    assert fields_of(page)["parts-0-amount"] == cells[1]
    assert stored() == []


def test_a_name_stands_once_and_a_page_that_came_back_in_part_saves_nothing(finance, line):
    page = send(finance, line, row(0, "Mileage", "-1"), row(1, "mileage", "-2"))

    assert "“mileage” stands there twice." in words_of(page)
    assert "did not come back whole" in words_of(finance.post(address(line), {"shown": "0"}))
    assert stored() == []


def test_what_a_colleague_saved_meanwhile_is_said_before_it_is_replaced(finance, line):
    page = finance.get(address(line))
    send(finance, line, row(0, "Theirs", "-5"))

    late = send(finance, line, row(0, "Mine", "-7"), page=page)

    assert late.status_code == 409
    assert "Somebody else saved what Company is for meanwhile." in words_of(late)
    assert stored() == [("Theirs", -5, None)]
    send(finance, line, page=late)
    assert stored() == [("Mine", -7, None)]


def test_what_was_submitted_stands(finance, quarter, line):
    page = finance.get(address(line))
    submit_quarter(quarter=quarter, user=None)

    late = send(finance, line, row(0, "Mileage", "-5"), page=page)

    assert late.status_code == 409
    assert "stands as it was submitted. Nothing of yours is saved" in words_of(late)
    assert 'value="Mileage"' in late.content.decode()
    opened = finance.get(address(line), follow=True)
    assert opened.redirect_chain[-1][0] == "/budgets/2024-25/q2/"
    assert "Say what Company is for" not in words_of(opened)
    assert stored() == []
    reopen_quarter(quarter=quarter, user=None, reason="Look again.")
    send(finance, line, page=page)
    assert stored() == []


def test_only_incomes_are_asked_about_and_only_of_finance(finance, quarter, line):
    words = words_of(finance.get("/budgets/2024-25/q2/"))

    assert "Say what Company is for" in words
    assert "Say what Fuel is for" not in words


@pytest.mark.postgres
def test_of_two_who_save_at_once_one_does_and_the_other_is_told(transactional_db):
    quarter = make_approved_year(lines=LINES).quarters.get(number=2)
    line = quarter.year.lines.get(name="Company")
    host = quarter.year.partners.get(is_host=True)

    answers = at_once(*(_saving(make_finance_officer(host), line, amount) for amount in (-1, -2)))

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert LinePart.objects.get().amount in (Decimal(-1), Decimal(-2))


def _saving(person, line, amount):
    client = Client()
    client.force_login(person)
    fields = fields_of(client.get(address(line))) | row(0, "Mileage", str(amount))
    return lambda: client.post(address(line), fields)
