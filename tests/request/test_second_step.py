"""The optional second step of signing in: turned on, asked for, done without the phone, turned off."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from partners.models import User

EMAIL, PASSWORD = "finance@stevenage.example.gov.uk", "correct horse battery"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user(email=EMAIL, password=PASSWORD)


KEY = re.compile(r'<code class="key">(\w+)</code>')


def sign_in(client):
    return client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})


def sign_in_and_confirm(client):
    """Changing how one signs in takes the password once more."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_shown_now(key):
    return totp.format_hotp_value(totp.hotp_value(key, int(time.time()) // 30))


def turn_on(client):
    sign_in_and_confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    code = code_shown_now(KEY.search(page).group(1))
    client.post(reverse("mfa_activate_totp"), {"code": code})


def test_turning_it_on_shows_codes_for_a_day_without_the_phone(client, person):
    turn_on(client)

    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    overview = client.get(reverse("mfa_index")).content.decode()

    assert len(KEY.findall(page)) == 10
    assert "10 of 10 are unused." in overview
    assert "Turn the second step off" in overview


def test_a_wrong_code_does_not_turn_it_on_and_keeps_the_key(client, person):
    sign_in_and_confirm(client)
    address = reverse("mfa_activate_totp")
    shown = KEY.search(client.get(address).content.decode()).group(1)

    page = client.post(address, {"code": "1"}).content.decode()

    assert "This code is not right, or has expired." in page
    assert KEY.search(page).group(1) == shown
    assert not Authenticator.objects.exists()


def test_the_password_alone_then_no_longer_signs_in(client, person):
    turn_on(client)
    client.logout()

    response = sign_in(client)
    page = client.get(response.url).content.decode()

    assert "_auth_user_id" not in client.session
    assert response.url == reverse("mfa_authenticate")
    assert "Enter the code from your app" in page


def test_a_kept_code_signs_in_once(client, person):
    turn_on(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    kept = KEY.search(page).group(1)
    client.logout()
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": kept})

    assert client.session["_auth_user_id"] == str(person.pk)

    client.logout()
    sign_in(client)
    again = client.post(reverse("mfa_authenticate"), {"code": kept})

    assert "_auth_user_id" not in client.session
    assert "This code is not right, or has expired." in again.content.decode()


def test_it_can_be_turned_off_again(client, person):
    turn_on(client)

    asked = client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))

    assert "Your password alone will then be enough" in asked
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_turning_it_on_takes_the_password_once_more(client, person):
    sign_in(client)

    page = client.get(reverse("mfa_activate_totp"), follow=True).content.decode()
    wrong = client.post(reverse("account_reauthenticate"), {"password": "guess"}).content.decode()

    assert "Confirm it is you" in page and not KEY.search(page)
    assert '<a href="#id_password">This is not your password.' in wrong
