"""Finance pastes blocks copied from Excel in a real browser: into a cell of the grid, and without JavaScript."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from budgets.models import FigureBatch, Quarter
from tests.browsing import cell
from tests.entry_page import newest_figures
from tests.pasting import published_block, table
from tests.published import LINES

ENTRY, PASTE = "/budgets/2024-25/q3/edit/", "/budgets/2024-25/q3/paste/"
BLOCK = published_block().replace("Actuals", "Actual to 31 December")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(live_server, sign_in):
    """``signed_in(page, address)``: the page, opened by finance."""

    def go(page, address):
        cookie = sign_in("finance@stevenage").cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{address}")
        return page

    return go


@pytest.fixture
def entry(demonstration, page, signed_in, live_server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    return signed_in(page, ENTRY)


def paste(page, field, text, html=""):
    """Put ``text`` on the clipboard, as a spreadsheet also puts a table there, and press Ctrl+V."""
    page.evaluate(
        "([text, html]) => navigator.clipboard.write([new ClipboardItem({"
        "'text/plain': new Blob([text], {type: 'text/plain'}),"
        "...(html && {'text/html': new Blob([html], {type: 'text/html'})})})])",
        [text, html],
    )
    field.focus()
    page.keyboard.press("Control+V")


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def saved(page):
    page.get_by_role("button", name="Save these figures").click()
    page.get_by_text("saved as pasted.").wait_for()
    return newest_figures(Quarter.objects.get(number=3))


def test_the_published_table_is_pasted_into_the_grid_and_saved(entry, assert_accessible):
    paste(entry, cell(entry, "Employees", "Actual"), BLOCK)
    entry.get_by_text("The balance to recover becomes £522,490.").wait_for()

    assert_accessible(entry)
    assert "The pasted total agrees with the sum: budget £543,930" in entry.inner_text("main")
    assert {line: cells[:2] for line, cells in saved(entry).items()} == {
        line.line: (line.actual, line.estimate) for line in LINES
    }
    assert entry.get_by_text("12 figures of 6 lines are saved as pasted.").is_visible()
    assert FigureBatch.objects.latest("pk").source == "pasted"


def test_figures_alone_fall_into_place_from_the_cell_pasted_into(entry):
    paste(entry, cell(entry, "Recharges", "Estimate"), "16,040\tAs planned\r\n(272,710)\t\r\n")
    entry.get_by_text("3 figures of 2 lines would change.").wait_for()

    figures = saved(entry)

    assert figures["Recharges"] == (None, 16_040, "As planned")
    assert figures["Income from Company"] == (None, -272_710, "")


def test_one_value_and_lines_of_prose_are_ordinary_pastes(entry):
    actual, comment = (cell(entry, "Employees", name) for name in ("Actual", "Comment"))

    paste(entry, actual, "24,745\r\n")
    paste(entry, comment, "One post is vacant.\r\n\r\nCover is agreed.")

    assert actual.input_value() == "24,745"
    assert comment.input_value() == "One post is vacant.\n\nCover is agreed."
    comment.fill("")
    paste(entry, comment, '"One ""post""\r\nis vacant."\r\n', html="<table><td>One</td></table>")
    assert comment.input_value() == 'One "post"\nis vacant.'
    assert entry.url.endswith(ENTRY)


def test_comments_copied_from_a_spreadsheet_are_a_block(entry):
    comment = cell(entry, "Employees", "Comment")

    paste(entry, comment, "Vacant post\r\nReviewed\r\n", html="<table><tr><td>Vacant post</table>")
    entry.get_by_text("2 figures of 2 lines would change.").wait_for()

    assert saved(entry)["Premises Related"] == (None, None, "Reviewed")


def test_what_else_was_typed_is_kept_and_offered_back(entry):
    cell(entry, "Transport Related", "Comment").fill("More mileage")
    paste(entry, cell(entry, "Employees", "Actual"), "24,745\r\n17,770\r\n")
    entry.get_by_text("2 figures of 2 lines would change.").wait_for()
    expect(entry.locator(".facts")).to_contain_text("You typed 1 comment today at")

    saved(entry)

    expect(entry.locator("main")).to_contain_text("You typed 1 comment today at")
    entry.get_by_role("button", name="Put it back in the page").click()
    expect(cell(entry, "Transport Related", "Comment")).to_have_value("More mileage")
    expect(cell(entry, "Employees", "Actual")).to_have_value("24,745")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_preview_with_problems_is_accessible_at_every_width(entry, width, assert_accessible):
    entry.set_viewport_size({"width": width, "height": 800})
    block = table(("Line", "Q1 actual", "Actual", "Comment"), ("Employes", "1", "2", "x" * 90))
    block += "\r\n" + table(
        ("Recharges", "1", "6,406 tbc", ""), ("Transport Related", "", "-", "w" * 300)
    )
    paste(entry, cell(entry, "Employees", "Actual"), block)
    entry.get_by_role("heading", name="There is a problem").wait_for()

    for folded in entry.locator("details").all():
        folded.evaluate("it => { it.open = true }")

    assert overflow(entry) == 0
    assert_accessible(entry)


def test_problems_are_settled_on_the_page_with_the_keyboard(entry):
    block = table(("Line", "Actual"), ("Employes", "24,745"), ("Recharges", "6,406 tbc"))
    paste(entry, cell(entry, "Employees", "Actual"), block)
    entry.get_by_role("link", name="Recharges, actual (pasted row 3").click()
    entry.keyboard.press("Control+A")
    entry.keyboard.type("6,406")
    entry.get_by_label("Line of pasted row 2, Employes").select_option("Employees")
    entry.get_by_label("Recharges, column 2").press("Enter")
    entry.get_by_text("2 figures of 2 lines would change.").wait_for()

    figures = saved(entry)

    assert (figures["Employees"][0], figures["Recharges"][0]) == (24_745, 6_406)


def test_without_javascript_a_block_is_pasted_into_the_page_and_saved(
    demonstration, browser, signed_in, assert_accessible
):
    with browser.new_context(java_script_enabled=False) as context:
        page = signed_in(context.new_page(), ENTRY)
        page.get_by_role("link", name="Paste from Excel").click()
        page.get_by_label("Copy the cells in Excel").fill("24,745\t119,360\n17,770\t42,690\n")
        page.get_by_role("button", name="See how it is understood").click()
        page.get_by_label("What column 1 is").select_option("Actual")
        page.get_by_label("What column 2 is").select_option("Estimate")
        page.get_by_role("button", name="Read again").click()
        page.get_by_text("4 figures of 2 lines would change.").wait_for()

        assert saved(page)["Premises Related"] == (17_770, 42_690, "")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_to_paste_into_is_accessible(
    demonstration, page, signed_in, assert_accessible, width
):
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, PASTE)

    assert overflow(page) == 0
    assert_accessible(page)
