"""The first page after signing in."""

import pytest

from partners.models import Membership, Partner, Role, User

pytestmark = pytest.mark.django_db


def test_home_asks_visitors_to_sign_in_and_leads_back(client):
    response = client.get("/")

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/"


def test_home_says_who_one_is_signed_in_as(client):
    council = Partner.objects.create(name="Northtown", short_name="Northtown", slug="n", position=1)
    officer = User.objects.create_user("officer@northtown.example.gov.uk")
    Membership.objects.create(user=officer, partner=council, role=Role.OFFICER)
    client.force_login(officer)

    response = client.get("/")

    assert "You are signed in as Partner officer, Northtown." in response.content.decode()
