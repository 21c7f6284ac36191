"""Who is told of a quarter's steps by e-mail, and that they may open what is named."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.models import Quarter, YearPartner
from partners.email_choices import choose_emails
from partners.models import EmailChoice, Membership, OutgoingEmail, Partner, Role, User
from reports.demonstration.figures import YEAR
from tests.announcements import (
    BOARD,
    OFFICERS,
    STEPS,
    pages_named,
    publish_it,
    quarter,
    submit,
    take_back,
    told,
    withdraw,
)
from tests.factories import make_finance_officer, make_partner, make_person

SUMMARY, REPORT = "/budgets/2024-25/q2/", "/reports/2024-25/q2/"


@pytest.fixture
def finance(demonstration):
    return User.objects.get(email="finance@stevenage.example.gov.uk")


@pytest.fixture
def colleague(demonstration):
    """A second finance officer, who takes none of the steps."""
    host = Partner.objects.get(is_host=True)
    return make_finance_officer(host, email="colleague@stevenage.example.gov.uk", name="Colleague")


# --- Who is told ---


@pytest.mark.parametrize("step", STEPS)
def test_officers_the_board_and_other_finance_officers_are_told_once(step, finance, colleague):
    Membership.objects.create(
        user=User.objects.get(email="board@hertsmere.example.gov.uk"),
        partner=Partner.objects.get(slug="hertsmere"),
        role=Role.OFFICER,
    )

    step(finance)

    assert told().keys() == OFFICERS | BOARD | {"colleague@stevenage"}


@pytest.mark.parametrize("step", STEPS)
def test_whoever_is_told_may_open_every_page_named(step, finance, colleague, sign_in):
    step(finance)

    for mailbox, email in told().items():
        paths = pages_named(email)
        answers = [sign_in(mailbox).get(path).status_code for path in paths]
        assert paths and answers == [200] * len(paths), (mailbox, paths)


@pytest.mark.parametrize(
    ("step", "mailbox", "paths"),
    [
        (submit, "colleague@stevenage", [REPORT, SUMMARY]),
        (submit, "board@hertsmere", [REPORT, SUMMARY]),
        (submit, "officer@hertsmere", ["/partners/hertsmere/2024-25/q2/"]),
        (take_back, "colleague@stevenage", ["/budgets/2024-25/q2/edit/"]),
        (take_back, "board@hertsmere", ["/budgets/2024-25/"]),
        (take_back, "officer@hertsmere", ["/budgets/2024-25/"]),
        (publish_it, "board@hertsmere", [REPORT, SUMMARY]),
        (
            publish_it,
            "officer@hertsmere",
            ["/partners/hertsmere/2024-25/q2/", REPORT, SUMMARY],
        ),
        (withdraw, "board@hertsmere", [REPORT, SUMMARY]),
        (withdraw, "officer@hertsmere", ["/partners/hertsmere/2024-25/q2/"]),
    ],
)
def test_each_role_is_led_to_the_pages_that_matter_to_it(step, mailbox, paths, finance, colleague):
    step(finance)

    assert pages_named(told()[mailbox]) == paths


def test_without_a_paper_the_board_is_led_to_the_figures(finance):
    reopen_quarter(quarter=Quarter.objects.of(YEAR, 1), user=finance, reason="Look again.")
    OutgoingEmail.objects.all().delete()

    submit_quarter(quarter=Quarter.objects.of(YEAR, 1), user=finance)

    assert pages_named(told()["board@hertsmere"]) == ["/budgets/2024-25/q1/"]


def test_a_council_outside_the_year_is_told_of_what_is_published_alone(finance, sign_in):
    outside = make_partner("Elsewhere", position=9)
    make_person(Role.OFFICER, partner=outside, email="officer@elsewhere.example.gov.uk")

    withdraw(finance)
    assert "officer@elsewhere" not in told()
    OutgoingEmail.objects.all().delete()
    publish_it(finance, reason="Other words.", visibility="partners")

    paths = pages_named(told()["officer@elsewhere"])
    assert paths == [REPORT, SUMMARY]
    assert [sign_in("officer@elsewhere").get(path).status_code for path in paths] == [200, 200]
    assert not YearPartner.objects.filter(partner=outside).exists()


@pytest.mark.parametrize("step", STEPS)
def test_closed_accounts_are_told_nothing(step, finance):
    User.objects.filter(email__startswith="officer").update(is_active=False)

    step(finance)

    assert told().keys() == BOARD


def test_whoever_holds_no_role_any_more_is_told_nothing(finance):
    Membership.objects.filter(user__email="board@hertsmere.example.gov.uk").delete()

    submit(finance)

    assert "board@hertsmere" not in told()


@pytest.mark.parametrize("step", STEPS)
def test_whoever_does_not_want_to_know_is_not_told(step, finance):
    for person in User.objects.filter(email__startswith="board"):
        choose_emails(user=person, wanted=[])
    officer = User.objects.get(email="officer@hertsmere.example.gov.uk")
    EmailChoice.objects.create(user=officer, event="opened", wanted=False)

    step(finance)

    assert told().keys() == OFFICERS


def test_a_command_is_nobody_so_all_finance_officers_are_told(finance, colleague):
    take_back(None)

    assert {"finance@stevenage", "colleague@stevenage"} <= told().keys()
    assert "By:" not in told()["colleague@stevenage"].body


# --- All or nothing ---


def test_a_step_rolled_back_tells_nobody(finance):
    with transaction.atomic():
        take_back(finance)
        assert OutgoingEmail.objects.exists()
        transaction.set_rollback(True)

    assert quarter().state == "with_board"
    assert not OutgoingEmail.objects.exists()


def test_loading_the_demonstration_tells_nobody(demonstration):
    assert not OutgoingEmail.objects.exists()
    assert not Quarter.objects.filter(announced_at=None).exists()


def test_a_step_asks_the_database_as_often_for_many_people_as_for_few(finance):
    with CaptureQueriesContext(connection) as for_eight:
        submit(finance)
    for _ in range(20):
        make_person(Role.OFFICER, Role.BOARD, partner=Partner.objects.last())
    with CaptureQueriesContext(connection) as for_more:
        submit(finance)

    assert OutgoingEmail.objects.count() == 28
    assert len(for_more) == len(for_eight)
