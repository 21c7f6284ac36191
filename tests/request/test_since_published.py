"""A draft says by what it differs from the published report, to each reader what they may know."""

import pytest

from budgets.lifecycle import reopen_quarter, submit_quarter, withdraw_quarter
from budgets.models import BudgetLine
from partners.models import User
from reports.editions import publish
from reports.marking import WantedMark, mark_lines
from reports.models import Section
from tests.budget_pages import words_of
from tests.factories import enter

pytestmark = pytest.mark.django_db
PLACE = "/reports/2024-25/q2/"
MARKED = "Premises Related"


@pytest.fixture
def correction(demonstration):
    """Published for anybody with a marked line, then taken back and corrected."""
    Section.objects.update(body="In short.")
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    line = BudgetLine.objects.get(name=MARKED)
    marks = [WantedMark(line.pk, 3, "A lease.")]
    mark_lines(report=demonstration.report, wanted=marks, user=finance, shown=0)
    publish(quarter=demonstration, user=finance)
    withdraw_quarter(quarter=demonstration, user=finance, reason="A figure was wrong.")
    reopen_quarter(quarter=demonstration, user=finance, reason="A figure was wrong.")
    enter(demonstration, {MARKED: (17_770, 43_690, "Repairs")})
    submit_quarter(quarter=demonstration, user=finance)
    return demonstration


@pytest.mark.parametrize("mailbox", ["finance@stevenage", "board@hertsmere"])
def test_who_reads_the_draft_is_told_by_how_much_and_where(mailbox, correction, sign_in):
    words = words_of(sign_in(mailbox).get(PLACE))

    assert "Differs from the published report Compared with edition 1 of" in words
    assert f"+£1,000 on {MARKED}, estimate" in words
    assert "+£1,000 on Balance to recover, estimate" in words
    assert f"another comment on {MARKED}" in words


def test_what_the_public_would_read_differs_by_the_sum_and_names_no_marked_line(
    correction, sign_in
):
    words = words_of(sign_in("finance@stevenage").get(f"{PLACE}public/"))

    assert "+£1,000 on Other, estimate" in words
    assert MARKED not in words


@pytest.mark.parametrize("mailbox", ["officer@east-herts", None])
def test_who_reads_the_edition_is_not_told_that_it_is_being_corrected(
    mailbox, correction, sign_in, client
):
    reader = sign_in(mailbox) if mailbox else client

    assert "Differs from" not in words_of(reader.get(PLACE))


def test_visitors_are_told_what_a_new_edition_changed_in_the_sum_only(correction, client, sign_in):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    publish(quarter=correction, user=finance, reason="A bill was missing.")

    told, all_of_it = (
        words_of(each.get(f"{PLACE}editions/")) for each in (client, sign_in("board@hertsmere"))
    )

    assert "Other Estimate" in told
    assert MARKED not in told
    assert f"{MARKED} Estimate" in all_of_it


def test_an_unchanged_draft_says_that_it_is_unchanged(demonstration, sign_in):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    publish(quarter=demonstration, user=finance, visibility="partners")
    withdraw_quarter(quarter=demonstration, user=finance, reason="Look again.")

    words = words_of(sign_in("board@hertsmere").get(PLACE))

    assert "Figures and comments are those of the published report, edition 1" in words


def test_a_draft_of_what_was_never_published_differs_from_nothing(demonstration, sign_in):
    assert "published report" not in words_of(sign_in("finance@stevenage").get(PLACE))
