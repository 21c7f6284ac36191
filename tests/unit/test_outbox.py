"""The outbox: what waits is sent once, what cannot be sent is kept, and nothing else suffers by it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from partners import outbox
from partners.models import OutgoingEmail
from partners.outbox import Letter, post, send_waiting, waiting_in_words
from tests.factories import make_person
from tests.mail_servers import HERE, Failing

MAILBOXES = ("officer@ashdown", "officer@hertsmere", "board@ashdown", "board@hertsmere", "last@ash")


@pytest.fixture
def people(db):
    return [make_person(email=f"{mailbox}.example.gov.uk") for mailbox in MAILBOXES]


@pytest.fixture
def letters(people):
    return [Letter(person, "Quarter 2 is open", f"To {person}") for person in people]


@pytest.fixture
def waiting(letters):
    """Five messages that wait: the tests' transaction never commits."""
    return post(letters, about="Quarter 2")


@pytest.fixture
def server(settings):
    """``server("Down")``: from now on the mail server is that one."""

    def choose(name):
        settings.EMAIL_BACKEND = f"{HERE}.{name}"

    return choose


@pytest.fixture
def working(settings):
    """The mail server of the tests, to go back to."""
    backend = settings.EMAIL_BACKEND

    def again():
        settings.EMAIL_BACKEND = backend

    return again


def errors():
    return set(OutgoingEmail.objects.filter(sent_at=None).values_list("last_error", flat=True))


# --- A mail server that works ---


