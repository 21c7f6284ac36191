"""A finance officer writes a section in a real browser: completed by keyboard, previewed, kept, saved."""

import re

import pytest
from playwright.sync_api import expect

from reports.models import Section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BESIDE = re.compile(r"\d\.\d The partners pay £21,440 less\.")


def text(page):
    return page.get_by_label("Text", exact=True)


def preview(page):
    return page.get_by_role("region", name="Preview")


@pytest.fixture
def background(demonstration, page, live_server, sign_in_browser):
    """The section Background in the studio."""
    sign_in_browser(page.context)
    page.goto(f"{live_server.url}/reports/2024-25/q2/edit/")
    page.get_by_role("link", name=re.compile(r"^\d+ Background$")).click()
    expect(page.get_by_role("heading", name="Background", level=1)).to_be_visible()
    # The script hides it once it follows what is typed.
    expect(page.locator("[data-preview-button][hidden]")).to_have_count(1)
    return page


def test_a_reference_is_completed_by_keyboard_previewed_and_saved(background, assert_accessible):
    page = background
    text(page).press("Control+End")
    page.keyboard.type("\n\nThe partners pay {{ balance var")

    options = page.get_by_role("listbox", name="Figures").get_by_role("option")
    expect(options.first).to_contain_text("balance.variance−£21,440")
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(text(page)).to_have_attribute("aria-activedescendant", "studio--completions-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.type(" less, {{ bal")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(preview(page)).to_contain_text("“{{ bal” is not a figure of this quarter.")
    for _ in ", {{ bal":
        page.keyboard.press("Backspace")
    page.keyboard.type(".")
    expect(preview(page).get_by_text(BESIDE)).to_be_visible()
    expect(preview(page).get_by_text("This cannot be saved yet")).to_have_count(0)

    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("“Background” is saved.")).to_be_visible()
    body = Section.objects.get(report__quarter__number=2, heading="Background").body
    assert body.endswith("\n\nThe partners pay {{ balance.variance | plain }} less.")


def test_on_a_phone_what_was_not_saved_is_offered_again(background, assert_accessible):
    page = background
    page.set_viewport_size({"width": 390, "height": 844})
    text(page).fill("The partners pay {{ balance.varianc }}.")
    expect(preview(page)).to_contain_text("Did you mean “balance.variance”?")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

    page.reload()
    expect(page.get_by_text("This browser has kept it.")).to_be_visible()
    expect(text(page)).not_to_have_value("The partners pay {{ balance.varianc }}.")
    page.get_by_role("button", name="Put it in").click()

    expect(text(page)).to_have_value("The partners pay {{ balance.varianc }}.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Background, paragraph 1.1")
    expect(text(page)).to_have_value("The partners pay {{ balance.varianc }}.")
