"""How lines are expected to be spent, and decisions on a budget in a table of their own."""

from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

QUARTERS = {"by_q1": (1, "25"), "by_q2": (2, "50"), "by_q3": (3, "75")}


def profile_fields(model):
    return [
        migrations.AddField(
            model_name=model,
            name=name,
            field=models.DecimalField(
                verbose_name=f"expected by Quarter {number}, %",
                max_digits=5,
                decimal_places=2,
                default=Decimal(percent),
            ),
        )
        for name, (number, percent) in QUARTERS.items()
    ]


def decision_of(model, related_name):
    return migrations.AddField(
        model_name=model,
        name="decision",
        field=models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name=related_name,
            to="budgets.budgetdecision",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0008_who_saved_is_the_batchs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *profile_fields("budgetline"),
        *profile_fields("historicalbudgetline"),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    by_q1__gte=0,
                    by_q2__gte=models.F("by_q1"),
                    by_q3__gte=models.F("by_q2"),
                    by_q3__lte=100,
                ),
                name="profile_rises_from_0_to_100",
                violation_error_message="A profile rises from 0 to 100 %, quarter by quarter.",
            ),
        ),
        migrations.CreateModel(
            name="BudgetDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approval", "Approval of the budget"),
                            ("virement", "Virement"),
                            ("supplementary", "Supplementary"),
                        ],
                        max_length=15,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("dated", models.DateField()),
                ("approver", models.CharField(blank=True, max_length=200)),
                ("minute", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="budgets.budgetdecision",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="budgets.financialyear",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.AddConstraint(
            model_name="budgetdecision",
            constraint=models.UniqueConstraint(
                fields=("year", "version"),
                name="budget_version_once_per_year",
                violation_error_message="This version of the budget is frozen already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(kind="virement", version__isnull=True)
                | models.Q(version__isnull=False)
                & (
                    models.Q(kind="approval", version=1)
                    | models.Q(kind="supplementary", version__gte=2)
                ),
                name="decision_freezes_a_version_unless_virement",
                violation_error_message="An approval is version 1, a supplementary a later one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(kind="approval")
                | ~(models.Q(approver="") | models.Q(reason="")),
                name="budget_change_has_approver_and_reason",
                violation_error_message="A change of the budget names its approver and reason.",
            ),
        ),
        decision_of("virement", "virements"),
        decision_of("supplementary", "supplementaries"),
    ]
