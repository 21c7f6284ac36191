"""Which e-mails a person gets is theirs to choose, and a link in one leads to its page."""

import pytest
from django.test import Client
from django.urls import reverse

from partners.email_choices import events_for, wanted_by
from partners.models import EmailChoice, EmailEvent, Role, User
from tests.factories import PASSWORD, make_person
from tests.fixtures_people import text

CHOICES = "/accounts/emails/"
WORDS = {
    "opened": "a quarter opens for figures",
    "submitted": "a quarter is put before the board",
    "reopened": "a quarter is taken back",
    "published": "a report is published",
    "replied": "a council asks about its share, or is answered",
    "board": "a board member comments on a draft, clears it or sends it back",
}


# --- One's own choice ---


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        ([Role.FINANCE], list(WORDS)),
        ([Role.OFFICER], ["submitted", "reopened", "published", "replied"]),
        ([Role.BOARD], ["submitted", "reopened", "published"]),
        ([Role.FINANCE, Role.BOARD], list(WORDS)),
        ([Role.ADMINISTRATOR], []),
        ([], []),
    ],
)
def test_the_choice_offers_what_can_concern_ones_roles_all_of_it_chosen(
    client, councils, roles, offered
):
    person = make_person(*roles, partner=councils[0])
    client.force_login(person)

    response = client.get(CHOICES)

    words = text(response)
    assert [event for event in WORDS if WORDS[event] in words] == offered
    assert response.content.decode().count(" checked") == len(offered)
    assert ("There is nothing to choose" in words) == (not offered)
    assert events_for(person) == offered


def test_a_choice_is_saved_and_said_in_a_sentence(client, officer):
    client.force_login(officer)

    response = client.post(CHOICES, {"wanted": ["submitted", "published"]}, follow=True)

    assert (
        "Your choice is saved. You are told when a quarter is put before the board and "
        "a report is published." in text(response)
    )
    assert wanted_by(officer) == ["submitted", "published"]
    assert 'value="reopened" checked' not in response.content.decode()
    assert [str(choice) for choice in EmailChoice.objects.all()] == [
        "a quarter is taken back: no",
        "a council asks about its share, or is answered: no",
    ]


def test_no_tick_at_all_is_a_choice_too_and_can_be_taken_back(client, officer):
    client.force_login(officer)

    none = client.post(CHOICES, {}, follow=True)
    again = client.post(CHOICES, {"wanted": list(WORDS)[1:-1]}, follow=True)

    assert "Your choice is saved. You are told nothing about quarters." in text(none)
    assert "Your choice is saved. You are told when" in text(again)
    assert wanted_by(officer) == ["submitted", "reopened", "published", "replied"]


def test_each_change_is_in_the_history_and_a_save_without_one_is_not(client, officer):
    client.force_login(officer)

    for wanted in (["submitted"], ["submitted"], ["submitted", "reopened"]):
        client.post(CHOICES, {"wanted": wanted})

    rows = EmailChoice.history.order_by("history_id")
    assert list(rows.values_list("event", "wanted", "history_user")) == [
        ("reopened", False, officer.pk),
        ("published", False, officer.pk),
        ("replied", False, officer.pk),
        ("reopened", True, officer.pk),
    ]


def test_an_event_that_does_not_concern_one_cannot_be_chosen(client, officer):
    client.force_login(officer)

    response = client.post(CHOICES, {"wanted": ["submitted", "opened"]})

    assert response.status_code == 200
    assert "“opened” is not one of these e-mails. Choose from the list." in text(response)
    assert "<title>Error: E-mails from this service" in response.content.decode()
    assert not EmailChoice.objects.exists()


def test_a_choice_is_kept_while_a_role_is_taken_away(client, councils):
    person = make_person(Role.FINANCE, Role.BOARD, partner=councils[0])
    EmailChoice.objects.create(user=person, event="opened", wanted=False)
    person.memberships.get(role=Role.FINANCE).delete()
    client.force_login(person)

    client.post(CHOICES, {"wanted": ["submitted", "reopened", "published"]})

    assert EmailChoice.objects.get().event == "opened"


def test_your_account_leads_to_the_choice(client, officer):
    client.force_login(officer)

    page = client.get("/accounts/password/change/").content.decode()

    assert f'href="{CHOICES}">E-mails from this service</a>' in page


def test_every_event_has_its_words_and_a_hint():
    assert {event.value: event.label for event in EmailEvent} == WORDS


# --- From an e-mail into the service ---


@pytest.mark.parametrize(
    "path", [CHOICES, "/partners/hertsmere/2024-25/q2/", "/reports/2024-25/q2/"]
)
def test_a_link_opened_while_signed_out_leads_through_sign_in_to_its_page(demonstration, path):
    visitor = Client()
    officer = User.objects.get(email="board@hertsmere.example.gov.uk")
    officer.set_password(PASSWORD)
    officer.save()

    asked = visitor.get(path)
    signed_in = visitor.post(asked.url, {"login": officer.email, "password": PASSWORD})

    assert asked.url == f"{reverse('account_login')}?next={path}"
    assert signed_in.url == path
    assert visitor.get(path).status_code == 200
