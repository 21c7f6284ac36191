"""Approved changes to a budget: virements between lines, and supplementaries to the total."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from budgets.models.lines import BudgetLine
from partners.history import HistoricalRecords


class BudgetChange(models.Model):
    """What every change records. ``approver`` is a role or body, with the minute if there is one."""

    dated = models.DateField()
    reason = models.TextField()
    approver = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def refuse_date_outside(self, line: BudgetLine) -> None:
        period = line.year.period
        if self.dated and self.dated not in period:
            raise ValidationError(
                {"dated": f"{self.dated:%-d %B %Y} is outside the financial year {period}."}
            )


class Virement(BudgetChange):
    """``amount`` pounds (above nil) moved from one line to another: it sums to nil by its shape.

    A virement between more than two lines is several rows of one date and reason.
    """

    from_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="virements_out")
    to_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="virements_in")
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    history = HistoricalRecords()

    class Meta:
        ordering = ["dated", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="virement_moves_more_than_nil",
                violation_error_message="A virement moves an amount above nil.",
            ),
            models.CheckConstraint(
                condition=~Q(from_line=F("to_line")),
                name="virement_between_two_lines",
                violation_error_message="A virement moves between two different lines.",
            ),
        ]

    def __str__(self):
        return f"£{self.amount:,} from {self.from_line} to {self.to_line}"

    def clean(self):
        if self.from_line.year_id != self.to_line.year_id:
            raise ValidationError("A virement moves between lines of one year.")
        self.refuse_date_outside(self.from_line)


class Supplementary(BudgetChange):
    """``amount`` pounds added to one line (minus: taken away), which changes the year's total."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="supplementaries")
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    history = HistoricalRecords()

    class Meta:
        ordering = ["dated", "pk"]
        verbose_name_plural = "supplementaries"
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="supplementary_is_not_nil",
                violation_error_message="A supplementary changes the budget by some amount.",
            ),
        ]

    def __str__(self):
        return f"£{self.amount:,} to {self.line}"

    def clean(self):
        self.refuse_date_outside(self.line)
