"""The meetings a paper goes to: planned by finance, printed on the paper, one edition each."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from budgets.lifecycle import submit_quarter, withdraw_quarter
from budgets.models import Quarter
from partners.models import Role
from reports.actions import begin_report
from reports.assembly import committee_report
from reports.drafts import newest_change
from reports.editions import edition_report, publish
from reports.meetings import planned
from reports.models import Edition, Meeting, Report, Stage
from tests.budget_pages import words_of
from tests.factories import make_person
from tests.papers import plain_report
from tests.setup_pages import errors_in, fields_of, send

pytestmark = pytest.mark.django_db
MEETINGS, REPORT = "/reports/2024-25/q2/meetings/", "/reports/2024-25/q2/"
BOTH = {
    "officers_body": "Officer Management Board",
    "officers_day": "14 Oct 2024",
    "officers_due": "10/10/2024",
    "members_body": "Joint Executive",
    "members_day": "24 October 2024",
    "members_due": "2024-10-16",
    "stage": "1",
}


@pytest.fixture
def report():
    return plain_report()


@pytest.fixture
def person(report):
    return make_person(Role.FINANCE, partner=report.quarter.year.partners.get(is_host=True))


@pytest.fixture
def finance(client, person):
    client.force_login(person)
    return client


def fresh(report):
    return Report.objects.select_related("quarter__year").get(pk=report.pk)


def test_two_meetings_are_planned_and_the_paper_is_for_the_first(finance, person, report):
    before = newest_change(report)

    page = send(finance, MEETINGS, BOTH).headers["Location"]

    assert page == REPORT
    assert [meeting.sentence for meeting in planned(fresh(report))] == [
        "Officer Management Board, 14 October 2024, papers due 10 October 2024",
        "Joint Executive, 24 October 2024, papers due 16 October 2024",
    ]
    paper = committee_report(report.quarter)
    assert paper.running_head == "Officer Management Board, 14\N{NO-BREAK SPACE}October 2024"
    assert paper.newest_change > before
    assert "For the Officer Management Board, 14 October 2024" in words_of(finance.get(REPORT))
    assert Quarter.objects.get(pk=report.quarter_id).papers_due == date(2024, 10, 10)
    assert Meeting.history.filter(stage=1).get().history_user == person


def test_what_is_planned_is_shown_again_and_saving_it_changes_nothing(finance, report):
    send(finance, MEETINGS, BOTH)
    kept = (Meeting.history.count(), Report.history.count())

    send(finance, MEETINGS)

    fields = fields_of(finance.get(MEETINGS))
    assert (fields["officers_day"], fields["members_due"]) == ("14 October 2024", "16 October 2024")
    assert (Meeting.history.count(), Report.history.count()) == kept


def test_a_deadline_alone_does_not_change_the_draft(finance, report):
    send(finance, MEETINGS, BOTH, stage="2")
    before = newest_change(fresh(report))

    send(finance, MEETINGS, members_due="17 Oct 2024")

    assert newest_change(fresh(report)) == before


def test_a_partnership_with_one_committee_has_one_meeting(finance, report):
    send(finance, MEETINGS, BOTH)
    send(finance, MEETINGS, officers_body="", officers_day="", officers_due="", stage="2")

    assert [meeting.body for meeting in planned(fresh(report))] == ["Joint Executive"]
    # The first meeting's deadline is the quarter's.
    assert Quarter.objects.get(pk=report.quarter_id).papers_due == date(2024, 10, 16)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            {"officers_due": "15 Oct 2024"},
            "Papers due on 15 October 2024 would come after the meeting on 14 October 2024.",
        ),
        ({"officers_day": "soon"}, "“soon” is not a day."),
        (
            {"officers_day": "1 Jul 2024", "officers_due": ""},
            "1 July 2024 is before Quarter 2 is over, on 30 September 2024.",
        ),
        ({"members_due": "1 Oct 2500", "members_day": ""}, "1 October 2500 is not in a year"),
        (
            {"members_day": "11 Oct 2024", "members_due": ""},
            "Joint Executive would meet on 11 October 2024, before Officer Management Board on "
            "14 October 2024.",
        ),
        ({"officers_body": ""}, "Enter the name of the body, or clear its day and deadline."),
        (
            {"officers_body": "", "officers_day": "", "officers_due": ""},
            "Officers’ board: no such meeting is named above.",
        ),
        ({"officers_body": "B" * 201}, "has 201 characters. At most 200 fit."),
        ({"officers_body": "A\0B"}, "holds a character that cannot be seen."),
        ({"stage": "3"}, "“3” is not a meeting."),
        (
            dict.fromkeys([name for name in BOTH if name != "stage"], ""),
            "Name at least one body that the paper goes to.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_all_that_was_typed(finance, report, typed, says):
    answer = send(finance, MEETINGS, BOTH | typed)

    assert says in errors_in(answer)[0][1]
    typed = {name: text for name, text in typed.items() if "\0" not in text and text != "3"}
    assert fields_of(answer) | typed == fields_of(answer)
    assert fresh(report).meetings.get().body == "Joint Committee"


def test_of_two_people_the_second_is_told_what_stands_now(finance, report):
    page = finance.get(MEETINGS)
    send(finance, MEETINGS, BOTH)

    answer = send(finance, MEETINGS, {"members_body": "Cabinet"}, page=page)

    assert answer.status_code == 409
    assert "Officer Management Board, 14 October 2024" in errors_in(answer)[0][1]
    assert fields_of(answer)["members_body"] == "Cabinet"
    again = send(finance, MEETINGS, page=answer)
    assert again.status_code == 302
    assert fresh(report).meetings.get().body == "Cabinet"


def test_without_a_report_there_are_no_meetings(finance, report):
    assert finance.get("/reports/2024-25/q3/meetings/").status_code == 404


# --- The next paper, and the next meeting ---


def test_a_new_report_names_the_same_bodies_without_days(finance, person, report):
    send(finance, MEETINGS, BOTH, stage="2")

    new = begin_report(quarter=report.quarter.year.quarters.get(number=3), user=person)

    assert [(each.stage, each.body, each.date) for each in new.meetings.all()] == [
        (Stage.OFFICERS, "Officer Management Board", None),
        (Stage.MEMBERS, "Joint Executive", None),
    ]
    assert new.committee == "Officer Management Board"


def test_the_paper_for_the_second_meeting_is_a_new_edition_of_the_first(finance, person, report):
    send(finance, MEETINGS, BOTH)
    quarter = report.quarter
    submit_quarter(quarter=quarter, user=person)
    publish(quarter=quarter, user=person)
    withdraw_quarter(quarter=quarter, user=person, reason="For the executive.")
    assert "For the Joint Executive, 24 October 2024" in words_of(finance.get(REPORT))
    said = (
        "This is the paper for the Joint Executive on 24 October 2024. Edition 1 was the paper for "
        "the Officer Management Board."
    )
    assert fields_of(finance.get(f"{REPORT}publish/"))["reason"] == said

    send(finance, f"{REPORT}publish/", visibility="public")
    send(finance, MEETINGS, members_day="31 Oct 2024")

    second, first = Edition.objects.order_by("-number")
    assert edition_report(first).running_head.startswith("Officer Management Board, 14")
    assert edition_report(second).running_head.startswith("Joint Executive, 24")
    assert second.reason == said
    words = words_of(finance.get(f"{REPORT}editions/"))
    assert "For the Joint Executive, 24 October 2024" in words
    assert "For the Officer Management Board, 14 October 2024" in words
    assert "For the Joint Executive, 24 October 2024" in words_of(finance.get(REPORT))
    assert "Joint Executive 24 October 2024" in words_of(finance.get("/reports/"))


def test_a_correction_for_the_same_meeting_has_no_reason_ready(finance, person, report):
    send(finance, MEETINGS, BOTH, stage="2")
    submit_quarter(quarter=report.quarter, user=person)
    publish(quarter=report.quarter, user=person)
    withdraw_quarter(quarter=report.quarter, user=person, reason="A figure was wrong.")

    assert fields_of(finance.get(f"{REPORT}publish/"))["reason"] == ""


# --- Deadlines ---


def test_finance_finds_the_meetings_ahead_and_their_deadlines_at_home(finance, report):
    soon = timezone.localdate() + timedelta(days=3)
    days = {"members_day": f"{soon:%Y-%m-%d}", "members_due": f"{soon:%Y-%m-%d}"}
    send(finance, MEETINGS, BOTH | days)

    words = words_of(finance.get("/"))

    assert "Officer Management Board Monday 14 October 2024." in words
    assert f"Papers are due on {soon:%A} {soon:%-d} {soon:%B %Y}, in 3 days." in words


def test_a_meeting_that_has_its_edition_is_not_ahead_any_more(finance, person, report):
    send(finance, MEETINGS, BOTH)
    submit_quarter(quarter=report.quarter, user=person)
    publish(quarter=report.quarter, user=person)

    words = words_of(finance.get("/"))

    assert "Officer Management Board" not in words
    assert "Joint Executive Thursday 24 October 2024." in words


def test_a_quarters_papers_are_not_due_after_its_first_meeting(finance, report):
    send(finance, MEETINGS, BOTH)

    answer = send(finance, "/budgets/2024-25/setup/papers/", q2="15 Oct 2024")

    assert errors_in(answer) == [
        ("#id_q2", "15 October 2024 is after the meeting on 14 October 2024.")
    ]


def test_the_demonstration_has_two_meetings(demonstration):
    report = Report.objects.get(quarter=demonstration)

    assert [meeting.body for meeting in report.meetings.all()] == [
        "CCTV Officer Management Board",
        "CCTV Joint Executive",
    ]
    assert report.committee == "CCTV Joint Executive"
