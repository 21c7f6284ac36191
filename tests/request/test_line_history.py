"""One line's values in a quarter, and an earlier one put back: told what is in the way, or done."""

from decimal import Decimal

import pytest

from budgets.models import FigureBatch
from tests.budget_pages import brought_to, queries, words_of
from tests.entry_page import newest_figures
from tests.factories import make_year
from tests.figure_history import address_of, line_of, make_history, make_quarter, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter_and_people():
    return make_quarter()


@pytest.fixture
def quarter(quarter_and_people):
    return quarter_and_people[0]


@pytest.fixture
def people(quarter_and_people):
    """Robin and Sam."""
    return quarter_and_people[1]


@pytest.fixture
def finance(client, people):
    client.force_login(people[0])
    return client


@pytest.fixture
def history(quarter, people):
    return make_history(quarter, people)


def line_page(quarter, name="Rent"):
    return address_of(quarter, "line_history", line_of(quarter, name).pk)


def put_back_page(quarter, name="Salaries", cell="actual", revision=1):
    return address_of(quarter, "figure_put_back", line_of(quarter, name).pk, cell, revision)


def sent(quarter, name="Salaries", reason="Ledger corrected"):
    """The form as the page sends it back."""
    newest = quarter.revisions.filter(line__name=name).newest().get()
    return {"based_on": newest.number, "reason": reason}


# --- Shown ---


def test_every_value_of_each_cell_is_shown_newest_first(finance, quarter, history):
    response = finance.get(line_page(quarter))

    cells = response.context["cells"]
    assert [
        (cell.name, [(str(e.by or "A command"), e.before, e.after, e.why) for e in cell.entries])
        for cell in cells
    ] == [
        (
            "Actual",
            [
                ("Robin", None, 10, "Wrong month"),
                ("Sam", 10, None, ""),
                ("A command", None, 10, ""),
            ],
        ),
        ("Estimate", [("A command", None, 3000, "")]),
        (
            "Comment",
            [
                ("Robin", "", "Lease", "Wrong month"),
                ("Sam", "Lease", "", ""),
                ("A command", "", "Lease", ""),
            ],
        ),
    ]
    words = words_of(response)
    assert "4 Oct 2024, 13:00 Robin not entered 10 Batch taken back Wrong month as now" in words
    assert (
        "3 Oct 2024, 13:00 Sam 10 not entered Pasted Taken back on 4 Oct 2024, 13:00 Put" in words
    )


def test_put_back_stands_beside_each_value_that_is_another_than_now(finance, quarter, history):
    save(quarter, {"Rent": {"actual": "11"}})

    html = finance.get(line_page(quarter)).content.decode()

    offered = [
        revision
        for revision in range(6)
        if f'href="{put_back_page(quarter, "Rent", "actual", revision)}"' in html
    ]
    assert offered == [0, 1, 2, 3]
    estimates = [put_back_page(quarter, "Rent", "estimate", revision) for revision in (1, 2)]
    assert not any(address in html for address in estimates)


def test_a_line_never_entered_says_so(finance, quarter):
    assert "Nothing has been entered for Rent in Quarter 2 yet." in words_of(
        finance.get(line_page(quarter))
    )


def test_a_locked_quarter_can_be_read_and_nothing_put_back(finance, quarter, history):
    brought_to(quarter, "with_board")

    response = finance.get(line_page(quarter))
    asked = finance.get(put_back_page(quarter), follow=True)

    assert "Figures are locked, so none can be put back" in words_of(response)
    assert "20.50" in words_of(finance.get(line_page(quarter, "Salaries")))
    assert "/history/" in line_page(quarter) and put_back_page(quarter) not in str(response.content)
    assert asked.redirect_chain == [(line_page(quarter, "Salaries"), 302)]
    assert "Quarter 2 is with the board: its figures are locked." in words_of(asked)


def test_a_long_history_has_pages_and_asks_no_more_of_the_database(finance, quarter, history):
    address = line_page(quarter)
    few = queries(lambda: finance.get(address))

    for number in range(60):
        save(quarter, {"Rent": {"actual": number}})

    first, second = finance.get(address), finance.get(f"{address}?page=2")
    assert queries(lambda: finance.get(address)) == few
    assert [entry.after for entry in first.context["cells"][0].entries] == list(range(59, 9, -1))
    assert [cell.name for cell in second.context["cells"]] == ["Actual", "Estimate", "Comment"]
    assert [entry.after for entry in second.context["cells"][0].entries][:2] == [9, 8]
    assert f'href="{address}?page=2">the next page' in first.content.decode()
    assert "as now" in words_of(first)
    assert f'href="{put_back_page(quarter, "Rent", "actual", 4)}"' in second.content.decode()


def test_the_switch_keeps_the_line_and_leads_to_the_log_of_other_years(finance, quarter, history):
    other = make_year(list(quarter.year.partners.all()), starts_in=2025).quarters.get(number=2)

    period = finance.get(line_page(quarter)).context["period"]

    assert period[1]["url"] == line_page(quarter.year.quarters.get(number=1))
    assert period[-1]["url"] == address_of(other, "quarter_history")


