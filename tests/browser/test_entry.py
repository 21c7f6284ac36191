"""Finance at the entry grid in a real browser: live results, errors, the keyboard alone, a phone."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from budgets.models import FigureBatch, FigureRevision, Quarter
from tests.browsing import FOCUSED
from tests.factories import make_approved_year, make_finance_officer, make_partners

ENTRY = "/budgets/2024-25/q2/edit/"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(page, live_server, sign_in):
    """``signed_in(mailbox, address)``: the page, opened by that person."""

    def go(mailbox, address):
        cookie = sign_in(mailbox).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def cell(page, line, name):
    return page.get_by_label(re.compile(f"^{re.escape(line)}: {name}"))


def result(page, name):
    """Amount and note of one item of the result, as read: "523,490 −20,440 to budget"."""
    item = page.locator(".result dl > div", has=page.locator("dt", has_text=name))
    return " ".join(item.locator("dd").inner_text().split())


def results(page):
    """Everything that moves while one types, by where it stands."""
    live = page.locator("[data-live], .result dd").all_inner_texts()
    return [" ".join(text.split()) for text in live]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_finance_changes_premises_sees_it_live_and_saved(entry):
    cell(entry, "Premises Related", "Estimate").fill("43,690")

    live = results(entry)
    assert result(entry, "Balance to recover") == "523,490 −20,440 to budget"
    assert result(entry, "East Herts") == "96,510 −7,020"
    entry.get_by_role("button", name="Save", exact=True).click()

    banner = "Quarter 2 is saved. The balance to recover is £523,490, £20,440 less than budgeted."
    entry.get_by_text(banner).wait_for()
    assert results(entry) == live
    parts = [
        result(entry, name) for name in ("Stevenage", "East Herts", "Hertsmere", "North Herts")
    ]
    assert sum(int(part.split()[0].replace(",", "")) for part in parts) == 523_490


def test_live_results_are_what_the_server_says(entry):
    changes = {
        ("Employees", "Actual"): "(1,234.56)",
        ("Employees", "Estimate"): "£119,360.40",
        ("Recharges", "Actual"): "",
        ("Transport Related", "Estimate"): "2,000 cr",
        ("Income from Company", "Estimate"): "-900,000",
    }
    for (line, name), text in changes.items():
        cell(entry, line, name).fill(text)

    live = results(entry)
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_text("Quarter 2 is saved.").wait_for()

    assert result(entry, "Actual to date") == "– 1 not entered"
    assert results(entry) == live


def test_no_result_is_claimed_while_a_cell_cannot_be_read(entry):
    cell(entry, "Recharges", "Estimate").fill("16,040 tbc")

    assert result(entry, "Balance to recover") == "– Recharges, estimate: cannot be read"
    assert result(entry, "Stevenage") == "–"
    assert result(entry, "Actual to date") == "293,858"
    entry.get_by_role("link", name="Recharges, estimate: cannot be read").click()
    expect(cell(entry, "Recharges", "Estimate")).to_be_focused()
    cell(entry, "Recharges", "Estimate").fill("16,040")
    assert result(entry, "Balance to recover") == "522,490 −21,440 to budget"


def test_live_and_refused_page_say_the_same_of_unreadable_cells(entry):
    cell(entry, "Recharges", "Actual").fill("6,406 tbc")
    cell(entry, "Employees", "Estimate").fill("1,5")
    cell(entry, "Premises Related", "Estimate").fill("?")

    live = results(entry)
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_role("heading", name="There is a problem").wait_for()

    assert results(entry) == live


def test_the_result_is_told_once_one_stops_typing(entry):
    heard = entry.locator("[data-heard]")
    cell(entry, "Premises Related", "Estimate").fill("43,690")
    assert heard.text_content() == ""

    expect(heard).to_have_text("Balance to recover 523,490 pounds, −20,440 to budget.")


def test_the_page_and_its_errors_are_accessible(entry, assert_accessible):
    assert_accessible(entry)
    cell(entry, "Recharges", "Actual").fill("6,406 tbc")
    entry.get_by_role("button", name="Save", exact=True).click()
    summary = entry.get_by_role("link", name=re.compile("^Recharges, actual: “6,406 tbc”"))
    summary.wait_for()

    assert_accessible(entry)
    assert entry.title().startswith("Error: Enter Quarter 2 figures")
    summary.click()
    field = cell(entry, "Recharges", "Actual")
    expect(field).to_be_focused()
    assert field.input_value() == "6,406 tbc"
    described = field.get_attribute("aria-describedby")
    assert "“6,406 tbc” is not an amount" in entry.locator(f"#{described}").inner_text()


def test_the_keyboard_alone_enters_and_saves(entry):
    cell(entry, "Employees", "Actual").focus()
    order = [entry.evaluate(FOCUSED)]
    for _ in range(6):
        entry.keyboard.press("Tab")
        order.append(entry.evaluate(FOCUSED))
    entry.keyboard.press("Control+A")
    entry.keyboard.type("43,690")
    entry.keyboard.press("Control+s")

    entry.get_by_text("The balance to recover is £523,490").wait_for()
    assert [label.split(",")[0] for label in order] == [
        "Employees: Actual to 30 Sep",
        "Employees: Estimate for the year",
        "Employees: Comment",
        "Fine because … (answer the question about Employees)",
        "History of Premises Related",
        "Premises Related: Actual to 30 Sep",
        "Premises Related: Estimate for the year",
    ]


def test_a_focused_cell_never_hides_under_the_result(entry):
    entry.set_viewport_size({"width": 1280, "height": 700})
    cell(entry, "Income from Company", "Estimate").focus()
    for _ in range(15):
        entry.keyboard.press("Shift+Tab")
        focused = entry.evaluate("document.activeElement.getBoundingClientRect().top")
        result_ends = entry.locator(".result").evaluate("it => it.getBoundingClientRect().bottom")
        assert focused >= result_ends


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_width_makes_the_page_scroll_sideways(entry, width, assert_accessible):
    entry.set_viewport_size({"width": width, "height": 800})
    cell(entry, "Recharges", "Actual").fill("6,406 tbc")

    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_role("heading", name="There is a problem").wait_for()

    assert overflow(entry) == 0
    assert_accessible(entry)


def test_two_people_choose_between_their_figures(entry, sign_in, assert_accessible):
    cell(entry, "Premises Related", "Estimate").fill("44,000")
    line = Quarter.objects.get(number=2).year.lines.get(name="Premises Related")
    newest = line.revisions.filter(quarter__number=2).newest().get()
    FigureRevision.objects.create(
        quarter=newest.quarter,
        batch=FigureBatch.objects.create(quarter=newest.quarter, source="typed"),
        line=line,
        number=newest.number + 1,
        actual=newest.actual,
        estimate=43_000,
    )
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_role("heading", name="There is a problem").wait_for()

    assert_accessible(entry)
    assert result(entry, "Balance to recover") == "523,800 −20,130 to budget"
    entry.get_by_label("Take theirs: 43,000").check()
    assert result(entry, "Balance to recover") == "522,800 −21,130 to budget"
    assert cell(entry, "Premises Related", "Estimate").input_value() == "44,000"
    entry.get_by_role("button", name="Save", exact=True).click()

    entry.get_by_text("Quarter 2 has not changed. The balance to recover is £522,800").wait_for()


def test_twenty_partners_find_room_in_the_result(page, live_server, client, assert_accessible):
    partners = make_partners(20)
    year = make_approved_year(partners, cameras=range(1, 21), lines={"Salaries": 300_000})
    client.force_login(make_finance_officer(partners[0]))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    for width, height in ((1280, 720), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{live_server.url}/budgets/{year.label}/q1/edit/")
        cell(page, "Salaries", "Estimate").fill("300,000")

        taken = page.locator(".result").evaluate("it => it.offsetHeight")
        assert taken <= height * 0.4
        assert overflow(page) == 0
        assert result(page, "Council 20") == "28,570 0" or width == 390
        assert_accessible(page)


@pytest.mark.parametrize("address", ["/", "/budgets/", "/budgets/2024-25/", "/budgets/2024-25/q2/"])
def test_pages_to_read_are_accessible_on_the_narrowest_phone(
    open_quarter, signed_in, assert_accessible, address
):
    page = signed_in("finance@stevenage", address)
    page.set_viewport_size({"width": 320, "height": 800})

    assert overflow(page) == 0
    assert_accessible(page)


@pytest.mark.parametrize(
    ("mailbox", "says"),
    [
        ("officer@east-herts", "You pay £96,320, £7,210 less than budgeted"),
        ("board@hertsmere", "The Quarter 2 paper is with the board"),
        ("admin@stevenage", "People and their roles"),
    ],
)
def test_home_of_each_role_is_accessible(
    demonstration, signed_in, assert_accessible, mailbox, says
):
    page = signed_in(mailbox, "/")

    assert page.get_by_role("heading", level=1).inner_text() == says
    assert_accessible(page)


def test_the_year_so_far_fits_the_narrowest_phone(entry):
    entry.set_viewport_size({"width": 320, "height": 700})
    entry.goto(entry.url.split("/budgets")[0] + "/")

    whole, seen = entry.locator(".scroll").evaluate("it => [it.scrollWidth, it.clientWidth]")
    assert whole == seen
