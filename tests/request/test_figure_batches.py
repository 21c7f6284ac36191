"""What was saved together: read, and taken back in one action, all of it or nothing."""

import pytest

from budgets.models import FigureBatch
from tests.budget_pages import brought_to, queries, words_of
from tests.entry_page import newest_figures
from tests.entry_page import save as save_on_the_page
from tests.figure_history import address_of, at_noon, make_history, make_quarter, save

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


@pytest.fixture
def typed(history):
    """Robin's saving of 2 October: the actual and the comment of Salaries."""
    return history[1]


def take(client, batch, reason="Wrong column", **post):
    return client.post(batch.get_absolute_url(), {"reason": reason}, **post)


def errors_of(response):
    return [text for _, text in response.context["errors"]]


# --- Read ---


def test_a_batch_says_who_when_how_why_and_from_what_to_what(finance, quarter, history):
    words = words_of(finance.get(history[3].get_absolute_url()))

    assert "Saved on 4 October 2024 at 13:00" in words
    assert "Batch taken back by Robin" in words
    assert "Why: Wrong month" in words
    assert "See what it took back : saved on 3 October 2024, 13:00 by Sam." in words
    assert "Rent Actual not entered 10 stands" in words
    assert "Rent Comment none Lease stands" in words


def test_cells_changed_since_say_what_they_hold_now_and_by_whom(finance, quarter, people, typed):
    at_noon(save(quarter, {"Salaries": {"actual": "30"}}, user=people[1]), 6)

    words = words_of(finance.get(typed.get_absolute_url()))

    assert "Salaries Actual 10 20.50 30 Sam, 6 Oct 2024, 13:00" in words
    assert "Salaries Comment none Overtime stands" in words
    assert "These figures cannot be taken back together: 1 cell has been changed since" in words
    assert "Take these figures back" not in words


def test_a_larger_batch_asks_no_more_of_the_database(finance, quarter, typed):
    def saved(number):
        cells = {"actual": number, "estimate": number, "comment": f"{number}"}
        return save(quarter, dict.fromkeys(("Salaries", "Rent"), cells))

    def asked(batch):
        address = batch.get_absolute_url()
        return queries(lambda: finance.get(address))

    small = asked(typed)
    large = saved(1)
    assert asked(large) == small

    saved(2)
    assert asked(large) == small + 2 * 3, "two for each of three kinds of cell changed since"


def test_batches_of_other_quarters_and_none_are_not_found(finance, quarter, history):
    other = quarter.year.quarters.get(number=3)

    assert finance.get(address_of(other, "batch_detail", history[0].pk)).status_code == 404
    assert finance.get(address_of(quarter, "batch_detail", 10**20)).status_code == 404


def test_after_each_save_the_entry_page_leads_to_what_was_saved(finance, quarter, history):
    answer = save_on_the_page(finance, quarter, {("Rent", "actual"): "11"}, follow=True)
    unchanged = save_on_the_page(finance, quarter, {}, follow=True)

    batch = FigureBatch.objects.latest("pk")
    html = answer.content.decode()
    assert f'href="{batch.get_absolute_url()}">See what was saved, or take it back</a>' in html
    assert "Quarter 2 is saved. The balance to recover is £12,000" in words_of(answer)
    assert "Quarter 2 has not changed." in words_of(unchanged)
    assert "See what was saved" not in words_of(unchanged)


# --- Taken back ---


def test_a_batch_is_taken_back_with_its_reason(finance, quarter, people, typed):
    answer = take(finance, typed, follow=True)

    taking = FigureBatch.objects.get(reverses=typed)
    assert answer.redirect_chain == [(taking.get_absolute_url(), 302)]
    assert (taking.saved_by, taking.reason) == (people[0], "Wrong column")
    assert newest_figures(quarter)["Salaries"] == (10, 9000, "")
    words = words_of(answer)
    assert "Taken back: 2\xa0cells as before. The balance to recover is £12,000" in words.replace(
        "2 cells", "2\xa0cells"
    )
    assert "Salaries Actual 20.50 10 stands" in words
    assert "Take these figures back" in words


