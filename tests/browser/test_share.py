"""A partner officer asks why the share moved, and follows the answer down to single cameras."""

import pytest
from playwright.sync_api import expect

from cameras.models import Camera
from reports.demonstration.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARE = "/partners/east-herts/2024-25/q2/"


@pytest.fixture
def signed_in(page, live_server, demonstration):
    """``signed_in(mailbox, address)``: the page at ``address``, after signing in by keyboard."""

    def opened(mailbox, address):
        page.goto(f"{live_server.url}/accounts/login/?next={address}")
        page.get_by_label("E-mail address").fill(f"{mailbox}.example.gov.uk")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}{address}")
        return page

    return opened


def is_wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_an_officer_follows_a_share_from_the_answer_to_single_cameras(signed_in, assert_accessible):
    page = signed_in("officer@east-herts", SHARE)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "£96,320 estimated, £7,210 less than budgeted"
    )
    expect(page.get_by_role("img")).to_have_accessible_name(
        "From £103,530 budgeted to £96,320 estimated: a lower balance takes off £4,080, "
        "a smaller share takes off £3,130."
    )
    variance = page.get_by_role("row", name="Variance")
    expect(variance).to_contain_text("£96,320 estimated − £103,530 budgeted")
    assert_accessible(page)

    page.get_by_role("link", name="The same, month by month").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Averages and shares, worked out")
    expect(page.get_by_role("row", name="Reactive")).to_contain_text("14")
    assert_accessible(page)

    page.go_back()
    page.get_by_role("link", name="See them in the register").click()
    expect(page.get_by_text("58 cameras.")).to_be_visible()
    assert_accessible(page)

    page.get_by_label("In service on").fill("30 Sept 2024")
    page.get_by_label("Type").select_option("Reactive")
    page.keyboard.press("Enter")
    expect(page.get_by_text("13 cameras.")).to_be_visible()

    page.get_by_role("link", name="EHDC-045").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("EHDC-045")
    assert_accessible(page)


def test_a_day_that_cannot_be_read_leads_back_to_its_field_and_keeps_the_rest(
    signed_in, assert_accessible
):
    page = signed_in("finance@stevenage", "/cameras/")
    page.get_by_label("Partner").select_option("Hertsmere")
    page.get_by_label("In service on").fill("soon")
    page.keyboard.press("Enter")

    link = page.get_by_role("link", name="“soon” is not a day")
    link.wait_for()
    assert_accessible(page)
    link.press("Enter")

    expect(page.locator("#id_on")).to_be_focused()
    expect(page.get_by_label("In service on")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Partner")).to_have_value("hertsmere")
    expect(page.get_by_text("46 cameras.")).to_be_visible()


def test_cameras_ticked_in_the_list_are_moved_together_as_shown(signed_in, assert_accessible):
    page = signed_in("finance@stevenage", "/cameras/")
    for reference in ("EHDC-001", "EHDC-002"):
        page.get_by_label(f"Choose {reference}").check()
    page.get_by_role("button", name="Move those ticked").click()
    page.get_by_label("From", exact=True).fill("1 Feb 2025")
    page.get_by_label("Partner from then on").select_option("Hertsmere")
    page.get_by_label("Type").select_option("Reactive")
    page.get_by_label("Why").fill("Joint Executive, minute 14")
    page.get_by_role("button", name="Show what it would do").click()

    expect(page.get_by_role("heading", name="What it would do")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Save it").click()

    expect(page.get_by_text("2 cameras are moved.")).to_be_visible()
    assert_accessible(page)


def test_the_share_pages_and_the_register_fit_a_narrow_window(signed_in, live_server):
    page = signed_in("finance@stevenage", "/partners/")
    page.set_viewport_size({"width": 320, "height": 700})
    addresses = (
        "/partners/",
        "/partners/stevenage/",
        SHARE,
        "/partners/stevenage/2024-25/q3/",
        "/cameras/2024-25/shares/?quarter=q2",
        "/cameras/?on=soon",
        "/cameras/?words=nowhere",
        Camera.objects.first().get_absolute_url(),
        "/cameras/import/",
    )

    too_wide = []
    for address in addresses:
        assert page.goto(f"{live_server.url}{address}").status == 200
        if is_wider_than_the_window(page):
            too_wide.append(address)

    assert too_wide == []


def test_the_partners_pages_are_accessible_and_their_tables_can_be_scrolled_by_keyboard(
    signed_in, live_server, assert_accessible
):
    page = signed_in("board@hertsmere", "/partners/")
    assert_accessible(page)
    page.get_by_role("link", name="Why the share of Stevenage moved").click()
    expect(page.get_by_text("+£8,830").first).to_be_visible()
    page.get_by_role("link", name="Stevenage", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stevenage Borough Council")
    assert_accessible(page)

    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{live_server.url}/cameras/2024-25/shares/")
    table = page.get_by_role("region", name="Cameras in service on the first of each month")
    table.focus()
    page.keyboard.press("ArrowRight")

    # Not wait_for_function: asked a second time, it evaluates a string, which our policy forbids.
    expect(table).not_to_have_js_property("scrollLeft", 0)
    assert_accessible(page)
