"""What the entry grid refuses, in words: cells that cannot be read, and pages not as it made them."""

import pytest
from django.db import connection

from budgets.lifecycle import submit_quarter
from budgets.models import BudgetLine
from partners.models import Role
from tests.budget_pages import words_of
from tests.entry_page import address_of, fields_of, newest_figures, save, typed
from tests.factories import enter, make_approved_year, make_person

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def quarter(year):
    return year.quarters.get(number=2)


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


def errors_of(response):
    return [sentence for _, sentence in response.context["errors"]]


# --- Cells ---


def test_one_unreadable_cell_saves_nothing_and_keeps_all_that_was_typed(finance, quarter):
    enter(quarter, ENTERED)
    changes = {
        ("Salaries", "actual"): "2,100",
        ("Rent", "estimate"): "3,000 tbc",
        ("Rent", "comment"): "  A review <is> due",
    }

    response = save(finance, quarter, changes)

    fields = fields_of(response)
    assert quarter.revisions.count() == 2
    assert set(changes.values()) <= set(fields.values())
    assert errors_of(response)[0] == (
        "Rent, estimate: “3,000 tbc” is not an amount. Enter a number, such as 6,406."
    )


def test_a_refused_page_shows_what_can_be_known_and_names_the_cell(finance, quarter):
    enter(quarter, ENTERED)

    response = save(
        finance, quarter, {("Salaries", "actual"): "2,100", ("Rent", "estimate"): "3.000,5"}
    )

    words = words_of(response)
    assert "Balance to recover, £ – Rent, estimate: cannot be read" in words
    assert "Ashdown – Birchley – Coldbrook –" in words
    assert "Actual to date, £ 3,600" in words
    assert "“3.000,5” is not an amount" in words
    assert "<title>Error: Enter Quarter 2 figures" in response.content.decode()


def test_several_unreadable_cells_are_counted_and_all_listed(finance, quarter):
    response = save(finance, quarter, {("Salaries", "actual"): "x", ("Rent", "actual"): "1.234"})

    assert "2 cells cannot be read: first Salaries" in words_of(response)
    assert [sentence.split(":")[0] for sentence in errors_of(response)[:2]] == [
        "Salaries, actual",
        "Rent, actual",
    ]


@pytest.mark.parametrize("huge", ["9" * 200, "9" * 1_100_000, "1" + ",000" * 40])
def test_an_endless_number_is_refused_in_a_short_sentence(finance, quarter, huge):
    response = save(finance, quarter, {("Rent", "actual"): huge})

    assert errors_of(response)[0].startswith(f"Rent, actual: “{huge[:20]}…” is too long")


@pytest.mark.parametrize("words", ["a. b” c. d", "Fees rose. Then they fell. " * 5])
def test_full_stops_in_what_was_typed_do_not_cut_the_quotation_short(finance, quarter, words):
    response = save(finance, quarter, {("Rent", "actual"): words})

    [row] = [row for row in response.context["page"].rows if row.line.line == "Rent"]
    quoted = words if len(words) < 100 else f"{words[:20]}…"
    assert row.problems["actual"].startswith(f"“{quoted}” is ")


def test_a_character_no_database_holds_is_refused(finance, quarter):
    response = save(finance, quarter, {("Rent", "comment"): "A\x00B"})

    assert errors_of(response)[0].startswith("Rent, comment: Null characters")
    assert quarter.revisions.count() == 0


# --- Not as the page made it ---


def without(name):
    return lambda fields: {key: value for key, value in fields.items() if not key.endswith(name)}


def put(name, value):
    return lambda fields: {
        key: value if key.endswith(name) else text for key, text in fields.items()
    }


