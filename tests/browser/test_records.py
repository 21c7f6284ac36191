"""Finding who changed a camera and putting it back, as people do it: on a desk and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from partners.models import Role
from tests import factories
from tests.factories import PASSWORD
from tests.record_pages import change

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def year():
    """Two councils with a camera each, and their year; A-1 was renamed and its spell changed."""
    host, other = factories.make_partners(2)
    camera_type = factories.make_camera_type()
    camera = factories.make_camera(host, camera_type, reference="OLD-1")
    factories.make_camera(other, camera_type, reference="B-1")
    year = factories.approved(factories.make_year([host, other]))
    officer = factories.make_finance_officer(host, name="Finance officer", email="fin@a.uk")
    change(camera, officer, "Signs renewed", reference="A-1", location="Market Place")
    change(camera.services.get(), officer, last_day=date(2025, 3, 31))
    change(year.lines.get(), officer, name="Staff")
    factories.make_person(Role.ADMINISTRATOR, partner=host, name="Admin", email="admin@a.uk")
    return year


@pytest.fixture
def signed_in(year, page, live_server):
    """``signed_in("fin@a.uk", "/cameras/")``: the page, opened by that person."""

    def opened(email, path):
        page.goto(f"{live_server.url}/accounts/login/?next={path}")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}{path}")
        return page

    return opened


def is_wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_finance_officer_finds_a_change_and_puts_half_of_it_back(
    signed_in, assert_accessible, width
):
    page = signed_in("fin@a.uk", "/cameras/")
    page.set_viewport_size({"width": width, "height": 900})

    page.get_by_role("link", name="Changes to the register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Changes to the camera register")
    assert_accessible(page)
    assert not is_wider_than_the_window(page)
    page.get_by_label("Camera or type").fill("old")
    page.get_by_label("Kind").select_option("Cameras")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("2 entries")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download what is shown (CSV)").click()
    assert download.value.suggested_filename == "cameras-history.csv"

    page.get_by_role("link", name="Put back").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        ["Choose what is put back.", "Write why: it is kept in the history."]
    )
    assert_accessible(page)
    page.get_by_role("link", name="Choose what is put back.").click()
    page.keyboard.press("Space")
    page.get_by_label("Why?").fill("The sign says OLD-1")
    page.get_by_role("button", name="Put back").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("OLD-1")
    expect(page.get_by_role("alert")).to_contain_text("Camera A-1: Reference put back.")
    first = page.get_by_role("listitem").filter(has_text="Reference changed from “A-1” to “OLD-1”")
    expect(first).to_contain_text("Put back: The sign says OLD-1")
    assert_accessible(page)
    assert not is_wider_than_the_window(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lines_history_is_one_click_from_the_budget(signed_in, assert_accessible, width):
    page = signed_in("fin@a.uk", "/budgets/2024-25/")
    page.set_viewport_size({"width": width, "height": 900})

    page.get_by_role("link", name="History of Staff").click()

    expect(page.get_by_text("Only what concerns Staff")).to_be_visible()
    expect(page.get_by_text("2 entries")).to_be_visible()
    expect(page.get_by_text("Name changed from “Employees” to “Staff”")).to_be_visible()
    assert_accessible(page)
    assert not is_wider_than_the_window(page)


def test_an_administrator_says_why_and_reads_it_in_the_log(signed_in, assert_accessible):
    page = signed_in("admin@a.uk", "/people/")
    page.get_by_role("link", name="Finance officer").first.click()
    page.get_by_role("link", name="Close the account").click()
    assert_accessible(page)
    page.get_by_label("Why (optional)").fill("Left the council")
    page.get_by_role("button", name="Close the account").click()

    page.get_by_role("link", name="The same as a log").click()

    row = page.get_by_role("row").filter(has_text="Account closed")
    expect(row).to_contain_text("Left the council")
    expect(page.get_by_text("Only what concerns Finance officer")).to_be_visible()
    assert_accessible(page)


def test_nothing_scrolls_sideways_on_the_narrowest_phone(signed_in, year, live_server):
    page = signed_in("fin@a.uk", "/cameras/history/")
    page.set_viewport_size({"width": 320, "height": 700})
    put_back = page.get_by_role("link", name="Put back").first.get_attribute("href")

    for path in ["/cameras/history/", "/cameras/history/?q=nowhere&since=soon", put_back]:
        page.goto(f"{live_server.url}{path}")
        assert not is_wider_than_the_window(page), path
    page.goto(f"{live_server.url}/budgets/2024-25/history/")
    assert not is_wider_than_the_window(page)
