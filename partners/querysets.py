"""Named questions to the outbox."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

# Word of a quarter that could not be brought for a week is stale; nobody is then told any more.
GIVEN_UP_AFTER = timedelta(days=7)


class OutgoingEmailQuerySet(models.QuerySet):
    def waiting(self) -> OutgoingEmailQuerySet:
        """What is still to be sent, oldest first; a closed account gets nothing."""
        since = timezone.now() - GIVEN_UP_AFTER
        return self.filter(
            sent_at__isnull=True, created_at__gte=since, person__is_active=True
        ).order_by("pk")
