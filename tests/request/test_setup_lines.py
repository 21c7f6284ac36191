"""The grid of lines: added, changed, put in order and removed, all of it saved or none."""

from decimal import Decimal

import pytest

from budgets.models import BudgetLine, LedgerCode, SubjectiveGroup
from partners.models import Role
from tests.budget_pages import words_of
from tests.factories import (
    make_camera_type,
    make_cameras,
    make_line,
    make_partners,
    make_person,
    make_year,
)
from tests.setup_pages import address, cells, errors_in, fields_of, send, stored

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


def history_of(year):
    return [
        (record.history_type, record.name, str(record.history_user))
        for record in BudgetLine.history.filter(year_id=year.pk).order_by("history_id")
    ][len(LINES) :]


def test_the_grid_shows_every_line_with_empty_rows_and_the_total(fetched):
    fields = fields_of(fetched)

    assert [fields[f"lines-{n}-name"] for n in range(6)] == [*LINES, "", "", ""]
    assert fields["lines-1-codes"] == "0100" and fields["lines-2-budget"] == "−250"
    assert "Balance to recover 1,250" in words_of(fetched)


def test_lines_are_added_changed_and_put_in_order_in_one_saving(finance, year):
    changes = {
        **cells(
            0, budget="£1,300.50", codes=" E100 ;E101;", by_q1="10", by_q2="20.5 %", by_q3="30"
        ),
        **cells(1, order="1", codes="0100; 0099"),
        **cells(3, group="employees", name="Cover  for sickness", budget="(1,000)"),
        **cells(4, group="Salaries", name="Overtime", budget="0", order="2"),
    }

    answer = send(finance, address("setup_lines", year), changes, then="stay")

    assert answer.status_code == 302
    assert stored(year) == [
        ("Rent", "Rent", "0100; 0099", 300),
        ("Salaries", "Overtime", "", 0),
        ("Salaries", "Salaries", "E100; E101", Decimal("1300.50")),
        ("Grant", "Grant", "", -250),
        ("employees", "Cover for sickness", "", -1000),
    ]
    salaries = year.lines.get(name="Salaries")
    assert salaries.profile.percentages == (10, Decimal("20.5"), 30, 100)
    assert "The lines of 2024/25 are saved: 5 lines, £350.50 to recover." in words_of(
        finance.get(answer.url)
    )


def test_a_group_is_known_in_any_case_of_its_letters(finance, year):
    send(finance, address("setup_lines", year), cells(3, group="RENT", name="Hall", budget="5"))

    assert year.lines.get(name="Hall").group.name == "Rent"
    assert SubjectiveGroup.objects.count() == 3


def test_only_what_changed_enters_the_history_with_who_and_why(finance, year):
    send(finance, address("setup_lines", year), cells(0, budget="1,201"))
    send(finance, address("setup_lines", year))

    assert history_of(year) == [("~", "Salaries", "Finance officer")]
    record = BudgetLine.history.latest("history_id")
    assert record.history_change_reason == "Lines of 2024/25 saved"
    assert LedgerCode.history.count() == 1


def test_a_line_is_removed_by_its_box_whatever_stands_in_its_row(finance, year):
    changes = cells(1, remove="on", budget="what?", name="")

    assert send(finance, address("setup_lines", year), changes).status_code == 302
    assert [line.name for line in year.lines.all()] == ["Salaries", "Grant"]
    assert history_of(year)[0] == ("-", "Rent", "Finance officer")
    assert LedgerCode.history.latest("history_id").history_type == "-"


def test_two_lines_exchange_their_names(finance, year):
    send(
        finance,
        address("setup_lines", year),
        {**cells(0, name="Rent"), **cells(1, name="Salaries")},
    )

    assert [(line.name, line.original_budget) for line in year.lines.all()] == [
        ("Rent", 1200),
        ("Salaries", 300),
        ("Grant", -250),
    ]
    assert "\N{REPLACEMENT CHARACTER}" not in str(history_of(year))


