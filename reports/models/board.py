"""What the board says of a draft: comments in its margin, and whether it is cleared."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.papers import Report

LONGEST_COMMENT = 4_000


class BoardComment(models.Model):
    """One step of a conversation about one place of a draft. Rows are only added.

    A member's comment opens it and quotes the words it is on, so that editing or renumbering them
    does not orphan it; replies, answers and being dealt with follow, and point to it. ``draft_of``:
    the number of the edition that the draft was to become. ``mark`` tells whether the words at
    ``anchor`` are still those quoted.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", "Comment"
        REPLY = "reply", "Reply"
        ANSWER = "answer", "Answer"
        SETTLED = "settled", "Dealt with"

    report = models.ForeignKey(Report, models.PROTECT, related_name="board_comments")
    draft_of = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    opening = models.ForeignKey("self", models.PROTECT, null=True, related_name="following")
    anchor = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    quoted = models.TextField(blank=True)
    mark = models.CharField("SHA-256 of the words", max_length=64, blank=True)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="settled")
                | (Q(kind__in=["comment", "reply", "answer"]) & ~Q(words="")),
                name="comment_and_answer_say_something",
                violation_error_message="A comment or an answer says something.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="comment", opening__isnull=True) & ~Q(anchor="") & ~Q(mark=""))
                | (~Q(kind="comment") & Q(opening__isnull=False, anchor="")),
                name="comment_opens_a_conversation_about_a_place",
                violation_error_message="A comment is on a place; everything else follows a comment.",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.get_kind_display().lower()}"


class Clearance(models.Model):
    """A board member clears a draft, withdraws that, or sends it back. Rows are only added.

    ``of_change`` is the draft's newest change then: after a later one it speaks of an earlier state.
    ``number`` counts a member's steps on one report, so that of two at once the database takes one.
    """

    class Kind(models.TextChoices):
        CLEARED = "cleared", "Cleared"
        WITHDRAWN = "withdrawn", "Clearance withdrawn"
        SENT_BACK = "sent_back", "Sent back"

    report = models.ForeignKey(Report, models.PROTECT, related_name="clearances")
    draft_of = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(blank=True)
    of_change = models.DateTimeField()
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "said_by", "number"],
                name="step_once_per_report_member_and_number",
                violation_error_message="This was said at the same moment already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["cleared", "withdrawn"], reason="")
                | (Q(kind="sent_back") & ~Q(reason="")),
                name="draft_sent_back_with_a_reason",
                violation_error_message="Who sends a draft back writes why.",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.get_kind_display().lower()}, {self.said_by}"
