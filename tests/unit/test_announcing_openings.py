"""Finance is told when a quarter is over and open for its figures: each once, at approval or later."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from budgets.actions import approve_budget
from budgets.announcing import announce_open_quarters
from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.models import FinancialYear, Quarter
from partners.email_choices import choose_emails
from partners.models import OutgoingEmail, Role
from tests.factories import (
    enter,
    make_camera_type,
    make_cameras,
    make_finance_officer,
    make_partners,
    make_person,
    make_year,
)

FUTURE = 2090


@pytest.fixture
def councils(db):
    councils = make_partners(2)
    make_cameras(councils[0], make_camera_type(), 1)
    return councils


@pytest.fixture
def finance(councils):
    return make_finance_officer(councils[0], email="finance@a.uk", name="Finance officer")


@pytest.fixture
def year(councils, finance):
    """A year still to come, approved, with a board member and an officer who are not concerned."""
    make_person(Role.BOARD, Role.OFFICER, partner=councils[1])
    return approve_budget(year=make_year(councils, starts_in=FUTURE), user=None)


def subjects():
    return list(OutgoingEmail.objects.order_by("pk").values_list("subject", flat=True))


@pytest.mark.parametrize(
    ("today", "numbers"),
    [
        (date(FUTURE, 6, 30), []),
        (date(FUTURE, 7, 1), [1]),
        (date(FUTURE, 10, 1), [1, 2]),
        (date(FUTURE + 1, 4, 1), [1, 2, 3, 4]),
    ],
)
def test_a_quarter_is_announced_from_the_day_after_its_last(year, today, numbers):
    announced = announce_open_quarters(today=today)

    assert [quarter.number for quarter in announced] == numbers
    assert [q.number for q in Quarter.objects.exclude(announced_at=None)] == numbers


def test_finance_alone_is_told_once_for_all_quarters_of_a_year(year, client, finance):
    announce_open_quarters(today=date(FUTURE, 10, 1))

    email = OutgoingEmail.objects.get()
    assert email.to == "finance@a.uk"
    assert email.subject == "Quarters 1 and 2, 2090/91 are open for figures"
    assert "Last day of Quarter 2: Saturday 30\N{NO-BREAK SPACE}September 2090\n" in email.body
    client.force_login(finance)
    for number in (1, 2):
        path = f"/budgets/2090-91/q{number}/edit/"
        assert f"{path}\n" in email.body
        assert client.get(path).status_code == 200


def test_a_quarter_is_announced_once_for_good(year):
    announce_open_quarters(today=date(FUTURE, 7, 1))

    assert announce_open_quarters(today=date(FUTURE, 7, 1)) == []
    announce_open_quarters(today=date(FUTURE, 10, 1))

    assert subjects() == [
        "Quarter 1, 2090/91 is open for figures",
        "Quarter 2, 2090/91 is open for figures",
    ]


def test_a_quarter_submitted_before_its_end_is_never_announced(year, finance):
    first = year.quarters.get(number=1)
    enter(first, {"Employees": (100, 1000)})
    submit_quarter(quarter=first, user=finance)
    reopen_quarter(quarter=first, user=finance, reason="Too early.")

    assert announce_open_quarters(today=date(FUTURE, 7, 1)) == []


def test_the_papers_date_is_named_for_each_quarter(year):
    Quarter.objects.filter(number=1).update(papers_due=date(FUTURE, 7, 20))

    announce_open_quarters(today=date(FUTURE, 7, 1))

    body = OutgoingEmail.objects.get().body
    assert "Papers due: Thursday 20\N{NO-BREAK SPACE}July 2090\n" in body


def test_a_year_whose_budget_is_not_approved_or_is_closed_is_not_announced(councils, finance, year):
    make_year(councils, starts_in=FUTURE + 1)
    FinancialYear.objects.filter(pk=year.pk).update(state="closed")

    assert announce_open_quarters(today=date(FUTURE + 9, 4, 1)) == []


def test_approving_a_past_year_announces_its_quarters_to_the_others(councils, finance):
    make_finance_officer(councils[0], email="colleague@a.uk")

    approve_budget(year=make_year(councils, starts_in=2020), user=finance)

    email = OutgoingEmail.objects.get()
    assert email.to == "colleague@a.uk"
    assert email.subject == "Quarters 1, 2, 3 and 4, 2020/21 are open for figures"
    assert "Budget approved on: " in email.body
    assert "Recorded by: Finance officer\nWhen: " in email.body
    assert announce_open_quarters() == []


def test_approving_a_year_to_come_announces_nothing(year):
    assert not OutgoingEmail.objects.exists()
    assert not Quarter.objects.exclude(announced_at=None).exists()


def test_whoever_does_not_want_to_know_is_not_told_and_is_not_told_later(year, finance):
    choose_emails(user=finance, wanted=[])

    announced = announce_open_quarters(today=date(FUTURE, 7, 1))
    choose_emails(user=finance, wanted=["opened"])

    assert len(announced) == 1
    assert announce_open_quarters(today=date(FUTURE, 7, 1)) == []
    assert not OutgoingEmail.objects.exists()


def test_the_command_says_what_it_announced(councils, finance):
    year = approve_budget(year=make_year(councils, starts_in=2020), user=finance)
    Quarter.objects.filter(year=year, number__gt=2).update(announced_at=None)
    printed = StringIO()

    call_command("announce_quarters", stdout=printed)

    assert printed.getvalue() == (
        "Quarter 3, 2020/21 is announced as open.\nQuarter 4, 2020/21 is announced as open.\n"
    )
    assert subjects() == ["Quarters 3 and 4, 2020/21 are open for figures"]
