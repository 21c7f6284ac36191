"""Sense checks of figures: when they ask, set by the year, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from budgets.models.lines import BudgetLine
from budgets.models.quarters import Quarter
from budgets.models.years import FinancialYear
from budgets.sense_checks import KINDS
from partners.history import HistoricalRecords

# Characters; an answer is a reason, not a report.
LONGEST_ANSWER = 1_000


class SenseCheckThresholds(models.Model):
    """A year's own ``Thresholds``, which say what each number means; no row means the usual ones.

    They decide what is asked and never what may be saved, so they change in any state of the year.
    """

    year = models.OneToOneField(
        FinancialYear, models.CASCADE, related_name="sense_check_thresholds"
    )
    profile_points = models.DecimalField(max_digits=5, decimal_places=2)
    run_rate_percent = models.DecimalField(max_digits=5, decimal_places=2)
    least_amount = models.DecimalField(max_digits=11, decimal_places=2)
    unexplained_variance = models.DecimalField(max_digits=11, decimal_places=2)
    jump = models.PositiveSmallIntegerField()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "sense check thresholds"
        constraints = [
            models.CheckConstraint(
                condition=Q(profile_points__gt=0, profile_points__lte=100),
                name="profile_points_above_0_up_to_100",
                violation_error_message="Percentage points are above 0, up to 100.",
            ),
            models.CheckConstraint(
                condition=Q(run_rate_percent__gt=0, run_rate_percent__lte=100),
                name="run_rate_percent_above_0_up_to_100",
                violation_error_message="The percentage is above 0, up to 100.",
            ),
            models.CheckConstraint(
                condition=Q(least_amount__gte=0, unexplained_variance__gte=0),
                name="amounts_asked_about_not_below_nil",
                violation_error_message="Amounts from which one is asked are not below nil.",
            ),
            models.CheckConstraint(
                condition=Q(jump__gte=2, jump__lte=1000),
                name="jump_is_2_to_1000_times",
                violation_error_message="A jump is 2 to 1,000 times last quarter’s figure.",
            ),
        ]

    def __str__(self):
        return f"Sense checks of {self.year}"


class CheckAnswer(models.Model):
    """Why a line's figures are fine although they do not pass the check ``kind``.

    It counts while the line's ``actual`` and ``estimate`` (pounds; null: not entered) are those it
    was given for: other figures are asked about anew. Rows are only ever added.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="check_answers")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="check_answers")
    kind = models.CharField(max_length=20)
    because = models.TextField()
    actual = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    estimate = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(KINDS)),
                name="answer_is_to_a_known_check",
                violation_error_message="There is no such check.",
            ),
            models.CheckConstraint(
                condition=~Q(because=""),
                name="answer_says_why",
                violation_error_message="Say why the figures are fine.",
            ),
        ]

    def __str__(self):
        return f"{self.line}, {self.quarter}: {self.kind}"
