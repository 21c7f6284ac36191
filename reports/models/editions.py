"""What was published of a report, frozen, and what the public reads of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.exemptions import Paragraph, named
from reports.models.papers import Report


class EditionQuerySet(models.QuerySet):
    def without_bytes(self) -> EditionQuerySet:
        """With their public versions; what both froze is left in the database until asked for."""
        frozen = ("pdf", "content")
        return self.select_related("public_version").defer(
            *frozen, *(f"public_version__{name}" for name in frozen)
        )


class Edition(models.Model):
    """A published report, frozen: its figures, its narrative and the very bytes of its PDF.

    A correction is a new edition with the next ``number`` and a reason; old editions stay.
    """

    class Visibility(models.TextChoices):
        PUBLIC = "public", "Anybody"
        PARTNERS = "partners", "People of the partner councils only"
        EXEMPT = "exempt", "People of the partner councils only, as exempt from publication"

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    visibility = models.CharField(
        "who may read it", max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    paragraph = models.PositiveSmallIntegerField(
        "paragraph of Schedule 12A", choices=Paragraph, null=True, blank=True
    )
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField("figures, shares, weights, narrative and method")
    pdf = models.BinaryField()
    sha256 = models.CharField("SHA-256 of the PDF", max_length=64)
    content_sha256 = models.CharField("SHA-256 of the content", max_length=64)
    objects = EditionQuerySet.as_manager()

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
                condition=Q(visibility__in=["public", "partners", "exempt"]),
                name="edition_visibility_is_known",
                violation_error_message="An edition is for anybody, for the partners or exempt.",
            ),
            models.CheckConstraint(
                condition=Q(
                    visibility="exempt",
                    paragraph__isnull=False,
                    paragraph__gte=1,
                    paragraph__lte=7,
                )
                | ~Q(visibility="exempt") & Q(paragraph=None),
                name="exempt_edition_names_its_paragraph",
                violation_error_message="An exempt edition, and no other, names a paragraph.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="later_edition_has_a_reason",
                violation_error_message="A new edition needs a reason.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, edition {self.number}"

    @property
    def is_exempt(self) -> bool:
        return self.visibility == self.Visibility.EXEMPT

    @property
    def public(self) -> PublicVersion | None:
        """What the public reads in its place, where lines of it are marked."""
        return getattr(self, "public_version", None)

    @property
    def suffix(self) -> str:
        """What the names of its files end in, so that nobody sends the wrong one by mistake."""
        if self.is_exempt:
            return "-exempt"
        return "-full" if self.public else ""

    @property
    def readers(self) -> str:
        """Who may read it, and where it is exempt why, in words."""
        if self.public:
            return "Anybody, the public version; all of it people of the partner councils only"
        why = f": {named([self.paragraph])}" if self.is_exempt else ""
        return f"{self.get_visibility_display()}{why}"


# What a public version has of its edition, by the edition's name for it; the last ones are annotated.
OF_THE_EDITION = {
    **{name: name for name in ("report", "report_id", "number", "reason")},
    **{name: name for name in ("published_at", "committee", "meets_on", "stage")},
    "pdf_size": "public_pdf_size",
}


class PublicVersion(models.Model):
    """A public edition as the public reads it: its marked lines are merged into *Other*.

    Frozen beside the edition, in the same way, and read like one.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="public_version")
    content = models.JSONField("merged figures, shares, weights, narrative and method")
    pdf = models.BinaryField()
    sha256 = models.CharField("SHA-256 of the PDF", max_length=64)
    content_sha256 = models.CharField("SHA-256 of the content", max_length=64)

    suffix, is_exempt, public = "", False, None
    readers = Edition.Visibility.PUBLIC.label

    def __str__(self):
        return f"{self.edition}, public version"

    def __getattr__(self, name):
        """What is of the edition, such as its report and number, and what it was read with."""
        if name in OF_THE_EDITION:
            return getattr(self.edition, OF_THE_EDITION[name])
        raise AttributeError(name)
