"""Budget lines by subjective group, with the ledger codes they are booked under."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from budgets.arithmetic import current_budget
from budgets.models.years import FinancialYear
from budgets.profiles import EVEN, Profile
from budgets.querysets import BudgetLineQuerySet
from partners.history import HistoricalRecords


class SubjectiveGroup(models.Model):
    """A heading of CIPFA's standard analysis, as this partnership prints it."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class BudgetLine(models.Model):
    """One line of a year's budget. ``original_budget`` in pounds: cost plus, income minus.

    ``by_q1`` to ``by_q3``: percent of the budget expected by those quarters' ends.
    """

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="lines")
    group = models.ForeignKey(SubjectiveGroup, models.PROTECT, related_name="lines")
    name = models.CharField(max_length=100)
    original_budget = models.DecimalField(max_digits=11, decimal_places=2)
    position = models.PositiveSmallIntegerField()
    by_q1 = models.DecimalField(
        "expected by Quarter 1, %", max_digits=5, decimal_places=2, default=EVEN.by_q1
    )
    by_q2 = models.DecimalField(
        "expected by Quarter 2, %", max_digits=5, decimal_places=2, default=EVEN.by_q2
    )
    by_q3 = models.DecimalField(
        "expected by Quarter 3, %", max_digits=5, decimal_places=2, default=EVEN.by_q3
    )
    history = HistoricalRecords()
    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"],
                name="line_name_once_per_year",
                violation_error_message="The year already has a line of this name.",
            ),
            models.CheckConstraint(
                condition=Q(
                    by_q1__gte=0,
                    by_q2__gte=F("by_q1"),
                    by_q3__gte=F("by_q2"),
                    by_q3__lte=100,
                ),
                name="profile_rises_from_0_to_100",
                violation_error_message="A profile rises from 0 to 100 %, quarter by quarter.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def profile(self) -> Profile:
        """How its budget is expected to be spent, or its income received, over the year."""
        return Profile(self.by_q1, self.by_q2, self.by_q3)

    @property
    def current_budget(self) -> Decimal:
        """Original budget, virements and supplementaries, in pounds (rule 2)."""
        return current_budget(
            self.original_budget,
            virements_in=[virement.amount for virement in self.virements_in.all()],
            virements_out=[virement.amount for virement in self.virements_out.all()],
            supplementaries=[change.amount for change in self.supplementaries.all()],
        )


class LedgerCode(models.Model):
    """A code under which the host's ledger books a line; a line may have several."""

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="ledger_codes")
    code = models.CharField(max_length=50)
    history = HistoricalRecords()

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "code"],
                name="ledger_code_once_per_line",
                violation_error_message="The line already has this ledger code.",
            ),
        ]

    def __str__(self):
        return self.code
