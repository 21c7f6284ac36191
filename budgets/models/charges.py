"""How a year's balance is shared: elements of charge, and recharges frozen with the budget."""

from django.db import models
from django.db.models import Q

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from budgets.fields import FractionField
from budgets.models.years import FinancialYear
from budgets.querysets import BudgetedRechargeQuerySet
from partners.history import HistoricalRecords
from partners.models import Decision, Partner


class ChargeElement(models.Model):
    """A percentage of the balance, or a fixed amount of it, and the basis on which it is shared.

    ``amount``: whole pounds, taken off the balance before percentages share the rest. An element
    has the one or the other: beside an amount the percentage is nil.
    """

    class Basis(models.TextChoices):
        CAMERAS = CAMERAS, "Equivalent cameras"
        EQUAL = EQUAL, "Equally"
        AGREED = AGREED, "Agreed percentages"

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="elements")
    name = models.CharField(max_length=100)
    percentage = models.DecimalField("percentage of the balance", max_digits=18, decimal_places=15)
    amount = models.DecimalField(
        "fixed amount", max_digits=9, decimal_places=0, null=True, blank=True
    )
    basis = models.CharField(max_length=10, choices=Basis)
    position = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rests on"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"],
                name="element_name_once_per_year",
                violation_error_message="The year already has an element of this name.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, percentage__gt=0, percentage__lte=100)
                | Q(amount__isnull=False, amount__gt=0, percentage=0),
                name="element_is_a_percentage_or_an_amount",
                violation_error_message=(
                    "An element is above 0 % and up to 100 %, or an amount above £0 instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=[CAMERAS, EQUAL, AGREED]),
                name="element_basis_is_known",
                violation_error_message="The basis is cameras, equal or agreed.",
            ),
        ]

    def __str__(self):
        return self.name


class AgreedPercentage(models.Model):
    """One partner's agreed part of an element; the parts of one element make 100."""

    element = models.ForeignKey(ChargeElement, models.CASCADE, related_name="agreed")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    percentage = models.DecimalField(max_digits=18, decimal_places=15)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["element", "partner"],
                name="agreed_percentage_once_per_partner",
                violation_error_message="This partner already has a percentage here.",
            ),
            models.CheckConstraint(
                condition=Q(percentage__gte=0, percentage__lte=100),
                name="agreed_percentage_from_0_to_100",
                violation_error_message="An agreed percentage lies between 0 and 100.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.percentage.normalize():f} %"


class BudgetedRecharge(models.Model):
    """A partner's recharge as frozen when the budget was approved; never recomputed.

    ``equivalent_cameras`` and ``share`` (1 is the whole balance) are exact. Where the year has fixed
    amounts, ``fixed`` is the partner's pounds of them and ``rest`` its share of what they leave; None
    where there are none: then the share is the same for every balance. A supplementary freezes
    them anew as the next ``version`` beside the old; the decision of the same version says when,
    by whom and why.
    """

    year = models.ForeignKey(FinancialYear, models.PROTECT, related_name="budgeted_recharges")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="budgeted_recharges")
    version = models.PositiveSmallIntegerField(default=1)
    equivalent_cameras = FractionField()
    share = FractionField()
    fixed = FractionField(null=True, blank=True)
    rest = FractionField(null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    objects = BudgetedRechargeQuerySet.as_manager()

    class Meta:
        ordering = ["year", "version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "partner", "version"],
                name="budgeted_recharge_once_per_partner_and_version",
                violation_error_message="This partner's recharge is already frozen.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="budget_versions_count_from_1",
                violation_error_message="Versions of a budget are numbered from 1.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.year}: £{self.amount:,}"
