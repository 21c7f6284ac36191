"""What was published of a report, frozen."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.papers import Report


class Edition(models.Model):
    """A published report, frozen: its figures, its narrative and the very bytes of its PDF.

    A correction is a new edition with the next ``number`` and a reason; old editions stay.
    """

    class Visibility(models.TextChoices):
        PUBLIC = "public", "Anybody"
        PARTNERS = "partners", "People of the partner councils only"

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    visibility = models.CharField(
        "who may read it", max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField("figures, shares, weights, narrative and method")
    pdf = models.BinaryField()
    sha256 = models.CharField("SHA-256 of the PDF", max_length=64)
    content_sha256 = models.CharField("SHA-256 of the content", max_length=64)

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="edition_number_once_per_report",
                violation_error_message="This edition exists already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="editions_count_from_1",
                violation_error_message="Editions are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "partners"]),
                name="edition_visibility_is_known",
                violation_error_message="An edition is for anybody or for the partners only.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="later_edition_has_a_reason",
                violation_error_message="A new edition needs a reason.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, edition {self.number}"
