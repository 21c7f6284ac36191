"""Pasting refused: nothing is saved while anything is to settle, or was not shown before."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.models import FigureBatch, FigureRevision
from partners.models import Role
from tests.budget_pages import words_of
from tests.entry_page import address_of, newest_figures
from tests.factories import approved, enter, make_approved_year, make_person, make_year
from tests.paste_page import choice_of, errors_of, field, fields_of, paste, send
from tests.pasting import table

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}
BLOCK = table(
    ("Line", "Actual", "Comment"), ("Salaries", "2,100.50", ""), ("Rent", "1,600", "Reviewed")
)


@pytest.fixture
def quarter(db):
    quarter = make_approved_year(lines={"Salaries": 9000, "Rent": 3000}).quarters.get(number=2)
    enter(quarter, ENTERED)
    return quarter


@pytest.fixture
def finance(client, quarter):
    host = quarter.year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host))
    return client


def is_as_before(quarter):
    return FigureBatch.objects.count() == 1 and FigureRevision.objects.count() == 2


# --- What is to settle ---


def test_one_unreadable_cell_saves_nothing_and_is_typed_again_on_the_page(finance, quarter):
    preview = paste(finance, quarter, BLOCK.replace("1,600", "1,600 tbc"))

    assert errors_of(preview) == [
        "Rent, actual (pasted row 3, column 2): “1,600 tbc” is not an amount. Enter a number, such as "
        "6,406."
    ]
    assert "Save these figures" not in words_of(preview)
    assert send(finance, quarter, preview).status_code == 200
    assert is_as_before(quarter)
    corrected = send(finance, quarter, preview, "read", **{field(preview, "cell", 3): "1,600"})
    assert "Rent\t1,600\tReviewed" in fields_of(corrected)["text"]
    send(finance, quarter, corrected)
    assert newest_figures(quarter)["Rent"] == (Decimal(1600), Decimal(3000), "Reviewed")


def test_what_it_would_come_to_is_not_claimed_before_everything_is_settled(finance, quarter):
    unsettled = paste(finance, quarter, BLOCK.replace("1,600", "=SUM(A1)"))
    settled = send(finance, quarter, unsettled, "read", **{field(unsettled, "cell", 3): "1,600"})

    assert "Actual to date 3,500 – –" in words_of(unsettled)
    assert "Actual to date 3,500 3,700.50 +200.50" in words_of(settled)


def test_the_summary_leads_to_the_field_of_each_problem(finance, quarter):
    preview = paste(finance, quarter, BLOCK + "\r\nRents\tx")

    addresses = [address.removeprefix("#") for address, _ in preview.context["errors"]]
    page = preview.content.decode()
    assert len(addresses) == 1
    assert all(f'id="{name}"' in page for name in addresses)
    assert "<title>Error: Check the pasted Quarter 2 figures, 2024/25" in page


def test_an_unknown_row_is_given_a_line_or_left_out(finance, quarter):
    rent = quarter.year.lines.get(name="Rent")
    preview = paste(finance, quarter, table(("Line", "Actual"), ("Rental", "1,600")))
    assert "Did you mean “Rent”?" in errors_of(preview)[0]
    name = field(preview, "row", 2)

    left_out = send(finance, quarter, preview, "read", **{name: "out"})
    assert "You chose so" in words_of(left_out)
    chosen = send(finance, quarter, preview, "read", **{name: rent.pk})
    send(finance, quarter, chosen)

    assert newest_figures(quarter)["Rent"][0] == Decimal(1600)


def test_a_row_with_an_unreadable_cell_can_be_left_out(finance, quarter):
    preview = paste(finance, quarter, BLOCK.replace("2,100.50", "#REF!"))

    preview = send(finance, quarter, preview, "read", **{choice_of(preview, "row", 2): "out"})
    send(finance, quarter, preview)

    assert newest_figures(quarter)["Salaries"][0] == Decimal(2000)
    assert newest_figures(quarter)["Rent"][0] == Decimal(1600)


def test_a_column_is_chosen_by_the_person(finance, quarter):
    preview = paste(finance, quarter, table(("Salaries", "1"), ("Rent", "2")))
    assert errors_of(preview) == ["Column 2 has no heading. Choose what it is, or leave it out."]

    preview = send(finance, quarter, preview, "read", **{field(preview, "column", 2): "estimate"})
    send(finance, quarter, preview)

    assert [cells[1] for cells in newest_figures(quarter).values()] == [Decimal(1), Decimal(2)]


def test_dashes_are_said_to_be_nil(finance, quarter):
    preview = paste(finance, quarter, BLOCK.replace("1,600", " £-   "))
    assert "Say which a dash stands for." in errors_of(preview)[0]

    preview = send(finance, quarter, preview, "read", dashes="nil")
    send(finance, quarter, preview)

    assert newest_figures(quarter)["Rent"][0] == Decimal(0)


def test_the_first_line_of_a_block_without_names_is_chosen(finance, quarter):
    rent = quarter.year.lines.get(name="Rent")
    preview = paste(finance, quarter, "1,600\r\n1,700\r\n1,800", first_cell="actual")
    assert "From “Salaries” on only 2 lines stand in the budget" in errors_of(preview)[0]

    preview = send(
        finance,
        quarter,
        paste(finance, quarter, "7", first_cell="actual"),
        "read",
        first_line=rent.pk,
    )
    send(finance, quarter, preview)

    assert newest_figures(quarter)["Rent"][0] == Decimal(7)


def test_of_many_problems_the_summary_names_the_first_and_counts_the_rest(finance, quarter):
    rows = [(f"Item {n}", "1") for n in range(30)]

    preview = paste(finance, quarter, table(("Line", "Actual"), *rows))

    assert len(errors_of(preview)) == 11
    assert errors_of(preview)[-1] == "And 20 more."


# --- Not as it was shown ---


def test_what_was_chosen_after_the_preview_is_shown_before_it_is_saved(finance, quarter):
    preview = paste(finance, quarter, BLOCK)
    name = choice_of(preview, "row", 2)

    again = send(finance, quarter, preview, **{name: "out"})

    assert errors_of(again)[0].startswith("How the block is read was changed after this was shown.")
    assert is_as_before(quarter)
    assert send(finance, quarter, again).status_code == 302
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2000)


def test_a_text_changed_after_the_preview_is_shown_before_it_is_saved(finance, quarter):
    preview = paste(finance, quarter, BLOCK)

    again = send(finance, quarter, preview, text=BLOCK.replace("1,600", "1,700"))

    assert is_as_before(quarter)
    assert "1,700" in words_of(again)


TAMPERED = {
    "no digest": {"shown": ""},
    "no revisions": {"based_on": ""},
    "a revision not yet made": {"based_on": "7"},
    "a revision that is no number": {"based_on": "²"},
    "an endless revision": {"based_on": "9" * 5000},
    "a revision below nil": {"based_on": "-1"},
}


@pytest.mark.parametrize("changes", TAMPERED.values(), ids=TAMPERED)
def test_a_page_that_comes_back_otherwise_saves_nothing(finance, quarter, changes):
    fields = fields_of(paste(finance, quarter, BLOCK)) | {"then": "save"}
    for name, value in changes.items():
        fields |= {key: value for key in fields if key.startswith(name)}

    response = finance.post(address_of(quarter, "quarter_paste"), fields)

    assert response.status_code == 200
    assert is_as_before(quarter)


@pytest.mark.parametrize(
    "answers",
    [
        {"first_line": "x", "first_cell": "budget", "blanks": "?", "dashes": "?"},
        {"first_line": "999999", "first_cell": "line"},
        {"row-2-00000000": "out", "column-1-00000000": "actual", "cell-2-2-00000000": "5"},
        {"row-": "\x00", "column-x": "x", "cell-": "\x00", "then": "delete"},
    ],
)
def test_answers_that_no_page_asks_for_are_no_answers(finance, quarter, answers):
    plain, odd = paste(finance, quarter, BLOCK), paste(finance, quarter, BLOCK, **answers)

    assert odd.status_code == 200
    assert fields_of(odd)["shown"] == fields_of(plain)["shown"]


# --- No block at all ---


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Nothing was pasted. Copy the cells in Excel and paste them here."),
        ("\t \r\n", "Nothing was pasted. Copy the cells in Excel and paste them here."),
        (
            "Rent\t1\x00",
            "The text holds a null character, which no figure or comment can. Copy the",
        ),
        ("1\r\n" * 301, "The block has 301 rows. Paste at most 300"),
        ("9" * 200_001, "The text has 200,001 characters. Paste at most 200,000"),
        ('A\t"1\r\nB\t2"\t3', "In pasted row 1 a quotation mark opens"),
    ],
)
def test_what_is_no_block_is_refused_where_it_was_pasted(finance, quarter, text, sentence):
    response = paste(finance, quarter, text)

    assert errors_of(response)[0].startswith(sentence)
    assert 'aria-describedby="id_text_error"' in response.content.decode()
    assert fields_of(response)["text"].strip() == text.replace("\x00", "\ufffd").strip()


def test_a_request_without_a_text_is_refused_too(finance, quarter):
    response = finance.post(address_of(quarter, "quarter_paste"), {"then": "save"})

    assert errors_of(response) == [
        "Nothing was pasted. Copy the cells in Excel and paste them here."
    ]


def test_a_year_without_lines_has_nothing_to_paste_into(client, quarter):
    year = approved(make_year(quarter.year.partners.all(), starts_in=2026))
    year.lines.all().delete()
    empty = year.quarters.get(number=1)
    client.force_login(make_person(Role.FINANCE, partner=quarter.year.partners.first()))

    for response in (client.get(address_of(empty, "quarter_paste")), paste(client, empty, BLOCK)):
        assert response.url == address_of(empty)


odd = st.text(st.sampled_from('Rent1,9 -()"\t\t\n\n;#\x0b\xa0£=–\x00'), max_size=80) | st.text(
    max_size=80
)


@given(odd, st.sampled_from(["", "actual", "comment"]))
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_breaks_the_page_or_saves_anything_unseen(finance, quarter, text, first_cell):
    response = paste(finance, quarter, text, first_cell=first_cell, then="save")

    assert response.status_code == 200
    assert is_as_before(quarter)
