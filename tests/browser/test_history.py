"""The history of figures in a real browser: beside what one types, put back, the log, taken back."""

import pytest
from playwright.sync_api import expect

from budgets.models import FigureBatch
from tests.browsing import FOCUSED, cell, origin, result, tab_to
from tests.entry_page import newest_figures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINE = "Premises Related"
WIDTHS = (1280, 390, 320)
NARROWEST = 320


@pytest.fixture
def passed(assert_accessible):
    """``passed(page)`` on every page met: accessible, and no wider than the window at any width."""

    def check(page):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
            if width != NARROWEST:
                assert_accessible(page)
        page.set_viewport_size({"width": 1280, "height": 900})

    return check


@pytest.fixture
def saved(entry):
    """The entry page after Premises Related was estimated at 43,690 and commented at length."""
    cell(entry, LINE, "Estimate").fill("43,690")
    cell(entry, LINE, "Comment").fill("The landlord asks for more from October on. " * 6)
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_text("Quarter 2 is saved.").wait_for()
    return entry


def history_of(page, line=LINE):
    return page.get_by_role("link", name=f"History of {line}")


def opened(page):
    history_of(page).click()
    dialog = page.get_by_role("dialog", name=f"History of {LINE}")
    expect(dialog).to_be_visible()
    return dialog


def row(place, *cells):
    """The row of ``place`` that holds all of ``cells``."""
    rows = place.get_by_role("row")
    for text in cells:
        rows = rows.filter(has_text=text)
    return rows


def test_a_figure_is_saved_put_back_and_taken_back(saved, open_quarter, passed):
    page = saved
    passed(page)
    dialog = opened(page)
    row(dialog, "42,690", "not entered").get_by_role("link", name="Put back 42,690").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Put back an earlier estimate")
    passed(page)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("alert").first).to_contain_text("Write why it is put back.")
    passed(page)
    page.get_by_label("Why is it put back?").fill("The landlord withdrew.")
    page.get_by_role("button", name="Put it back").click()

    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("Premises Related, estimate: the earlier value is put back.")
    expect(banner).to_contain_text("The balance to recover is £522,490")
    passed(page)
    page.get_by_role("link", name="This line in the log").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History of Quarter 2 figures")
    expect(row(page, "43,690", "The landlord withdrew.")).to_have_count(1)
    expect(page.get_by_label("Line")).to_have_value(str(open_quarter.year.lines.get(name=LINE).pk))
    passed(page)
    row(page, "Comment", "Typed").first.get_by_role("link").first.click()

    expect(row(page, LINE, "Estimate")).to_contain_text("42,690")
    passed(page)
    page.get_by_label("Why are they taken back?").fill("It belongs to Quarter 3.")
    page.get_by_role("button", name="Take these figures back").click()

    expect(page.get_by_role("alert")).to_contain_text("Taken back: 1 cell as before.")
    passed(page)
    assert newest_figures(open_quarter)[LINE] == (17_770, 42_690, "")
    taking = FigureBatch.objects.latest("pk")
    assert (taking.source, taking.reason) == ("taken_back", "It belongs to Quarter 3.")


def test_what_was_saved_is_taken_back_from_the_message_about_it(saved, open_quarter):
    saved.get_by_role("link", name="See what was saved, or take it back").click()
    saved.get_by_label("Why are they taken back?").fill("Wrong line.")
    saved.get_by_role("button", name="Take these figures back").click()
    saved.get_by_text(
        "Taken back: 2 cells as before. The balance to recover is £522,490"
    ).wait_for()

    saved.get_by_role("link", name="Enter figures").click()

    assert result(saved, "Balance to recover") == "522,490 −21,440 to budget"
    assert cell(saved, LINE, "Estimate").input_value() == "42,690"


def test_the_history_over_the_page_is_accessible(saved, passed):
    opened(saved)

    passed(saved)


def test_the_history_opens_over_what_is_typed_and_gives_the_focus_back(saved):
    cell(saved, "Employees", "Actual").fill("99")

    for close in (
        lambda: saved.keyboard.press("Escape"),
        lambda: saved.get_by_role("button", name="Close").click(),
        lambda: saved.mouse.click(2, 2),
    ):
        dialog = opened(saved)
        assert saved.evaluate(FOCUSED) == "Close"
        expect(dialog.get_by_role("heading", name="Estimate")).to_be_visible()
        expect(row(dialog, "43,690", "as now")).to_have_count(1)
        close()
        expect(dialog).to_have_count(0)
        assert saved.evaluate(FOCUSED) == f"History of {LINE}"

    assert cell(saved, "Employees", "Actual").input_value() == "99"


def test_the_keyboard_opens_the_history_and_reads_a_long_comment(saved):
    cell(saved, "Employees", "Comment").focus()
    tab_to(saved, f"History of {LINE}")
    saved.keyboard.press("Enter")
    dialog = saved.get_by_role("dialog")
    expect(dialog).to_be_visible()

    summary = dialog.locator("summary")
    for _ in range(30):
        saved.keyboard.press("Tab")
        if summary.evaluate("it => it === document.activeElement"):
            break
    saved.keyboard.press("Enter")

    whole = dialog.locator("details p")
    expect(whole).to_be_visible()
    assert whole.inner_text().count("The landlord asks for more from October on.") == 6


def test_without_the_script_the_history_is_a_page(saved, browse, passed):
    page = browse(java_script_enabled=False)

    history_of(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"History of {LINE}")
    expect(row(page, "43,690", "as now")).to_have_count(1)


def test_where_it_cannot_be_fetched_the_link_leads_to_the_page(saved):
    address = history_of(saved).get_attribute("href")
    asked = []

    def first_fails(route):
        asked.append(route.request.url)
        route.abort() if len(asked) == 1 else route.continue_()

    saved.route(f"**{address}", first_fails)
    history_of(saved).click()

    saved.wait_for_url(f"{origin(saved)}{address}")
    assert len(asked) == 2


def test_an_expired_session_leads_to_signing_in_and_on_to_the_history(saved):
    saved.context.clear_cookies()

    history_of(saved).click()

    saved.wait_for_url("**/accounts/login/?next=/budgets/2024-25/q2/history/*/")


def test_a_locked_quarter_is_read_and_offers_nothing(saved, live_server, passed):
    saved.goto(f"{live_server.url}/budgets/2024-25/q2/submit/")
    saved.get_by_role("button", name="Submit to the board").click()

    saved.get_by_role("link", name=LINE, exact=True).click()
    expect(saved.get_by_text("Figures are locked, so none can be put back")).to_be_visible()
    expect(saved.get_by_role("link", name="Put back")).to_have_count(0)
    passed(saved)
    row(saved, "43,690").get_by_role("link").first.click()
    expect(saved.get_by_text("Figures are locked, so these cannot be taken back.")).to_be_visible()
    expect(saved.get_by_role("button", name="Take these figures back")).to_have_count(0)
    passed(saved)
