"""Where finance reads questions and answers, sets when something is asked, and who never sees them."""

from dataclasses import asdict
from decimal import Decimal

import pytest

from budgets.lifecycle import mark_published, reopen_quarter, submit_quarter
from budgets.models import FinancialYear, SenseCheckThresholds
from budgets.questions.answering import copy_thresholds, set_thresholds
from budgets.questions.asking import thresholds_of
from budgets.sense_checks import Thresholds
from tests.budget_pages import words_of
from tests.entry_page import address_of
from tests.factories import make_year
from tests.questions import BECAUSE, answer, asked

pytestmark = pytest.mark.django_db

CHECKS = "/budgets/2024-25/setup/checks/"
USUAL = {
    "profile_points": "15",
    "run_rate_percent": "25",
    "jump": "10",
    "least_amount": "500",
    "unexplained_variance": "1,000",
}
HEADING = "Questions about the figures"


@pytest.fixture
def finance(open_quarter, sign_in):
    return sign_in("finance@stevenage")


def words(response):
    return words_of(response).replace("\N{NO-BREAK SPACE}", " ")


def summary(client, quarter):
    return client.get(address_of(quarter, "quarter_detail"))


# --- The summary ---


def test_the_summary_lists_what_is_open_and_what_a_comment_explains(finance, open_quarter):
    section = words(summary(finance, open_quarter)).split(HEADING)[1].split("In pictures")[0]

    assert "Employees 21 % spent at half year, where 50 % is expected." in section
    assert "Open Answer the question about Employees" in section
    assert "The actual is £8 above the whole year’s budget. Explained by its comment:" in section
    assert section.count("Open") == 1
    assert "Premises Related" not in section


def test_an_answer_is_told_once_with_who_and_when_also_once_the_quarter_is_locked(
    finance, open_quarter
):
    answer(finance, open_quarter, "Employees")
    opened = words(summary(finance, open_quarter)).split(HEADING)[1]
    submit_quarter(quarter=open_quarter, user=None)
    locked = words(summary(finance, open_quarter)).split(HEADING)[1]

    for section in (opened, locked):
        assert section.count(f"Fine because “{BECAUSE}” Finance officer, Stevenage, ") == 1
        assert "Open" not in section


def test_what_was_left_open_can_be_read_and_not_be_answered_once_locked(finance, open_quarter):
    submit_quarter(quarter=open_quarter, user=None)

    section = words(summary(finance, open_quarter)).split(HEADING)[1]

    assert "Open" in section
    assert "Answer the question" not in section


def test_what_a_locked_quarter_was_asked_stays_whatever_the_year_s_settings_become(
    finance, open_quarter
):
    submit_quarter(quarter=open_quarter, user=None)
    before = words(summary(finance, open_quarter)).split(HEADING)[1]

    line = open_quarter.year.lines.get(name="Employees")
    line.by_q1, line.by_q2, line.by_q3 = 10, 20, 30
    line.save()
    loose = Thresholds(profile_points=Decimal(90), run_rate_percent=Decimal(100))
    set_thresholds(year=open_quarter.year, thresholds=loose, user=None)

    assert words(summary(finance, open_quarter)).split(HEADING)[1] == before
    third = open_quarter.year.quarters.get(number=3)
    assert thresholds_of(third.year, until=third.locked_at()) == loose


def test_nothing_is_said_of_a_quarter_without_figures(finance, open_quarter):
    assert HEADING not in words(summary(finance, open_quarter.year.quarters.get(number=3)))


@pytest.mark.parametrize("mailbox", ["board@stevenage", "board@east-herts", "officer@hertsmere"])
def test_the_board_and_officers_never_see_a_question_or_its_answer(
    finance, open_quarter, sign_in, mailbox
):
    answer(finance, open_quarter, "Employees")
    submit_quarter(quarter=open_quarter, user=None)
    mark_published(quarter=open_quarter, user=None)

    response = summary(sign_in(mailbox), open_quarter)

    assert response.status_code == 200
    assert BECAUSE in words(summary(finance, open_quarter))
    assert HEADING not in words(response) and BECAUSE not in words(response)


# --- Submitting ---


def test_the_submit_page_lists_what_is_open_and_submits_all_the_same(finance, open_quarter):
    address = address_of(open_quarter, "quarter_submit")

    shown = finance.get(address)
    response = finance.post(address, {"shown": shown.context["shown"]})

    page = words(shown)
    assert "1 question still open" in page
    assert "Employees : 21 % spent at half year, where 50 % is expected. At this rate" in page
    assert response.status_code == 302
    open_quarter.refresh_from_db()
    assert open_quarter.state == "with_board"


def test_the_submit_page_says_nothing_where_nothing_is_open(finance, open_quarter):
    answer(finance, open_quarter, "Employees")

    assert "still open" not in words(finance.get(address_of(open_quarter, "quarter_submit")))


# --- When something is asked ---


def test_a_year_without_its_own_has_the_usual_thresholds(finance, open_quarter):
    form = finance.get(CHECKS).context["form"]

    assert thresholds_of(open_quarter.year) == Thresholds()
    shown = {name: form[name].value() for name in USUAL}
    assert shown | {"jump": "10"} == USUAL
    assert not SenseCheckThresholds.objects.exists()


