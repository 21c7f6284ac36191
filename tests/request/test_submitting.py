"""Submitting to the board: what finance is shown before it locks the figures."""

import pytest

from tests.budget_pages import words_of
from tests.drafts import send, token_in
from tests.entry_page import address_of
from tests.factories import enter


@pytest.fixture
def finance(robin, browser_of):
    return browser_of(robin)


def test_who_submits_is_told_of_what_is_not_saved(quarter, finance, sam, browser_of):
    send(quarter, token_in(finance.get(address_of(quarter))), {"Rent": {"estimate": "3,200"}})
    address = address_of(quarter, "quarter_submit")

    told = "Submitting leaves it out. See what you typed"
    assert told in words_of(finance.get(address))
    assert told not in words_of(browser_of(sam).get(address))


def test_what_was_not_shown_is_not_submitted(quarter, finance):
    address = address_of(quarter, "quarter_submit")
    shown = finance.get(address).context["shown"]
    enter(quarter, {"Rent": (1500, 3300, "")})

    refused = finance.post(address, {"shown": shown})

    assert "Figures, budget or cameras have changed since this page was shown." in words_of(refused)
    assert "£12,300" in words_of(refused)
    assert finance.post(address).status_code == 200
    quarter.refresh_from_db()
    assert quarter.state == "open"
    finance.post(address, {"shown": refused.context["shown"]})
    quarter.refresh_from_db()
    assert quarter.state == "with_board"
