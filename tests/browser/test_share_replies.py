"""A council asks about its share, finance answers, and the council confirms: both by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARE = "/partners/east-herts/2024-25/q2/"


@pytest.fixture
def as_person(demonstration, new_context, live_server, sign_in_browser):
    """``as_person(mailbox)``: a page of that person's own browser, at home."""

    def opened(mailbox):
        context = new_context()
        sign_in_browser(context, mailbox)
        page = context.new_page()
        page.goto(live_server.url)
        return page

    return opened


def test_a_query_is_answered_and_the_share_confirmed(as_person, assert_accessible):
    officer, finance = as_person("officer@east-herts"), as_person("finance@stevenage")
    officer.get_by_role("link", name="Confirm it, or ask").click()
    officer.get_by_role("button", name="Send as a query").press("Enter")
    expect(officer.get_by_role("alert")).to_contain_text("Write what you would like to know.")
    assert_accessible(officer)
    officer.get_by_label("Your query").fill("Why has our share fallen?")
    officer.get_by_role("button", name="Send as a query").press("Enter")
    expect(officer.get_by_text("Query to answer")).to_have_count(2)

    finance.reload()
    finance.get_by_role("link", name="East Herts asks about Quarter 2, 2024/25").press("Enter")
    finance.get_by_label("Your answer").fill("Stevenage has more cameras now.")
    finance.get_by_role("button", name="Send as the answer").press("Enter")
    expect(finance.get_by_role("alert")).to_contain_text("Your answer is sent to East Herts.")
    assert_accessible(finance)

    officer.reload()
    expect(officer.get_by_text("Stevenage has more cameras now.")).to_be_visible()
    officer.get_by_role("button", name="Confirm these figures").press("Enter")
    expect(officer.get_by_role("alert")).to_contain_text("is confirmed for East Herts.")
    assert_accessible(officer)
