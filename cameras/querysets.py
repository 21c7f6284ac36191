"""Named questions to the camera register."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from partners.permissions import can_see_all_cameras, partners_as_officer


class CameraQuerySet(models.QuerySet):
    def searched(self, words: str) -> CameraQuerySet:
        """Cameras whose reference or location holds ``words``, in any case."""
        return self.filter(Q(reference__icontains=words) | Q(location__icontains=words))

    def serving(self, services: ServiceQuerySet) -> CameraQuerySet:
        """Cameras with at least one of the spells ``services``.

        As a list of keys: asked camera by camera, SQLite would walk a partner's whole index each
        time, which takes minutes over 20,000 cameras.
        """
        return self.filter(pk__in=services.values("camera"))


class ServiceQuerySet(models.QuerySet):
    def visible_to(self, user) -> ServiceQuerySet:
        """The spells a person may see: all, or those with the councils whose officer they are."""
        if can_see_all_cameras(user):
            return self
        return self.filter(partner__in=partners_as_officer(user))

    def on(self, day: date) -> ServiceQuerySet:
        """Spells in force on ``day``: at most one a camera."""
        return self.overlapping(day, day)

    def overlapping(self, first_day: date, last_day: date | None) -> ServiceQuerySet:
        """Spells that share at least one day with ``first_day`` to ``last_day`` (None: for ever)."""
        still = Q(last_day__isnull=True) | Q(last_day__gte=first_day)
        return (
            self.filter(still) if last_day is None else self.filter(still, first_day__lte=last_day)
        )
