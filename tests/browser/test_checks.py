"""What keeps a paper from being published, and the basis of a charge, read in a real browser.

Both pages must please axe and fit a window of 320 pixels.
"""

import pytest
from playwright.sync_api import expect

from partners.models import User
from reports.models import Section
from tests.browsing import WINDOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZOOMED = {"width": 320, "height": 256}


@pytest.fixture
def finance(page, live_server, client, demonstration):
    client.force_login(User.objects.get(email="finance@stevenage.example.gov.uk"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.set_viewport_size(WINDOW)
    return page


def test_finance_goes_from_publishing_to_a_fault_and_to_its_place(
    finance, live_server, assert_accessible
):
    page = finance
    Section.objects.filter(heading="Background").update(body="See [the annex](annex.pdf).")
    page.goto(f"{live_server.url}/reports/2024-25/q2/publish/")

    page.get_by_role("link", name="All checks").click()
    expect(page.get_by_role("heading", name="Links lead nowhere")).to_be_visible()
    fits(page, assert_accessible)

    page.get_by_role("link", name="Paragraph 1.1", exact=True).first.click()
    expect(page.locator("#p1.1".replace(".", "\\."))).to_be_in_viewport()


def test_the_basis_of_a_charge_is_read_on_a_phone_too(finance, live_server, assert_accessible):
    page = finance

    page.goto(f"{live_server.url}/reports/2024-25/basis/")

    expect(page.get_by_role("heading", name="Basis of the charge 2024/25")).to_be_visible()
    fits(page, assert_accessible)


def fits(page, assert_accessible):
    assert_accessible(page)
    page.set_viewport_size(ZOOMED)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
    page.set_viewport_size(WINDOW)
