"""What a step says of its e-mails, and how an administrator sees whether they go out."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from budgets.models import Quarter
from partners.models import OutgoingEmail, Role
from partners.outbox import Letter, post
from tests.factories import make_person
from tests.fixtures_people import address, text
from tests.mail_servers import HERE

QUARTER = "/budgets/2024-25/q2/"
TAKE_BACK, SUBMIT = f"{QUARTER}reopen/", f"{QUARTER}submit/"
PUBLISH = "/reports/2024-25/q2/publish/"
REASON = {"reason": "Look again."}


@pytest.fixture
def down(settings):
    settings.EMAIL_BACKEND = f"{HERE}.Down"


# --- A step ---


@pytest.fixture
def take(transactional_db, demonstration, sign_in):
    """``take(path, typed)``: finance takes a step, and its e-mails go out once it is committed.

    Answers the words of the page that follows.
    """
    client = sign_in("finance@stevenage")

    def step(path, typed=None):
        shown = {"shown": client.get(path).context["shown"]} if path == SUBMIT else {}
        return text(client.post(path, shown | (typed or {}), follow=True))

    return step


def state():
    return Quarter.objects.get(number=2).state


def test_steps_taken_on_pages_tell_people_and_say_nothing_of_it(take):
    pages = [
        take(TAKE_BACK, REASON),
        take(SUBMIT),
        take(PUBLISH, {"visibility": "public"}),
        take(TAKE_BACK, REASON),
    ]

    assert [message.subject for message in mail.outbox[::8]] == [
        "Quarter 2, 2024/25 is taken back from the board",
        "Quarter 2, 2024/25 is with the board",
        "Quarter 2, 2024/25 is published",
        "Quarter 2, 2024/25 is taken back to be corrected",
    ]
    assert len(mail.outbox) == 4 * 8
    assert not any(" wait" in page for page in pages)


@pytest.mark.parametrize(
    ("path", "typed", "after"),
    [
        (TAKE_BACK, REASON, "open"),
        (PUBLISH, {"visibility": "public"}, "published"),
    ],
)
def test_a_mail_server_that_is_down_hinders_no_step_and_the_page_says_what_waits(
    take, down, path, typed, after
):
    words = take(path, typed)

    assert state() == after
    assert (
        "The e-mails to 8 people wait: the mail server did not answer. "
        "They are kept, and tried again." in words
    )
    assert OutgoingEmail.objects.waiting().count() == 8


def test_the_next_step_sends_what_waits_too(take, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{HERE}.Down"
    take(TAKE_BACK, REASON)
    settings.EMAIL_BACKEND = working

    words = take(SUBMIT)

    assert " wait" not in words
    assert [message.subject for message in mail.outbox[::8]] == [
        "Quarter 2, 2024/25 is taken back from the board",
        "Quarter 2, 2024/25 is with the board",
    ]


# --- The administrator's list ---


LIST = "/people/emails/"


@pytest.fixture
def waiting(officer, councils):
    """Two messages that wait: to Birchley's officer, and to somebody whose account is closed."""
    gone = make_person(Role.BOARD, partner=councils[1], name="Gone", is_active=False)
    letters = [Letter(person, "Quarter 2 is open", "A secret body") for person in (officer, gone)]
    return post(letters, about="Quarter 2")


@pytest.mark.parametrize("role", [Role.FINANCE, Role.OFFICER, Role.BOARD, None])
def test_only_administrators_find_the_list(client, councils, waiting, role):
    client.force_login(make_person(*[role] * bool(role), partner=councils[0]))

    assert client.get(LIST).status_code == 404
    assert client.post(f"{LIST}send/").status_code == 404
    assert mail.outbox == []


def test_the_list_is_empty_at_first_and_says_when_it_fills(pages):
    words = text(pages.get(LIST))

    assert "None waits" in words and "Try again now" not in words
    assert "The first go out when a quarter opens" in words


def test_the_list_says_what_became_of_each_message(pages, waiting, down):
    before = text(pages.get(LIST))
    pages.post(f"{LIST}send/")
    after = text(pages.get(LIST))

    assert "1 waits" in before
    assert "Partner officer o@b.uk Quarter 2 is open" in before
    assert "Not sent The account is closed." in before
    assert "Waits The mail server did not answer: [Errno 111] Connection refused" in after
    assert "A secret body" not in before + after


def test_trying_again_sends_what_waits_and_says_so(pages, waiting):
    words = text(pages.post(f"{LIST}send/", follow=True))

    now = timezone.localtime(OutgoingEmail.objects.get(pk=waiting[0].pk).sent_at)
    assert "1 e-mail is sent." in words
    assert f"{now:%-d %B %Y, %H:%M}" in words
    assert [message.to for message in mail.outbox] == [["o@b.uk"]]


def test_trying_again_in_vain_says_why(pages, waiting, down):
    words = text(pages.post(f"{LIST}send/", follow=True))

    assert "1 e-mail still waits: the mail server did not answer: [Errno 111]" in words


def test_trying_again_when_nothing_waits_says_so(pages, db):
    assert "No e-mail waits." in text(pages.post(f"{LIST}send/", follow=True))


def test_a_message_of_more_than_a_week_is_shown_as_given_up(pages, waiting):
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(days=8))

    words = text(pages.get(LIST))

    assert "None waits" in words and "Not sent, given up after a week" in words


def test_the_list_shows_the_newest_fifty_in_a_fixed_number_of_queries(
    pages, officer, django_assert_num_queries
):
    post([Letter(officer, "One", "Words")], about="Quarter 2")
    with django_assert_num_queries(6):
        pages.get(LIST)
    post([Letter(officer, f"Number {n}", "Words") for n in range(1, 52)], about="Quarter 2")

    with django_assert_num_queries(6):
        words = text(pages.get(LIST))

    assert "Number 51" in words and "Number 2 " in words
    assert "Number 1 " not in words and "One" not in words


def test_the_list_says_that_no_mail_server_is_set_up(pages, settings):
    assert "No mail server" not in text(pages.get(LIST))

    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert "No mail server is set up: e-mails are written to the log" in text(pages.get(LIST))


def test_the_page_of_people_leads_to_it(pages):
    assert f'href="{LIST}"' in pages.get(address("person_list")).content.decode()
