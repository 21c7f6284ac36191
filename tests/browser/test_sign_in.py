"""Signing in as people meet it: by keyboard alone, on a narrow screen, heard by a screen reader."""

import pytest
from playwright.sync_api import expect

from partners.models import Membership, Partner, Role, User

EMAIL, PASSWORD = "finance@stevenage.example.gov.uk", "correct horse battery"
# A page that is there for every signed-in person, whatever their role.
AFTER = "/accounts/2fa/"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person():
    stevenage = Partner.objects.create(
        name="Stevenage Borough Council", short_name="Stevenage", slug="stevenage", position=1
    )
    user = User.objects.create_user(email=EMAIL, password=PASSWORD)
    Membership.objects.create(user=user, partner=stevenage, role=Role.FINANCE)
    return user


@pytest.fixture
def sign_in_page(page, live_server):
    page.goto(f"{live_server.url}/accounts/login/?next={AFTER}")
    return page


def targets_too_small(page):
    """Links and buttons under 24 pixels high; those inside a sentence are excepted by WCAG 2.5.8."""
    return page.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden])")]
            .filter(target => !target.closest("p") && !target.matches(".govuk-skip-link"))
            .filter(target => target.getBoundingClientRect().height < 24)
            .map(target => target.outerHTML)"""
    )


def tab_to(page, name):
    """Press Tab until the field has the focus; ten presses are more than the page has stops before it."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    pytest.fail(f"Tab never reached {name}")


def is_wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_the_sign_in_page_and_its_errors_are_accessible(sign_in_page, assert_accessible):
    assert_accessible(sign_in_page)

    sign_in_page.get_by_role("button", name="Sign in").click()
    sign_in_page.get_by_role("heading", name="There is a problem").wait_for()

    assert_accessible(sign_in_page)


def test_the_keyboard_alone_signs_in_and_out(sign_in_page, person, live_server, assert_accessible):
    keyboard = sign_in_page.keyboard
    tab_to(sign_in_page, "id_login")
    keyboard.type(EMAIL)
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Tab")
    keyboard.press("Enter")
    sign_in_page.wait_for_url(f"{live_server.url}{AFTER}")

    assert sign_in_page.get_by_text("Finance officer, Stevenage").is_visible()
    assert_accessible(sign_in_page)

    sign_in_page.get_by_role("button", name="Sign out").focus()
    keyboard.press("Enter")

    assert sign_in_page.get_by_role("alert").inner_text().split("\n")[-1] == "You are signed out."
    assert_accessible(sign_in_page)


def test_the_first_tab_skips_to_the_content(sign_in_page):
    sign_in_page.keyboard.press("Tab")
    link = sign_in_page.evaluate("document.activeElement.textContent")
    sign_in_page.keyboard.press("Enter")

    assert link == "Skip to main content"
    expect(sign_in_page.locator("#main")).to_be_focused()


def test_a_wrong_password_is_heard_and_leads_back_to_the_field(sign_in_page, person):
    sign_in_page.get_by_label("E-mail address").fill(EMAIL)
    sign_in_page.get_by_label("Password").fill("guess")
    sign_in_page.keyboard.press("Enter")
    error = sign_in_page.get_by_role("link", name="The e-mail address or the password is not right")
    error.wait_for()

    expect(sign_in_page.locator(".govuk-error-summary")).to_be_focused()
    error.press("Enter")

    assert sign_in_page.title().startswith("Error: Sign in")
    expect(sign_in_page.locator("#id_login")).to_be_focused()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways_on_a_narrow_screen(sign_in_page, width):
    sign_in_page.set_viewport_size({"width": width, "height": 700})
    as_opened = is_wider_than_the_window(sign_in_page)
    sign_in_page.get_by_role("button", name="Sign in").click()
    sign_in_page.get_by_role("heading", name="There is a problem").wait_for()

    assert not as_opened
    assert not is_wider_than_the_window(sign_in_page)


def test_every_link_and_button_is_large_enough_to_hit(sign_in_page, person):
    as_opened = targets_too_small(sign_in_page)
    sign_in_page.get_by_label("E-mail address").fill(EMAIL)
    sign_in_page.get_by_label("Password").fill(PASSWORD)
    sign_in_page.keyboard.press("Enter")
    sign_in_page.get_by_text("Your account").first.wait_for()

    assert as_opened == []
    assert targets_too_small(sign_in_page) == []


def test_the_components_of_the_page_start(sign_in_page):
    """The content security policy lets the page's own scripts run; what it refuses fails every test."""
    started = "document.body.classList.contains('govuk-frontend-supported')"

    assert sign_in_page.evaluate(started)
