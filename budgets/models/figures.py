"""The append-only revisions of a quarter's figures."""

from django.db import models
from django.db.models import Q

from budgets.models.batches import FigureBatch
from budgets.models.lines import BudgetLine
from budgets.models.quarters import Quarter
from budgets.querysets import FigureRevisionQuerySet

# Characters; a comment is printed beside its line, and pages of it would be no comment.
LONGEST_COMMENT = 4_000


class FigureRevision(models.Model):
    """One saving of one line's figures in one quarter; the highest ``number`` is the figure.

    Who saved it, when and why is its ``batch``'s. Amounts in pounds; null is not entered, which is
    not nil. Rows are only ever added: the unique constraint lets the database refuse the second of
    two people who edited the same figure, and a trigger (migration revisions_never_change) refuses
    to change a revision once saved.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="revisions")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    actual = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    estimate = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    comment = models.TextField(blank=True)
    batch = models.ForeignKey(FigureBatch, models.PROTECT, related_name="revisions")
    objects = FigureRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["quarter", "line", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "quarter", "number"],
                name="revision_once_per_line_quarter_and_number",
                violation_error_message="Somebody else has saved this figure meanwhile.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="revisions_count_from_1",
                violation_error_message="Revisions are numbered from 1.",
            ),
        ]

    def __str__(self):
        return f"{self.line}, {self.quarter}, revision {self.number}"
