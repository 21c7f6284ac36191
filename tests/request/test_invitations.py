"""The one-time link by which somebody an administrator has added chooses a password."""

import re

from django.core import mail
from django.urls import reverse

from partners.models import User
from tests.fixtures_people import add, address, text


def test_a_person_is_added_with_a_role_and_invited_by_email(pages, councils):
    response = add(pages, councils[1], email=" New@B.uk ")

    person = User.objects.get(email="new@b.uk")
    assert "New officer is added. A link to choose a password is on its way" in text(response)
    assert [str(held) for held in person.memberships.all()] == ["Partner officer, Birchley"]
    assert not person.has_usable_password()
    (message,) = mail.outbox
    assert message.to == ["new@b.uk"]
    assert (
        message.subject
        == "You have access to the Hertfordshire CCTV Partnership's budget monitoring"
    )
    assert "It works once, for 3 days." in message.body


def test_the_link_of_the_invitation_sets_a_password_once(pages, client, councils):
    add(pages, councils[1])
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    client.logout()

    form = client.get(link, follow=True)
    chosen = {"password1": "staple-and-harbour", "password2": "staple-and-harbour"}
    client.post(form.request["PATH_INFO"], chosen)
    again = client.get(link, follow=True)
    client.post(reverse("account_login"), {"login": "new@b.uk", "password": chosen["password1"]})

    assert client.session["_auth_user_id"] == str(User.objects.get(email="new@b.uk").pk)
    assert "password1" not in again.content.decode()


def test_without_a_mail_server_the_link_is_shown_once_to_be_passed_on(pages, councils, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    response = add(pages, councils[1])

    words = text(response)
    assert "New officer is added. No e-mail could be sent, so please pass this link on" in words
    assert "http://testserver/accounts/password/reset/key/" in words
    assert "no-store" in response.headers["Cache-Control"]


def test_a_mail_server_that_refuses_leaves_the_person_added(pages, councils, settings):
    # Nothing listens there.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    response = add(pages, councils[1])

    assert "No e-mail could be sent" in text(response)
    assert User.objects.filter(email="new@b.uk").exists()


def test_nobody_with_a_password_can_be_invited(pages, officer):
    asked = pages.get(address("person_invite", officer), follow=True)
    sent = pages.post(address("person_invite", officer), follow=True)

    for response in (asked, sent):
        assert "Partner officer has a password already" in text(response)
    assert mail.outbox == []


def test_a_lost_invitation_is_sent_again(pages, councils):
    add(pages, councils[1])
    person = User.objects.get(email="new@b.uk")

    asked = text(pages.get(address("person_invite", person)))
    sent = text(pages.post(address("person_invite", person), follow=True))

    assert "A new link to choose a password is sent to new@b.uk." in asked
    assert "A link to choose a password is on its way to new@b.uk." in sent
    assert len(mail.outbox) == 2


def test_a_forgotten_password_meets_a_mail_server_out_of_order_without_a_fault(
    client, officer, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    asked = {"email": officer.email}
    response = client.post(reverse("account_reset_password"), asked, follow=True)

    assert "If it still does not come, ask the host council’s administrator." in text(response)
