"""Standing wording: what the partnership says under a heading of the implications in every paper."""

from django.db import models
from django.db.models.functions import Lower

from partners.history import HistoricalRecords

LONGEST_STANDING = 5000


class StandingWording(models.Model):
    """One heading with its text, in Markdown that may refer to figures. Papers copy it."""

    heading = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_STANDING)
    position = models.PositiveSmallIntegerField("place in the order", default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("heading"),
                name="standing_wording_once_per_heading",
                violation_error_message="There is standing wording under this heading already.",
            ),
        ]

    def __str__(self):
        return self.heading