@pytest.mark.parametrize(
    ("typed", "place", "says"),
    [
        ({"budget": "12,00"}, "budget", "Salaries, budget: “12,00” is not an amount."),
        (
            {"budget": ""},
            "budget",
            "Salaries, budget: Enter the budget in pounds; 0 if there is none.",
        ),
        ({"budget": "1e9"}, "budget", "“1e9” is not an amount."),
        ({"name": ""}, "name", "Row 1, line: Enter the line’s name."),
        ({"name": "x" * 101}, "name", "has 101 characters. At most 100 fit."),
        ({"group": " "}, "group", "Salaries, group: Enter the group, such as Employees."),
        ({"order": "first"}, "order", "Salaries, place: “first” is not a place."),
        ({"codes": "A; B; a"}, "codes", "Salaries, ledger codes: “a” stands there twice."),
        ({"codes": "9" * 51}, "codes", "has 51 characters. A code has 50 at most"),
        ({"by_q1": "10"}, "by_q2", "Salaries, expected by Quarter 2: Enter all three, or none."),
        ({"by_q1": "50", "by_q2": "40", "by_q3": "60"}, "by_q1", "A profile rises from 0 to 100 %"),
        ({"by_q3": "101"}, "by_q3", "expected by Quarter 3: “101” is above 100 %."),
        ({"by_q1": "1.234"}, "by_q1", "“1.234” has more than 2 decimals."),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_saved(finance, year, typed, place, says):
    before = stored(year)
    changes = cells(0, **typed) | cells(1, budget="999") | cells(3, name="Hall")

    answer = send(finance, address("setup_lines", year), changes)

    summary = errors_in(answer)
    assert any(says in sentence for _, sentence in summary)
    assert summary[0][0] == f"#id_lines-0-{place}"
    assert summary[-1][1] == "Nothing is saved until this is put right. All you typed is kept."
    fields = fields_of(answer)
    assert fields["lines-1-budget"] == "999" and fields["lines-3-name"] == "Hall"
    assert all(fields[f"lines-0-{name}"] == text for name, text in typed.items())
    assert stored(year) == before
    assert "<title>Error: Lines and profiles of 2024/25" in answer.content.decode()


def test_a_name_stands_once_in_a_year_in_any_case(finance, year):
    answer = send(finance, address("setup_lines", year), cells(0, name="RENT"))

    at, sentence = errors_in(answer)[0]
    assert at == "#id_lines-1-name" and sentence.startswith("Rent, line: “Rent” is the name of two")


def test_a_total_beyond_all_limits_is_refused(finance, year):
    changes = {**cells(0, budget="999,999,999"), **cells(1, budget="999,999,999")}

    answer = send(finance, address("setup_lines", year), changes)

    assert "The lines add up to £1,999,999,748, beyond" in errors_in(answer)[0][1]


def test_more_rows_are_added_without_saving_or_telling_off(finance, year):
    changes = cells(0, budget="12,00") | cells(3, name="Hall")

    answer = send(finance, address("setup_lines", year), changes, then="more")

    fields = fields_of(answer)
    assert fields["lines-TOTAL_FORMS"] == "11" and fields["lines-10-name"] == ""
    assert (fields["lines-0-budget"], fields["lines-3-name"]) == ("12,00", "Hall")
    assert "There is a problem" not in words_of(answer)
    assert stored(year)[0][3] == 1200
    assert "Balance to recover –" in words_of(answer)


def test_a_row_that_did_not_come_back_is_never_a_removal(finance, year, fetched):
    lost = [name for name in fields_of(fetched) if name.startswith("lines-1-")]

    answer = send(finance, address("setup_lines", year), page=fetched, without=lost)

    assert "Rent: the row did not come back whole." in errors_in(answer)[0][1]
    assert year.lines.count() == 3


@pytest.mark.parametrize("without", [["lines-TOTAL_FORMS"], ["lines-INITIAL_FORMS"]])
def test_a_page_without_its_counts_saves_nothing(finance, year, without):
    answer = send(finance, address("setup_lines", year), cells(0, budget="5"), without=without)

    assert "The page did not come back whole." in errors_in(answer)[0][1]
    assert stored(year)[0][3] == 1200


@pytest.mark.parametrize("count", ["99999999", "-1", "many", "9" * 5000])
def test_counts_that_no_page_has_end_in_a_sentence(finance, year, count):
    for then in ("stay", "more"):
        counts = {"lines-TOTAL_FORMS": count, "shown": "9" * 5000, "then": then}
        answer = send(finance, address("setup_lines", year), counts)

        assert answer.status_code in (200, 409)
    assert year.lines.count() == 3


def test_a_line_of_another_year_is_no_line_of_this_page(finance, year):
    other = make_line(make_year([], starts_in=2030, lines={"Alien": 5}), "Alien too")

    answer = send(finance, address("setup_lines", year), cells(3, line=str(other.pk), name="X"))

    assert "no line of this year’s budget" in str(errors_in(answer))