@pytest.mark.parametrize(
    ("cell", "revision"),
    [("actual", 3), ("actual", 99), ("estimate", 2), ("variance", 1), ("actual", 10**20)],
)
def test_what_never_stood_there_is_not_found(finance, quarter, history, cell, revision):
    assert finance.get(put_back_page(quarter, "Salaries", cell, revision)).status_code == 404


def test_lines_of_other_years_and_of_none_are_not_found(finance, quarter, history):
    other = make_year(list(quarter.year.partners.all()), starts_in=2025).lines.get()

    for key in (other.pk, 10**20):
        assert finance.get(address_of(quarter, "line_history", key)).status_code == 404
        missing = address_of(quarter, "figure_put_back", key, "actual", 1)
        assert finance.get(missing).status_code == 404


# --- Put back ---


def test_asking_shows_both_values_and_saves_nothing(finance, quarter, history):
    response = finance.get(put_back_page(quarter))

    words = words_of(response)
    assert "Put back an earlier actual" in words
    assert "Stands now 20.50 2 Oct 2024, 13:00 by Robin" in words
    assert "To put back 10 1 Oct 2024, 13:00 by a command" in words
    assert FigureBatch.objects.count() == len(history)


def test_an_earlier_value_is_put_back_with_its_reason(finance, quarter, people, history):
    answer = finance.post(put_back_page(quarter), sent(quarter), follow=True)

    assert answer.redirect_chain == [(line_page(quarter, "Salaries"), 302)]
    batch = FigureBatch.objects.get(source="put_back")
    assert (batch.saved_by, batch.reason) == (people[0], "Ledger corrected")
    assert newest_figures(quarter)["Salaries"] == (10, 9000, "Overtime")
    words = words_of(answer)
    assert "Salaries, actual: the earlier value is put back. The balance to recover is" in words
    assert f'href="{batch.get_absolute_url()}">See what was saved' in answer.content.decode()
    assert "Robin 20.50 10 Earlier value put back Ledger corrected as now" in words


def test_a_comment_and_a_blank_are_values_too(finance, quarter, history):
    finance.post(put_back_page(quarter, "Rent", "comment", 2), sent(quarter, "Rent"))
    finance.post(put_back_page(quarter, "Rent", "estimate", 0), sent(quarter, "Rent"))

    assert newest_figures(quarter)["Rent"] == (10, None, "")


def test_without_a_reason_nothing_is_put_back(finance, quarter, history):
    response = finance.post(put_back_page(quarter), sent(quarter, reason="  "))

    assert response.status_code == 200
    assert "Write why it is put back." in words_of(response)
    assert 'href="#id_reason"' in response.content.decode()
    assert "<title>Error: Put back the actual of Salaries" in response.content.decode()
    assert FigureBatch.objects.count() == len(history)


def test_whoever_saved_the_cell_meanwhile_is_named_and_nothing_is_put_back(
    finance, quarter, people, history
):
    form = sent(quarter)
    save(quarter, {"Salaries": {"actual": "30"}}, user=people[1])
    save(quarter, {"Salaries": {"comment": "Checked"}}, user=people[0])

    refused = finance.post(put_back_page(quarter), form)

    assert refused.status_code == 409
    words = words_of(refused)
    assert (
        "While you read this page, Sam changed Salaries, actual, from “20.50” to “30” today"
    ) in words
    assert "Nothing is put back." in words
    assert "Stands now 30" in words and "Ledger corrected" in words
    assert newest_figures(quarter)["Salaries"] == (30, 9000, "Checked")

    shown = refused.context["newest"]
    finance.post(put_back_page(quarter), form | {"based_on": shown})
    assert newest_figures(quarter)["Salaries"] == (10, 9000, "Checked")


def test_a_colleagues_save_of_another_cell_is_no_hindrance(finance, quarter, people, history):
    form = sent(quarter)
    save(quarter, {"Salaries": {"estimate": "9100"}}, user=people[1])

    finance.post(put_back_page(quarter), form)

    assert newest_figures(quarter)["Salaries"] == (10, 9100, "Overtime")


def test_what_already_stands_is_said_and_adds_nothing(finance, quarter, history):
    asked = finance.get(put_back_page(quarter, revision=2))
    refused = finance.post(put_back_page(quarter, revision=2), sent(quarter))

    assert "This value already stands. There is nothing to put back." in words_of(asked)
    assert refused.status_code == 409
    assert "This value already stands. Nothing is saved." in words_of(refused)
    assert FigureBatch.objects.count() == len(history)


def test_a_quarter_submitted_meanwhile_refuses_in_words_and_keeps_the_reason(
    finance, quarter, history
):
    form = sent(quarter)
    brought_to(quarter, "with_board")

    refused = finance.post(put_back_page(quarter), form)

    assert refused.status_code == 409
    assert "Quarter 2 is with the board: its figures are locked. Nothing is saved." in words_of(
        refused
    )
    assert "Ledger corrected" in words_of(refused)
    assert newest_figures(quarter)["Salaries"][0] == Decimal("20.50")


@pytest.mark.parametrize("based_on", ["", "0", "-1", "99", "one", "1" * 30])
def test_a_page_that_came_back_otherwise_than_it_went_saves_nothing(
    finance, quarter, history, based_on
):
    response = finance.post(put_back_page(quarter), sent(quarter) | {"based_on": based_on})

    assert response.status_code == 200
    assert "There is a problem" in words_of(response)
    assert FigureBatch.objects.count() == len(history)