def test_messages_go_out_after_the_commit_and_are_kept(letters, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(letters, about="Quarter 2")
        assert mail.outbox == []

    assert [message.to for message in mail.outbox] == [[letter.person.email] for letter in letters]
    assert mail.outbox[0].body == f"To {MAILBOXES[0]}.example.gov.uk"
    assert mail.outbox[0].message()["Auto-Submitted"] == "auto-generated"
    kept = OutgoingEmail.objects.values_list("taken_at", "attempts", "last_error").distinct()
    assert list(kept.order_by()) == [(None, 1, "")]
    assert not OutgoingEmail.objects.filter(sent_at=None).exists()


def test_what_is_sent_is_not_sent_again(waiting):
    assert send_waiting() == 5
    assert send_waiting() == 0
    assert len(mail.outbox) == 5


def test_an_address_corrected_meanwhile_is_the_one_used_and_kept(waiting, people):
    people[0].email = "right@ashdown.example.gov.uk"
    people[0].save()

    send_waiting()

    assert mail.outbox[0].to == ["right@ashdown.example.gov.uk"]
    assert OutgoingEmail.objects.get(pk=waiting[0].pk).to == "right@ashdown.example.gov.uk"


def test_an_account_closed_meanwhile_gets_nothing(waiting, people):
    people[0].is_active = False
    people[0].save()

    assert send_waiting() == 4
    assert OutgoingEmail.objects.get(sent_at=None).person == people[0]


def test_word_that_is_a_week_old_is_given_up(waiting):
    old = timezone.now() - timedelta(days=7, seconds=1)
    OutgoingEmail.objects.filter(pk=waiting[0].pk).update(created_at=old)

    assert send_waiting() == 4
    assert OutgoingEmail.objects.get(sent_at=None).is_given_up


# --- One that does not ---


def test_a_server_that_is_down_leaves_everything_waiting_and_a_retry_sends_it(
    waiting, server, working
):
    server("Down")
    assert send_waiting() == 0
    assert errors() == {"the mail server did not answer: [Errno 111] Connection refused"}
    assert waiting_in_words("Quarter 2") == (
        "The e-mails to 5 people wait: the mail server did not answer. "
        "They are kept, and tried again."
    )

    working()
    assert send_waiting() == 5
    assert waiting_in_words("Quarter 2") == ""


def test_a_server_that_turns_the_service_away_is_told_apart(waiting, server):
    server("Locked")

    send_waiting()

    assert "wait: the mail server turned this service away." in waiting_in_words("Quarter 2")


def test_an_address_that_is_refused_keeps_nobody_else_waiting(waiting, server):
    server("Picky")

    assert send_waiting() == 4
    left = OutgoingEmail.objects.get(sent_at=None)
    assert (left.person.email, left.attempts) == ("officer@hertsmere.example.gov.uk", 1)
    assert "550" in left.last_error and left.taken_at is None
    assert waiting_in_words("Quarter 2") == (
        "The e-mail to 1 person waits: the mail server refused it. It is kept, and tried again."
    )


def test_a_connection_that_breaks_leaves_the_rest_for_the_next_time(waiting, server, monkeypatch):
    monkeypatch.setattr(Failing, "taken", 0)
    server("Failing")
    assert send_waiting() == 3
    assert OutgoingEmail.objects.filter(sent_at=None, taken_at=None).count() == 2
    assert errors() == {"the mail server did not answer: Connection unexpectedly closed"}

    monkeypatch.setattr(Failing, "taken", 1)
    assert send_waiting() == 2
    assert [message.to[0] for message in mail.outbox] == [
        f"{mailbox}.example.gov.uk" for mailbox in MAILBOXES
    ]


def test_a_slow_server_is_not_waited_for_longer_than_somebody_waits_for_a_page(waiting, server):
    server("Slow")

    assert 0 < send_waiting(patience=0.12) < 5
    assert errors() == {"the mail server was too slow"}
    send_waiting()
    assert len(mail.outbox) == 5


def test_a_fault_in_sending_does_not_reach_the_step_it_tells_of(
    letters, server, django_capture_on_commit_callbacks
):
    server("Broken")

    with django_capture_on_commit_callbacks(execute=True):
        post(letters, about="Quarter 2")

    assert OutgoingEmail.objects.waiting().count() == 5


# --- Somebody else sends at the same time, or died of it ---


def test_what_another_sender_has_in_hand_is_left_to_it_and_taken_over_if_it_died(waiting):
    OutgoingEmail.objects.filter(pk=waiting[0].pk).update(taken_at=timezone.now())
    assert send_waiting() == 4

    long_ago = timezone.now() - outbox.IN_HAND - timedelta(seconds=1)
    OutgoingEmail.objects.filter(pk=waiting[0].pk).update(taken_at=long_ago)
    assert send_waiting() == 1
    assert len(mail.outbox) == 5


def test_a_sender_that_finds_the_server_down_does_not_put_back_what_another_has_in_hand(
    waiting, server
):
    now = timezone.now()
    OutgoingEmail.objects.filter(pk=waiting[0].pk).update(taken_at=now)
    server("Down")

    send_waiting()

    in_hand = OutgoingEmail.objects.get(pk=waiting[0].pk)
    assert (in_hand.taken_at, in_hand.last_error) == (now, "")


# --- Nothing but a message ---


@pytest.mark.parametrize("broken", ["Open\nBcc: all@b.uk", "Open\r\nBcc: all@b.uk", " Open\n"])
def test_a_subject_is_one_line_whatever_is_given(people, broken):
    [email] = post([Letter(people[0], broken, "Words")], about="Quarter 2")

    send_waiting()

    assert email.subject == " ".join(broken.split())
    assert mail.outbox[0].message().get_all("Bcc") is None


@pytest.mark.parametrize("field", ["subject", "to"])
@pytest.mark.parametrize("line_break", ["\n", "\r"])
def test_the_database_itself_refuses_a_second_line_in_a_header(waiting, field, line_break):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingEmail.objects.filter(pk=waiting[0].pk).update(
            **{field: f"a@b.uk{line_break}Bcc: all@b.uk"}
        )


def test_an_address_that_makes_no_message_is_refused_alone(waiting, people):
    people[0].email = "a@b.uk\nBcc: all@b.uk"
    people[0].save()

    assert send_waiting() == 4
    assert errors() == {
        "the mail server refused it: Header values can't contain newlines "
        "(got 'a@b.uk\\nBcc: all@b.uk' for header 'To')"
    }


# --- The command ---


def test_the_command_sends_and_says_so(waiting):
    printed = StringIO()

    call_command("send_emails", stdout=printed)
    call_command("send_emails", stdout=printed)

    assert printed.getvalue() == "5 sent.\n"


def test_the_command_fails_while_something_waits(waiting, server):
    server("Down")

    with pytest.raises(CommandError, match="5 still to be sent: the mail server did not answer"):
        call_command("send_emails")
