"""A draft that is with the board, the people who speak of it, and their browsers."""

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from partners.models import Role
from tests.factories import make_person
from tests.papers import Kind, plain_report

SECTIONS = (
    (Kind.SUMMARY, "Summary", "In short."),
    (Kind.RECOMMENDATIONS, "Recommendations", "1. note it"),
    (Kind.NUMBERED, "Background", "Three partners.\n\nThey pay {{ balance.estimate }}."),
    (Kind.TABLES, "Financial position", ""),
)


@pytest.fixture
def draft(db):
    draft = plain_report(sections=SECTIONS)
    submit_quarter(quarter=draft.quarter, user=None)
    draft.quarter.refresh_from_db()
    return draft


@pytest.fixture
def board_people(draft):
    host, other, *_ = draft.quarter.year.partners.order_by("position")
    return {
        "finance": make_person(Role.FINANCE, partner=host, name="Fin Ance"),
        "member": make_person(Role.BOARD, partner=other, name="Mem Ber"),
        "second": make_person(Role.BOARD, partner=host, name="Sec Ond"),
        "officer": make_person(Role.OFFICER, partner=other),
    }


@pytest.fixture
def client_of(board_people):
    def signed_in(who):
        client = Client()
        client.force_login(board_people[who])
        return client

    return signed_in


@pytest.fixture
def member(client_of):
    return client_of("member")


@pytest.fixture
def finance(client_of):
    return client_of("finance")
