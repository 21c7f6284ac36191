"""Two people at one quarter, one of them pasting: nobody is overwritten without being shown it."""

from decimal import Decimal

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from budgets.models import FigureBatch
from partners.models import Role
from tests.budget_pages import words_of
from tests.entry_page import newest_figures, save
from tests.factories import enter, make_approved_year, make_line, make_person
from tests.paste_page import errors_of, paste, send
from tests.pasting import table

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}
BLOCK = table(
    ("Line", "Actual", "Estimate"), ("Salaries", "2,100", "9,000"), ("Rent", "1,600", "3,000")
)


@pytest.fixture
def quarter(db):
    quarter = make_approved_year(lines={"Salaries": 9000, "Rent": 3000}).quarters.get(number=2)
    enter(quarter, ENTERED)
    return quarter


@pytest.fixture
def finance(quarter):
    """Two finance officers, each with a browser."""
    host = quarter.year.partners.get(is_host=True)

    def officer(name):
        client = Client()
        client.force_login(make_person(Role.FINANCE, partner=host, name=name))
        return client

    return officer("Robin"), officer("Sam")


def test_a_pasted_cell_saved_by_another_meanwhile_saves_nothing_and_says_who(quarter, finance):
    robin, sam = finance
    preview = paste(sam, quarter, BLOCK)
    save(robin, quarter, {("Rent", "actual"): "1,555"})

    response = send(sam, quarter, preview)

    assert response.status_code == 409
    assert errors_of(response)[0].startswith("Rent, actual: Robin saved “1,555” today at ")
    assert "pasted is “1,600”. Nothing is saved. Saving now puts yours in its place." in words_of(
        response
    )
    assert "1,600 saved now: 1,555, +45" in words_of(response)
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2000)


def test_who_changed_the_very_cell_is_named(quarter, finance):
    robin, sam = finance
    preview = paste(sam, quarter, BLOCK)
    save(robin, quarter, {("Rent", "actual"): "1,555"})
    save(sam, quarter, {("Rent", "comment"): "Reviewed"})

    assert errors_of(send(sam, quarter, preview))[0].startswith("Rent, actual: Robin saved “1,555”")


def test_a_line_deleted_meanwhile_saves_nothing_and_is_asked_about(quarter, finance):
    line = make_line(quarter.year, "Fees")
    preview = paste(finance[1], quarter, BLOCK + "\r\nFees\t5\t6")
    line.delete()

    response = send(finance[1], quarter, preview)

    assert "How the block is read was changed after this was shown." in words_of(response)
    assert "“Fees” is no line of 2024/25." in words_of(response)
    assert FigureBatch.objects.count() == 1


def test_saving_once_more_after_having_seen_it_is_deliberate(quarter, finance):
    robin, sam = finance
    preview = paste(sam, quarter, BLOCK)
    save(robin, quarter, {("Rent", "actual"): "1,555"})

    response = send(sam, quarter, send(sam, quarter, preview))

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"][0] == Decimal(1600)


def test_a_pasted_cell_that_seemed_saved_already_is_somebodys_word_too(quarter, finance):
    robin, sam = finance
    preview = paste(sam, quarter, BLOCK)
    save(robin, quarter, {("Rent", "estimate"): "3,333"})

    response = send(sam, quarter, preview)

    assert response.status_code == 409
    assert errors_of(response)[0].startswith("Rent, estimate: Robin saved “3,333” today at ")


def test_other_cells_and_equal_values_are_no_conflict(quarter, finance):
    robin, sam = finance
    preview = paste(sam, quarter, BLOCK)
    save(robin, quarter, {("Rent", "comment"): "Reviewed", ("Salaries", "actual"): "2,100"})

    response = send(sam, quarter, preview)

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"] == (Decimal(1600), Decimal(3000), "Reviewed")
    assert "1 figure of 1 line is saved as pasted." in words_of(sam.get(response.url))


def test_a_cleared_cell_and_a_comment_are_quoted_in_words(quarter, finance):
    robin, sam = finance
    preview = paste(
        sam, quarter, table(("Line", "Comment"), ("Salaries", "Mine"), ("Rent", "Ours"))
    )
    save(robin, quarter, {("Salaries", "comment"): "", ("Rent", "comment"): "Theirs"})

    errors = errors_of(send(sam, quarter, preview))

    assert errors[0].startswith("Salaries, comment: Robin saved nothing today at ")
    assert errors[1].startswith("Rent, comment: Robin saved “Theirs” today at ")


def test_a_quarter_submitted_meanwhile_keeps_the_block_on_the_page(quarter, finance):
    preview = paste(finance[1], quarter, BLOCK)
    submit_quarter(quarter=quarter, user=None)

    response = send(finance[1], quarter, preview)

    assert response.status_code == 409
    assert "Quarter 2 is with the board: its figures are locked." in errors_of(response)[0]
    assert FigureBatch.objects.count() == 1


# --- Back to an old preview ---


def test_saving_an_old_preview_again_saves_nothing_and_says_so(quarter, finance):
    preview = paste(finance[1], quarter, BLOCK)
    send(finance[1], quarter, preview)

    again = send(finance[1], quarter, preview)

    said = words_of(finance[1].get(again.url))
    assert "Nothing has changed: every pasted figure was saved already." in said
    assert FigureBatch.objects.filter(quarter=quarter, source="pasted").count() == 1


@pytest.mark.parametrize("who", [0, 1])
def test_an_old_preview_does_not_undo_what_was_saved_after_it(quarter, finance, who):
    preview = paste(finance[1], quarter, BLOCK)
    send(finance[1], quarter, preview)
    save(finance[who], quarter, {("Rent", "actual"): "1,700"})

    again = send(finance[1], quarter, preview)

    assert again.status_code == 409
    assert "1,600 saved now: 1,700, −100" in words_of(again)
    assert newest_figures(quarter)["Rent"][0] == Decimal(1700)
