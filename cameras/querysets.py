"""Named questions to the camera register."""

from datetime import date

from django.db import models
from django.db.models import Q


class ServiceQuerySet(models.QuerySet):
    def overlapping(self, first_day: date, last_day: date | None) -> "ServiceQuerySet":
        """Spells that share at least one day with ``first_day`` to ``last_day`` (None: for ever)."""
        still = Q(last_day__isnull=True) | Q(last_day__gte=first_day)
        return (
            self.filter(still) if last_day is None else self.filter(still, first_day__lte=last_day)
        )
