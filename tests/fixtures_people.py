"""An administrator, their councils and their browser, and how a page of theirs reads."""

import re
from html import unescape

import pytest
from django.urls import reverse

from partners.models import Role
from tests.factories import make_partners, make_person


@pytest.fixture
def councils(db):
    """Ashdown, the host, with Birchley and Coldbrook."""
    return make_partners(3)


@pytest.fixture
def administrator(councils):
    return make_person(Role.ADMINISTRATOR, partner=councils[0], name="Administrator")


@pytest.fixture
def officer(councils):
    """The partner officer of Birchley."""
    return make_person(Role.OFFICER, partner=councils[1], name="Partner officer", email="o@b.uk")


@pytest.fixture
def pages(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def address(view, person=None, *more):
    return reverse(f"people:{view}", args=[person.pk, *more] if person else [])


def text(response):
    """The words of a page's main part, without tags."""
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def add(pages, partner, role=Role.OFFICER, name="New officer", email="new@b.uk"):
    """Add somebody through the page; what it answers in the end."""
    typed = {"name": name, "email": email, "partner": partner.pk, "role": role}
    return pages.post(address("person_add"), typed, follow=True)