TAMPERED = {
    "nothing at all": lambda fields: {},
    "no revision numbers": without("based_on"),
    "no actuals": without("actual"),
    "no comments": without("comment"),
    "a revision that is no number": put("based_on", "newest"),
    "a revision below nil": put("based_on", "-1"),
    "a revision not yet made": put("based_on", "7"),
    "an endless revision": put("based_on", "9" * 5000),
    "a row of no line": lambda fields: fields | {"lines-999999-actual": "1"},
    "a row of no number": lambda fields: fields | {"lines-x-actual": "1"},
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_a_page_that_came_back_otherwise_is_refused_in_words(finance, quarter, tamper):
    enter(quarter, ENTERED)
    fields = typed(finance.get(address_of(quarter)), {("Rent", "actual"): "1,777"})

    response = finance.post(address_of(quarter), tamper(fields))

    assert response.status_code == 200
    assert "There is a problem" in words_of(response)
    assert len(errors_of(response)) >= 2
    assert quarter.revisions.count() == 2


def test_a_row_that_did_not_come_back_is_named_and_stands_as_saved(finance, quarter):
    enter(quarter, ENTERED)
    page = finance.get(address_of(quarter))
    rent = f"lines-{quarter.year.lines.get(name='Rent').pk}-"
    fields = {key: value for key, value in fields_of(page).items() if not key.startswith(rent)}

    response = finance.post(address_of(quarter), fields)

    assert errors_of(response)[0].startswith("Rent: the row did not come back whole.")
    assert fields_of(response)[f"{rent}estimate"] == "3,000"


def test_counts_in_the_page_have_no_say(finance, quarter):
    fields = typed(finance.get(address_of(quarter)), {("Rent", "actual"): "5"})

    response = finance.post(address_of(quarter), fields | {"lines-TOTAL_FORMS": "many"})

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"][0] == 5


def test_typed_figures_stand_when_the_quarter_was_submitted_meanwhile(finance, quarter):
    enter(quarter, ENTERED)
    fields = typed(finance.get(address_of(quarter)), {("Rent", "actual"): "1,777"})
    submit_quarter(quarter=quarter, user=None)

    response = finance.post(address_of(quarter), fields)

    assert response.status_code == 409
    assert "Quarter 2 is with the board: its figures are locked. Nothing is saved" in words_of(
        response
    )
    assert "1,777" in fields_of(response).values()
    assert quarter.revisions.count() == 2


def test_where_the_figures_are_locked_nothing_is_offered_that_would_be_refused(finance, quarter):
    enter(quarter, ENTERED)
    fields = typed(finance.get(address_of(quarter)), {("Rent", "actual"): "1,777"})
    submit_quarter(quarter=quarter, user=None)

    words = words_of(finance.post(address_of(quarter), fields))

    refused = ("Save", "Save and go on to submit", "Paste from Excel", "Import from the ledger")
    assert not [offer for offer in refused if offer in words.replace("Save to keep", "")]
    assert "See the summary" in words


def test_a_line_that_was_deleted_while_one_typed_saves_nothing_and_is_told(finance, quarter):
    fields = typed(finance.get(address_of(quarter)), {("Salaries", "actual"): "1,777"})
    BudgetLine.objects.get(name="Rent").delete()

    response = finance.post(address_of(quarter), fields)

    assert errors_of(response)[0].startswith("A row came back that is no line of this year’s")
    assert "1,777" in fields_of(response).values()
    assert quarter.revisions.count() == 0


def test_a_line_that_is_deleted_at_the_very_moment_of_saving_is_no_error_of_ours(finance, quarter):
    fields = typed(finance.get(address_of(quarter)), {("Rent", "actual"): "1,777"})

    def delete_first(execute, sql, *arguments):
        if sql.startswith("SAVEPOINT") and BudgetLine.objects.filter(name="Rent").exists():
            BudgetLine.objects.get(name="Rent").delete()
        return execute(sql, *arguments)

    with connection.execute_wrapper(delete_first):
        response = finance.post(address_of(quarter), fields)

    assert errors_of(response)[0].startswith("A row came back that is no line of this year’s")
    assert quarter.revisions.count() == 0
