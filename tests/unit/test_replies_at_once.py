"""Two officers of one council reply at once, in real transactions: one is told of the other."""

import pytest

from budgets.lifecycle import submit_quarter
from budgets.models import ShareReply
from budgets.replies.replying import reply
from budgets.replies.thread import thread_of
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.postgres


def test_of_four_replies_to_the_same_page_one_is_said(transactional_db):
    year = factories.make_approved_year(lines={"Salaries": 1000})
    quarter, partner = year.quarters.get(number=1), year.partners.last()
    factories.enter(quarter, {"Salaries": (100, 1000)})
    submit_quarter(quarter=quarter, user=None)
    quarter.refresh_from_db()
    user = factories.make_person("officer", partner=partner)
    shown = thread_of(quarter, partner).mark

    outcomes = at_once(
        *[
            lambda: reply(
                quarter=quarter,
                partner=partner,
                kind="query",
                words="Why?",
                shown=shown,
                user=user,
            )
        ]
        * 4
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        *["ReplyRefused"] * 3,
        "ShareReply",
    ]
    assert ShareReply.objects.count() == 1
