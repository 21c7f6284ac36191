"""Two people of the board, or one in two windows, at the same moment, in real transactions."""

import pytest

from budgets.lifecycle import submit_quarter
from reports.board.clearing import mark_of_change, say_of_draft, standing_of
from reports.board.paper import paper_places
from reports.board.saying import comment, follow_up
from reports.board.thread import threads_of
from reports.models import BoardComment, Clearance, Report
from tests.factories import make_person
from tests.papers import narrative_of, plain_report
from tests.threads import at_once

pytestmark = pytest.mark.postgres


@pytest.fixture
def report(transactional_db):
    report = plain_report(sections=narrative_of("Three partners."))
    submit_quarter(quarter=report.quarter, user=None)
    return Report.objects.select_related("quarter__year").get(pk=report.pk)


@pytest.fixture
def members(report):
    partners = report.quarter.year.partners.all()
    return [make_person("board", partner=partner) for partner in partners[:2]]


def outcomes(*acts):
    return sorted(type(outcome).__name__ for outcome in at_once(*acts))


def test_of_two_windows_one_clears_and_two_members_both_do(report, members):
    shown = mark_of_change(standing_of(report, members[0]).changed)

    def clearing(user):
        return lambda: say_of_draft(report=report, kind="cleared", user=user, shown=shown)

    assert outcomes(*[clearing(members[0])] * 2, clearing(members[1])) == [
        "BoardRefused",
        "Clearance",
        "Clearance",
    ]
    assert {step.said_by for step in Clearance.objects.all()} == set(members)


def test_two_members_comment_on_one_paragraph_and_of_two_answers_one_is_sent(report, members):
    (place,) = [each for each in paper_places(report.quarter) if each.anchor == "p1.1"]

    def saying(user):
        return lambda: comment(
            report=report, place=place, words="Why?", shown=place.mark, user=user
        )

    assert outcomes(*map(saying, members)) == ["BoardComment"] * 2
    finance = make_person("finance", partner=report.quarter.year.partners.get(is_host=True))
    thread, _other = threads_of(report, [place])

    def answering():
        return follow_up(
            thread=thread,
            report=report,
            kind="answer",
            words="So.",
            shown=thread.mark,
            user=finance,
        )

    assert outcomes(answering, answering) == ["BoardComment", "BoardRefused"]
    assert BoardComment.objects.filter(kind="answer").count() == 1
