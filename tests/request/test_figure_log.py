"""The log of a quarter's figures: every change and step, filtered, paged, and for finance alone."""

import pytest

from budgets.lifecycle import reopen_quarter
from tests.budget_pages import brought_to, queries, words_of
from tests.factories import make_year
from tests.figure_history import (
    address_of,
    at_noon,
    make_history,
    make_quarter,
    rows_of,
    save,
    steps_at_noon,
)

pytestmark = pytest.mark.django_db

LINES = ("Salaries", "Rent")


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


TAKEN_BACK = [
    ("Robin", "Rent", "actual", None, 10, "Batch taken back", "Wrong month"),
    ("Robin", "Rent", "comment", "", "Lease", "Batch taken back", "Wrong month"),
]
PASTED = [
    ("Sam", "Rent", "actual", 10, None, "Pasted", ""),
    ("Sam", "Rent", "comment", "Lease", "", "Pasted", ""),
]
TYPED = [
    ("Robin", "Salaries", "actual", 10, 20.5, "Typed", ""),
    ("Robin", "Salaries", "comment", "", "Overtime", "Typed", ""),
]
BY_WORKBOOK = "Loaded with the year’s workbook"
LOADED = [
    ("A command", "Salaries", "actual", None, 10, BY_WORKBOOK, ""),
    ("A command", "Salaries", "estimate", None, 9000, BY_WORKBOOK, ""),
    ("A command", "Rent", "actual", None, 10, BY_WORKBOOK, ""),
    ("A command", "Rent", "estimate", None, 3000, BY_WORKBOOK, ""),
    ("A command", "Rent", "comment", "", "Lease", BY_WORKBOOK, ""),
]
EVERYTHING = [*TAKEN_BACK, *PASTED, *TYPED, *LOADED]


def log(client, quarter, query=""):
    return client.get(address_of(quarter, "quarter_history") + query)


# --- What stands in it ---


def test_each_changed_cell_is_a_row_newest_first(finance, quarter, history):
    response = log(finance, quarter)

    assert rows_of(response) == EVERYTHING
    words = words_of(response)
    assert "11 entries" in words
    assert "1 Oct 2024, 13:00:00 A command Rent Actual not entered 10 Loaded" in words
    assert "2 Oct 2024, 13:00:00 Robin Salaries Actual 10 20.50 Typed" in words
    assert (
        "4 Oct 2024, 13:00:00 Robin Rent Comment none Lease Batch taken back Wrong month" in words
    )
    assert "3 Oct 2024, 13:00:00 Sam Rent Actual 10 not entered Pasted Taken back on 4 Oct" in words


def test_saving_what_is_there_already_leaves_no_row(finance, quarter, history):
    assert save(quarter, {"Rent": {"actual": "10.00"}}) is None

    assert rows_of(log(finance, quarter)) == EVERYTHING


def test_steps_of_the_quarter_stand_among_the_changes(finance, quarter, people, history):
    brought_to(quarter, "with_board")
    reopen_quarter(quarter=quarter, user=people[1], reason="A figure was wrong.")
    steps_at_noon(quarter, 5, 6)
    at_noon(save(quarter, {"Rent": {"actual": "11"}}, user=people[1]), 7)

    rows = rows_of(log(finance, quarter))

    assert rows == [
        ("Sam", "Rent", "actual", 10, 11, "Typed", ""),
        (
            *("Sam", "", "step", "With the board", "Open"),
            *("Taken back from the board", "A figure was wrong."),
        ),
        ("A command", "", "step", "Open", "With the board", "Submitted to the board", ""),
        *EVERYTHING,
    ]


def test_each_row_leads_to_its_line_and_to_all_that_was_saved_with_it(finance, quarter, history):
    html = log(finance, quarter).content.decode()

    for batch in history:
        assert f'href="{address_of(quarter, "batch_detail", batch.pk)}"' in html
    for line in quarter.year.lines.all():
        assert f'href="{address_of(quarter, "line_history", line.pk)}"' in html


def test_other_quarters_have_a_log_of_their_own(finance, quarter, history):
    other = quarter.year.quarters.get(number=3)

    response = log(finance, other)

    assert rows_of(response) == []
    assert "Nothing has been saved in this quarter yet." in words_of(response)
    assert [item["url"] for item in log(finance, quarter).context["period"]][1:] == [
        address_of(each, "quarter_history") for each in quarter.year.quarters.all()
    ]


def test_in_quarter_4_the_estimate_is_the_outturn(finance, quarter):
    last = quarter.year.quarters.get(number=4)
    save(last, {"Rent": {"estimate": "3100"}})

    assert "Rent Outturn not entered 3,100" in words_of(log(finance, last))