def test_the_years_own_thresholds_decide_what_is_asked(finance, open_quarter):
    narrower = USUAL | {"profile_points": "10", "run_rate_percent": "20 %"}
    wider = USUAL | {"profile_points": "30", "run_rate_percent": "70"}

    finance.post(CHECKS, narrower)
    of_narrower = asked(finance.get(address_of(open_quarter)))
    finance.post(CHECKS, wider)

    assert list(of_narrower) == ["Employees", "Recharges"]
    assert asked(finance.get(address_of(open_quarter))) == {}
    assert thresholds_of(open_quarter.year) == Thresholds(
        profile_points=Decimal(30), run_rate_percent=Decimal(70)
    )


def test_points_are_asked_from_their_very_edge_on(finance, open_quarter):
    # Recharges: 6,406 of 16,040, which is 10.06234 points below half.
    finance.post(CHECKS, USUAL | {"profile_points": "10.06"})
    at_the_edge = asked(finance.get(address_of(open_quarter)))
    finance.post(CHECKS, USUAL | {"profile_points": "10.07"})

    assert list(at_the_edge) == ["Employees", "Recharges"]
    assert list(asked(finance.get(address_of(open_quarter)))) == ["Employees"]


def test_changing_them_is_told_once_and_stands_in_the_years_history(finance):
    changed = finance.post(CHECKS, USUAL | {"least_amount": "£250"}, follow=True)
    again = finance.post(CHECKS, USUAL | {"least_amount": "250.00"}, follow=True)

    history = words(finance.get("/budgets/2024-25/history/?kind=sense-checks"))
    assert "The sense checks of 2024/25 are saved." in words(changed)
    assert "The sense checks have not changed." in words(again)
    assert SenseCheckThresholds.history.count() == 1
    assert "ignored below £250" in history and "Finance officer, Stevenage" in history


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("profile_points", "", "Enter percentage points, such as 15."),
        ("profile_points", "0", "“0” is outside the limits. Enter a number above 0 and up to 100."),
        ("profile_points", "100.01", "“100.01” is outside the limits."),
        ("profile_points", "fifteen", "“fifteen” is not a number of two decimals at most."),
        ("profile_points", "1e2", "“1e2” is not a number"),
        ("run_rate_percent", "12.345", "“12.345” is not a number of two decimals at most."),
        ("run_rate_percent", "-5", "“-5” is outside the limits."),
        ("run_rate_percent", "−5 %", "“−5 %” is outside the limits."),
        ("jump", "1", "“1” is outside the limits. Enter a number from 2 to 1,000."),
        ("jump", "2.5", "“2.5” is not a whole number."),
        ("jump", "9" * 5000, "…” is not a whole number."),
        ("least_amount", "-1", "“-1” is below nil."),
        ("least_amount", "", "Enter an amount."),
        ("unexplained_variance", "a lot", "“a lot” is not an amount."),
        ("unexplained_variance", "1,000,000,000", "“1,000,000,000” is beyond"),
    ],
)
def test_what_is_no_threshold_is_refused_in_words_and_stays_in_its_field(
    finance, open_quarter, field, text, says
):
    response = finance.post(CHECKS, USUAL | {field: text})

    assert response.status_code == 200
    assert says in words(response)
    assert response.context["form"][field].value() == text
    assert not SenseCheckThresholds.objects.exists()


def test_the_very_ends_are_accepted(finance, open_quarter):
    ends = dict(zip(USUAL, ("100", "0.01", "1000", "0", "999,999,999.99"), strict=True))

    assert finance.post(CHECKS, ends).status_code == 302
    assert thresholds_of(open_quarter.year).unexplained_variance == Decimal("999999999.99")


def test_they_change_in_any_state_of_the_year(finance, open_quarter):
    year = open_quarter.year
    for state in FinancialYear.State.values:
        when = None if state == "being_set" else year.approved_at
        FinancialYear.objects.filter(pk=year.pk).update(state=state, approved_at=when)
        points = str(20 + len(state))
        assert finance.post(CHECKS, USUAL | {"profile_points": points}).status_code == 302
        assert thresholds_of(year).profile_points == Decimal(points)


def test_an_earlier_value_is_put_back(finance, open_quarter):
    for points in ("20", "30"):
        finance.post(CHECKS, USUAL | {"profile_points": points})
    record = SenseCheckThresholds.history.first()
    address = f"/budgets/2024-25/history/sense-checks/{record.history_id}/put-back/"

    assert finance.get(address).status_code == 200


def test_a_new_year_begins_with_the_thresholds_of_the_one_it_is_copied_from(open_quarter):
    own = Thresholds(profile_points=Decimal(20), jump=5)
    set_thresholds(year=open_quarter.year, thresholds=own, user=None)
    new, other = make_year([], starts_in=2025), make_year([], starts_in=2026)

    copy_thresholds(source=open_quarter.year, year=new, user=None)

    assert asdict(thresholds_of(new)) == asdict(own)
    assert copy_thresholds(source=other, year=other, user=None) is None


def test_questions_come_back_when_a_quarter_is_taken_back(finance, open_quarter):
    answer(finance, open_quarter, "Employees")
    submit_quarter(quarter=open_quarter, user=None)
    reopen_quarter(quarter=open_quarter, user=None, reason="A figure was wrong.")

    assert asked(finance.get(address_of(open_quarter))) == {}
