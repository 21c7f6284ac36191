"""Batches of figures: what was saved together, how it came, and what takes it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from budgets.models.quarters import Quarter


class FigureBatch(models.Model):
    """One saving of figures of one quarter, whole or not at all; its revisions came with it.

    Who saved, when, how and why stand here once, for all figures of the batch. ``reverses`` is the
    batch that this one took back; a batch is taken back once at most. ``saved_by`` is empty where a
    command saved.
    """

    class Source(models.TextChoices):
        TYPED = "typed", "Typed"
        PASTED = "pasted", "Pasted"
        IMPORTED = "imported", "Imported from the ledger"
        LOADED = "loaded", "Loaded with the year’s workbook"
        PUT_BACK = "put_back", "Earlier value put back"
        TAKEN_BACK = "taken_back", "Batch taken back"

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="batches")
    source = models.CharField(max_length=10, choices=Source)
    reason = models.TextField(blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["quarter", "pk"]
        verbose_name_plural = "figure batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(source="taken_back", reverses__isnull=False)
                | Q(
                    source__in=["typed", "pasted", "imported", "loaded", "put_back"],
                    reverses__isnull=True,
                ),
                name="batch_names_what_it_takes_back",
                violation_error_message="Taking a batch back names the batch.",
            ),
        ]

    def __str__(self):
        return f"{self.get_source_display()}, {self.quarter}"

    def get_absolute_url(self):
        quarter = self.quarter
        return reverse("budgets:batch_detail", args=[quarter.year.period, quarter.number, self.pk])
