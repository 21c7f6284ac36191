"""A quarter from the published paper to its second edition, by everybody it passes, in a real browser.

Every page on the way must please axe and fit a window of 320 pixels, which is a wide one at a
zoom of 400 %. With ``PICTURES=1`` the pages that README shows are photographed into docs/images/.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from budgets.models import FigureRevision, Quarter
from reports.demonstration.figures import PUBLISHED_QUARTER_2, YEAR
from reports.demonstration.people import PASSWORD
from reports.models import Edition
from tests.browsing import (
    WINDOW,
    cell,
    live,
    origin,
    picture,
    picture_of_paper,
    pounds,
    result,
    tab_to,
    words_of_paper,
)
from tests.entry_page import newest_figures
from tests.published import BALANCE, LINES, PARTNERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZOOMED = {"width": 320, "height": 256}
REPORT = "/reports/2024-25/q2/"


@pytest.fixture
def empty_quarter(open_quarter):
    """Quarter 2 open, and none of its figures entered; the paper's words are there."""
    FigureRevision.objects.filter(quarter=open_quarter).delete()
    return open_quarter


@pytest.fixture
def signed_in(page, live_server):
    """``signed_in(mailbox)``: that person's first page after signing in, instead of who was in."""
    page.set_viewport_size(WINDOW)

    def go(mailbox):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("E-mail address").fill(f"{mailbox}.example.gov.uk")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{live_server.url}/")
        return page

    return go


@pytest.fixture
def passed(assert_accessible):
    """``passed(page)`` on every page and state met: accessible, and never wider than a phone."""

    def check(page):
        assert_accessible(page)
        page.set_viewport_size(ZOOMED)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
        page.set_viewport_size(WINDOW)

    return check


def test_finance_enters_quarter_2_from_the_paper_and_submits_it(empty_quarter, signed_in, passed):
    page = signed_in("finance@stevenage")
    passed(page)
    page.get_by_role("button", name="Enter Quarter 2 figures").click()
    assert result(page, "Balance to recover") == "– 6 not entered"
    passed(page)

    for line in LINES:
        cell(page, line.line, "Actual").fill(f"{line.actual:,}")
        cell(page, line.line, "Estimate").fill(f"{line.estimate:,}")
        cell(page, line.line, "Comment").fill(PUBLISHED_QUARTER_2[line.line].comment)

    assert result(page, "Balance to recover") == "522,490 −21,440 to budget"
    assert result(page, "Actual to date") == "293,858"
    assert result(page, "East Herts") == "96,320 −7,210"
    assert live(page, "Income from Company", "variance") == "−22,540"
    passed(page)

    page.get_by_role("button", name="Save", exact=True).click()
    banner = "Quarter 2 is saved. The balance to recover is £522,490, £21,440 less than budgeted."
    page.get_by_text(banner).wait_for()
    assert result(page, "Balance to recover") == "522,490 −21,440 to budget"
    assert page.locator("[data-totals] [data-live=variance]").inner_text() == "−21,440"
    passed(page)
    page.reload()
    picture(page, "entry", 1010)

    page.get_by_role("button", name="Save and go on to submit").click()
    expect(page.locator(".answer")).to_contain_text("£522,490, £21,440 less than budgeted")
    passed(page)
    page.get_by_role("button", name="Submit to the board").click()
    page.get_by_text("is with the board. Its figures are locked.").wait_for()
    passed(page)

    quarter = Quarter.objects.of(YEAR, 2)
    assert quarter.state == Quarter.State.WITH_BOARD
    assert {line: figures[:2] for line, figures in newest_figures(quarter).items()} == {
        line.line: (line.actual, line.estimate) for line in LINES
    }


def test_an_officer_of_east_herts_sees_what_they_pay_and_why(demonstration, signed_in, passed):
    page = signed_in("officer@east-herts")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You pay £96,320, £7,210 less than budgeted"
    )
    assert page.locator(".why li").count() == 2
    passed(page)

    page.get_by_role("button", name="See how it was worked out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "£96,320 estimated, £7,210 less than budgeted"
    )
    cost, share = page.locator(".why li").all_inner_texts()
    assert cost.startswith("−£4,080") and "£21,440 less to pay between them" in cost
    assert share.startswith("−£3,130") and "share" in share
    expect(page.get_by_text("250,830")).to_have_count(0)
    passed(page)
    picture(page, "share", 830)