def test_what_was_taken_back_says_so_and_how_it_went_on(finance, quarter, history):
    pasted, taking = history[2:]
    take(finance, taking, "It was right after all")

    words = words_of(finance.get(pasted.get_absolute_url()))

    assert "Taken back Robin, 4 October 2024, 13:00 Wrong month" in words
    assert "That was taken back in its turn Robin," in words
    assert "It was right after all" in words
    assert "To have them again, take back what took them back." in words
    assert newest_figures(quarter)["Rent"] == (None, 3000, "")


def test_without_a_reason_nothing_is_taken_back(finance, history, typed):
    response = take(finance, typed, " ")

    assert response.status_code == 200
    assert errors_of(response) == ["Write why they are taken back."]
    assert "<title>Error: Saved on 2 October 2024" in response.content.decode()
    assert FigureBatch.objects.count() == len(history)


def test_each_cell_in_the_way_is_named_with_who_when_and_what(finance, quarter, people, history):
    loaded = history[0]
    at_noon(save(quarter, {"Rent": {"estimate": "3100"}}, user=people[1]), 5)
    at_noon(save(quarter, {"Rent": {"actual": "12"}}, user=people[0]), 6)

    response = take(finance, loaded)

    assert response.status_code == 409
    assert errors_of(response) == [
        "Robin changed Salaries, actual, from “10” to “20.50” on 2 October 2024 at 13:00.",
        "Robin changed Rent, actual, from “10” to “12” on 6 October 2024 at 13:00.",
        "Sam changed Rent, estimate, from “3,000” to “3,100” on 5 October 2024 at 13:00.",
        "Nothing is taken back: put single values back from the line’s history.",
    ]
    assert not FigureBatch.objects.filter(reverses=loaded).exists()
    assert newest_figures(quarter)["Salaries"] == (pytest.approx(20.5), 9000, "Overtime")


def test_a_second_time_is_refused_in_words(finance, quarter, typed):
    take(finance, typed)
    before = FigureBatch.objects.count()

    response = take(finance, typed)

    assert response.status_code == 409
    assert errors_of(response) == ["These figures were taken back already. Nothing is saved."]
    assert FigureBatch.objects.count() == before


def test_what_stands_as_before_leaves_nothing_to_take_back(finance, quarter, typed):
    save(quarter, {"Salaries": {"actual": "10", "comment": ""}})

    asked, sent = finance.get(typed.get_absolute_url()), take(finance, typed)

    assert "Every figure already stands as it did before." in words_of(asked)
    assert sent.status_code == 409
    assert errors_of(sent) == ["Every figure already stands as it did before. Nothing is saved."]


@pytest.mark.parametrize("state", ["with_board", "published"])
def test_once_locked_it_is_read_and_not_taken_back(finance, quarter, typed, state):
    brought_to(quarter, state)

    asked, sent = finance.get(typed.get_absolute_url()), take(finance, typed)

    words = words_of(asked)
    assert "Salaries Actual 10 20.50 stands" in words
    assert "Figures are locked, so these cannot be taken back." in words
    assert "Take these figures back" not in words
    assert sent.status_code == 409
    assert "its figures are locked. Nothing is saved." in errors_of(sent)[0]
    assert not FigureBatch.objects.filter(reverses=typed).exists()


def test_reasons_and_names_are_text_never_markup(finance, quarter, people, typed):
    people[0].name = "<i>Robin</i>"
    people[0].save()

    answer = take(finance, typed, "<b>Wrong</b>\nmonth", follow=True)

    html = answer.content.decode()
    assert "&lt;b&gt;Wrong&lt;/b&gt;<br>month" in html and "&lt;i&gt;Robin" in html
    assert "<b>Wrong" not in html and "<i>Robin" not in html
