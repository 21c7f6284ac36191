"""The log as a CSV file: the same rows as the page, for auditors and their spreadsheets."""

import csv
import tracemalloc
from io import StringIO

import pytest

from budgets.figure_log import COLUMNS, file_rows, log_rows
from budgets.models import FigureBatch, FigureRevision
from partners.csv_rows import csv_bytes
from tests.budget_pages import brought_to, queries
from tests.figure_history import (
    address_of,
    at_noon,
    line_of,
    make_history,
    make_quarter,
    save,
    steps_at_noon,
)

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


def download(client, quarter, query=""):
    return client.get(address_of(quarter, "quarter_history_csv") + query)


def rows_of(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_the_file_has_every_row_to_the_byte(finance, quarter, people, history):
    brought_to(quarter, "with_board")
    steps_at_noon(quarter, 5)
    keys = [batch.pk for batch in history]
    robin, sam = (f"{user.name},{user.email}" for user in people)
    loaded, command = "Loaded with the year’s workbook", "A command,"
    at = "2024-25,Q2,2024-10-{:02}T13:00:00+01:00".format

    response = download(finance, quarter)

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="2024-25-q2-history.csv"'
    )
    assert response.content.startswith(b"\xef\xbb\xbfyear,quarter,when,who,email,line,what,from,to")
    assert response.content.decode("utf-8-sig").split("\r\n") == [
        ",".join(COLUMNS),
        f"{at(5)},{command},,state,Open,With the board,Submitted to the board,,,",
        f"{at(4)},{robin},Rent,actual,,10,Batch taken back,Wrong month,{keys[3]},{keys[2]}",
        f"{at(4)},{robin},Rent,comment,,Lease,Batch taken back,Wrong month,{keys[3]},{keys[2]}",
        f"{at(3)},{sam},Rent,actual,10,,Pasted,,{keys[2]},",
        f"{at(3)},{sam},Rent,comment,Lease,,Pasted,,{keys[2]},",
        f"{at(2)},{robin},Salaries,actual,10,20.50,Typed,,{keys[1]},",
        f"{at(2)},{robin},Salaries,comment,,Overtime,Typed,,{keys[1]},",
        f"{at(1)},{command},Salaries,actual,,10,{loaded},,{keys[0]},",
        f"{at(1)},{command},Salaries,estimate,,9000,{loaded},,{keys[0]},",
        f"{at(1)},{command},Rent,actual,,10,{loaded},,{keys[0]},",
        f"{at(1)},{command},Rent,estimate,,3000,{loaded},,{keys[0]},",
        f"{at(1)},{command},Rent,comment,,Lease,{loaded},,{keys[0]},",
        "",
    ]


def test_times_carry_the_zone_of_their_season(finance, quarter):
    at_noon(save(quarter, {"Rent": {"actual": "1"}}), 28)

    assert rows_of(download(finance, quarter))[1][2] == "2024-10-28T12:00:00+00:00"


def test_the_file_keeps_the_filter_and_the_order_of_the_page(finance, quarter, history):
    query = f"?line={line_of(quarter, 'Rent').pk}&what=actual&since=2/10/2024&page=7"

    rows = rows_of(download(finance, quarter, query))

    assert [row[5:9] for row in rows[1:]] == [
        ["Rent", "actual", "", "10"],
        ["Rent", "actual", "10", ""],
    ]


def test_a_filter_that_cannot_be_read_makes_no_file_and_is_told(finance, quarter, history):
    response = download(finance, quarter, "?since=someday&page=2")

    assert response.status_code == 302
    assert response.url == f"{address_of(quarter, 'quarter_history')}?since=someday"
    assert "“someday” is not a day" in finance.get(response.url).content.decode()


def test_amounts_are_numbers_with_an_ascii_minus(finance, quarter):
    save(quarter, {"Rent": {"actual": "-1234567.50", "estimate": "-5"}})

    assert [row[7:9] for row in rows_of(download(finance, quarter))[1:]] == [
        ["", "-1234567.50"],
        ["", "-5"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(finance, quarter, people, start):
    line = line_of(quarter, "Rent")
    line.name = f"{start}line"
    line.save()
    people[1].name = f"{start}name"
    people[1].save()
    save(quarter, {line.name: {"comment": f'{start}cmd|"/c calc"!A0'}}, user=people[1])
    FigureBatch.objects.update(reason=f"{start}why")

    row = rows_of(download(finance, quarter))[1]

    assert [row[3], row[5], row[8], row[10]] == [
        f"'{start}{text}" for text in ("name", "line", 'cmd|"/c calc"!A0', "why")
    ]


def test_comments_of_several_lines_and_quotes_stay_whole(finance, quarter):
    comment = 'One, "two"\nthree – £4'
    save(quarter, {"Rent": {"comment": comment}})

    assert rows_of(download(finance, quarter))[1][8] == comment


def test_an_empty_log_is_a_file_of_headings(finance, quarter):
    assert rows_of(download(finance, quarter)) == [list(COLUMNS)]


# --- Many rows ---


def saved_often(quarter, times):
    """``times`` savings of one line, written at once."""
    line = line_of(quarter, "Rent")
    batches = FigureBatch.objects.bulk_create(
        FigureBatch(quarter=quarter, source="typed") for _ in range(times)
    )
    FigureRevision.objects.bulk_create(
        FigureRevision(
            quarter=quarter, line=line, batch=batch, number=number, actual=number, comment="C"
        )
        for number, batch in enumerate(batches, start=1)
    )


def test_a_thousand_rows_more_are_two_queries_more(quarter):
    def asked():
        return queries(lambda: list(file_rows(quarter, {"what": "actual"})))

    saved_often(quarter, 900)
    few = asked()
    saved_often_more = 2_000
    line = line_of(quarter, "Salaries")
    batch = FigureBatch.objects.create(quarter=quarter, source="typed")
    FigureRevision.objects.bulk_create(
        FigureRevision(quarter=quarter, line=line, batch=batch, number=number, actual=number)
        for number in range(1, saved_often_more + 1)
    )

    assert log_rows(quarter, {"what": "actual"}).count() == 2_900
    assert asked() <= few + 2 * 3


def test_memory_does_not_grow_with_the_rows(quarter):
    saved_often(quarter, 5_000)

    tracemalloc.start()
    content = csv_bytes(COLUMNS, file_rows(quarter, {}))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert content.count(b"\r\n") == 5_002
    assert most < 6 * len(content) + 8_000_000
