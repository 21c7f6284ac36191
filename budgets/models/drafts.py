"""Drafts: what somebody typed into the entry page and has not saved."""

from django.conf import settings
from django.db import models

from budgets.models.quarters import Quarter


class FigureDraft(models.Model):
    """One person's unsaved work on one quarter; nobody else is ever shown it.

    ``cells``: line key (text) -> cell -> ``{"text": as typed, "based_on": revision shown}``. No figure
    until it is saved; saving or discarding deletes the draft.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    cells = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["quarter", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "user"],
                name="one_draft_per_person_and_quarter",
                violation_error_message="This person already has a draft of this quarter.",
            ),
        ]

    def __str__(self):
        return f"Draft of {self.user}, {self.quarter}"
