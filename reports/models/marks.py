"""Which lines of a quarter's report the public version does not show by themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from budgets.models import BudgetLine
from reports.exemptions import Paragraph
from reports.models.papers import Report


class LineMark(models.Model):
    """A mark on a line, or one taken off (no ``paragraph``): the newest of a line is what holds.

    Rows are added and never changed, so that they are their own history.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="line_marks")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+")
    paragraph = models.PositiveSmallIntegerField(
        "paragraph of Schedule 12A", choices=Paragraph, null=True, blank=True
    )
    reason = models.CharField("why", max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True)
                | Q(paragraph__gte=1, paragraph__lte=7) & ~Q(reason=""),
                name="line_mark_names_paragraph_and_reason",
                violation_error_message="A mark names a paragraph from 1 to 7, and the reason.",
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.get_paragraph_display() or 'shown by itself'}"
