"""The summary as what moved since last quarter: its figures, its words, and who may read it."""

import pytest

from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.models import Quarter
from partners.models import Role
from tests.budget_pages import brought_to, heading_of, queries, two_years, words_of
from tests.entry_page import address_of
from tests.factories import enter, make_approved_year, make_line, make_person


def movement(quarter):
    return f"{address_of(quarter, 'quarter_detail')}?movement=1"


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def quarters(year):
    first, second = year.quarters.all()[:2]
    enter(first, {"Salaries": (1111, 9100, "One post vacant"), "Rent": (700, 3000, "As planned")})
    enter(
        second, {"Salaries": (4321, 8600, "Two posts vacant"), "Rent": (1400, 3000, "As planned")}
    )
    return first, second


def member(client, year, *roles):
    client.force_login(make_person(*roles, partner=year.partners.get(is_host=True)))
    return client


def test_the_golden_case_as_it_moved(demonstration, sign_in):
    response = sign_in("board@east-herts").get(movement(demonstration))

    words = words_of(response)
    assert heading_of(response) == "£13,210 less to recover than estimated in Quarter 1"
    assert "Transport Related 1,400 2,000 +600 506" in words
    assert "Income from Company −258,900 −272,710 −13,810 −33,367" in words
    assert "Balance to recover 535,700 522,490 −13,210 147,396" in words
    assert "East Herts 98,760 96,320 −2,440 −2,440 0" in words
    assert "All partners 535,700 522,490 −13,210 −13,210 0" in words
    assert "Actual 1 Jul to 30 Sep, £" in words
    assert "Quarter 1 as it was put before the board" in words


def test_each_view_leads_to_the_other_and_the_switch_keeps_the_one_shown(client, year, quarters):
    finance = member(client, year, Role.FINANCE)
    _, second = quarters

    plain = finance.get(address_of(second, "quarter_detail"))
    moved = finance.get(movement(second))

    assert "Budget, actual and estimate Change since Quarter 1" in words_of(plain)
    assert f'href="{movement(second)}">Change since Quarter 1</a>' in plain.content.decode()
    assert '<b aria-current="page">Change since Quarter 1</b>' in moved.content.decode()
    assert [item["url"] for item in moved.context["period"]][1:] == [
        movement(quarter) for quarter in year.quarters.all()
    ]
    assert "<title>Quarter 2, change since Quarter 1, 2024/25" in moved.content.decode()


def test_the_comments_of_both_quarters_stand_beside_the_line_the_same_one_once(
    client, year, quarters
):
    words = words_of(member(client, year, Role.FINANCE).get(movement(quarters[1])))

    assert "Quarter 2: Two posts vacant Quarter 1: One post vacant" in words
    assert "Quarters 1 and 2: As planned" in words
    assert words.count("As planned") == 1


def test_quarter_1_is_compared_with_the_budget_and_says_so(client, year, quarters):
    response = member(client, year, Role.FINANCE).get(movement(quarters[0]))

    words = words_of(response)
    assert heading_of(response) == "£100 more to recover than budgeted"
    assert "Quarter 1 has no quarter before it in the year, so it is compared with" in words
    assert "Line Budget £ Quarter 1 estimate, £ Change £" in words
    assert "Salaries 9,000 9,100 +100 1,111" in words
    assert "Budget, actual and estimate Change since the budget" in words


def test_in_quarter_4_the_outturn_is_compared(client, year):
    words = words_of(member(client, year, Role.FINANCE).get(movement(year.quarters.last())))

    assert "Line Quarter 3 estimate, £ Outturn £ Change" in words
    assert "Balance to recover – – – –" in words


def test_lines_of_one_group_have_their_subtotal(client, year):
    make_line(year, "Overtime", 500, group="Salaries")
    first, second = year.quarters.all()[:2]
    enter(first, {"Salaries": (1, 9000), "Rent": (1, 3000), "Overtime": (1, 500)})
    enter(second, {"Salaries": (2, 9000), "Rent": (2, 3000), "Overtime": (5, 700)})

    words = words_of(member(client, year, Role.FINANCE).get(movement(second)))

    assert "Salaries, together 9,500 9,700 +200 5" in words


@pytest.mark.parametrize("last", Quarter.State.values)
@pytest.mark.parametrize("state", Quarter.State.values)
@pytest.mark.parametrize("role", [*Role, None])
def test_last_quarters_figures_are_for_those_who_may_read_both(
    client, year, quarters, role, state, last
):
    first, second = quarters
    brought_to(first, last)
    brought_to(second, state)
    reads = {
        Role.FINANCE: Quarter.State.values,
        Role.BOARD: ["with_board", "published"],
        None: [],
    }.get(role, ["published"])

    response = member(client, year, *([role] if role else [])).get(movement(second))

    if state not in reads:
        assert response.status_code == 404
        return
    words = words_of(response)
    assert ("1,111" in words, "9,100" in words, "One post vacant" in words) == (
        False,
        *([last in reads] * 2),
    )
    assert ("Salaries 9,100 8,600 −500 3,210" in words) is (last in reads)
    assert ("the change since then is not shown" in words) is (last not in reads)


def test_a_board_member_sees_no_movement_while_last_quarter_is_open_again(client, year, quarters):
    for quarter in quarters:
        submit_quarter(quarter=quarter, user=None)
    reopen_quarter(quarter=quarters[0], user=None, reason="A figure was wrong.")

    response = member(client, year, Role.BOARD).get(movement(quarters[1]))

    assert "Quarter 1 is open: its figures are still being entered" in words_of(response)
    assert heading_of(response) == "The change since Quarter 1"
    assert "9,100" not in response.content.decode()


def test_what_was_submitted_last_quarter_is_compared_whatever_came_after(client, year, quarters):
    first, second = quarters
    submit_quarter(quarter=first, user=None)
    line = year.lines.get(name="Rent")
    line.original_budget += 5000
    line.save()

    words = words_of(member(client, year, Role.FINANCE).get(movement(second)))

    assert "Rent 3,000 3,000 0 700" in words


def test_any_other_value_shows_the_summary(client, year, quarters):
    address = address_of(quarters[1], "quarter_detail")

    response = member(client, year, Role.FINANCE).get(f"{address}?movement=king")

    assert "Budget £" in words_of(response)


@pytest.mark.parametrize("submitted", [False, True])
def test_more_lines_and_partners_ask_no_more_of_the_database(client, db, submitted):
    small, large = (_entered(year, submitted) for year in two_years())
    member(client, small.year, Role.FINANCE)

    counts = [queries(lambda quarter=q: client.get(movement(quarter))) for q in (small, large)]

    assert counts[0] == counts[1]


def _entered(year, submitted):
    for quarter in year.quarters.all()[:2]:
        enter(quarter, {line.name: (1, 1000, "Said") for line in year.lines.all()})
        if submitted:
            submit_quarter(quarter=quarter, user=None)
    return quarter
