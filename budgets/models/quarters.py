"""Quarters, and their way between open and published."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from budgets.models.years import FinancialYear
from budgets.querysets import QuarterQuerySet
from partners.periods import QUARTERS


class Quarter(models.Model):
    """One quarter of a year and where it stands between entry and publication."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        WITH_BOARD = "with_board", "With the board"
        PUBLISHED = "published", "Published"

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="quarters")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    papers_due = models.DateField(null=True, blank=True)
    announced_at = models.DateTimeField("told people it is open", null=True, blank=True)
    frozen = models.JSONField("inputs as submitted", null=True, blank=True)
    objects = QuarterQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="quarter_once_per_year",
                violation_error_message="The year already has this quarter.",
            ),
            models.CheckConstraint(
                condition=Q(number__in=QUARTERS),
                name="quarter_is_1_to_4",
                violation_error_message="Quarters are 1, 2, 3 and 4.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "with_board", "published"]),
                name="quarter_state_is_known",
                violation_error_message="A quarter is open, with the board or published.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", frozen__isnull=True)
                | Q(state__in=["with_board", "published"], frozen__isnull=False),
                name="quarter_frozen_exactly_while_not_open",
                violation_error_message="A submitted quarter holds what was submitted.",
            ),
        ]

    def __str__(self):
        return f"Quarter {self.number}, {self.year}"

    def get_absolute_url(self):
        return reverse("budgets:quarter_detail", args=[self.year.period, self.number])

    @property
    def label(self) -> str:
        """As in addresses and files: ``q2``."""
        return f"q{self.number}"

    @property
    def last_day(self):
        """The day to which the quarter's actuals run."""
        return self.year.period.quarter_last_day(self.number)

    def locked_at(self) -> datetime | None:
        """When its figures were put before the board; None: they are not. One query, unless open."""
        if self.state == self.State.OPEN:
            return None
        steps = self.state_changes.filter(
            from_state=self.State.OPEN, to_state=self.State.WITH_BOARD
        )
        return steps.values_list("made_at", flat=True).last()

    @property
    def is_last(self) -> bool:
        """In the last quarter the estimate is the outturn, and is headed so."""
        return self.number == QUARTERS[-1]


class StateChange(models.Model):
    """One step of a quarter between open, with the board and published; back needs a reason."""

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="state_changes")
    from_state = models.CharField(max_length=10, choices=Quarter.State)
    to_state = models.CharField(max_length=10, choices=Quarter.State)
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["quarter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_state="open", to_state="with_board")
                | Q(from_state="with_board", to_state="published")
                | (
                    ~Q(reason="")
                    & (
                        Q(from_state="with_board", to_state="open")
                        | Q(from_state="published", to_state="with_board")
                    )
                ),
                name="quarter_moves_one_step_and_back_with_a_reason",
                violation_error_message="A quarter goes back one step, with a written reason.",
            ),
        ]

    def __str__(self):
        return f"{self.quarter}: {self.get_to_state_display().lower()}"
