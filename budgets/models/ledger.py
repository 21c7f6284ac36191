"""Ledger extracts: how they are laid out, what is left out, an upload, and what it came to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from budgets.models.batches import FigureBatch
from budgets.models.lines import BudgetLine
from budgets.models.quarters import Quarter
from budgets.models.years import FinancialYear
from partners.history import HistoricalRecords


class LedgerLayout(models.Model):
    """What each heading of the host's ledger extract means, as somebody once said.

    ``headings`` are all of the file in their order; ``columns``: heading -> meaning of those used;
    ``words``: kind of amount -> the ledger's words for it. ``fingerprint`` is that of the headings,
    so that the next file of the same headings needs no mapping. ``budgets.ledger.layout`` says what
    the values are.
    """

    class Signs(models.TextChoices):
        OURS = "ours", "Costs are plus, income is minus"
        TURNED = "turned", "Costs are minus, income is plus"
        NONE = "none", "Both are plus; lines with a budget below nil are income"

    class Periods(models.TextChoices):
        FINANCIAL = "financial", "Period 1 is April"
        CALENDAR = "calendar", "Month 1 is January"

    fingerprint = models.CharField(max_length=64, unique=True)
    headings = models.JSONField()
    columns = models.JSONField()
    signs = models.CharField(max_length=10, choices=Signs, default=Signs.OURS)
    periods = models.CharField(max_length=10, choices=Periods, default=Periods.FINANCIAL)
    joined_by = models.CharField("between the parts of a code", max_length=5, blank=True)
    words = models.JSONField(default=dict)
    # What the fingerprint says, the headings say.
    history = HistoricalRecords(excluded_fields=["fingerprint"])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signs__in=["ours", "turned", "none"]),
                name="signs_of_the_ledger_are_known",
                violation_error_message="The ledger shows signs as here, turned, or not at all.",
            ),
            models.CheckConstraint(
                condition=Q(periods__in=["financial", "calendar"]),
                name="periods_count_from_april_or_january",
                violation_error_message="Periods count from April or from January.",
            ),
        ]

    def __str__(self):
        return ", ".join(self.columns)


class LeftOutCode(models.Model):
    """A code of the ledger that is not this service's: its amounts are left out, for a reason."""

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="left_out_codes")
    code = models.CharField(max_length=50)
    reason = models.TextField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code"],
                name="code_left_out_once_per_year",
                violation_error_message="The code is left out already.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="code_left_out_with_a_reason",
                violation_error_message="Say why the code is left out.",
            ),
        ]

    def __str__(self):
        return self.code


class LedgerUpload(models.Model):
    """An extract that somebody uploaded and has not saved figures from; nobody else is shown it.

    ``content`` is the file, compressed; ``sample`` its first rows as text, to choose columns by.
    Once ``layout`` is known the file is read, and ``findings`` holds the sums by code and every
    mistake. ``answers`` are the person's to what was found. Saving or discarding deletes the row.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="ledger_uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("bytes")
    content = models.BinaryField()
    sample = models.JSONField()
    layout = models.ForeignKey(LedgerLayout, models.PROTECT, null=True, related_name="+")
    findings = models.JSONField(null=True)
    answers = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["quarter", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "user"],
                name="one_upload_per_person_and_quarter",
                violation_error_message="This person already has an extract for this quarter.",
            ),
            models.CheckConstraint(
                condition=Q(findings__isnull=True) | Q(layout__isnull=False),
                name="extract_is_read_by_a_layout",
                violation_error_message="An extract is read by the layout of its columns.",
            ),
        ]

    def __str__(self):
        return f"{self.file_name}, {self.quarter}"


class LedgerImport(models.Model):
    """The extract behind a batch of figures: which file, and how it was read. Never changed.

    ``layout`` is what each column meant then; ``answers`` what the person said to rows outside the
    period and to rows that stand twice; ``left_out`` counts the rows left out by them.
    """

    batch = models.OneToOneField(FigureBatch, models.PROTECT, related_name="ledger_import")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("bytes")
    sheet = models.CharField(max_length=100, blank=True)
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField("rows outside the period left out", default=0)
    layout = models.JSONField()
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["batch"]

    def __str__(self):
        return f"{self.file_name}, {self.batch.quarter}"

    def get_absolute_url(self):
        quarter = self.batch.quarter
        return reverse("budgets:ledger_import", args=[quarter.year.period, quarter.number, self.pk])


class LedgerAmount(models.Model):
    """What one code of an extract came to, in pounds, and the line it went to. Never changed.

    Without a line the code was left out, for the ``reason``; all amounts of an import together are
    the extract's. Commitments and accruals are no actuals: null where the extract tells none.
    ``repeated`` is part of ``actual`` where the answers count repeats, else left out of it beside
    its ``repeats`` rows; null in imports from before they could be left out.
    """

    ledger_import = models.ForeignKey(LedgerImport, models.PROTECT, related_name="amounts")
    line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, related_name="ledger_amounts")
    code = models.CharField(max_length=50)
    description = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    actual = models.DecimalField(max_digits=15, decimal_places=2)
    commitments = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    accruals = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    rows = models.PositiveIntegerField()
    repeats = models.PositiveIntegerField("rows that repeat another", null=True)
    repeated = models.DecimalField(
        "actual in rows that repeat another", max_digits=15, decimal_places=2, null=True
    )

    class Meta:
        ordering = ["ledger_import", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ledger_import", "code"],
                name="amount_once_per_import_and_code",
                violation_error_message="The import already has an amount of this code.",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False, reason="") | (Q(line__isnull=True) & ~Q(reason="")),
                name="amount_has_a_line_or_a_reason",
                violation_error_message="An amount goes to a line, or is left out for a reason.",
            ),
        ]

    def __str__(self):
        return f"{self.code}: £{self.actual:,}"
