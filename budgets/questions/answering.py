"""The writes: answer what is asked about a line, set when something is asked. One transaction each."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from budgets.actions import QuarterLocked
from budgets.lifecycle import locked
from budgets.models import CheckAnswer, FinancialYear, Quarter, SenseCheckThresholds
from budgets.questions.asking import Question, thresholds_of
from budgets.sense_checks import Thresholds
from partners.models import User


@transaction.atomic
def answer_question(
    *, quarter: Quarter, question: Question, because: str, user: User | None
) -> list[CheckAnswer]:
    """Say why all that is open about a line is fine, for the figures that ``question`` is about.

    They may be saved or not: the answer counts for these figures, whenever they are the line's.
    QuarterLocked: the quarter is not open. ValueError: no reason.
    """
    quarter = locked(quarter)
    if quarter.state != Quarter.State.OPEN:
        raise QuarterLocked(f"{quarter} is {quarter.get_state_display().lower()}: locked.")
    if not because.strip():
        raise ValueError("An answer says why.")
    now = timezone.now()
    return CheckAnswer.objects.bulk_create(
        CheckAnswer(
            quarter=quarter,
            line_id=question.line.line_id,
            kind=kind,
            because=because.strip(),
            actual=question.line.actual,
            estimate=question.line.estimate,
            answered_at=now,
            answered_by=user,
        )
        for kind in question.kinds
    )


@transaction.atomic
def set_thresholds(
    *, year: FinancialYear, thresholds: Thresholds, user: User | None
) -> SenseCheckThresholds | None:
    """Make ``thresholds`` the year's own; None: they are what already holds."""
    year = FinancialYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    if thresholds == thresholds_of(year):
        return None
    row = SenseCheckThresholds.objects.filter(year=year).first() or SenseCheckThresholds(year=year)
    for name, value in asdict(thresholds).items():
        setattr(row, name, value)
    row._history_user = user
    row.save()
    return row


def copy_thresholds(
    *, source: FinancialYear, year: FinancialYear, user: User | None
) -> SenseCheckThresholds | None:
    """A new year begins with the thresholds of the one it is copied from."""
    return set_thresholds(year=year, thresholds=thresholds_of(source), user=user)
