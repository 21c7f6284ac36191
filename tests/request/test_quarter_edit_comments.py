"""Last quarter's comment, offered where this quarter's is blank, and used without a script."""

import pytest

from tests.budget_pages import words_of
from tests.drafts import drafted
from tests.entry_page import address_of, field_name, fields_of, typed
from tests.factories import enter

LAST = {"Salaries": (900, 9000, "A post is vacant"), "Rent": (700, 3000, "")}


@pytest.fixture
def page(quarter, robin, browser_of):
    """Robin's page of Quarter 2, its comments blank; in Quarter 1 one line had a comment."""
    enter(quarter.year.quarters.get(number=1), LAST)
    enter(quarter, {"Salaries": (2000, 9000, "")})
    return browser_of(robin).get(address_of(quarter))


@pytest.fixture
def use_it(quarter, robin, page, browser_of):
    """What the button of a line's comment answers, the page sent along as typed."""

    def pressed(line, changes=None):
        key = line if isinstance(line, str) else line.pk
        fields = typed(page, changes or {}) | {"use_comment": str(key)}
        return browser_of(robin).post(address_of(quarter), fields)

    return pressed


@pytest.fixture
def salaries(quarter):
    return quarter.year.lines.get(name="Salaries")


def test_it_is_shown_under_a_blank_comment_only(page):
    words = words_of(page)

    assert "Quarter 1: “A post is vacant” Use it as the comment on Salaries" in words
    assert words.count("Use it") == 1


def test_a_comment_of_this_quarter_puts_it_out_of_the_way(quarter, robin, page, browser_of):
    enter(quarter, {"Salaries": (2000, 9000, "Filled")})

    assert "Use it" not in words_of(browser_of(robin).get(address_of(quarter)))


def test_quarter_1_has_none_to_offer(quarter, robin, page, browser_of):
    first = quarter.year.quarters.get(number=1)
    enter(first, {"Salaries": (900, 9000, "")})

    assert "Use it" not in words_of(browser_of(robin).get(address_of(first)))


def test_using_it_fills_the_box_keeps_what_was_typed_and_saves_nothing(
    quarter, robin, page, use_it, salaries
):
    before = quarter.revisions.count()

    response = use_it(salaries, {("Rent", "actual"): "1,6oo"})

    fields = fields_of(response)
    assert fields[field_name(response, "Salaries", "comment")] == "A post is vacant"
    assert fields[field_name(response, "Rent", "actual")] == "1,6oo"
    assert "Use it" not in words_of(response)
    assert quarter.revisions.count() == before
    assert drafted(quarter, robin) == {
        ("Salaries", "comment"): "A post is vacant",
        ("Rent", "actual"): "1,6oo",
    }


def test_what_was_typed_meanwhile_is_not_replaced(use_it, salaries):
    response = use_it(salaries, {("Salaries", "comment"): "Another"})

    assert fields_of(response)[field_name(response, "Salaries", "comment")] == "Another"


@pytest.mark.parametrize("line", ["", "999999", "none", "9" * 5000])
def test_the_comment_of_no_line_fills_nothing(use_it, line):
    response = use_it(line)

    assert response.status_code == 200
    assert "A post is vacant" not in fields_of(response).values()


def test_enter_in_a_cell_presses_save_and_not_the_first_offer(page):
    form = page.content.decode().split("data-entry")[1]

    assert form.index('<button type="submit" hidden>Save') < form.index("use_comment")
