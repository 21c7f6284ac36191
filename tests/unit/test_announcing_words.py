"""What an e-mail about a quarter's step says: no figure, nothing forged, and lines one can read."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from budgets.lifecycle import withdraw_quarter
from budgets.models import Quarter
from partners.models import OutgoingEmail, User
from tests.access_figures import amounts_in
from tests.announcements import (
    STEPS,
    emails_written,
    publish_it,
    quarter,
    submit,
    take_back,
    told,
    withdraw,
)


@pytest.fixture
def finance(demonstration):
    return User.objects.get(email="finance@stevenage.example.gov.uk")


@pytest.mark.parametrize(
    ("step", "subject"),
    [
        (submit, "Quarter 2, 2024/25 is with the board"),
        (take_back, "Quarter 2, 2024/25 is taken back from the board"),
        (publish_it, "Quarter 2, 2024/25 is published"),
        (withdraw, "Quarter 2, 2024/25 is taken back to be corrected"),
    ],
)
def test_the_subject_says_what_happened_to_which_quarter(step, subject, finance):
    step(finance)

    assert {email.subject for email in emails_written()} == {subject}
    assert {email.about for email in emails_written()} == {"Quarter 2, 2024/25"}


def test_a_message_reads_as_it_should(finance):
    take_back(finance)

    now = timezone.localtime()
    assert told()["board@hertsmere"].body == (
        "Quarter 2, 2024/25 is taken back from the board.\n"
        "\n"
        "By: Finance officer, Stevenage\n"
        f"When: {now:%A} {now:%-d}\N{NO-BREAK SPACE}{now:%B %Y, %H:%M}\n"
        "\n"
        "Why:\n"
        "\n"
        "    A camera was missing.\n"
        "\n"
        "    It stood in the register of the year before, under another name.\n"
        "\n"
        "Its figures can be entered again. The board and the partners do not see\n"
        "it meanwhile.\n"
        "\n"
        "Where the quarters of 2024/25 stand:\n"
        f"{settings.PUBLIC_URL}/budgets/2024-25/\n"
        "\n"
        "You get this e-mail as board member, Hertsmere. Which e-mails you get is\n"
        "yours to choose:\n"
        f"{settings.PUBLIC_URL}/accounts/emails/\n"
        "\n"
        "Hertfordshire CCTV Partnership, quarterly budget monitoring\n"
    )


def test_a_date_for_papers_is_named_until_it_is_past(finance):
    due = timezone.localdate() + timedelta(days=6)
    Quarter.objects.update(papers_due=due)
    submit(finance)
    with_date = told()["board@hertsmere"].body

    Quarter.objects.update(papers_due=date(2024, 10, 10))
    submit(finance)

    assert f"Papers due: {due:%A} {due:%-d}\N{NO-BREAK SPACE}{due:%B %Y}\n" in with_date
    assert "Papers due" not in told()["board@hertsmere"].body


def test_an_edition_is_told_with_its_number_its_readers_and_why_it_is_new(finance):
    publish_it(finance, visibility="partners")
    first = told()["board@hertsmere"]
    withdraw_quarter(quarter=quarter(), user=finance, reason="A typing error.")
    OutgoingEmail.objects.all().delete()
    publish_it(finance, reason="A word was wrong.")
    second = told()["board@hertsmere"]

    assert "Edition: 1\nWho may read it: People of the partner councils only\n" in first.body
    assert "Why:" not in first.body
    assert second.subject == "Quarter 2, 2024/25 is published anew, as edition 2"
    assert "Edition: 2\nWho may read it: Anybody\n\nWhy:\n\n    A word was wrong.\n" in second.body


@pytest.mark.parametrize("step", STEPS)
def test_no_figure_is_sent_and_no_line_is_too_long(step, finance):
    step(finance)

    for email in emails_written():
        words = f"{email.subject}\n{email.body}".replace(settings.PUBLIC_URL, "")
        assert amounts_in(words) == frozenset()
        assert max(map(len, email.body.splitlines())) <= 72


def test_a_name_cannot_pass_for_another_fact_nor_for_a_header(finance):
    finance.name = "Officer\nPapers due: never\r\nBcc: somebody@elsewhere.example"
    finance.save()

    take_back(finance)

    email = told()["board@hertsmere"]
    assert "By: Officer Papers due: never Bcc: somebody@elsewhere.example\n" in email.body
    assert email.subject == "Quarter 2, 2024/25 is taken back from the board"
