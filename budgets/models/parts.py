"""What a line's estimate is made of, in a quarter: what an income is for."""

from django.db import models

from budgets.models.lines import BudgetLine
from budgets.models.quarters import Quarter
from partners.history import HistoricalRecords


class LinePart(models.Model):
    """A free line beneath a line of the budget, such as the mileage within an income.

    ``amount``: of the line's estimate for the year, in pounds with the line's sign, so income is
    negative. ``cost_line``: the line with the cost that it pays for, to be set beside it.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="line_parts")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="parts")
    name = models.CharField(max_length=100)
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    cost_line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="paid_by"
    )
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["quarter", "line", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "line", "name"],
                name="part_name_once_per_line_and_quarter",
                violation_error_message="The line has such a part already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="part_has_a_name",
                violation_error_message="A part says what it is for.",
            ),
        ]

    def __str__(self):
        return self.name
