"""Comments, saving and choosing by the keys of the grid, in a real browser: never a save by accident."""

import pytest
from playwright.sync_api import expect

from tests.browsing import caret, cell, held, selected, where
from tests.entry_page import newest_figures
from tests.factories import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# --- Comments ---


def test_alt_enter_begins_a_new_line_and_enter_goes_down(entry, press):
    comment = cell(entry, "Premises Related", "Comment")
    comment.focus()
    entry.keyboard.type("First")
    press("Alt+Enter")
    entry.keyboard.type("second")

    press("ArrowUp", "Home", "Shift+End")
    assert selected(entry) == "First"
    press("Enter")

    assert comment.input_value() == "First\nsecond"
    assert where(entry) == "Transport Related: Comment"


def test_alt_enter_on_a_selected_comment_keeps_its_words(entry, press):
    comment = cell(entry, "Employees", "Comment")
    words = comment.input_value()
    comment.focus()

    press("Alt+Enter")

    assert comment.input_value() == f"{words}\n"


def test_alt_enter_does_nothing_to_an_amount(entry, press):
    cell(entry, "Premises Related", "Estimate").focus()

    press("Alt+Enter", "Control+Enter")

    assert held(entry) == "42,690"
    assert where(entry) == "Premises Related: Estimate"


def test_composing_a_word_is_left_to_the_language(entry, press):
    """As Chromium does for Japanese: the text is composed, and Enter and arrows are the language's."""
    comment = cell(entry, "Premises Related", "Comment")
    comment.focus()
    session = entry.context.new_cdp_session(entry)
    session.send("Input.imeSetComposition", {"text": "か", "selectionStart": 1, "selectionEnd": 1})
    for key in ("Enter", "ArrowDown", "Escape"):
        comment.evaluate(
            "(it, key) => it.dispatchEvent(new KeyboardEvent('keydown', "
            "{key, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )
    assert where(entry) == "Premises Related: Comment"
    assert comment.input_value() == "か"

    session.send("Input.insertText", {"text": "監視"})
    press("ArrowLeft")

    assert comment.input_value() == "監視"
    assert (where(entry), caret(entry)) == ("Premises Related: Comment", 1)


# --- Saving ---


def test_enter_never_saves_and_control_s_does(entry, press, open_quarter):
    cell(entry, "Income from Company", "Estimate").focus()
    entry.keyboard.type("-272,000")
    press("Enter", "Enter", "Enter")
    assert entry.get_by_text("is saved").count() == 0

    press("Control+s")

    entry.get_by_text("Quarter 2 is saved. The balance to recover is £523,200").wait_for()
    assert newest_figures(open_quarter)["Income from Company"][1] == -272_000


def test_the_choice_between_two_values_is_made_by_keys_and_enter_never_saves_it(
    entry, press, open_quarter, assert_accessible
):
    cell(entry, "Premises Related", "Estimate").fill("44,000")
    cell(entry, "Premises Related", "Comment").fill("Mine")
    enter(open_quarter, {"Premises Related": (17_770, 43_000, "Theirs")})
    press("Control+s")
    entry.get_by_role("heading", name="There is a problem").wait_for()

    entry.get_by_label("Keep mine: 44,000").focus()
    press("ArrowDown", "Enter")
    assert entry.get_by_label("Take theirs: 43,000").is_checked()
    assert where(entry) == "Keep mine: Mine"
    press("Enter")
    assert entry.get_by_label("Keep mine: Mine").is_checked()
    assert_accessible(entry)
    assert newest_figures(open_quarter)["Premises Related"][2] == "Theirs"
    press("Control+s")

    entry.get_by_text("Quarter 2 is saved.").wait_for()
    assert newest_figures(open_quarter)["Premises Related"][1:] == (43_000, "Mine")


# --- Last quarter's comment ---


@pytest.fixture
def third(entry):
    """The entry page of Quarter 3, which is empty."""
    entry.goto(entry.url.replace("q2", "q3"))
    return entry


def test_last_quarter_s_comment_is_used_at_a_click_and_undone(third, press, assert_accessible):
    comment = cell(third, "Transport Related", "Comment")
    words = "Extra mileage, to be divided between the partnership and the company."
    expect(third.get_by_text(f"Quarter 2: “{words}”")).to_be_visible()
    assert_accessible(third)
    third.get_by_role("button", name="Use it as the comment on Transport Related").click()

    assert comment.input_value() == words
    assert where(third) == "Transport Related: Comment"
    expect(third.get_by_text(f"Quarter 2: “{words}”")).to_be_hidden()
    press("Control+z")
    assert comment.input_value() == ""
    expect(third.get_by_text(f"Quarter 2: “{words}”")).to_be_visible()


def test_without_the_script_it_is_used_by_sending_the_page(open_quarter, browse):
    page = browse(java_script_enabled=False)
    page.goto(page.url.replace("q2", "q3"))
    cell(page, "Employees", "Actual").fill("37,115")

    page.get_by_role("button", name="Use it as the comment on Transport Related").click()

    expect(cell(page, "Transport Related", "Comment")).to_have_value(
        "Extra mileage, to be divided between the partnership and the company."
    )
    assert cell(page, "Employees", "Actual").input_value() == "37,115"
    assert page.url.endswith("comment")


# --- Told to people, and left alone where it would be in the way ---


def test_the_keys_are_written_above_the_table(entry, assert_accessible):
    entry.get_by_text("Keys in this table").click()

    expect(entry.get_by_text("goes down the column")).to_be_visible()
    assert_accessible(entry)


@pytest.fixture
def phone(open_quarter, browse):
    """The entry page under a finger."""
    viewport = {"width": 390, "height": 844}
    return browse(has_touch=True, is_mobile=True, viewport=viewport)


def test_a_finger_sets_the_caret_and_replaces_nothing(phone):
    comment = cell(phone, "Employees", "Comment")
    words = comment.input_value()

    comment.tap()
    assert selected(phone) == ""
    phone.keyboard.type("!")

    assert len(comment.input_value()) == len(words) + 1


def test_without_the_script_enter_saves_as_in_any_form(open_quarter, browse):
    page = browse(java_script_enabled=False)
    expect(page.get_by_text("Keys in this table")).to_be_hidden()
    cell(page, "Premises Related", "Estimate").fill("43,690")

    page.keyboard.press("Enter")

    page.get_by_text("Quarter 2 is saved. The balance to recover is £523,490").wait_for()
