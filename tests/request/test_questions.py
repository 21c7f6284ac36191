"""Questions about figures: which are asked, beside which line, and what settles them."""

import pytest

from budgets.actions import Figures, enter_figures
from budgets.models import FinancialYear
from partners.models import Role
from tests.budget_pages import queries, two_years, words_of
from tests.entry_page import address_of, newest_figures, save, typed
from tests.factories import enter, make_person
from tests.questions import asked

pytestmark = pytest.mark.django_db

EMPLOYEES = [
    "21 % spent at half year, where 50 % is expected.",
    "At this rate the year comes to £49,490; £119,360 is estimated.",
]


@pytest.fixture
def finance(open_quarter, sign_in):
    return sign_in("finance@stevenage")


def shown(client, quarter):
    return client.get(address_of(quarter))


def test_of_the_published_quarter_only_what_no_comment_of_its_own_explains_is_asked(
    finance, open_quarter
):
    response = shown(finance, open_quarter)

    assert asked(response) == {"Employees": EMPLOYEES}
    words = words_of(response)
    assert "1 question about these figures" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Employees: 21 % spent at half year" in words.replace("\N{NO-BREAK SPACE}", " ")


def test_three_lines_are_asked_about_once_their_comments_are_gone(finance, open_quarter):
    lines = ("Employees", "Transport Related", "Income from Company")
    save(finance, open_quarter, {(line, "comment"): "" for line in lines})

    found = asked(shown(finance, open_quarter))

    assert list(found) == list(lines)
    assert found["Transport Related"] == [
        "The actual is £8 above the whole year’s budget.",
        "A variance of +£1,100 has no comment.",
    ]


def test_a_comment_of_this_quarter_settles_it_and_last_quarters_carried_over_does_not(
    finance, open_quarter
):
    save(finance, open_quarter, {("Employees", "comment"): "Filled from October."})
    settled = asked(shown(finance, open_quarter))
    before = newest_figures(open_quarter.year.quarters.get(number=1))["Employees"][2]
    save(finance, open_quarter, {("Employees", "comment"): before})

    assert settled == {}
    assert asked(shown(finance, open_quarter)) == {"Employees": EMPLOYEES}


def test_a_refused_page_asks_about_what_is_typed(finance, open_quarter):
    changes = {
        ("Premises Related", "actual"): "1,777",
        ("Employees", "actual"): "?",
        ("Employees", "estimate"): "1,193,600",
    }

    response = save(finance, open_quarter, changes)

    assert response.status_code == 200
    assert asked(response) == {
        "Employees": ["The estimate, £1,193,600, is 10 times last quarter’s £119,360: is a digit "
                      "too many?"],
        "Premises Related": [
            "The actual, £1,777, is less than last quarter’s £9,120, though actuals add up from "
            "1 April.",
            "4 % spent at half year, where 50 % is expected.",
            "At this rate the year comes to £3,554; £42,690 is estimated.",
        ],
    }  # fmt: skip


def test_the_profile_of_a_line_says_what_is_expected(finance, open_quarter):
    line = open_quarter.year.lines.get(name="Employees")
    line.by_q1, line.by_q2, line.by_q3 = 10, 20, 60
    line.save()

    assert asked(shown(finance, open_quarter)) == {}


def test_the_message_after_a_save_says_how_many_are_open(finance, open_quarter):
    page = shown(finance, open_quarter)
    changes = {("Transport Related", "comment"): ""}

    response = finance.post(address_of(open_quarter), typed(page, changes), follow=True)

    words = words_of(response).replace("\N{NO-BREAK SPACE}", " ")
    assert "Quarter 2 is saved." in words
    assert "2 questions about these figures are open." in words


def test_the_message_names_no_question_where_none_is_open(finance, open_quarter):
    page = shown(finance, open_quarter)
    changes = {("Employees", "comment"): "Filled"}

    response = finance.post(address_of(open_quarter), typed(page, changes), follow=True)

    assert "question" not in words_of(response)


def test_the_page_asks_the_database_the_same_however_many_lines_are_asked_about(client, db):
    small, large = two_years()
    person = make_person(Role.FINANCE, partner=small.partners.first())
    client.force_login(person)
    counts = []
    for year in (small, large):
        quarter = year.quarters.get(number=2)
        lines = {line.name: (900, 5_000) for line in year.lines.all()}
        enter(quarter, lines)
        response = client.get(address_of(quarter))
        assert len(asked(response)) == len(lines)
        addresses = [address_of(quarter), address_of(quarter, "quarter_detail")]
        counts.append([queries(lambda address=each: client.get(address)) for each in addresses])

    assert counts[0] == counts[1]
    assert FinancialYear.objects.count() == 2


def test_figures_that_come_by_another_way_are_asked_about_alike(finance, open_quarter):
    line = open_quarter.year.lines.get(name="Supplies and Services")
    figures = Figures(line.pk, 1, -307_846, 615_110)

    enter_figures(quarter=open_quarter, entered=[figures], user=None, source="pasted")

    assert "sign right?" in asked(shown(finance, open_quarter))["Supplies and Services"][0]