def test_a_board_member_reads_the_paper_and_downloads_it(demonstration, signed_in, passed):
    page = signed_in("board@hertsmere")
    passed(page)
    page.get_by_role("button", name="Read the paper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Budget position at Quarter 2, 2024/25"
    )
    passed(page)

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"^Paper \(PDF")).click()

    assert download.value.suggested_filename == "2024-25-q2-report.pdf"
    words = words_of_paper(Path(download.value.path()).read_bytes())
    for printed in (*LINES, BALANCE, *PARTNERS):
        name, figures = printed[0], (printed.budget, printed.estimate, printed.variance)
        assert name in words
        assert all(pounds(figure) in words for figure in figures), name
    assert all(partner.cameras in words and partner.share_percent in words for partner in PARTNERS)


def test_finance_publishes_corrects_and_publishes_again(demonstration, signed_in, passed):
    page = signed_in("finance@stevenage")
    publish(page, passed)
    edition_1 = page.request.get(f"{origin(page)}{REPORT}editions/1/report.pdf").body()
    picture_of_paper(edition_1)

    take_back(page, "A figure was wrong.", passed)
    take_back(page, "Premises need another estimate.", passed)
    page.get_by_role("button", name="Enter figures").click()
    cell(page, "Premises Related", "Estimate").fill("43,690")
    page.get_by_role("button", name="Save and go on to submit").click()
    page.get_by_role("button", name="Submit to the board").click()
    publish(page, passed, reason="Premises were estimated £1,000 too low.")

    page.get_by_role("link", name="Editions").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text(["Edition 2", "Edition 1"])
    expect(page.get_by_text("Premises were estimated £1,000 too low.")).to_be_visible()
    expect(page.get_by_role("row", name="Premises Related")).to_contain_text("+1,000")
    passed(page)

    page.context.clear_cookies()
    page.goto(f"{origin(page)}/reports/")
    passed(page)
    page.get_by_role("link", name="Quarter 2 of 2024/25", exact=True).click()
    expect(page.get_by_text("523,490").first).to_be_visible()
    passed(page)
    kept = page.request.get(f"{origin(page)}{REPORT}editions/1/report.pdf").body()
    assert kept == edition_1 == bytes(Edition.objects.get(number=1).pdf)
    edition_2 = page.request.get(f"{origin(page)}{REPORT}report.pdf").body()
    assert "522,490" in words_of_paper(edition_1)
    assert "523,490" in words_of_paper(edition_2)
    assert page.request.get(f"{origin(page)}/budgets/2024-25/q2/").url.endswith(
        "/accounts/login/?next=/budgets/2024-25/q2/"
    )


def publish(page, passed, reason=""):
    """From wherever finance is: the summary, the question, and the published report."""
    page.goto(f"{origin(page)}/budgets/2024-25/q2/")
    page.get_by_role("button", name="Publish the report").click()
    if reason:
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("alert")).to_contain_text("Write why there is a new edition.")
        passed(page)
        page.get_by_label("Why is there a new edition?").fill(reason)
    page.get_by_label("Anybody").check()
    passed(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("is published as edition").wait_for()
    passed(page)


def take_back(page, reason, passed):
    page.goto(f"{origin(page)}/budgets/2024-25/q2/")
    page.get_by_role("link", name="Take this quarter back a step").click()
    passed(page)
    page.get_by_label("Why does it go back?").fill(reason)
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("is taken back.").wait_for()


# --- By keyboard alone, and everywhere at 320 pixels ---


def test_the_keyboard_alone_signs_in_enters_the_quarter_and_saves(empty_quarter, page, live_server):
    page.goto(f"{live_server.url}/accounts/login/")
    tab_to(page, "E-mail address")
    page.keyboard.type("finance@stevenage.example.gov.uk")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")

    tab_to(page, "Enter the actuals")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/budgets/2024-25/q2/edit/")
    for line in LINES:
        tab_to(page, f"{line.line}: Actual")
        page.keyboard.type(f"{line.actual:,}")
        page.keyboard.press("Tab")
        page.keyboard.type(f"{line.estimate:,}")
    page.keyboard.press("Tab")
    tab_to(page, "Save")
    page.keyboard.press("Enter")

    page.get_by_text("The balance to recover is £522,490, £21,440 less than budgeted.").wait_for()
    assert FigureRevision.objects.filter(quarter=empty_quarter).count() == len(LINES)


def test_an_open_quarter_is_submitted_and_closed_on_the_narrowest_phone(
    open_quarter, signed_in, passed, live_server
):
    page = signed_in("finance@stevenage")
    for address in (
        "/budgets/2024-25/q2/submit/",
        "/budgets/2024-25/q3/submit/",
        "/budgets/2024-25/close/",
        "/reports/",
        "/reports/2024-25/q3/",
    ):
        assert page.goto(f"{live_server.url}{address}").status == 200
        passed(page)

    page.set_viewport_size(ZOOMED)
    page.goto(f"{live_server.url}/budgets/2024-25/q2/submit/")
    page.get_by_role("button", name="Submit to the board").click()

    page.get_by_text("is with the board. Its figures are locked.").wait_for()
