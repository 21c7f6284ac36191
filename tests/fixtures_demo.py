"""The golden case in the database, and people of the demonstration signed in."""

import pytest
from django.test import Client

from budgets.lifecycle import reopen_quarter
from budgets.models import Quarter
from partners.models import Partner, User
from reports.demonstration.figures import YEAR
from reports.demonstration.loading import load_demonstration
from tests.stored_rows import put_back, stored_rows


@pytest.fixture(scope="session")
def demonstration_rows():
    """The rows of the demonstration once a test has loaded it; empty before."""
    return []


@pytest.fixture
def demonstration(db, demonstration_rows):
    """Quarter 2 of 2024/25 as ``manage.py demo`` leaves it: complete, and with the board."""
    if demonstration_rows and not Partner.objects.exists():
        put_back(demonstration_rows)
    else:
        is_alone = not Partner.objects.exists()
        load_demonstration(lambda sentence: None)
        if is_alone:
            demonstration_rows[:] = stored_rows()
    return Quarter.objects.of(YEAR, 2)


@pytest.fixture
def open_quarter(demonstration):
    """The demonstration's Quarter 2 taken back from the board, so that figures can be entered."""
    reopen_quarter(quarter=demonstration, user=None, reason="A test enters figures.")
    return Quarter.objects.of(YEAR, 2)


@pytest.fixture
def sign_in():
    """``sign_in("officer@east-herts")``: a client of their own, signed in as that person."""

    def signed_in(mailbox):
        client = Client()
        client.force_login(User.objects.get(email=f"{mailbox}.example.gov.uk"))
        return client

    return signed_in
