"""The keys of the entry grid in a real browser: from cell to cell, typing, editing, putting back."""

import pytest

from budgets.models import FigureRevision
from tests.browsing import caret, cell, held, live, result, selected, where

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# --- From cell to cell ---


@pytest.mark.parametrize(
    ("key", "reached"),
    [
        ("Enter", "Transport Related: Estimate"),
        ("Shift+Enter", "Employees: Estimate"),
        ("ArrowDown", "Transport Related: Estimate"),
        ("ArrowUp", "Employees: Estimate"),
        ("ArrowLeft", "Premises Related: Actual"),
        ("ArrowRight", "Premises Related: Comment"),
        ("Tab", "Premises Related: Comment"),
        ("Shift+Tab", "Premises Related: Actual"),
        ("Control+ArrowDown", "Income from Company: Estimate"),
        ("Control+ArrowUp", "Employees: Estimate"),
        ("Control+ArrowLeft", "Premises Related: Actual"),
        ("Control+ArrowRight", "Premises Related: Comment"),
    ],
)
def test_a_key_goes_from_a_selected_cell_to_the_next_and_selects_all_of_it(
    entry, press, key, reached
):
    cell(entry, "Premises Related", "Estimate").focus()

    press(key)

    assert where(entry) == reached
    assert selected(entry) == held(entry)


@pytest.mark.parametrize(
    ("line", "name", "keys"),
    [
        ("Employees", "Actual", ("ArrowUp", "ArrowLeft", "Shift+Enter", "Control+ArrowUp")),
        ("Income from Company", "Comment", ("ArrowDown", "ArrowRight", "Enter", "Enter")),
    ],
)
def test_at_the_edge_a_cell_stays_where_it_is(entry, press, line, name, keys):
    cell(entry, line, name).focus()

    press(*keys)

    assert where(entry) == f"{line}: {name}"
    assert selected(entry) == held(entry)
    assert FigureRevision.objects.filter(batch__source="typed", number__gt=1).count() == 0


def test_a_column_is_typed_downwards_with_enter(entry, press):
    cell(entry, "Employees", "Estimate").focus()

    for amount in ("100", "200", "300"):
        entry.keyboard.type(amount)
        press("Enter")

    values = [
        cell(entry, line, "Estimate").input_value()
        for line in ("Employees", "Premises Related", "Transport Related")
    ]
    assert values == ["100", "200", "300"]
    assert where(entry) == "Supplies and Services: Estimate"


# --- Typing, editing, putting back ---


@pytest.mark.parametrize("name", ["Actual", "Estimate", "Comment"])
def test_typing_replaces_what_a_selected_cell_holds(entry, press, name):
    cell(entry, "Premises Related", "Estimate").focus()
    cell(entry, "Income from Company", name).focus()

    entry.keyboard.type("12")

    assert held(entry) == "12"


@pytest.mark.parametrize("start", ["F2", "type", "second click", "double click"])
def test_while_a_cell_is_edited_arrows_move_its_caret(entry, press, start):
    estimate = cell(entry, "Premises Related", "Estimate")
    if start == "double click":
        estimate.dblclick()
    else:
        estimate.click()
    if start == "F2":
        press("F2")
    elif start == "type":
        entry.keyboard.type("42,690")
    elif start == "second click":
        estimate.click()

    press("End", "ArrowLeft", "ArrowLeft")

    assert where(entry) == "Premises Related: Estimate"
    assert (selected(entry), caret(entry)) == ("", 4)
    entry.keyboard.type("5")
    assert held(entry) == "42,6590"


def test_the_first_click_selects_and_f2_sets_the_caret_at_the_end(entry, press):
    estimate = cell(entry, "Premises Related", "Estimate")
    estimate.click()
    assert selected(entry) == "42,690"

    press("F2")

    assert (selected(entry), caret(entry)) == ("", 6)
    assert estimate.get_attribute("data-selected") is None


def test_drawing_over_part_of_a_cell_keeps_that_part_selected(entry):
    box = cell(entry, "Employees", "Comment").bounding_box()
    entry.mouse.move(box["x"] + 12, box["y"] + 16)
    entry.mouse.down()
    entry.mouse.move(box["x"] + 90, box["y"] + 16, steps=5)
    entry.mouse.up()

    assert 0 < len(selected(entry)) < len(held(entry))


@pytest.mark.parametrize("name", ["Estimate", "Comment"])
def test_escape_puts_back_what_the_cell_held_and_the_results_follow(entry, press, name):
    field = cell(entry, "Income from Company", name)
    before, results = field.input_value(), result(entry, "Balance to recover")
    field.focus()
    entry.keyboard.type("-1")
    press("Escape")

    assert field.input_value() == before
    assert selected(entry) == before
    assert result(entry, "Balance to recover") == results
    press("ArrowUp")
    assert where(entry) == f"Recharges: {name}"


def test_escape_puts_back_a_blank_and_can_itself_be_undone(entry, press):
    comment = cell(entry, "Premises Related", "Comment")
    comment.focus()
    entry.keyboard.type("A review")
    press("Escape")
    assert comment.input_value() == ""

    press("Control+z")

    assert comment.input_value() == "A review"


def test_escape_goes_back_to_where_the_cell_was_reached_not_to_what_is_saved(entry, press):
    cell(entry, "Premises Related", "Estimate").focus()
    entry.keyboard.type("43,000")
    press("Enter", "ArrowUp")
    entry.keyboard.type("44")

    press("Escape")

    assert held(entry) == "43,000"
    assert live(entry, "Premises Related", "variance") == "+310"


def test_delete_empties_a_cell_and_leaves_it_selected(entry, press):
    cell(entry, "Premises Related", "Estimate").focus()

    press("Delete", "ArrowDown")

    assert where(entry) == "Transport Related: Estimate"
    assert cell(entry, "Premises Related", "Estimate").input_value() == ""
    assert result(entry, "Balance to recover") == "– 1 not entered"


def test_home_and_shift_arrow_begin_to_edit(entry, press):
    cell(entry, "Premises Related", "Estimate").focus()

    press("Home", "Shift+ArrowRight")

    assert selected(entry) == "4"
    assert where(entry) == "Premises Related: Estimate"


def test_coming_back_to_the_window_goes_on_where_one_was(entry, press):
    cell(entry, "Premises Related", "Estimate").focus()
    entry.keyboard.type("43,")
    field = cell(entry, "Premises Related", "Estimate")
    # What a browser tells a page whose window is left and entered again: its active element stays.
    field.evaluate("it => it.dispatchEvent(new FocusEvent('focusout', {bubbles: true}))")
    field.evaluate("it => it.dispatchEvent(new FocusEvent('focusin', {bubbles: true}))")

    entry.keyboard.type("210")
    assert held(entry) == "43,210"
    press("Escape")

    assert held(entry) == "42,690"
