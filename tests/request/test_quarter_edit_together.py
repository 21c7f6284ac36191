"""Two people at the entry grid: both values on the page, a choice for each, nothing overwritten."""

from decimal import Decimal

import pytest
from django.test import Client

from partners.models import Role
from tests.budget_pages import words_of
from tests.entry_page import (
    address_of,
    field_name,
    fields_of,
    newest_figures,
    save,
    typed,
)
from tests.factories import enter, make_approved_year, make_person

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}


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


@pytest.fixture
def disputed(quarter, finance):
    """Sam typed 3,200; Robin, who was quicker, had saved an estimate of 3,100 and an actual."""
    robin, sam = finance
    page = sam.get(address_of(quarter))
    save(robin, quarter, {("Rent", "estimate"): "3,100", ("Rent", "actual"): "1,555"})
    changes = {("Rent", "estimate"): "3,200", ("Salaries", "actual"): "2,050"}
    return sam.post(address_of(quarter), typed(page, changes))


def choosing(page, choice, changes=None):
    fields = typed(page, changes or {})
    return fields | {field_name(page, "Rent", "estimate_choice"): choice}


def errors_of(response):
    return [sentence for _, sentence in response.context["errors"]]


def test_both_values_are_shown_with_who_and_when_and_nothing_is_saved(quarter, disputed):
    words = words_of(disputed)

    assert disputed.status_code == 409
    assert "Rent, estimate: while you typed “3,200”, Robin saved “3,100” today at " in words
    assert "Keep mine: 3,200" in words
    assert "Take theirs: 3,100" in words
    assert newest_figures(quarter)["Rent"][1] == Decimal(3100)
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2000)


def test_all_that_was_typed_is_kept_and_cells_left_alone_take_what_was_saved(disputed):
    fields = fields_of(disputed)

    assert fields[field_name(disputed, "Rent", "estimate")] == "3,200"
    assert fields[field_name(disputed, "Rent", "actual")] == "1,555"
    assert fields[field_name(disputed, "Salaries", "actual")] == "2,050"


def test_keeping_mine_saves_it_beside_what_the_other_person_saved(quarter, finance, disputed):
    response = finance[1].post(address_of(quarter), choosing(disputed, "mine"))

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"] == (Decimal(1555), Decimal(3200), "")
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2050)


def test_taking_theirs_saves_the_rest_and_leaves_their_figure(quarter, finance, disputed):
    response = finance[1].post(address_of(quarter), choosing(disputed, "theirs"))

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"] == (Decimal(1555), Decimal(3100), "")
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2050)
    assert quarter.revisions.filter(line__name="Rent").count() == 2


def test_taking_theirs_does_not_mind_that_mine_cannot_be_read(quarter, finance, disputed):
    fields = choosing(disputed, "theirs", {("Rent", "estimate"): "3,2oo"})

    response = finance[1].post(address_of(quarter), fields)

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"][1] == Decimal(3100)


@pytest.mark.parametrize("choice", ["", "both"])
def test_without_a_choice_nothing_is_saved_and_it_is_asked_again(
    quarter, finance, disputed, choice
):
    response = finance[1].post(address_of(quarter), choosing(disputed, choice))

    assert errors_of(response)[0].startswith("Rent, estimate: while you typed “3,200”, Robin saved")
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2000)


def test_the_choice_made_stays_while_another_cell_is_corrected(quarter, finance, disputed):
    fields = choosing(disputed, "theirs", {("Salaries", "actual"): "?"})

    response = finance[1].post(address_of(quarter), fields)

    assert 'value="theirs" data-value="3,100" checked' in response.content.decode()
    assert fields_of(response)[field_name(response, "Rent", "estimate")] == "3,200"
    assert [sentence.split(":")[0] for sentence in errors_of(response)][:-1] == ["Salaries, actual"]


