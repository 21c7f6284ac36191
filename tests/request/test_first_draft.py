"""The drafted paragraphs as finance is offered them: in a first report, and beside what stands."""

import pytest
from django.test import Client

from partners.models import Role
from reports.models import Report
from tests.budget_pages import words_of
from tests.factories import enter, make_approved_year, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_approved_year()


@pytest.fixture
def client(year):
    client = Client()
    client.force_login(make_person(Role.FINANCE, partner=year.partners.get(is_host=True)))
    return client


def bodies(report):
    return dict(report.sections.values_list("heading", "body"))


def test_the_first_report_of_all_begins_with_what_can_be_drafted(year, client):
    enter(year.quarters.get(number=2), {"Employees": ("300", "1100", "A post was *filled*.")})

    client.post("/reports/2024-25/q2/begin/")

    report = Report.objects.get()
    assert "£" not in bodies(report)["Summary"] and "£" not in bodies(report)["Reasons"]
    words = words_of(client.get("/reports/2024-25/q2/"))
    assert "expected to pay £1,100 between them for 2024/25, which is £100 more" in words
    assert "Against their budgets, all three partners pay more." in words
    assert "£100 more than budgeted. The reason given: “A post was *filled*.”" in words


def test_a_first_report_without_figures_is_not_drafted(year, client):
    client.post("/reports/2024-25/q2/begin/")

    assert set(bodies(Report.objects.get()).values()) == {""}


def test_a_report_that_follows_another_keeps_its_words(demonstration, sign_in):
    last = bodies(Report.objects.get())

    sign_in("finance@stevenage").post("/reports/2024-25/q3/begin/")

    assert bodies(Report.objects.get(quarter__number=3)) == last
