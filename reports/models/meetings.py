"""The meetings that the paper of a quarter goes to, one after the other."""

from django.db import models
from django.db.models import F, Q

from partners.history import HistoricalRecords
from reports.models.papers import Report, Stage


class Meeting(models.Model):
    """The officers' board, or the members' committee after it; a partnership may have one alone.

    A day not yet known is empty. When the papers of a report's first meeting are due is the
    quarter's (``Quarter.papers_due``), so that it is written once; ``papers_due`` is of a later one.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="meetings")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    body = models.CharField(max_length=200)
    date = models.DateField(null=True, blank=True)
    papers_due = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "stage"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "stage"],
                name="meeting_once_per_report_and_stage",
                violation_error_message="The paper goes to this meeting already.",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values),
                name="meeting_is_of_officers_or_members",
                violation_error_message="A meeting is the officers’ board or the members’ committee.",
            ),
            models.CheckConstraint(
                condition=~Q(body=""),
                name="meeting_names_who_meets",
                violation_error_message="A meeting names the body that meets.",
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True)
                | Q(papers_due__isnull=True)
                | Q(papers_due__lte=F("date")),
                name="papers_are_due_by_the_meeting",
                violation_error_message="Papers are due on the day of the meeting or before it.",
            ),
        ]

    def __str__(self):
        return f"{self.body}, {self.date:%-d %B %Y}" if self.date else self.body
