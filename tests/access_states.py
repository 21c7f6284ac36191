"""How the quarter of the walk gets from one state to the next."""

import re

from budgets.lifecycle import reopen_quarter, submit_quarter, withdraw_quarter
from budgets.models import BudgetLine, Quarter
from partners.models import User
from reports.demonstration.figures import YEAR
from reports.editions import publish
from reports.marking import WantedMark, mark_lines
from reports.models import Edition
from tests.factories import enter


def brought_to(state):
    """The quarter of the walk taken to ``state``, by the steps people take."""
    quarter = Quarter.objects.of(YEAR, 2)
    if quarter.state != state.quarter:
        STEPS[quarter.state, state.quarter](quarter)
    Edition.objects.update(
        visibility=state.readers or "public", paragraph=3 if state.readers == "exempt" else None
    )
    return Quarter.objects.of(YEAR, 2)


def _take_back(quarter):
    reopen_quarter(quarter=quarter, user=None, reason="The walk begins with an open quarter.")


def _submit(quarter):
    submit_quarter(quarter=quarter, user=None)


def _publish(quarter):
    """With a line that the public is not shown by itself, and no words about lines."""
    finance = User.objects.get(memberships__role="finance")
    for section in quarter.report.sections.all():
        section.body = re.sub(r"\{\{ lines\.[^}]*\}\}", "some", section.body)
        section.save()
    line = BudgetLine.objects.get(year=quarter.year, name="Premises Related")
    marks = [WantedMark(line.pk, paragraph=3, reason="A lease is being negotiated.")]
    mark_lines(report=quarter.report, wanted=marks, user=finance, shown=0)
    publish(quarter=quarter, user=finance)


def _correct(quarter):
    """Back to open, with another figure than was published."""
    withdraw_quarter(quarter=quarter, user=None, reason="A figure was wrong.")
    _take_back(quarter)
    enter(quarter, {"Premises Related": (17_770, 43_690)})


STEPS = {
    ("with_board", "open"): _take_back,
    ("open", "with_board"): _submit,
    ("with_board", "published"): _publish,
    ("published", "open"): _correct,
}
