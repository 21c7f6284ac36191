"""Decisions on a year's budget: its approval, virements between lines, supplementaries."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from budgets.models.lines import BudgetLine
from budgets.models.years import FinancialYear
from partners.history import HistoricalRecords


class BudgetDecision(models.Model):
    """One decision on a year's budget; what it moves or adds came with it, whole or not at all.

    Who decided, when and why stand here once. ``approver`` is a role or body, with its ``minute``
    if there is one; an approval that a command loaded has neither. Approval (version 1) and every
    supplementary freeze the budgeted recharges under their ``version``; a virement leaves the total
    and so the recharges alone. ``reverses`` is the decision whose counter-entry this is: nothing is
    taken out.
    """

    class Kind(models.TextChoices):
        APPROVAL = "approval", "Approval of the budget"
        VIREMENT = "virement", "Virement"
        SUPPLEMENTARY = "supplementary", "Supplementary"

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=15, choices=Kind)
    version = models.PositiveSmallIntegerField(null=True, blank=True)
    dated = models.DateField()
    approver = models.CharField(max_length=200, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "version"],
                name="budget_version_once_per_year",
                violation_error_message="This version of the budget is frozen already.",
            ),
            models.CheckConstraint(
                # A comparison with null is unknown, and a check refuses only what is false.
                condition=Q(kind="virement", version__isnull=True)
                | Q(version__isnull=False)
                & (Q(kind="approval", version=1) | Q(kind="supplementary", version__gte=2)),
                name="decision_freezes_a_version_unless_virement",
                violation_error_message="An approval is version 1, a supplementary a later one.",
            ),
            models.CheckConstraint(
                condition=Q(kind="approval") | ~(Q(approver="") | Q(reason="")),
                name="budget_change_has_approver_and_reason",
                violation_error_message="A change of the budget names its approver and reason.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.year}"

    def clean(self):
        """An approval may well come before its year; changes of the budget lie within it."""
        if self.kind != self.Kind.APPROVAL and self.dated and self.dated not in self.year.period:
            raise ValidationError(
                {
                    "dated": f"{self.dated:%-d %B %Y} is outside the financial year "
                    f"{self.year.period}."
                }
            )


class Virement(models.Model):
    """``amount`` pounds (above nil) moved from one line to another: it sums to nil by its shape.

    A virement between more than two lines is several rows of one decision.
    """

    decision = models.ForeignKey(BudgetDecision, models.PROTECT, related_name="virements")
    from_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="virements_out")
    to_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="virements_in")
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
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
        if {self.from_line.year_id, self.to_line.year_id} != {self.decision.year_id}:
            raise ValidationError("A virement moves between lines of one year.")


class Supplementary(models.Model):
    """``amount`` pounds added to one line (minus: taken away), which changes the year's total."""

    decision = models.ForeignKey(BudgetDecision, models.PROTECT, related_name="supplementaries")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="supplementaries")
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
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