def test_a_third_save_is_noticed_while_one_is_choosing(quarter, finance, disputed):
    robin, sam = finance
    save(robin, quarter, {("Rent", "estimate"): "3,150"})

    response = sam.post(address_of(quarter), choosing(disputed, "mine"))

    assert response.status_code == 409
    assert "while you typed “3,200”, Robin saved “3,150”" in errors_of(response)[0]
    assert newest_figures(quarter)["Rent"][1] == Decimal(3150)


def test_different_cells_of_one_line_are_both_saved(quarter, finance):
    robin, sam = finance
    page = sam.get(address_of(quarter))
    save(robin, quarter, {("Rent", "actual"): "1,555"})

    response = sam.post(address_of(quarter), typed(page, {("Rent", "comment"): "Reviewed"}))

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"] == (Decimal(1555), Decimal(3000), "Reviewed")


def test_a_disputed_comment_and_a_cleared_cell_are_said_in_words(quarter, finance):
    robin, sam = finance
    page = sam.get(address_of(quarter))
    save(robin, quarter, {("Salaries", "comment"): "", ("Rent", "actual"): "1,400"})
    changes = {("Salaries", "comment"): "L" * 200, ("Rent", "actual"): ""}

    response = sam.post(address_of(quarter), typed(page, changes))

    words = words_of(response)
    assert f"while you typed “{'L' * 59}…”, Robin saved nothing" in words
    assert f"Keep mine: {'L' * 200}" in words
    assert "Take theirs: nothing" in words
    assert "Rent, actual: while you typed nothing, Robin saved “1,400”" in words


@pytest.mark.parametrize("said", ["estimate actual comment other", "nonsense"])
def test_a_dispute_that_the_page_never_had_does_no_harm(quarter, finance, said):
    page = finance[1].get(address_of(quarter))
    fields = typed(page, {("Rent", "disputed"): said, ("Rent", "actual"): "1"})

    response = finance[1].post(address_of(quarter), fields)

    assert response.status_code in (200, 302)
    assert response.status_code == 302 or "Choose which to keep" in words_of(response)


def test_what_others_saved_elsewhere_stands_on_the_page_that_asks(quarter, finance):
    robin, sam = finance
    page = sam.get(address_of(quarter))
    save(robin, quarter, {("Rent", "estimate"): "3,100", ("Salaries", "actual"): "2,222"})
    changes = {("Rent", "estimate"): "3,200", ("Salaries", "comment"): "Mine"}

    response = sam.post(address_of(quarter), typed(page, changes))

    fields = fields_of(response)
    assert fields[field_name(response, "Salaries", "actual")] == "2,222"
    assert fields[field_name(response, "Salaries", "comment")] == "Mine"
    assert fields[field_name(response, "Salaries", "based_on")] == "2"
    assert fields[field_name(response, "Salaries", "disputed")] == ""


def test_who_and_when_are_of_the_change_of_that_very_cell(quarter, finance):
    """Robin changed the cell; a later change of the line, to another cell, was somebody else's."""
    robin, sam = finance
    page = sam.get(address_of(quarter))
    save(robin, quarter, {("Rent", "estimate"): "3,100"})
    enter(quarter, {"Rent": (1777, 3100, "")})

    response = sam.post(address_of(quarter), typed(page, {("Rent", "estimate"): "3,200"}))

    assert "while you typed “3,200”, Robin saved “3,100” today at " in words_of(response)


def test_one_s_own_other_window_is_called_so(quarter, finance):
    _, sam = finance
    page = sam.get(address_of(quarter))
    save(sam, quarter, {("Rent", "estimate"): "3,100"})

    response = sam.post(address_of(quarter), typed(page, {("Rent", "estimate"): "3,200"}))

    said = "while you typed “3,200”, you saved “3,100” today at "
    assert said in words_of(response)
    assert "in another window. Choose which to keep." in words_of(response)
    assert "Keep this: 3,200 Take what is saved: 3,100" in words_of(response)
