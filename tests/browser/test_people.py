"""An administrator's journey: somebody joins, changes post and leaves, by keyboard and on a phone."""

import pytest
from playwright.sync_api import expect

from partners.models import Role, User
from tests.factories import PASSWORD, make_partners, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people_page(page, live_server):
    """The list of people, with its administrator signed in."""
    host, other, *_ = make_partners(3)
    administrator = make_person(Role.ADMINISTRATOR, partner=host, name="Administrator")
    make_person(Role.OFFICER, partner=other, name="Partner officer")
    page.goto(f"{live_server.url}/accounts/login/?next=/people/")
    page.get_by_label("E-mail address").fill(administrator.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    return page


def is_wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_an_administrator_adds_somebody_changes_their_role_and_closes_the_account(
    people_page, assert_accessible
):
    page = people_page
    assert_accessible(page)

    page.get_by_role("button", name="Add a person").click()
    page.get_by_role("button", name="Add and invite").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [
            "Enter a name or a post, such as Finance officer.",
            "Enter an e-mail address, such as name@council.example.gov.uk.",
            "Choose the council they work for.",
            "Choose a role.",
        ]
    )
    assert_accessible(page)
    page.get_by_role("link", name="Choose a role.").click()
    expect(page.locator("#id_role_1")).to_be_focused()

    page.get_by_label("Name, or the post they hold").fill("New officer")
    page.get_by_label("E-mail address").fill("new@birchley.example.gov.uk")
    page.get_by_label("Council").select_option("Birchley")
    page.get_by_label("Partner officer").check()
    page.get_by_role("button", name="Add and invite").click()
    expect(page.get_by_role("alert")).to_contain_text("New officer is added.")
    assert_accessible(page)

    page.get_by_role("link", name="Take away the role Partner officer, Birchley").click()
    assert_accessible(page)
    page.get_by_role("button", name="Take the role away").click()
    expect(page.get_by_role("alert")).to_contain_text("no longer has the role")
    page.get_by_role("link", name="Give a role").click()
    page.get_by_label("Council").select_option("Coldbrook")
    page.get_by_label("Board member").check()
    assert_accessible(page)
    page.get_by_role("button", name="Give the role").click()

    page.get_by_role("link", name="Close the account").click()
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_role("listitem").filter(has_text="Account closed")).to_be_visible()
    assert_accessible(page)

    person = User.objects.get(email="new@birchley.example.gov.uk")
    assert not person.is_active
    assert [str(held) for held in person.memberships.all()] == ["Board member, Coldbrook"]


def test_the_keyboard_alone_finds_somebody(people_page):
    page = people_page
    page.get_by_label("Name or e-mail address").focus()

    page.keyboard.type("partner")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 person")).to_be_visible()
    link = page.get_by_role("link", name="Partner officer", exact=True)
    link.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Partner officer")


def test_nothing_scrolls_sideways_on_the_narrowest_phone(people_page, assert_accessible):
    page = people_page
    page.set_viewport_size({"width": 320, "height": 700})
    asked = ["/people/", "/people/?role=king", "/people/?q=nobody", "/people/add/"]
    one = page.get_by_role("link", name="Partner officer", exact=True).get_attribute("href")
    origin = page.url.split("/people/")[0]

    for path in [*asked, one, f"{one}edit/", f"{one}roles/add/", f"{one}close/"]:
        page.goto(f"{origin}{path}")
        assert not is_wider_than_the_window(page), path
        assert_accessible(page)
