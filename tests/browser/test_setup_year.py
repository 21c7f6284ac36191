"""A year set up in a real browser: from nothing to approved, copied from the last, and changed."""

import re
from decimal import Decimal
from random import Random

import pytest
from playwright.sync_api import expect

from budgets.models import FinancialYear
from budgets.setup.arithmetic import PENNY, POUND, uplifted
from cctvpartnership.figures import as_typed
from tests.request.test_load_year import A_DOZEN_MISTAKES
from tests.workbooks import as_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 1280)


@pytest.fixture
def finance(demonstration, page, live_server, sign_in_browser, assert_accessible):
    """Finance's browser: ``finance.visit(address)``; every page it leaves was accessible."""
    sign_in_browser(page.context)
    page.visit = lambda address: page.goto(f"{live_server.url}{address}")
    page.check_page = lambda: check(page, assert_accessible)
    return page


def check(page, assert_accessible):
    """Accessible, and no width makes it scroll sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} is {overflow} pixels wider than {width}"
        assert_accessible(page)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def fill_row(page, row, **cells):
    for name, text in cells.items():
        page.locator(f'[name="lines-{row}-{name}"]').fill(text)


def banner(page):
    return page.locator(".govuk-notification-banner__heading")


def expect_total(page, text, which="data-total"):
    """The script may come a moment after the page."""
    expect(page.locator(f"[{which}]")).to_have_text(text)


def test_a_year_is_set_up_from_nothing_to_approved(finance):
    finance.visit("/budgets/")
    finance.get_by_role("button", name="Set up a year").click()
    finance.check_page()
    finance.get_by_label("Financial year").fill("2025/26")
    press(finance, "Begin the year")

    expect(finance.get_by_text("No council shares the balance yet.")).to_be_visible()
    finance.check_page()
    finance.get_by_role("link", name="Change settings").click()
    finance.get_by_label("Whole £100", exact=True).check()
    finance.check_page()
    press(finance, "Save")

    finance.get_by_role("link", name="Change partners").click()
    for council in ("Stevenage", "East Hertfordshire", "Hertsmere"):
        finance.get_by_label(re.compile(f"^{council}.*shares the balance")).check()
    finance.get_by_label("Short name, for tables").first.fill("Welwyn")
    finance.get_by_label("Full name").first.fill("Welwyn Council")
    finance.check_page()
    press(finance, "Save")

    finance.get_by_role("link", name="Change elements of charge").click()
    finance.get_by_label("Percentage of the balance").first.fill("90")
    further = finance.get_by_role("group", name="A further element")
    assert not further.get_by_label("Welwyn").is_visible()
    further.get_by_label("Name").fill("Control room")
    further.get_by_label("Percentage of the balance").fill("10")
    further.get_by_label("Shared by").select_option("Agreed percentages")
    further.get_by_label("Welwyn").fill("100")
    finance.check_page()
    press(finance, "Save")

    finance.get_by_role("link", name="Change lines and profiles").click()
    fill_row(finance, 0, group="Employees", name="Salaries", codes="0100; 0101", budget="120,000")
    fill_row(finance, 1, group="Income", name="Grant", budget="(20,000)", by_q1="0")
    expect_total(finance, "100,000")
    finance.set_viewport_size({"width": 1280, "height": 900})
    press(finance, "Save")
    finance.get_by_role("link", name="Grant, expected by Quarter 2: Enter all three").click()
    finance.check_page()
    fill_row(finance, 1, by_q2="0", by_q3="100")
    press(finance, "Save and go back")

    expect(banner(finance)).to_have_text(
        "The lines of 2025/26 are saved: 2 lines, £100,000 to recover."
    )
    finance.get_by_role("link", name="Change the days papers are due").click()
    finance.get_by_label("Quarter 1").fill("10 July 2025")
    finance.check_page()
    press(finance, "Save")

    finance.get_by_role("button", name="See what approval fixes").click()
    expect(finance.get_by_text("£100,000 to recover from the partners.")).to_be_visible()
    finance.get_by_label("Who approved the budget").fill("CCTV Joint Executive")
    finance.check_page()
    press(finance, "Approve the budget of 2025/26")

    expect(banner(finance)).to_have_text(
        "The budget of 2025/26 is approved: £100,000 to recover. Its quarters are open."
    )
    year = FinancialYear.objects.get(starts_in=2025)
    assert year.state == "approved"
    parts = {part.partner.short_name: part.amount for part in year.budgeted_recharges.all()}
    assert sum(parts.values()) == 100_000
    assert parts["Welwyn"] == 10_000


def test_a_year_is_copied_with_an_uplift_seen_live(finance):
    finance.visit("/budgets/new/from/2024-25/")
    finance.get_by_label("Uplift of Employees, %").fill("2.5")
    finance.get_by_label("Uplift of Recharges, %").fill("−1 %")
    expect_total(finance, "546,754")
    live = finance.locator("table").inner_text()

    press(finance, "Work it out")

    assert finance.locator("table").inner_text() == live
    assert "122,344" in live and "15,880" in live
    finance.get_by_label("Uplift of Recharges, %").fill("1,5")
    expect_total(finance, "–")
    press(finance, "Begin the new year")
    expect(finance.get_by_role("heading", name="There is a problem")).to_be_visible()
    finance.check_page()
    finance.get_by_label("Uplift of Recharges, %").fill("1.5")
    press(finance, "Begin the new year")

    expect(banner(finance)).to_have_text("2025/26 is begun as a copy of 2024/25.")
    budgets = FinancialYear.objects.get(starts_in=2025).lines.values_list("name", "original_budget")
    assert dict(budgets)["Recharges"] == 16_281


def test_without_a_script_a_year_is_set_up_too(finance, browser, live_server, sign_in_browser):
    context = browser.new_context(java_script_enabled=False)
    sign_in_browser(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/budgets/new/from/2024-25/")
    page.get_by_label("Uplift of Employees, %").fill("10")
    press(page, "Work it out")
    expect_total(page, "555,866")
    press(page, "Begin the new year")
    page.get_by_role("link", name="Change lines and profiles").click()
    fill_row(page, 6, group="Reserves", name="Transfer to reserve", budget="4,134")
    press(page, "Add more rows")
    assert page.locator('[name="lines-13-name"]').is_visible()
    fill_row(page, 13, order="1", group="Employees", name="Overtime", budget="0")
    press(page, "Save and go back")
    page.get_by_role("button", name="See what approval fixes").click()
    page.get_by_label("Who approved the budget").fill("CCTV Joint Executive")
    press(page, "Approve the budget of 2025/26")

    assert "£560,000 to recover" in banner(page).inner_text()
    context.close()
    lines = FinancialYear.objects.get(starts_in=2025).lines.all()
    assert [lines[0].name, lines[7].name] == ["Overtime", "Transfer to reserve"]


def test_a_supplementary_is_entered_seen_live_and_frozen_as_a_version(finance):
    finance.visit("/budgets/2024-25/setup/")
    finance.check_page()
    finance.get_by_role("button", name="Enter a supplementary").click()
    finance.get_by_label("Employees, change, £").fill("5,000")
    expect_total(finance, "+5,000")
    expect_total(finance, "548,930", which="data-total-after")
    finance.check_page()
    finance.get_by_label("Date of the decision").fill("30 Sep 2024")
    finance.get_by_label("Who approved it").fill("Chief finance officer")
    finance.get_by_label("Reason").fill("Pay award.")
    press(finance, "See what it does")
    finance.check_page()
    press(finance, "Record the supplementary")

    expect(banner(finance)).to_contain_text("frozen anew as version 2.")
    finance.check_page()
    finance.get_by_role("link", name="Reverse the supplementary").click()
    finance.check_page()
    finance.visit("/budgets/2024-25/")
    finance.check_page()


def test_a_workbook_with_a_dozen_mistakes_names_them_all_and_loads_nothing(finance, tmp_path):
    path = tmp_path / "year.xlsx"
    path.write_bytes(as_file(A_DOZEN_MISTAKES).read())
    finance.visit("/budgets/new/workbook/")
    finance.get_by_label("Year workbook").set_input_files(path)
    press(finance, "Load it and approve the budget")

    expect(finance.get_by_text("was not loaded, and nothing was changed")).to_be_visible()
    rows = finance.get_by_role("row").all_inner_texts()
    assert len(rows) >= 1 + 12
    assert any("Cameras" in row and "soon" in row for row in rows)
    finance.check_page()
    assert FinancialYear.objects.count() == 1


def test_an_uplift_that_would_be_refused_comes_to_no_number(finance):
    finance.visit("/budgets/new/from/2024-25/")
    for typed, total in (("-100.1", "–"), ("1000.5", "–"), ("1,000", "–"), ("-100", "424,570")):
        finance.get_by_label("Uplift of Employees, %").fill(typed)
        expect_total(finance, total)


def test_the_script_uplifts_as_the_server_does(finance):
    finance.visit("/budgets/new/from/2024-25/")
    random = Random(26)
    cases = []
    for _ in range(400):
        pence = random.randrange(-(10**11), 10**11)
        digits, places = random.randrange(-99_999, 999_999), random.randrange(0, 5)
        percent = f"{Decimal(digits).scaleb(-places):f}".replace("-", random.choice("-−"))
        cases.append([str(pence), percent, random.choice(["1", "100"])])

    told = finance.evaluate(
        """async (cases) => {
            const { readPercentage, uplifted, asTyped } = await import("/static/js/setup.js");
            return cases.map(([pence, percent, unit]) =>
                asTyped(uplifted(BigInt(pence), readPercentage(percent), BigInt(unit))));
        }""",
        cases,
    )

    for (pence, percent, unit), answer in zip(cases, told, strict=True):
        amount, percent = Decimal(pence).scaleb(-2), Decimal(percent.replace("−", "-"))
        expected = uplifted(amount, percent, PENNY if unit == "1" else POUND)
        assert answer == as_typed(expected), (pence, percent, unit)
