"""The annual basis statement: what it says, to whom, and that its PDF is one anybody can read."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from budgets.basis.statement import basis_statement
from budgets.models import FinancialYear
from partners.models import Decision, Role
from reports.basis import basis_html, basis_paper
from reports.checks.document import Document
from reports.checks.page import headings_out_of_order, unreadable_places
from reports.checks.tables import unfooted_tables
from tests.budget_pages import heading_of, queries, two_years, words_of
from tests.factories import approved, make_approved_year, make_partners, make_person, make_year
from tests.unit.test_checks_footing import PaperOf

pytestmark = pytest.mark.django_db
PAGE = "/reports/2024-25/basis/"


@pytest.fixture
def finance(demonstration, sign_in):
    return sign_in("finance@stevenage")


def test_it_says_what_each_council_was_budgeted_to_pay_and_how(finance):
    response = finance.get(PAGE)

    words = words_of(response)
    assert heading_of(response) == "Basis of the charge 2024/25"
    assert "Version 1: approval of the budget of" in words
    assert "Stevenage Borough Council 115 46.32 251,930" in words
    assert "All partners 249 100.00 543,930" in words
    assert "Equivalent cameras" in words and "No decision recorded" in words
    assert "rounded down to whole £10" in words
    assert "Cameras Average with the budget, of 248.5625 of all 115.1250" in words
    assert "in 4 instalments: £62,983, £62,983, £62,982, £62,982." in words
    assert "1 30 June 2024 135,984.00" in words


def test_terms_name_the_decisions_they_rest_on(finance, demonstration):
    ruling = Decision.objects.create(
        meeting="Joint Executive", decided_on=date(2023, 9, 26), minute="14"
    )
    year = demonstration.year
    year.decision = ruling
    year.save()
    year.elements.update(decision=ruling)

    words = words_of(finance.get(PAGE))

    assert words.count("Joint Executive, 26 September 2023, minute 14") == 2


def test_an_officer_sees_its_own_council_and_the_total_until_a_quarter_is_published(
    demonstration, sign_in
):
    words = words_of(sign_in("officer@hertsmere").get(PAGE))

    assert "Hertsmere Borough Council 37 14.89 80,970" in words
    assert "All partners 249 100.00 543,930" in words
    assert "Other partners are in the total only" in words
    for hidden in ("251,930", "103,530", "107,500", "115.1250", "62,983"):
        assert hidden not in words


@pytest.mark.parametrize(
    ("mailbox", "status"),
    [("finance@stevenage", 200), ("board@hertsmere", 200), ("admin@stevenage", 404)],
)
def test_finance_and_board_see_all_administrators_nothing(mailbox, status, demonstration, sign_in):
    response = sign_in(mailbox).get(PAGE)

    assert response.status_code == status
    assert sign_in(mailbox).get(f"{PAGE}basis.pdf").status_code == status


def test_a_year_being_set_has_no_basis_yet():
    partners = make_partners(2)
    make_year(partners)
    client = Client()
    client.force_login(make_person(Role.FINANCE, partner=partners[0]))

    assert client.get(PAGE).status_code == 404


def test_terms_changed_later_leave_the_working_of_the_budget_as_it_was():
    year = make_approved_year(lines={"Employees": 1009}, cameras=(1, 1, 1), rounding_unit=10)
    year.rounding_unit = 1
    year.save()
    finance = make_person(Role.FINANCE, partner=year.partners.first())

    statement = basis_statement(finance, FinancialYear.objects.get(pk=year.pk))

    assert statement.unit == 10
    assert [row.amount for row in statement.recharges.rows] == [340, 339, 330]
    assert all(row.steps for row in statement.recharges.rows)


def test_fixed_amounts_and_agreed_percentages_are_in_the_working():
    one, two, _ = partners = make_partners(3)
    terms = [("Half", 50, "agreed", {one: 60, two: 40}), ("Rest", 50, "equal", {})]
    year = approved(make_year(partners, lines={"Employees": Decimal("1000.55")}, elements=terms))
    client = Client()
    client.force_login(make_person(Role.FINANCE, partner=one))

    words = words_of(client.get(PAGE))

    assert "Half 50 % Agreed percentages: Ashdown 60 %; Birchley 40 %" in words
    assert "Amount £1,000.55 budget to recover × that share, unrounded £466.92" in words
    assert year.budgeted_recharges.count() == 3


@pytest.mark.parametrize("cameras", [(3, 2, 1), (7, 5, 3)])
def test_every_table_foots_and_everybody_can_read_it(cameras):
    year = make_approved_year(lines={"A": Decimal("1000.50"), "B": 333}, cameras=cameras)
    statement = basis_statement(make_person(Role.FINANCE, partner=year.partners.first()), year)
    paper = PaperOf(basis_html(basis_paper(statement)))

    assert not list(unfooted_tables(paper))
    assert not list(unreadable_places(paper))
    assert not list(headings_out_of_order(paper))
    assert len(Document(basis_html(basis_paper(statement))).all("table")) > 5


def test_the_pdf_keeps_to_both_standards_and_is_the_same_twice(
    finance, assert_keeps_to_both_standards
):
    response = finance.get(f"{PAGE}basis.pdf")

    assert response["Content-Disposition"].endswith('filename="2024-25-basis-of-the-charge.pdf"')
    assert response.content == finance.get(f"{PAGE}basis.pdf").content
    assert_keeps_to_both_standards(response.content)


def test_the_page_asks_the_database_as_often_for_many_partners_as_for_few():
    small, large = two_years()
    client = Client()
    client.force_login(make_person(Role.FINANCE, partner=small.partners.first()))

    few = queries(lambda: client.get(f"/reports/{small.label}/basis/"))

    assert queries(lambda: client.get(f"/reports/{large.label}/basis/")) == few
