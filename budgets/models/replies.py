"""What a partner says to its share of a quarter, and what finance answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from budgets.models.quarters import Quarter
from partners.models import Partner

LONGEST_REPLY = 4_000


class ShareReply(models.Model):
    """One step of the conversation on one partner's share of one quarter. Rows are only added.

    A partner's officer confirms the figures or asks about them; finance answers. ``locked_at`` is
    when the figures it speaks of were put before the board: after these were taken back and
    submitted anew, it speaks of earlier ones.
    """

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        QUERY = "query", "Query"
        ANSWER = "answer", "Answer"

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="replies")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    locked_at = models.DateTimeField()
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["quarter", "partner", "pk"]
        verbose_name_plural = "share replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="confirmed") | (Q(kind__in=["query", "answer"]) & ~Q(words="")),
                name="query_and_answer_say_something",
                violation_error_message="A query or an answer says something.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.quarter}: {self.get_kind_display().lower()}"
