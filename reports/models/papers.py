"""The report of a quarter, as it is written: its title block and its ordered sections."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from budgets.models import Quarter
from partners.history import HistoricalRecords


class Report(models.Model):
    """The paper for one quarter. Officers are named by role; figures are never typed into it."""

    quarter = models.OneToOneField(Quarter, models.PROTECT, related_name="report")
    title = models.CharField(max_length=200)
    committee = models.CharField(max_length=200)
    meeting_date = models.DateField("date of meeting", null=True, blank=True)
    report_of = models.CharField("report of", max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    wards = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-quarter__year__starts_in", "-quarter__number"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(
            "reports:report_detail",
            args=[self.quarter.year.period, self.quarter.number],
        )


class Section(models.Model):
    """One part of a report, in Markdown that may refer to figures: ``{{ balance.variance }}``.

    ``kind`` says how it is printed: prose in numbered paragraphs, the front sheet's summary or
    recommendations, the two tables, a table of headings and texts (implications, contacts), or the
    annex with the working of each recharge.
    """

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Summary on the front sheet"
        RECOMMENDATIONS = "recommendations", "Recommendations on the front sheet"
        NUMBERED = "numbered", "Numbered paragraphs"
        TABLES = "tables", "Finance and partner tables"
        BRIDGE = "bridge", "Why the recharges moved, with the bridge"
        HEADINGS = "headings", "A text under each heading"
        WORKING = "working", "Annex: how each recharge was worked out"

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    heading = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="section_position_once_per_report",
                violation_error_message="The report already has a section in this place.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "summary",
                        "recommendations",
                        "numbered",
                        "tables",
                        "bridge",
                        "headings",
                        "working",
                    ]
                ),
                name="section_kind_is_known",
                violation_error_message="This is not a known kind of section.",
            ),
        ]

    def __str__(self):
        return self.heading
