"""Signing in and out, through the addresses people use; the browser's part is in ``browser/``."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from partners.models import Membership, Partner, Role, User

EMAIL, PASSWORD = "finance@stevenage.example.gov.uk", "correct horse battery"
WRONG = "The e-mail address or the password is not right. Check both."
LOCKED = "There were too many attempts with this e-mail address."

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user(email=EMAIL, password=PASSWORD)


def attempt(client, email=EMAIL, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password} | more)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_person_signs_in_with_their_email_in_any_case(client, person):
    response = attempt(client, email="Finance@Stevenage.example.gov.uk")

    assert response.status_code == 302 and response.url == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_signing_in_leads_back_to_the_page_asked_for(client, person):
    wanted = reverse("mfa_index")

    asked = client.get(wanted)
    response = attempt(client, next=wanted)

    assert asked.url == f"{reverse('account_login')}?next={wanted}"
    assert "Your session ended." not in client.get(asked.url).content.decode()
    assert response.url == wanted


def test_signing_in_never_leads_to_another_site(client, person):
    response = attempt(client, next="https://elsewhere.example/")

    assert response.url == "/"


def test_a_wrong_password_reads_the_same_as_an_unknown_address(client, person):
    known = attempt(client, password="not the password")
    unknown = attempt(client, email="nobody@stevenage.example.gov.uk", password="not the password")

    assert not signed_in(client)
    for response in (known, unknown):
        page = response.content.decode()
        assert response.status_code == 200
        assert WRONG in page
        assert page.index("There is a problem") < page.index('<form class="measure"')
        assert "<title>Error: Sign in" in page
    assert shape(known) == shape(unknown)


def shape(response):
    """The page without what differs by address or by visit."""
    page = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r"nobody|finance", "", page)


def test_empty_fields_are_named_with_links_to_them(client):
    page = attempt(client, email="", password="").content.decode()

    assert '<a href="#id_login">Enter your e-mail address, such as' in page
    assert '<a href="#id_password">Enter your password.</a>' in page


def test_what_is_no_address_is_said_to_be_none(client):
    page = attempt(client, email="finance at stevenage").content.decode()

    assert '<a href="#id_login">Enter your e-mail address, such as' in page
    assert 'value="finance at stevenage"' in page


def test_a_password_is_never_sent_back(client, person):
    page = attempt(client, password="not the password").content.decode()

    assert "not the password" not in page


def test_five_wrong_passwords_lock_the_address_out_for_a_while(client, person):
    for _ in range(5):
        assert WRONG in attempt(client, password="guess").content.decode()

    right = attempt(client)

    assert LOCKED in right.content.decode()
    assert not signed_in(client)


def test_a_locked_address_does_not_lock_another(client, person):
    other = User.objects.create_user(email="officer@hertsmere.example.gov.uk", password=PASSWORD)
    for _ in range(6):
        attempt(client, password="guess")

    attempt(client, email=other.email)

    assert client.session["_auth_user_id"] == str(other.pk)


def test_an_unknown_address_is_locked_like_a_known_one(client):
    for _ in range(5):
        attempt(client, email="nobody@stevenage.example.gov.uk", password="guess")

    response = attempt(client, email="nobody@stevenage.example.gov.uk", password="guess")

    assert LOCKED in response.content.decode()


def test_too_many_attempts_from_one_place_get_a_page_in_the_design(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    address = reverse("account_reset_password")
    client.post(address, {"email": EMAIL})

    response = client.post(address, {"email": EMAIL})

    assert response.status_code == 429
    assert '<h1 class="govuk-heading-l">Too many attempts</h1>' in response.content.decode()


def test_nobody_can_make_an_account_for_themselves(client):
    address = reverse("account_signup")

    shown = client.get(address)
    client.post(address, {"email": "me@hertsmere.example.gov.uk", "password1": PASSWORD})

    assert "Accounts are given by an administrator" in shown.content.decode()
    assert "<form" not in shown.content.decode()
    assert not User.objects.exists()
    assert address not in client.get(reverse("account_login")).content.decode()


def test_nobody_can_change_the_address_a_role_was_given_to(client, person):
    client.force_login(person)

    answers = {
        client.post(reverse(name), {"email": "me@example.org", "action_add": ""}).status_code
        for name in ("account_email", "account_email_verification_sent", "account_set_password")
    }

    assert answers == {404}


def test_a_closed_account_is_told_so_and_not_signed_in(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)

    response = attempt(client)

    assert not signed_in(client)
    assert response.url == reverse("account_inactive")
    assert "This account is closed" in client.get(response.url).content.decode()


def test_only_a_post_signs_out(client, person):
    client.force_login(person)
    address = reverse("account_logout")

    asked = client.get(address)

    assert signed_in(client)
    assert '<form method="post" action="/accounts/logout/"' in asked.content.decode()

    done = client.post(address, follow=True)

    assert not signed_in(client)
    assert "You are signed out." in done.content.decode()
    assert "You are signed out." not in client.get(reverse("account_login")).content.decode()


def test_a_forgotten_password_is_set_through_the_link_in_the_email(client, person):
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    (message,) = mail.outbox
    link = re.search(r"http://testserver(\S+)", message.body).group(1)
    form = client.get(link, follow=True)
    new = {"password1": "staple-and-harbour", "password2": "staple-and-harbour"}

    client.post(form.request["PATH_INFO"], new)
    attempt(client, password="staple-and-harbour")

    assert message.subject == "Choose a new password"
    assert signed_in(client)


def test_a_reset_for_an_unknown_address_shows_the_same_page_and_offers_no_account(client, person):
    address = reverse("account_reset_password")

    known = client.post(address, {"email": EMAIL}, follow=True)
    unknown = client.post(address, {"email": "nobody@hertsmere.example.gov.uk"}, follow=True)

    assert shape(known) == shape(unknown)
    assert "Look in your e-mail" in unknown.content.decode()
    assert "signup" not in mail.outbox[1].body


def test_a_password_too_short_is_refused_beside_its_field(client, person):
    client.force_login(person)
    new = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}

    page = client.post(reverse("account_change_password"), new).content.decode()

    assert '<a href="#id_password1">This password is too short.' in page
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_header_names_every_role_and_the_navigation_where_one_is(client, person):
    stevenage = Partner.objects.create(
        name="Stevenage Borough Council", short_name="Stevenage", slug="stevenage", position=1
    )
    hertsmere = Partner.objects.create(
        name="Hertsmere Borough Council", short_name="Hertsmere", slug="hertsmere", position=2
    )
    for partner, role in (
        (stevenage, Role.FINANCE),
        (stevenage, Role.BOARD),
        (hertsmere, Role.OFFICER),
    ):
        Membership.objects.create(user=person, partner=partner, role=role)
    client.force_login(person)

    page = client.get("/reports/no-such-report/").content.decode()

    assert "Board member and finance officer, Stevenage; partner officer, Hertsmere" in page
    assert re.findall(r'aria-current="true">(\w+)<', page) == ["Reports"]


def test_a_visitor_is_offered_published_reports_and_nothing_else(client):
    page = client.get(reverse("account_login")).content.decode()

    assert re.findall(r'class="govuk-service-navigation__link" href="([^"]+)"', page) == [
        "/reports/"
    ]


def test_an_unknown_address_gets_a_page_in_the_design(client):
    response = client.get("/no-such-page/")
    page = response.content.decode()

    assert response.status_code == 404
    assert '<h1 class="govuk-heading-l">Page not found</h1>' in page
    assert "Hertfordshire CCTV Partnership" in page


def test_a_page_carries_no_inline_script_or_style(client, person):
    client.force_login(person)

    for name in ("account_logout", "account_change_password", "mfa_index"):
        page = client.get(reverse(name)).content.decode()
        assert not re.search(r"<script(?![^>]*src=)|<style| style=| on\w+=", page), name


def test_whoever_was_about_to_put_back_what_they_typed_is_told_that_it_is_kept(client, db):
    asked = client.get("/budgets/2024-25/q2/edit/?with=draft")

    page = client.get(asked.url).content.decode()

    assert "Your session ended. Sign in to go on; what you typed is kept." in page
