"""A quarter with figures, and two finance officers who type into it."""

import pytest
from django.test import Client

from partners.models import Role
from tests.factories import enter, make_approved_year, make_person

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}


@pytest.fixture
def quarter(db):
    quarter = make_approved_year(lines={"Salaries": 9000, "Rent": 3000}).quarters.get(number=2)
    enter(quarter, ENTERED)
    return quarter


@pytest.fixture
def robin(quarter):
    return make_person(Role.FINANCE, partner=_host(quarter), name="Robin")


@pytest.fixture
def sam(quarter):
    return make_person(Role.FINANCE, partner=_host(quarter), name="Sam")


@pytest.fixture
def browser_of():
    """``browser_of(robin)``: a client of their own, signed in."""

    def signed_in(person):
        client = Client()
        client.force_login(person)
        return client

    return signed_in


def _host(quarter):
    return quarter.year.partners.get(is_host=True)
