"""The choice of e-mails and the administrator's list of them, by keyboard and on a phone."""

import pytest
from playwright.sync_api import expect

from partners.email_choices import wanted_by
from partners.models import Role
from partners.outbox import Letter, post
from tests.browsing import tab_to
from tests.factories import PASSWORD, make_partners, make_person
from tests.mail_servers import HERE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390, 320)


@pytest.fixture
def host():
    return make_partners(2)[0]


@pytest.fixture
def sign_in_at(page, live_server):
    """``sign_in_at(path, person)``: the page a link leads to, through the sign-in."""

    def signed_in(path, person):
        page.goto(f"{live_server.url}{path}")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}{path}")
        return page

    return signed_in


def assert_it_fits(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), width


def test_a_choice_is_made_by_keyboard_alone(sign_in_at, host, assert_accessible):
    person = make_person(Role.FINANCE, partner=host)
    page = sign_in_at("/accounts/emails/", person)
    boxes = page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [True] * 6
    expect(page.get_by_role("group", name="Send me an e-mail when")).to_be_visible()
    assert_accessible(page)
    assert_it_fits(page)

    tab_to(page, "a quarter is taken back")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text(
        "Your choice is saved. You are told when a quarter opens for figures, "
        "a quarter is put before the board, a report is published, "
        "a council asks about its share, or is answered and "
        "a board member comments on a draft, clears it or sends it back."
    )
    expect(boxes).to_have_count(6)
    assert [box.is_checked() for box in boxes.all()] == [True, True, False, True, True, True]
    assert wanted_by(person) == ["opened", "submitted", "published", "replied", "board"]
    assert_accessible(page)
    assert_it_fits(page)


def test_an_administrator_sees_what_waits_and_sends_it(
    sign_in_at, host, settings, assert_accessible
):
    administrator = make_person(Role.ADMINISTRATOR, partner=host)
    people = [make_person(Role.BOARD, partner=host, name=f"Member {n}") for n in (1, 2)]
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{HERE}.Down"
    post([Letter(person, "Quarter 2 is open", "Words") for person in people], about="Quarter 2")
    settings.EMAIL_BACKEND = working

    page = sign_in_at("/", administrator)
    page.get_by_role("link", name="E-mails that could not be sent yet").click()
    expect(page.get_by_role("cell", name="The mail server did not answer")).to_have_count(2)
    assert_accessible(page)
    assert_it_fits(page)
    page.get_by_role("button", name="Try again now").click()

    expect(page.get_by_role("alert")).to_contain_text("2 e-mails are sent.")
    expect(page.get_by_text("None waits")).to_be_visible()
    assert_accessible(page)
    assert_it_fits(page)
