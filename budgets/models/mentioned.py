"""What was mentioned in a meeting or a ledger note and is not yet in the figures."""

from django.db import models
from django.db.models import Q

from budgets.models.lines import BudgetLine
from budgets.models.quarters import Quarter
from budgets.querysets import MentionedItemQuerySet
from partners.history import HistoricalRecords

LONGEST_MENTIONED = 500


class MentionedItem(models.Model):
    """Something expected that no estimate holds yet; it is carried from quarter to quarter, across
    years, until it is settled.

    ``owner``: a role or body it waits for. ``effect``: what it would do to the balance in pounds,
    plus is adverse; None: not yet known. ``line``: the line it belongs to, and once it is in the
    figures, the line that holds it. Who did what and when is the history's.
    """

    class Outcome(models.TextChoices):
        IN_FIGURES = "in_figures", "In the figures"
        DROPPED = "dropped", "Dropped"

    raised_in = models.ForeignKey(Quarter, models.PROTECT, related_name="items_raised")
    what = models.CharField(max_length=LONGEST_MENTIONED)
    owner = models.CharField(max_length=100)
    due = models.DateField()
    effect = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="mentioned_items"
    )
    settled_in = models.ForeignKey(
        Quarter, models.PROTECT, null=True, blank=True, related_name="items_settled"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    settlement = models.CharField("how it was settled", max_length=LONGEST_MENTIONED, blank=True)
    history = HistoricalRecords()
    objects = MentionedItemQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~(Q(what="") | Q(owner="")),
                name="mentioned_item_says_what_and_whose",
                violation_error_message="An item says what was mentioned and whom it waits for.",
            ),
            models.CheckConstraint(
                condition=Q(settled_in__isnull=True, outcome="", settlement="")
                | Q(settled_in__isnull=False, outcome__in=["in_figures", "dropped"])
                & ~Q(settlement=""),
                name="mentioned_item_settled_in_words_or_not_at_all",
                violation_error_message="A settled item says in which quarter, and how.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="in_figures") | Q(line__isnull=False),
                name="mentioned_item_in_figures_names_the_line",
                violation_error_message="An item in the figures names the line that holds it.",
            ),
        ]

    def __str__(self):
        return self.what
