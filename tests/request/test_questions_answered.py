"""Questions answered beside their line: kept with the figures they were given for, nothing else saved."""

import pytest

from budgets.lifecycle import submit_quarter
from budgets.models import CheckAnswer, FigureDraft
from partners.models import Role
from tests.budget_pages import words_of
from tests.drafts import drafted
from tests.entry_page import address_of, field_name, fields_of, newest_figures, save, typed
from tests.factories import enter, make_person
from tests.questions import BECAUSE, answer, answering, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(open_quarter, sign_in):
    return sign_in("finance@stevenage")


def shown(client, quarter):
    return client.get(address_of(quarter))


def test_an_answer_is_kept_with_the_figures_it_was_given_for(finance, open_quarter):
    response = answer(finance, open_quarter, "Employees", f"  {BECAUSE}\r\n")

    assert response.status_code == 302
    answers = CheckAnswer.objects.all()
    assert [one.kind for one in answers] == ["off_profile", "run_rate"]
    for one in answers:
        assert (one.quarter, one.line.name, one.because) == (open_quarter, "Employees", BECAUSE)
        assert (one.actual, one.estimate) == (24_745, 119_360)
        assert one.answered_by.email == "finance@stevenage.example.gov.uk"
    page = finance.get(address_of(open_quarter))
    assert asked(page) == {}
    assert "Employees: your answer is saved. No figure was." in words_of(page)


def test_other_figures_are_asked_about_anew_and_the_same_again_are_not(finance, open_quarter):
    answer(finance, open_quarter, "Employees")
    save(finance, open_quarter, {("Employees", "actual"): "24,746"})
    of_other_figures = asked(shown(finance, open_quarter))
    save(finance, open_quarter, {("Employees", "actual"): "24,745"})

    assert list(of_other_figures) == ["Employees"]
    assert asked(shown(finance, open_quarter)) == {}


def test_an_answer_counts_in_its_own_quarter_only(finance, open_quarter):
    answer(finance, open_quarter, "Employees")
    submit_quarter(quarter=open_quarter, user=None)
    third = open_quarter.year.quarters.get(number=3)
    enter(third, {"Employees": (24_745, 119_360)})

    assert "Employees" in asked(shown(finance, third))


def test_all_that_is_typed_is_kept_and_no_figure_saved(finance, open_quarter):
    before = newest_figures(open_quarter)
    changes = {("Recharges", "actual"): "6,4oo", ("Premises Related", "estimate"): "43,000"}

    response = answer(finance, open_quarter, "Employees", changes=changes)

    fields = fields_of(response)
    assert response.status_code == 200
    assert fields[field_name(response, "Recharges", "actual")] == "6,4oo"
    assert fields[field_name(response, "Premises Related", "estimate")] == "43,000"
    assert newest_figures(open_quarter) == before
    assert CheckAnswer.objects.count() == 2
    finance_officer = response.wsgi_request.user
    assert drafted(open_quarter, finance_officer) == changes
    assert "Employees" not in asked(response)


def test_the_answer_beside_another_line_stays_in_its_box(finance, open_quarter):
    save(finance, open_quarter, {("Transport Related", "comment"): ""})
    page = shown(finance, open_quarter)
    fields = answering(page, "Transport Related", "One trip") | answering(page, "Employees")
    key = open_quarter.year.lines.get(name="Employees").pk

    response = finance.post(address_of(open_quarter), fields | {"answer": str(key)})

    assert {one.line.name for one in CheckAnswer.objects.all()} == {"Employees"}
    assert ">One trip</textarea>" in response.content.decode()


def test_a_saving_saves_the_answers_that_were_typed_too(finance, open_quarter):
    page = shown(finance, open_quarter)
    changes = {("Premises Related", "estimate"): "43,000"}

    fields = answering(page, "Employees", changes=changes)
    response = finance.post(address_of(open_quarter), fields, follow=True)

    assert "Quarter 2 is saved, with 1 answer." in words_of(response)
    assert newest_figures(open_quarter)["Premises Related"][1] == 43_000
    assert asked(shown(finance, open_quarter)) == {}


