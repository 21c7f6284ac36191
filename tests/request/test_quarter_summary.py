"""The summary of a quarter: the published table, and who may read it in which state."""

from datetime import date

import pytest
from django.utils.html import escape

from budgets.lifecycle import submit_quarter
from budgets.models import Quarter
from cameras.models import Service
from cctvpartnership.figures import pounds, signed_pounds
from partners.models import Role
from tests import published
from tests.budget_pages import brought_to, queries, two_years, words_of
from tests.entry_page import address_of
from tests.factories import (
    enter,
    make_approved_year,
    make_line,
    make_person,
    make_year,
)

ALL_ROLES = [*Role, None]


def summary(quarter):
    return address_of(quarter, "quarter_detail")


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host))
    return client


def test_the_summary_prints_the_published_table(demonstration, sign_in):
    words = words_of(sign_in("finance@stevenage").get(summary(demonstration)))

    for line in published.LINES:
        amounts = (pounds(line.budget), pounds(line.actual), pounds(line.estimate))
        assert f"{line.line} {' '.join(amounts)} {signed_pounds(line.variance)}" in words
    assert "Balance to recover 543,930 293,858 522,490 −21,440" in words


def test_the_summary_prints_the_published_recharges_with_cameras_and_share(demonstration, sign_in):
    words = words_of(sign_in("finance@stevenage").get(summary(demonstration)))

    for part, name in zip(
        published.PARTNERS, ("Stevenage", "East Herts", "Hertsmere", "North Herts"), strict=True
    ):
        money = f"{pounds(part.budget)} {pounds(part.estimate)} {signed_pounds(part.variance)}"
        assert f"{name} {money} {part.cameras} {part.share_percent}" in words
    assert "All partners 543,930 522,490 −21,440 257 100.00" in words


def test_the_answer_stands_in_the_heading_in_words(demonstration, sign_in):
    response = sign_in("finance@stevenage").get(summary(demonstration))

    assert "£522,490 to recover, £21,440 less than budgeted</h1>" in response.content.decode()
    assert "<title>Quarter 2 summary, 2024/25" in response.content.decode()


def test_what_does_not_add_up_as_printed_is_said(demonstration, sign_in):
    words = words_of(sign_in("finance@stevenage").get(summary(demonstration)))

    assert "As printed they add up to 256; the total is rounded" in words
    assert "reads 257" in words


