"""The councils that share the service, the people who sign in, their roles, and e-mails to them;
and the decisions on which the terms of sharing rest.

Who may do what is decided in ``permissions.py``; this file only holds the facts.
"""

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from partners.history import HistoricalRecords
from partners.querysets import GIVEN_UP_AFTER, OutgoingEmailQuerySet

# A body that decides, such as a committee, and a reference to where it is written down.
LONGEST_BODY = 200


class Partner(models.Model):
    """One council of the partnership. ``position`` is the order of tables and of ties."""

    name = models.CharField(max_length=100, unique=True)
    short_name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=110, unique=True)
    is_host = models.BooleanField("hosts the service", default=False)
    gss_code = models.CharField("GSS code", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_host"],
                condition=models.Q(is_host=True),
                name="one_council_hosts_the_service",
                violation_error_message="Another council already hosts the service.",
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("partners:partner_detail", args=[self.slug])


class UserManager(BaseUserManager):
    """People are known by their e-mail address; there is no separate user name."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in. What they may see comes from their memberships alone."""

    username = None
    first_name = None
    last_name = None
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField("e-mail address", unique=True)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email_in_any_case",
                violation_error_message="Somebody already signs in with this e-mail address.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class Role(models.TextChoices):
    FINANCE = "finance", "Finance officer"
    OFFICER = "officer", "Partner officer"
    BOARD = "board", "Board member"
    ADMINISTRATOR = "administrator", "Administrator"


HOST_ROLES = (Role.FINANCE, Role.ADMINISTRATOR)


class Membership(models.Model):
    """One role of one person at one council; a person may hold several."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    history = HistoricalRecords()

    class Meta:
        ordering = ["partner__position", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partner", "role"],
                name="role_once_per_person_and_partner",
                violation_error_message="This person already holds this role there.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="role_is_a_known_role",
                violation_error_message="This is not a known role.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.partner}"

    def clean(self):
        if self.role in HOST_ROLES and self.partner_id and not self.partner.is_host:
            raise ValidationError(
                {"role": f"{self.get_role_display()} is a role at the host council only."}
            )


class EmailEvent(models.TextChoices):
    """What people are told of by e-mail, in words that complete "You get an e-mail when ..."."""

    OPENED = "opened", "a quarter opens for figures"
    SUBMITTED = "submitted", "a quarter is put before the board"
    REOPENED = "reopened", "a quarter is taken back"
    PUBLISHED = "published", "a report is published"
    REPLIED = "replied", "a council asks about its share, or is answered"
    BOARD = "board", "a board member comments on a draft, clears it or sends it back"


class EmailChoice(models.Model):
    """Whether a person wants the e-mails about one kind of event; without a row they do."""

    user = models.ForeignKey(User, models.CASCADE, related_name="email_choices")
    event = models.CharField(max_length=20, choices=EmailEvent)
    wanted = models.BooleanField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["user", "event"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "event"],
                name="email_choice_once_per_person_and_event",
                violation_error_message="This person has chosen already.",
            ),
            models.CheckConstraint(
                condition=models.Q(event__in=EmailEvent.values),
                name="email_event_is_a_known_event",
                violation_error_message="There are no e-mails about this.",
            ),
        ]

    def __str__(self):
        return f"{self.get_event_display()}: {'yes' if self.wanted else 'no'}"


class OutgoingEmail(models.Model):
    """One message to one person: written with the step it tells of, kept once it is sent.

    ``about`` names the thing it is about; ``taken_at``: a sender has it in hand since then.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    to = models.EmailField("address")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # A line break would begin a header of somebody else's choosing.
            models.CheckConstraint(
                condition=~(
                    models.Q(subject__contains="\n")
                    | models.Q(subject__contains="\r")
                    | models.Q(to__contains="\n")
                    | models.Q(to__contains="\r")
                ),
                name="email_subject_and_address_are_one_line",
                violation_error_message="The subject and the address of an e-mail are one line.",
            ),
        ]

    def __str__(self):
        return f"{self.subject}, to {self.to}"

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and timezone.now() - self.created_at > GIVEN_UP_AFTER


class Decision(models.Model):
    """What members or officers decided on the terms by which costs are shared.

    Weights, elements of charge, averaging and rounding point to the one they rest on. A budget is
    approved and changed by decisions of its own. Rows are only added: which one a term rests on, and
    rested on before, is told by the term's history.
    """

    meeting = models.CharField("meeting or officer", max_length=LONGEST_BODY)
    decided_on = models.DateField()
    minute = models.CharField(max_length=LONGEST_BODY, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(meeting=""),
                name="decision_names_who_decided",
                violation_error_message="A decision names the meeting or officer.",
            ),
        ]

    def __str__(self):
        return ", ".join(
            filter(None, (self.meeting, f"{self.decided_on:%-d %B %Y}", self._minuted))
        )

    @property
    def _minuted(self) -> str:
        """``minute 14``, also where the word is typed with it."""
        says_so = not self.minute or self.minute.casefold().startswith("minute")
        return self.minute if says_so else f"minute {self.minute}"