def test_a_long_comment_shows_its_beginning_and_the_whole_on_request(finance, quarter):
    comment = "A <b>post</b> is vacant. " * 10
    save(quarter, {"Rent": {"comment": comment}})

    html = log(finance, quarter).content.decode()

    assert "<summary>A &lt;b&gt;post&lt;/b&gt; is vacant." in html
    assert "<b>post" not in html
    assert html.count("is vacant. ") == 3 + 10


# --- Filters ---


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("what=comment", [TAKEN_BACK[1], PASTED[1], TYPED[1], LOADED[4]]),
        ("what=estimate", [LOADED[1], LOADED[3]]),
        ("what=step", []),
        ("who=command", LOADED),
        ("who=sam", PASTED),
        ("how=typed", TYPED),
        ("how=put_back", []),
        ("line=rent", [*TAKEN_BACK, *PASTED, *LOADED[2:]]),
        ("line=rent&what=actual&who=robin", TAKEN_BACK[:1]),
        ("since=3/10/2024", [*TAKEN_BACK, *PASTED]),
        ("until=2+Oct+2024", [*TYPED, *LOADED]),
        ("since=2024-10-02&until=2024-10-02", TYPED),
        ("line=&what=&who=&how=&since=&until=", EVERYTHING),
    ],
)
def test_filters_leave_exactly_the_rows_that_fit(
    finance, quarter, people, history, query, expected
):
    keys = {"line=rent": f"line={quarter.year.lines.get(name='Rent').pk}"}
    keys |= {f"who={user.name.lower()}": f"who={user.pk}" for user in people}
    for words, key in keys.items():
        query = query.replace(words, key)

    response = log(finance, quarter, f"?{query}")

    assert rows_of(response) == expected
    assert response.context["page_obj"].paginator.count == len(expected)
    if not expected:
        assert "Nothing fits this filter." in words_of(response)


def test_a_day_is_one_of_london(finance, quarter, history):
    late = at_noon(save(quarter, {"Rent": {"actual": "1"}}), 8, hour=23)

    assert [
        entry.batch for entry in log(finance, quarter, "?since=9/10/2024").context["entries"]
    ] == [late]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("line=999999", "“999999” is no line of this year. Choose one of the list."),
        ("line=Rent", "“Rent” is no line of this year. Choose one of the list."),
        ("what=variance", "“variance” is no kind of entry of this log. Choose one of the list."),
        ("who=7777777", "“7777777” is no person of this log. Choose one of the list."),
        ("how=guessed", "“guessed” is no way of saving of this log. Choose one of the list."),
        ("since=31/9/2024", "“31/9/2024” is not a day. Write it as 30 Sep 2024 or 30/9/2024."),
        (
            "since=4/10/2024&until=1/10/2024",
            "1 October 2024 is before 4 October 2024. The last day is not before the first.",
        ),
    ],
)
def test_a_filter_that_cannot_be_read_is_quoted_and_the_rest_applies(
    finance, quarter, history, query, says
):
    response = log(finance, quarter, f"?{query}&how=typed" if "how" not in query else f"?{query}")

    assert response.status_code == 200
    assert says in words_of(response)
    assert "<title>Error: History of Quarter 2 figures" in response.content.decode()


def test_lines_of_another_year_are_none_of_this_log(finance, quarter, history):
    other = make_year(list(quarter.year.partners.all()), starts_in=2025).lines.get()

    assert f"“{other.pk}” is no line" in words_of(log(finance, quarter, f"?line={other.pk}"))


# --- Pages ---


def test_a_long_log_has_pages_that_keep_the_filter(finance, quarter, people):
    for number in range(53):
        save(quarter, {"Rent": {"actual": number}}, user=people[number % 2])

    first, last = (log(finance, quarter, f"?what=actual{page}") for page in ("", "&page=2"))

    assert [row[4] for row in rows_of(first)] == list(range(52, 2, -1))
    assert [row[4] for row in rows_of(last)] == [2, 1, 0]
    assert 'href="?what=actual&amp;page=2"' in first.content.decode()
    assert "page 2 of 2, 2024/25" not in first.content.decode()
    assert "2024/25, page 2 of 2" in last.content.decode().partition("</title>")[0]
    assert rows_of(log(finance, quarter, "?page=nonsense")) == rows_of(log(finance, quarter))


def test_more_rows_ask_no_more_of_the_database(finance, quarter, people, history):
    def asked(query=""):
        return queries(lambda: finance.get(f"{address}{query}"))

    brought_to(quarter, "with_board")
    reopen_quarter(quarter=quarter, user=None, reason="More figures")
    address = address_of(quarter, "quarter_history")
    few, all_of_few = asked("?what=actual"), asked()

    for number in range(30):
        save(quarter, {line: {"actual": number} for line in LINES}, user=people[number % 2])

    assert asked("?what=actual") == asked("?what=actual&page=2") == few
    assert asked("?page=2") == all_of_few == few + 1, "the steps are one query"
