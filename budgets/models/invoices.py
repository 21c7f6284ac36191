"""The invoices of a year's recharges, and the days on which its instalments fall due."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from budgets.models.years import FinancialYear
from partners.history import HistoricalRecords
from partners.models import Partner
from partners.periods import Year

LONGEST_INVOICE_NUMBER = 50


class InvoiceTerms(models.Model):
    """How a year's budgeted recharges are invoiced: one instalment for each day of ``due_days``.

    Days are ISO text, in the order of the instalments. A year without terms is invoiced quarterly.
    """

    year = models.OneToOneField(FinancialYear, models.PROTECT, related_name="invoice_terms")
    due_days = models.JSONField()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "invoice terms"

    def __str__(self):
        return f"Instalments of {self.year}"

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(map(date.fromisoformat, self.due_days))


class Invoice(models.Model):
    """An invoice to one partner, or where ``amount`` (pounds) is below nil a credit note.

    ``place`` counts a partner's instalments of the year, and its balancing invoices, from 1. The
    amount never changes; day and number are corrected with a reason, which the history keeps.
    """

    class Kind(models.TextChoices):
        INSTALMENT = "instalment", "Instalment"
        BALANCING = "balancing", "Balancing"

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="invoices")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="invoices")
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    issued_on = models.DateField()
    # Numbers are those of the host's ledger.
    host = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    number = models.CharField(max_length=LONGEST_INVOICE_NUMBER)
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "partner", "-kind", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "partner", "kind", "place"],
                name="instalment_issued_once",
                violation_error_message="This instalment is marked as issued already.",
            ),
            models.UniqueConstraint(
                "host",
                Lower("number"),
                name="invoice_number_once_per_host",
                violation_error_message="Another invoice has this number.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["instalment", "balancing"], place__gte=1),
                name="invoice_is_instalment_or_balancing",
                violation_error_message="An invoice is an instalment or balances the year.",
            ),
            models.CheckConstraint(
                condition=~(Q(amount=0) | Q(number="")),
                name="invoice_has_amount_and_number",
                violation_error_message="An invoice has an amount other than nil, and a number.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.year}: {self.number}"

    @property
    def is_credit(self) -> bool:
        return self.amount < 0

    @property
    def called(self) -> str:
        """``Instalment 2``, ``Balancing charge``, ``Balancing credit``."""
        if self.kind == self.Kind.INSTALMENT:
            return f"Instalment {self.place}"
        return f"Balancing {'credit' if self.is_credit else 'charge'}"

    @property
    def last_day(self) -> date:
        """An instalment is dated within its year; what balances it, by the end of the next."""
        period = self.year.period
        return (
            period.last_day
            if self.kind == self.Kind.INSTALMENT
            else Year(period.starts_in + 1).last_day
        )

    def refused_day(self) -> str:
        """Why it cannot be dated so; empty: it can."""
        first = self.year.period.first_day
        if first <= self.issued_on <= self.last_day:
            return ""
        what = "an instalment" if self.kind == self.Kind.INSTALMENT else "a balancing invoice"
        return f"{self.issued_on:%-d %B %Y} is too early or too late: {what} of {self.year} is dated from {first:%-d %B %Y} to {self.last_day:%-d %B %Y}."