def test_pounds_that_do_not_add_up_as_printed_are_said(finance, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": ("0.40", "9000"), "Rent": ("0.40", "3000")})

    words = words_of(finance.get(summary(quarter)))

    assert "Balance to recover 12,000 1 12,000 0" in words
    assert "Actual: as printed, the amounts add up to 0; the total" in words


def test_the_summary_leads_to_the_report_and_to_each_partners_share(demonstration, sign_in):
    html = sign_in("finance@stevenage").get(summary(demonstration)).content.decode()

    for address in (
        "/reports/2024-25/q2/",
        "/reports/2024-25/q2/figures.xlsx",
        "/partners/east-herts/2024-25/q2/",
    ):
        assert f'href="{address}"' in html


def test_a_group_of_several_lines_has_its_subtotal(finance, year):
    make_line(year, "Overtime", 500, group="Salaries")
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": (1, 9000), "Rent": (2, 3000), "Overtime": (4, 600)})

    words = words_of(finance.get(summary(quarter)))

    assert "Salaries, together 9,500 5 9,600 +100" in words
    assert "Rent, together" not in words


def test_figures_not_entered_are_dashes_and_their_lines_are_named(finance, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": (1, None), "Rent": (None, 3000)})

    words = words_of(finance.get(summary(quarter)))

    assert "The balance to recover is not yet known" in words
    assert "No actual yet: Rent." in words
    assert (
        "No estimate yet: Salaries. The balance and the recharges follow when every estimate"
        in words
    )
    assert "Balance to recover 12,000 – – –" in words
    assert "All partners 12,000 – –" in words


def test_in_quarter_4_the_estimate_is_headed_outturn(finance, year):
    headings = [finance.get(summary(quarter)).content.decode() for quarter in year.quarters.all()]

    assert ["Outturn <small>" in html for html in headings] == [False, False, False, True]
    assert ["Estimate <small>" in html for html in headings] == [True, True, True, False]


def test_a_credit_is_said_as_one(finance, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": (1, -9000), "Rent": (1, 3000)})

    words = words_of(finance.get(summary(quarter)))

    assert "£6,000 to credit, with £12,000 budgeted" in words


@pytest.mark.parametrize("state", Quarter.State.values)
@pytest.mark.parametrize("role", ALL_ROLES)
def test_who_may_read_the_summary(client, year, role, state):
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": (4321, 9000), "Rent": (1, 3000)})
    brought_to(quarter, state)
    host = year.partners.get(is_host=True)
    client.force_login(make_person(*([role] if role else []), partner=host))
    allowed = (
        role == Role.FINANCE
        or (role == Role.BOARD and state != "open")
        or (role is not None and state == "published")
    )

    response = client.get(summary(quarter))

    assert response.status_code == (200 if allowed else 404)
    assert ("4,321" in response.content.decode()) is allowed


def test_visitors_are_asked_to_sign_in(client, year):
    address = summary(year.quarters.get(number=1))

    response = client.get(address)

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize(
    "address", ["/budgets/2031-32/q1/", "/budgets/2024-26/q1/", "/budgets/2024-25/q5/"]
)
def test_what_is_no_quarter_is_not_found(finance, address):
    response = finance.get(address)

    assert response.status_code == 404


def test_finance_may_enter_while_it_is_open_and_take_it_back_after(finance, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": (1, 9000), "Rent": (1, 3000)})
    while_open = finance.get(summary(quarter)).content.decode()

    submit_quarter(quarter=quarter, user=None)
    locked = finance.get(summary(quarter)).content.decode()

    assert address_of(quarter) in while_open
    # What is done next stands before the figures.
    table = while_open.index("<table")
    assert 0 < while_open.index(address_of(quarter, "quarter_submit")) < table
    assert 0 < while_open.index(address_of(quarter, "quarter_import")) < table
    assert 0 < locked.index("/publish/") < locked.index("<table")
    assert address_of(quarter) not in locked
    assert address_of(quarter, "quarter_reopen") in locked
    steps = words_of(finance.get(address_of(quarter, "quarter_reopen")))
    assert "Steps so far Submitted to the board" in steps


def test_a_board_member_is_offered_nothing_to_do(client, year):
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Salaries": (1, 9000), "Rent": (1, 3000)})
    brought_to(quarter, "with_board")
    client.force_login(make_person(Role.BOARD, partner=year.partners.first()))

    html = client.get(summary(quarter)).content.decode()

    assert address_of(quarter, "quarter_reopen") not in html


def test_the_switch_leads_only_where_this_person_may_go(client, year):
    for number, state in ((1, "published"), (2, "with_board")):
        enter(year.quarters.get(number=number), {"Salaries": (1, 9000), "Rent": (1, 3000)})
        brought_to(year.quarters.get(number=number), state)
    client.force_login(make_person(Role.OFFICER, partner=year.partners.first()))

    period = client.get(summary(year.quarters.get(number=1))).context["period"]

    assert [(item["label"], bool(item["url"])) for item in period] == [
        ("2024/25", True),
        ("Q1", True),
        ("Q2", False),
        ("Q3", False),
        ("Q4", False),
    ]


def test_the_switch_keeps_the_quarter_in_neighbouring_years(finance, year):
    later = make_year(list(year.partners.all()), starts_in=2025)

    period = finance.get(summary(year.quarters.get(number=3))).context["period"]

    assert period[-1]["label"] == "2025/26"
    assert period[-1]["url"] == summary(later.quarters.get(number=3))


def test_shares_that_cannot_be_worked_out_are_explained(finance, year):
    Service.objects.update(last_day=date(2021, 1, 1))

    response = finance.get(summary(year.quarters.get(number=1)))

    assert response.status_code == 409
    assert "has nothing to share by" in words_of(response)


def test_a_year_without_elements_of_charge_is_explained_too(client, db):
    year = make_approved_year()
    year.elements.all().delete()
    client.force_login(make_person(Role.FINANCE, partner=year.partners.get(is_host=True)))

    read, entered = (
        client.get(address_of(year.quarters.get(number=1), view))
        for view in ("quarter_detail", "quarter_edit")
    )

    assert (read.status_code, entered.status_code) == (409, 200)
    assert "must make exactly 100" in words_of(read)
    assert "must make exactly 100" in words_of(entered)


def test_names_and_comments_are_text_never_markup(finance, year):
    line = year.lines.get(name="Rent")
    line.name = "<script>alert(1)</script>"
    line.save()
    quarter = year.quarters.get(number=1)
    enter(quarter, {line.name: (1, 3000, "<b>bold</b>\nsecond")})

    html = finance.get(summary(quarter)).content.decode()

    assert escape(line.name) in html
    assert line.name not in html
    assert "&lt;b&gt;bold&lt;/b&gt;<br>second" in html


@pytest.mark.parametrize("submitted", [False, True])
def test_more_lines_and_partners_ask_no_more_of_the_database(client, db, submitted):
    small, large = (_entered(year, submitted) for year in two_years())
    client.force_login(make_person(Role.FINANCE, partner=small.year.partners.get(is_host=True)))

    counts = [queries(lambda quarter=q: client.get(summary(quarter))) for q in (small, large)]

    assert counts[0] == counts[1]


def _entered(year, submitted):
    quarter = year.quarters.get(number=2)
    enter(quarter, {line.name: (1, 1000, "Said") for line in year.lines.all()})
    if submitted:
        submit_quarter(quarter=quarter, user=None)
    return quarter
