"""The report of a quarter, as it is written: its title block and its ordered sections."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from budgets.models import Quarter
from partners.history import HistoricalRecords


class Stage(models.IntegerChoices):
    """Whom a paper is for: the officers' board reads it first, then the members' committee."""

    OFFICERS = 1, "Officers’ board"
    MEMBERS = 2, "Members’ committee"


class Report(models.Model):
    """The paper for one quarter. Officers are named by role; figures are never typed into it.

    ``stage``: which of its meetings the draft is for.
    """

    quarter = models.OneToOneField(Quarter, models.PROTECT, related_name="report")
    title = models.CharField(max_length=200)
    report_of = models.CharField("report of", max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    wards = models.CharField(max_length=300, blank=True)
    stage = models.PositiveSmallIntegerField(choices=Stage, default=Stage.MEMBERS)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-quarter__year__starts_in", "-quarter__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values),
                name="report_is_for_officers_or_members",
                violation_error_message="A paper is for the officers’ board or the members’ committee.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(
            "reports:report_detail",
            args=[self.quarter.year.period, self.quarter.number],
        )

    @cached_property
    def meeting(self):
        """The meeting that the draft is for, or the only one; None: none is named."""
        meetings = list(self.meetings.all())
        of_stage = [meeting for meeting in meetings if meeting.stage == self.stage]
        return next(iter(of_stage or meetings), None)

    @property
    def committee(self) -> str:
        """The body that meets, as the paper names it; "" where none is named."""
        return self.meeting.body if self.meeting else ""

    @property
    def meeting_date(self):
        return self.meeting.date if self.meeting else None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of section that it has."""
        return frozenset(section.kind for section in self.sections.all())


class Section(models.Model):
    """One part of a report, in Markdown that may refer to figures: ``{{ balance.variance }}``.

    ``kind`` says how it is printed: prose in numbered paragraphs, the front sheet's summary or
    recommendations, the two tables, a table of headings and texts (implications, contacts), the
    annex with the working of each recharge, or one of the optional tables and pictures.
    """

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Summary on the front sheet"
        RECOMMENDATIONS = "recommendations", "Recommendations on the front sheet"
        NUMBERED = "numbered", "Numbered paragraphs"
        TABLES = "tables", "Finance and partner tables"
        BRIDGE = "bridge", "Why the recharges moved, with the bridge"
        HEADINGS = "headings", "A text under each heading"
        WORKING = "working", "Annex: how each recharge was worked out"
        MOVEMENT = "movement", "What moved since last quarter, with both comments"
        GROUPS = "groups", "Budget against estimate by group, with a picture"
        TREND = "trend", "Recharges over quarters and years, with a picture"
        MENTIONED = "mentioned", "Mentioned but not yet in the figures"
        INCOMES = "incomes", "What each income is for, beside its cost"
        INVOICES = "invoices", "Invoices, issued and to come"

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
                        "movement",
                        "groups",
                        "trend",
                        "mentioned",
                        "incomes",
                        "invoices",
                    ]
                ),
                name="section_kind_is_known",
                violation_error_message="This is not a known kind of section.",
            ),
        ]

    def __str__(self):
        return self.heading
