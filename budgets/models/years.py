"""Financial years with their settings, and the partners that share each year's balance."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from budgets.arithmetic import ROUNDING_UNITS
from budgets.querysets import FinancialYearQuerySet
from cameras.arithmetic import DAILY, MONTHLY
from partners.history import HistoricalRecords
from partners.models import Decision, Partner
from partners.periods import EARLIEST, LATEST, Year


class FinancialYear(models.Model):
    """One year's budget: its state and how its balance is averaged, divided and rounded."""

    class State(models.TextChoices):
        BEING_SET = "being_set", "Being set"
        APPROVED = "approved", "Approved"
        CLOSED = "closed", "Closed"

    class Averaging(models.TextChoices):
        MONTHLY = MONTHLY, "By month: the first of each month"
        DAILY = DAILY, "By day: every day of the year"

    starts_in = models.PositiveSmallIntegerField("starts on 1 April of", unique=True)
    rounding_unit = models.PositiveSmallIntegerField(
        "recharges are rounded to",
        choices=[(unit, f"£{unit:,}") for unit in ROUNDING_UNITS],
    )
    averaging = models.CharField(max_length=10, choices=Averaging)
    round_shares_first = models.BooleanField("shares are rounded to 0.01 % first", default=False)
    state = models.CharField(max_length=10, choices=State, default=State.BEING_SET)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="averaging and rounding rest on",
    )
    note = models.TextField("note on where the figures come from", blank=True)
    partners = models.ManyToManyField(Partner, through="YearPartner", related_name="years")
    history = HistoricalRecords()
    objects = FinancialYearQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_in"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_in__gte=EARLIEST, starts_in__lte=LATEST),
                name="year_within_reason",
                violation_error_message=f"A year lies between {EARLIEST} and {LATEST}.",
            ),
            models.CheckConstraint(
                condition=Q(rounding_unit__in=ROUNDING_UNITS),
                name="rounding_unit_is_1_10_100_or_1000",
                violation_error_message="Recharges are rounded to £1, £10, £100 or £1,000.",
            ),
            models.CheckConstraint(
                condition=Q(averaging__in=[MONTHLY, DAILY]),
                name="averaging_is_monthly_or_daily",
                violation_error_message="Cameras are averaged monthly or daily.",
            ),
            models.CheckConstraint(
                condition=Q(state="being_set", approved_at__isnull=True)
                | Q(state__in=["approved", "closed"], approved_at__isnull=False),
                name="year_approved_exactly_when_it_says_when",
                violation_error_message="An approved year names when it was approved.",
            ),
        ]

    def __str__(self):
        return self.period.printed

    def get_absolute_url(self):
        return reverse("budgets:year_detail", args=[self.period])

    @property
    def period(self) -> Year:
        return Year(self.starts_in)

    @property
    def approval(self):
        """The decision that approved the budget; None while it is being set. One query."""
        return self.decisions.filter(kind="approval").first()

    @property
    def label(self) -> str:
        return self.period.label


class YearPartner(models.Model):
    """A partner that shares a year's balance; ``position`` is the order of ties and of tables.

    It shares from ``first_day`` to ``last_day``, both included: days of the year, as the forms and
    the workbook see to; the arithmetic cuts them to it. None: from the year's start, to its end.
    """

    year = models.ForeignKey(FinancialYear, models.CASCADE, related_name="year_partners")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    first_day = models.DateField("shares from", null=True, blank=True)
    last_day = models.DateField("shares until", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="partner_leaves_no_sooner_than_it_joins",
                violation_error_message="A partner leaves on or after the day on which it joins.",
            ),
            models.UniqueConstraint(
                fields=["year", "partner"],
                name="partner_once_per_year",
                violation_error_message="This partner already shares the year's balance.",
            ),
            models.UniqueConstraint(
                fields=["year", "position"],
                name="position_once_per_year",
                violation_error_message="Another partner has this place in the order.",
            ),
        ]

    def __str__(self):
        return f"{self.partner} in {self.year}"