def test_a_saving_of_answers_alone_says_that_they_are_saved(finance, open_quarter):
    fields = answering(shown(finance, open_quarter), "Employees")
    response = finance.post(address_of(open_quarter), fields, follow=True)

    assert CheckAnswer.objects.count() == 2
    assert "1 answer is saved. No figure of Quarter 2 has changed." in words_of(response)


def test_an_answer_to_other_figures_is_not_taken_and_stays_below_the_new_question(
    finance, open_quarter
):
    page = shown(finance, open_quarter)
    changes = {("Employees", "actual"): "30,000"}

    response = finance.post(address_of(open_quarter), answering(page, "Employees", changes=changes))

    words = words_of(response)
    assert newest_figures(open_quarter)["Employees"][0] == 30_000
    assert not CheckAnswer.objects.exists()
    assert "Quarter 2 is saved." in words
    assert "Employees: its figures are not those that were asked about." in words
    assert BECAUSE in words
    assert asked(response)["Employees"][0].startswith("25 % spent")
    again = finance.post(address_of(open_quarter), answering(response, "Employees"))
    assert again.status_code == 302
    assert {one.actual for one in CheckAnswer.objects.all()} == {30_000}


def test_figures_that_somebody_else_changed_meanwhile_are_not_answered(finance, open_quarter):
    page = shown(finance, open_quarter)
    enter(open_quarter, {"Employees": (25_000, 119_360)})

    answer(finance, open_quarter, "Employees", response=page)

    # It counts for the figures that the page showed, which are the line's no more.
    assert asked(shown(finance, open_quarter))["Employees"] == [
        "21 % spent at half year, where 50 % is expected.",
        "At this rate the year comes to £50,000; £119,360 is estimated.",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Employees: write why its figures are fine."),
        (" \r\n ", "Employees: write why its figures are fine."),
        ("x" * 1001, "Employees: the answer has 1,001 characters. Shorten it to 1,000."),
    ],
)
def test_an_answer_that_says_nothing_or_too_much_is_refused_beside_its_field(
    finance, open_quarter, words, says
):
    response = answer(finance, open_quarter, "Employees", words)

    html = response.content.decode()
    key = open_quarter.year.lines.get(name="Employees").pk
    assert says in words_of(response)
    assert f'href="#question-{key}-because"' in html
    assert 'aria-invalid="true"' in html
    assert not CheckAnswer.objects.exists()


def test_the_same_answer_sent_twice_is_kept_once(finance, open_quarter):
    page = shown(finance, open_quarter)

    answer(finance, open_quarter, "Employees", response=page)
    second = answer(finance, open_quarter, "Employees", response=page)

    assert CheckAnswer.objects.count() == 2
    assert "nothing is asked about it any more" in words_of(second)
    assert BECAUSE in words_of(second)


@pytest.mark.parametrize("key", ["", "0", "none", "9" * 5000])
def test_the_question_of_no_line_is_not_answered(finance, open_quarter, key):
    fields = typed(shown(finance, open_quarter), {})

    response = finance.post(address_of(open_quarter), fields | {"answer": key})

    assert response.status_code == 302
    assert not CheckAnswer.objects.exists()


def test_a_locked_quarter_is_answered_no_more_and_says_so(finance, open_quarter):
    page = shown(finance, open_quarter)
    submit_quarter(quarter=open_quarter, user=None)

    response = answer(finance, open_quarter, "Employees", response=page)

    assert response.status_code == 409
    assert "Quarter 2 is with the board: its figures are locked." in words_of(response)
    assert BECAUSE in words_of(response)
    assert not CheckAnswer.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FINANCE])
def test_nobody_but_finance_answers(finance, client, open_quarter, role):
    page = shown(finance, open_quarter)
    host = open_quarter.year.partners.get(is_host=True)
    client.force_login(make_person(role, partner=host))

    response = answer(client, open_quarter, "Employees", response=page)

    assert response.status_code == 404
    assert not CheckAnswer.objects.exists()


def test_an_answer_leaves_the_draft_alone(finance, open_quarter):
    answer(finance, open_quarter, "Employees")

    assert not FigureDraft.objects.exists()
