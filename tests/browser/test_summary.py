"""The summary in a browser: what moved, what is mentioned, its pictures; and that all can read it."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SUMMARY = "/budgets/2024-25/q2/"
PAGES = (SUMMARY, f"{SUMMARY}?movement=1", f"{SUMMARY}mentioned/", "/budgets/2024-25/q3/")
KEPT = tuple(f"/budgets/2024-25/q3/mentioned/{step}" for step in ("", "add/"))


@pytest.fixture
def signed_in(page, live_server, sign_in, demonstration):
    """``signed_in(mailbox, address)``: the page at ``address``, as that person."""

    def opened(mailbox, address):
        cookie = sign_in(mailbox).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{address}")
        return page

    return opened


def is_wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_summarys_pages_fit_the_window_and_are_accessible(
    signed_in, live_server, assert_accessible, width
):
    page = signed_in("finance@stevenage", SUMMARY)
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = []

    for address in (*PAGES, *KEPT):
        assert page.goto(f"{live_server.url}{address}").status == 200
        assert_accessible(page)
        if is_wider_than_the_window(page):
            too_wide.append(address)

    assert too_wide == []


def test_a_board_member_sees_what_moved_and_comes_back_by_keyboard(signed_in):
    page = signed_in("board@hertsmere", SUMMARY)

    page.get_by_role("link", name="Change since Quarter 1").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "£13,210 less to recover than estimated in Quarter 1"
    )
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Transport"))
    expect(row).to_contain_text("+600")
    page.get_by_role("link", name="Budget, actual and estimate").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("£522,490 to recover")


def test_the_pictures_say_in_words_what_they_show(signed_in):
    page = signed_in("board@hertsmere", SUMMARY)

    groups = page.get_by_role("img", name="Budget, actual and estimate of each group: Employees")
    spending = page.get_by_role("img", name="Part of each group’s budget spent or received so far")

    expect(groups).to_be_visible()
    expect(spending).to_be_visible()
    for picture in (groups, spending):
        assert picture.evaluate("svg => svg.firstElementChild.tagName") == "title"
        assert picture.evaluate(
            "svg => [...svg.querySelectorAll('text')]"
            ".every(text => getComputedStyle(text).fontFamily.startsWith('Arial'))"
        )


def test_finance_adds_an_item_mends_a_mistake_and_settles_it(signed_in, assert_accessible):
    page = signed_in("finance@stevenage", "/budgets/2024-25/q3/")
    page.get_by_role("link", name="Add, change or settle what is mentioned").click()
    page.get_by_role("button", name="Add an item").click()
    page.get_by_label("What was mentioned").fill("Repair of the mast in the market place")
    page.get_by_label("Whom it waits for").fill("Estates")
    page.get_by_label("Due").fill("soon")
    page.get_by_label("Expected effect").fill("about 3,000")
    page.get_by_role("button", name="Add it").click()
    link = page.get_by_role("link", name="“soon” is not a day")
    link.wait_for()
    assert_accessible(page)
    link.press("Enter")
    expect(page.locator("#id_due")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("31 Jan 2030")
    page.get_by_label("Expected effect").fill("3,000")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3\N{NO-BREAK SPACE}items")
    expect(page.get_by_text("The known effects come to +£7,800")).to_be_visible()

    page.get_by_role("link", name=re.compile(r"^Settle\W+Repair of the mast")).click()
    assert_accessible(page)
    page.get_by_label("Dropped").check()
    page.get_by_label("How was it settled?").fill("The insurer pays.")
    page.get_by_role("button", name="Settle it").click()

    expect(page.get_by_text("Dropped. The insurer pays.")).to_be_visible()
    assert_accessible(page)
