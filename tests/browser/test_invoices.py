"""Finance marks an instalment by keyboard, and the council reads it in its statement."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INVOICES = "/budgets/2024-25/invoices/"


@pytest.fixture
def as_person(demonstration, new_context, live_server, sign_in_browser):
    """``as_person(mailbox, address)``: that page in a browser of the person's own."""

    def opened(mailbox, address):
        context = new_context()
        sign_in_browser(context, mailbox)
        page = context.new_page()
        page.goto(f"{live_server.url}{address}")
        return page

    return opened


def test_an_instalment_is_marked_and_stands_in_the_statement(as_person, assert_accessible):
    finance = as_person("finance@stevenage", INVOICES)
    assert_accessible(finance)
    finance.get_by_role("link", name="instalment 3 of East Herts").press("Enter")
    finance.get_by_label("Number of the invoice").press("Enter")
    expect(finance.get_by_role("alert")).to_contain_text("Enter the number of the invoice")
    assert_accessible(finance)
    finance.get_by_label("Number of the invoice").fill("50123")
    finance.get_by_label("Number of the invoice").press("Enter")
    expect(finance.get_by_role("alert")).to_contain_text(
        "Instalment 3 of East Herts is marked as issued: 50123."
    )
    finance.get_by_role("link", name="Year end").press("Enter")
    expect(finance.get_by_role("heading", level=1)).to_have_text("Year end 2024/25")
    assert_accessible(finance)

    officer = as_person("officer@east-herts", "/partners/east-herts/2024-25/q2/")
    assert_accessible(officer)
    officer.get_by_role("link", name="Statement 2024/25").press("Enter")
    expect(officer.get_by_role("row", name="Instalment 3")).to_contain_text("50123")
    assert_accessible(officer)
