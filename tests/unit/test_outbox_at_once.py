"""Two senders and two announcers at once, in real transactions: nobody is told a thing twice."""

from collections import Counter
from datetime import date

import pytest
from django.core import mail

from budgets.announcing import announce_open_quarters
from budgets.lifecycle import StepRefused, submit_quarter
from budgets.models import Quarter
from partners.models import OutgoingEmail
from partners.outbox import Letter, post, send_waiting
from tests.factories import enter, make_approved_year, make_finance_officer, make_person
from tests.mail_servers import HERE
from tests.threads import at_once


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_send_each_message_once(settings):
    settings.EMAIL_BACKEND = f"{HERE}.Down"
    people = [make_person() for _ in range(12)]
    post([Letter(person, "Quarter 2 is open", "Words") for person in people], about="Quarter 2")
    assert OutgoingEmail.objects.waiting().count() == 12
    settings.EMAIL_BACKEND = f"{HERE}.Slow"

    outcomes = at_once(*[send_waiting] * 4)

    assert sum(outcomes) == 12
    assert Counter(message.to[0] for message in mail.outbox) == Counter(
        person.email for person in people
    )
    assert not OutgoingEmail.objects.filter(sent_at=None).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_announce_at_once_one_does():
    year = make_approved_year(starts_in=2090)
    make_finance_officer(year.partners.first())

    outcomes = at_once(*[lambda: announce_open_quarters(today=date(2090, 10, 1))] * 4)

    assert sorted(map(len, outcomes)) == [0, 0, 0, 2]
    assert OutgoingEmail.objects.count() == len(mail.outbox) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_quarter_submitted_while_it_is_announced_is_told_of_rightly():
    year = make_approved_year(starts_in=2090)
    make_finance_officer(year.partners.first())
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Employees": (100, 1000)})

    announced, submitted = at_once(
        lambda: announce_open_quarters(today=date(2090, 7, 1)),
        lambda: submit_quarter(quarter=quarter, user=None),
    )

    assert not isinstance(submitted, StepRefused)
    told = {message.subject for message in mail.outbox}
    opened = {"Quarter 1, 2090/91 is open for figures"} if announced else set()
    assert told == {"Quarter 1, 2090/91 is with the board"} | opened
    assert Quarter.objects.get(pk=quarter.pk).announced_at
