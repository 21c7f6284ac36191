"""The camera register: types with dated weights, cameras with spells of service."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cameras.querysets import CameraQuerySet, ServiceQuerySet
from partners.history import HistoricalRecords
from partners.models import Decision, Partner


class CameraType(models.Model):
    """A way of using a camera, such as actively monitored or reactive."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class Weight(models.Model):
    """What one camera of a type counts as, from a day on: 1 for full, less for reactive."""

    camera_type = models.ForeignKey(CameraType, models.PROTECT, related_name="weights")
    starts_on = models.DateField("in force from")
    weight = models.DecimalField(max_digits=18, decimal_places=15)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rests on"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["camera_type", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["camera_type", "starts_on"],
                name="one_weight_per_type_and_day",
                violation_error_message="This type already has a weight from this day.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="weight_not_below_nil",
                violation_error_message="A weight cannot be below nil.",
            ),
        ]

    def __str__(self):
        return f"{self.camera_type}: {self.weight.normalize():f} from {self.starts_on:%-d %B %Y}"


class Camera(models.Model):
    """One camera. Whose it is, of which type and when, is in its spells of service."""

    reference = models.CharField(max_length=60, unique=True)
    location = models.CharField(max_length=200, blank=True)
    objects = CameraQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["reference"]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cameras:camera_detail", args=[self.pk])


class Service(models.Model):
    """A spell in which one camera served one partner as one type.

    First and last day are both days of service; no last day means still in service. That spells of
    one camera never overlap is held by the database itself (an exclusion constraint on PostgreSQL,
    triggers on SQLite: migration spells_never_overlap).
    """

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="services")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="services")
    camera_type = models.ForeignKey(CameraType, models.PROTECT, related_name="services")
    first_day = models.DateField("in service from")
    last_day = models.DateField("in service until", null=True, blank=True)
    objects = ServiceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["camera", "first_day"]
        indexes = [models.Index(fields=["partner", "first_day"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="service_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        until = f"{self.last_day:%-d %B %Y}" if self.last_day else "now"
        return f"{self.camera} for {self.partner}, {self.first_day:%-d %B %Y} to {until}"

    def clean(self):
        others = Service.objects.filter(camera=self.camera_id).exclude(pk=self.pk)
        if self.first_day and (overlap := others.overlapping(self.first_day, self.last_day)):
            raise ValidationError(f"This overlaps another spell of service: {overlap[0]}.")
