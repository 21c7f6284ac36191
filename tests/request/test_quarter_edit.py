"""The entry grid: read as people type, saved whole or not at all, and nothing typed ever lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from budgets.models import FigureRevision
from cameras.models import Service
from partners.models import Role
from tests.budget_pages import brought_to, queries, two_years, words_of
from tests.entry_page import (
    address_of,
    fields_of,
    newest_figures,
    save,
)
from tests.factories import enter, make_approved_year, make_person

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def quarter(year):
    return year.quarters.get(number=2)


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


# --- Who, and when ---


@pytest.mark.parametrize("state", ["open", "with_board", "published"])
@pytest.mark.parametrize("role", [*Role, None])
def test_only_finance_enters_and_only_while_it_is_open(client, year, quarter, role, state):
    enter(quarter, ENTERED)
    brought_to(quarter, state)
    host = year.partners.get(is_host=True)
    client.force_login(make_person(*([role] if role else []), partner=host))
    before = FigureRevision.objects.count()

    shown = client.get(address_of(quarter))
    sent = client.post(address_of(quarter), {})

    if role != Role.FINANCE:
        assert (shown.status_code, sent.status_code) == (404, 404)
    elif state == "open":
        assert (shown.status_code, sent.status_code) == (200, 200)
    else:
        assert (shown.status_code, sent.status_code) == (302, 200)
        assert shown.url == address_of(quarter, "quarter_detail")
    assert FigureRevision.objects.count() == before


def test_visitors_are_asked_to_sign_in(client, quarter):
    response = client.get(address_of(quarter))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_a_locked_quarter_is_answered_with_its_summary_and_says_why(finance, quarter):
    enter(quarter, ENTERED)
    submit_quarter(quarter=quarter, user=None)

    words = words_of(finance.get(address_of(quarter), follow=True))

    assert "Quarter 2 is with the board: its figures are locked." in words


def test_other_methods_are_refused(finance, quarter):
    assert finance.put(address_of(quarter)).status_code == 405


def test_a_page_from_elsewhere_cannot_save(year, quarter):
    person = make_person(Role.FINANCE, partner=year.partners.first())
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(address_of(quarter), {})

    assert response.status_code == 403


# --- Shown ---


def test_the_grid_shows_what_is_saved_as_it_would_be_typed(finance, quarter):
    enter(quarter, {"Salaries": ("-2000.50", 9000, "As planned"), "Rent": (None, 3000)})

    fields = fields_of(finance.get(address_of(quarter)))

    assert sorted(fields.values()) == sorted(
        ["1", "", "−2,000.50", "9,000", "As planned", "1", "", "", "3,000", ""]
    )


def test_quarter_1_has_no_quarter_before_it(finance, year):
    first, second = (
        words_of(finance.get(address_of(year.quarters.get(number=number)))) for number in (1, 2)
    )

    assert "Q1 actual" in second and "Q1 estimate" in second
    assert "Q0" not in first


def test_last_quarter_and_what_is_spent_stand_beside_the_cells(finance, year):
    enter(year.quarters.get(number=1), {"Salaries": (1111, 8888), "Rent": (1, 1)})
    enter(year.quarters.get(number=2), {"Salaries": (2250, 9000), "Rent": (None, 3000)})

    words = words_of(finance.get(address_of(year.quarters.get(number=2))))

    assert "1 change 9,000 1,111 Salaries: Actual to 30 Sep, £ 25 8,888" in words
    assert "1 change 3,000 1 Rent: Actual to 30 Sep, £ – 1" in words


def test_quarter_4_asks_for_the_outturn(finance, year):
    words = words_of(finance.get(address_of(year.quarters.get(number=4))))

    assert "Salaries: Outturn for the year, £" in words
    assert "Estimate for the year" not in words


def test_results_wait_for_what_is_not_entered(finance, quarter):
    enter(quarter, {"Salaries": (2000, 9000), "Rent": (None, None)})

    words = words_of(finance.get(address_of(quarter)))

    assert "Balance to recover, £ – 1 not entered" in words
    assert "Actual to date, £ – 1 not entered" in words


# --- Saved ---


def test_finance_changes_premises_and_everything_follows(open_quarter, sign_in):
    finance = sign_in("finance@stevenage")

    response = save(finance, open_quarter, {("Premises Related", "estimate"): "43,690"})
    words = words_of(finance.get(response.url))

    assert response.url == address_of(open_quarter)
    assert (
        "Quarter 2 is saved. The balance to recover is £523,490, £20,440 less than budgeted."
        in words
    )
    assert "Stevenage 251,310 −620" in words
    assert "East Herts 96,510 −7,020" in words
    assert "Hertsmere 75,470 −5,500" in words
    assert "North Herts 100,200 −7,300" in words


def test_saving_the_page_untouched_adds_no_revision(open_quarter, sign_in):
    before = FigureRevision.objects.count()

    response = save(sign_in("finance@stevenage"), open_quarter, {})

    assert response.status_code == 302
    assert FigureRevision.objects.count() == before


def test_only_the_changed_line_gets_a_revision_with_who_saved_it(finance, quarter):
    enter(quarter, ENTERED)

    save(finance, quarter, {("Rent", "actual"): "£1,600.50"})

    newest = quarter.revisions.order_by("-pk").first()
    assert (newest.line.name, newest.number, newest.actual) == ("Rent", 2, Decimal("1600.50"))
    assert newest.batch.saved_by.name == "Finance officer"
    assert quarter.revisions.count() == 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (" 1234 ", "1234"),
        ("£1,234.50", "1234.50"),
        ("(1,234)", "-1234"),
        ("1,234-", "-1234"),
        ("1,234 CR", "-1234"),
        ("−5", "-5"),
        ("0", "0"),
    ],
)
def test_amounts_are_read_as_people_type_them(finance, quarter, said, meant):
    save(finance, quarter, {("Rent", "estimate"): said})

    assert newest_figures(quarter)["Rent"] == (None, Decimal(meant), "")


def test_blank_takes_a_figure_back_to_not_entered(finance, quarter):
    enter(quarter, ENTERED)

    save(finance, quarter, {("Rent", "actual"): "  "})

    assert newest_figures(quarter)["Rent"] == (None, Decimal(3000), "")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_the_browser_are_no_change(finance, quarter, end):
    enter(quarter, {"Salaries": (1, 2, "One\nTwo"), "Rent": (1, 2, "")})

    save(finance, quarter, {("Salaries", "comment"): f"One{end}Two{end}"})

    assert quarter.revisions.count() == 2


def test_one_can_save_and_go_on_to_submit(finance, quarter):
    page = finance.get(address_of(quarter))

    response = finance.post(address_of(quarter), fields_of(page) | {"then": "submit"})

    assert response.url == address_of(quarter, "quarter_submit")


def test_figures_can_be_entered_while_the_register_makes_no_shares(finance, quarter):
    Service.objects.update(last_day=date(2021, 1, 1))

    shown = finance.get(address_of(quarter))
    save(finance, quarter, {("Rent", "actual"): "7", ("Salaries", "actual"): "8"})
    refused = save(finance, quarter, {("Rent", "actual"): "seven"})

    assert "has nothing to share by" in words_of(shown)
    assert newest_figures(quarter)["Rent"] == (Decimal(7), None, "")
    assert "Balance to recover, £ – 2 not entered" in words_of(refused)


def test_more_lines_and_partners_ask_no_more_of_the_database(client, db):
    quarters = [year.quarters.get(number=2) for year in two_years()]
    host = quarters[0].year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host))
    pages = [client.get(address_of(quarter)) for quarter in quarters]
    fields = [_all_actuals(page, "17") for page in pages]

    shown = [queries(lambda q=quarter: client.get(address_of(q))) for quarter in quarters]
    sent = [
        queries(lambda q=quarter, f=row: client.post(address_of(q), f))
        for quarter, row in zip(quarters, fields, strict=True)
    ]

    assert shown[0] == shown[1]
    assert sent[0] == sent[1]
    assert all(quarter.revisions.exists() for quarter in quarters)


def _all_actuals(page, amount):
    fields = fields_of(page)
    return {name: amount if name.endswith("actual") else text for name, text in fields.items()}
