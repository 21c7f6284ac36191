"""Nothing typed is lost, in a real browser: a closed tab, two tabs, a refused save."""

import re

import pytest
from playwright.sync_api import expect

from budgets.models import FigureDraft
from tests.browsing import KEPT, cell, offer, put_back, reopened, result, saved, type_into
from tests.entry_page import newest_figures
from tests.factories import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# --- A closed tab ---


def test_a_closed_tab_is_offered_back_put_back_and_saved(entry, open_quarter, assert_accessible):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    type_into(entry, "Premises Related", "Comment", "A review is due")
    expect(entry.get_by_text(KEPT)).to_be_visible()

    page = reopened(entry)
    expect(offer(page)).to_contain_text("You typed 1 figure and 1 comment today at")
    row = offer(page).get_by_role("row", name="Premises Related Estimate")
    expect(row).to_contain_text("43,690 42,690")
    assert result(page, "Balance to recover") == "522,490 −21,440 to budget"
    assert_accessible(page)
    put_back(page)

    assert result(page, "Balance to recover") == "523,490 −20,440 to budget"
    assert cell(page, "Premises Related", "Comment").input_value() == "A review is due"
    assert_accessible(page)
    saved(page)
    expect(offer(page)).to_have_count(0)
    assert newest_figures(open_quarter)["Premises Related"][1:] == (43_690, "A review is due")
    assert not FigureDraft.objects.exists()


@pytest.mark.parametrize("width", [320, 390])
def test_the_offer_fits_the_narrowest_phone(entry, width, assert_accessible):
    type_into(entry, "Premises Related", "Comment", f"<b>{'unbroken' * 40}")
    expect(entry.get_by_text(KEPT)).to_be_visible()
    page = reopened(entry)
    page.set_viewport_size({"width": width, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
    assert_accessible(page)
    put_back(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
    assert_accessible(page)


def test_what_was_typed_in_the_last_second_is_kept_too(entry):
    type_into(entry, "Premises Related", "Estimate", "43,690")

    page = reopened(entry)

    expect(offer(page)).to_contain_text("43,690")


def test_leaving_by_a_link_asks_nothing_and_the_summary_leads_back(entry, live_server):
    asked = []
    entry.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_into(entry, "Premises Related", "Estimate", "43,690")
    expect(entry.get_by_text(KEPT)).to_be_visible()

    entry.get_by_role("link", name="See the summary").click()

    entry.get_by_role("link", name="Go on entering figures").click()
    expect(offer(entry)).to_contain_text("43,690")
    assert asked == []


def test_discarding_leaves_what_is_saved_and_names_what_was_typed(entry):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    page = reopened(entry)

    page.get_by_role("button", name="Discard it").click()

    page.get_by_text("Discarded: Premises Related, estimate “43,690”.").wait_for()
    page.reload()
    expect(offer(page)).to_have_count(0)
    assert cell(page, "Premises Related", "Estimate").input_value() == "42,690"


def test_escape_takes_a_cell_out_of_the_draft(entry):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    expect(entry.get_by_text(KEPT)).to_be_visible()

    entry.keyboard.press("Escape")

    expect(entry.get_by_text("Nothing is unsaved")).to_be_visible()
    assert not FigureDraft.objects.exists()


def test_what_is_typed_beside_an_offer_is_put_back_with_it(entry):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    page = reopened(entry)
    type_into(page, "Employees", "Estimate", "119,000")

    put_back(page)

    assert cell(page, "Premises Related", "Estimate").input_value() == "43,690"
    assert cell(page, "Employees", "Estimate").input_value() == "119,000"


# --- Two tabs ---


def test_two_tabs_are_joined_and_both_are_offered(entry):
    other = entry.context.new_page()
    other.goto(entry.url)
    type_into(entry, "Premises Related", "Estimate", "43,690")
    expect(entry.get_by_text(KEPT)).to_be_visible()
    type_into(other, "Premises Related", "Actual", "17,000")
    type_into(other, "Employees", "Estimate", "119,000")
    expect(other.get_by_text(KEPT)).to_be_visible()

    other.close()
    page = reopened(entry)
    put_back(page)

    assert cell(page, "Premises Related", "Estimate").input_value() == "43,690"
    assert cell(page, "Premises Related", "Actual").input_value() == "17,000"
    assert cell(page, "Employees", "Estimate").input_value() == "119,000"


# --- A refused save ---


def test_a_refused_save_is_still_there_after_the_tab_is_closed(entry):
    type_into(entry, "Recharges", "Actual", "6,406 tbc")
    type_into(entry, "Premises Related", "Estimate", "43,690")
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_role("heading", name="There is a problem").wait_for()

    page = reopened(entry)
    expect(offer(page)).to_contain_text("You typed 2 figures")
    put_back(page)

    expect(
        page.get_by_role("link", name=re.compile("^Recharges, actual: “6,406 tbc”"))
    ).to_be_visible()
    assert cell(page, "Premises Related", "Estimate").input_value() == "43,690"
    cell(page, "Recharges", "Actual").fill("6,406")
    saved(page)


def test_what_another_person_saved_meanwhile_is_shown_when_it_is_put_back(
    entry, open_quarter, assert_accessible
):
    type_into(entry, "Premises Related", "Estimate", "44,000")
    expect(entry.get_by_text(KEPT)).to_be_visible()
    enter(open_quarter, {"Premises Related": (17_770, 43_000, "")})

    page = reopened(entry)
    expect(offer(page)).to_contain_text("43,000 by a command, today at")
    page.get_by_role("button", name="Put it back in the page").click()

    page.get_by_label("Take theirs: 43,000").check()
    assert_accessible(page)
    page.keyboard.press("Control+s")
    page.get_by_text("Quarter 2 has not changed. The balance to recover is £522,800").wait_for()
    assert not FigureDraft.objects.exists()
