"""What if, in a real browser: the answer follows what is typed, and its address keeps it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/cameras/2024-25/what-if/?quarter=q2"


@pytest.fixture
def opened(page, live_server, demonstration, sign_in_browser):
    """``opened(mailbox, address)``: the page, as that person sees it."""

    def go(mailbox, address=PAGE):
        sign_in_browser(page.context, mailbox)
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def row(page, name):
    return page.get_by_role("row", name=re.compile(f"^{name}"))


def test_the_answer_follows_what_is_typed_and_the_address_keeps_it(
    opened, live_server, assert_accessible
):
    page = opened("finance@stevenage")
    assert_accessible(page)
    page.get_by_label("Change 1: cameras more").fill("-10")
    page.get_by_label("Change 1: from").fill("1 Jul 2024")

    expect(page.get_by_text("Stevenage: 10 fewer cameras")).to_be_visible()
    expect(row(page, "Stevenage")).to_contain_text("−")
    page.get_by_label("Change 1: cameras more").fill("ten")
    expect(page.get_by_text("This cannot be worked out yet:")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Change 1: cameras more").fill("8")
    page.get_by_label("Name of this calculation").fill("Eight more")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eight more")
    answer = row(page, "Stevenage").inner_text()

    other = opened("board@hertsmere", page.url.removeprefix(live_server.url))

    expect(other.get_by_role("heading", level=1)).to_have_text("Eight more")
    assert row(other, "Stevenage").inner_text() == answer


def test_an_officer_tries_it_on_a_narrow_phone(opened, assert_accessible):
    page = opened("officer@east-herts")
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_label("Change 1: cameras more").fill("3")

    expect(page.get_by_text("East Herts: 3 more cameras")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
