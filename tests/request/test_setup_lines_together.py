"""The grid of lines with two people at it, and once the budget is approved."""

import pytest

from budgets.models import FinancialYear, LedgerCode
from partners.models import Role
from tests.budget_pages import queries, words_of
from tests.factories import (
    approved,
    make_camera_type,
    make_cameras,
    make_line,
    make_partners,
    make_person,
    make_year,
)
from tests.setup_pages import (
    address,
    budgets,
    cells,
    errors_in,
    fields_of,
    record,
    row,
    send,
    stored,
)

LINES = {"Salaries": 1200, "Rent": 300, "Grant": -250}


@pytest.fixture
def year(db):
    partners = make_partners(2)
    make_cameras(partners[0], make_camera_type(), 2)
    year = make_year(partners, lines=LINES)
    LedgerCode.objects.create(line=year.lines.get(name="Rent"), code="0100")
    return year


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


@pytest.fixture
def fetched(finance, year):
    return finance.get(address("setup_lines", year))


# --- Two people at one grid ---


def test_a_stale_page_is_refused_says_what_changed_and_keeps_what_was_typed(finance, year, fetched):
    send(
        finance,
        address("setup_lines", year),
        cells(1, budget="333") | cells(3, group="G", name="New", budget="7"),
    )

    answer = send(finance, address("setup_lines", year), cells(0, budget="1,250"), page=fetched)

    assert answer.status_code == 409
    words = words_of(answer)
    assert "Somebody else saved this meanwhile" in words
    assert "Rent: Original budget changed from £300 to £333. Finance officer, today at" in words
    assert "New: Line entered: group G, original budget £7. Finance officer, today at" in words
    fields = fields_of(answer)
    assert fields[f"lines-{row(answer, 'Salaries')}-budget"] == "1,250"
    assert fields[f"lines-{row(answer, 'Rent')}-budget"] == "333"
    assert fields[f"lines-{row(answer, 'New')}-budget"] == "7"
    assert year.lines.get(name="Salaries").original_budget == 1200


def test_saving_the_page_again_after_seeing_keeps_both_people_s_work(finance, year, fetched):
    send(finance, address("setup_lines", year), cells(1, budget="333", codes="0100; 0101"))
    refused = send(finance, address("setup_lines", year), cells(0, budget="1,250"), page=fetched)

    assert send(finance, address("setup_lines", year), page=refused).status_code == 302
    assert stored(year)[:2] == [
        ("Salaries", "Salaries", "", 1250),
        ("Rent", "Rent", "0100; 0101", 333),
    ]


def test_places_that_nobody_typed_follow_the_rows_that_came_and_went(finance, year, fetched):
    send(
        finance,
        address("setup_lines", year),
        cells(0, remove="on") | cells(3, group="G", name="New", budget="7"),
    )

    refused = send(
        finance, address("setup_lines", year), cells(2, order="1", budget="5"), page=fetched
    )
    fields = fields_of(refused)

    assert [fields[f"lines-{n}-name"] for n in range(3)] == ["Rent", "Grant", "New"]
    assert [fields[f"lines-{n}-order"] for n in range(3)] == ["1", "1", "3"]
    send(finance, address("setup_lines", year), page=refused)
    assert [line[1] for line in stored(year)] == ["Grant", "Rent", "New"]


def test_a_line_somebody_removed_stays_away_unless_one_typed_into_it(finance, year, fetched):
    send(finance, address("setup_lines", year), cells(1, remove="on") | cells(2, remove="on"))

    refused = send(finance, address("setup_lines", year), cells(2, budget="−260"), page=fetched)
    fields = fields_of(refused)

    assert "Rent: Line removed" in words_of(refused)
    assert [fields[f"lines-{n}-name"] for n in range(2)] == ["Salaries", "Grant"]
    assert [fields[f"lines-{n}-order"] for n in range(2)] == ["1", ""]
    assert send(finance, address("setup_lines", year), page=refused).status_code == 302
    assert stored(year) == [
        ("Salaries", "Salaries", "", 1200),
        ("Grant", "Grant", "", -260),
    ]


# --- Once approved ---


def test_once_approved_codes_and_profiles_change_and_no_money(finance, year):
    approved(year)
    steps = {"by_q1": "0", "by_q2": "0", "by_q3": "100"}
    forged = cells(0, codes="E1", budget="5", name="X", group="Y", remove="on", order="3", **steps)

    fetched = finance.get(address("setup_lines", year))
    answer = send(finance, address("setup_lines", year), forged, page=fetched)

    assert "Ledger codes and profiles" in words_of(fetched)
    assert "lines-0-budget" not in fields_of(fetched)
    assert answer.status_code == 302
    assert stored(year)[0] == ("Salaries", "Salaries", "E1", 1200)
    assert year.lines.first().profile.percentages == (0, 0, 100, 100)
    assert [line[1] for line in stored(year)] == list(LINES)


def test_a_line_that_comes_after_approval_begins_without_a_budget(finance, year):
    approved(year)
    new = cells(3, group="Energy", name="Electricity", codes="0400", budget="900")

    assert send(finance, address("setup_lines", year), new).status_code == 302

    assert stored(year)[3] == ("Energy", "Electricity", "0400", 0)
    assert "Electricity" in words_of(finance.get(f"/budgets/{year.label}/q1/edit/"))
    record(finance, year, "virement", Salaries="-90", Electricity="90")
    assert budgets(year)["Electricity"] == 90
    again = send(finance, address("setup_lines", year), cells(4, group="E", name="electricity"))
    assert "“electricity” is the name of two lines." in errors_in(again)[0][1]


def test_lines_of_a_closed_year_stand(finance, year):
    approved(year)
    fetched = finance.get(address("setup_lines", year))
    FinancialYear.objects.update(state="closed")

    answer = send(finance, address("setup_lines", year), cells(0, codes="E1"), page=fetched)

    assert answer.url == address("setup_detail", year)
    assert "2024/25 is closed: its lines stand." in words_of(finance.get(answer.url))
    assert stored(year)[0][2] == ""


def test_more_lines_ask_no_more_of_the_database(finance, year):
    few = queries(lambda: finance.get(address("setup_lines", year)))
    for number in range(20):
        make_line(year, f"Line {number}")

    assert queries(lambda: finance.get(address("setup_lines", year))) == few
