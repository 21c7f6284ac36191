"""Give each approved budget its decision, and each virement and supplementary the one it came by.

Rows of one date, reason and approver were one decision.
"""

from django.db import migrations
from django.utils import timezone


def into_decisions(apps, schema_editor):
    decisions = apps.get_model("budgets", "BudgetDecision").objects
    years = apps.get_model("budgets", "FinancialYear").objects
    for year in years.filter(approved_at__isnull=False).order_by("pk"):
        record(
            decisions,
            year,
            recorded_at=year.approved_at,
            kind="approval",
            version=1,
            dated=timezone.localtime(year.approved_at).date(),
            recorded_by_id=year.approved_by_id,
        )
    for kind, line in (("virement", "from_line"), ("supplementary", "line")):
        rows = apps.get_model("budgets", kind).objects.select_related(f"{line}__year")
        made = {}
        for row in rows.order_by("dated", "pk"):
            year = getattr(row, line).year
            key = (year.pk, row.dated, row.reason, row.approver)
            if key not in made:
                made[key] = changed(apps, decisions, year, kind, row)
            row.decision = made[key]
            row.save()


def changed(apps, decisions, year, kind, row):
    history = apps.get_model("budgets", f"historical{kind}").objects
    first = history.filter(id=row.pk).order_by("history_date").first()
    version = 1 + decisions.filter(year=year, version__isnull=False).count()
    return record(
        decisions,
        year,
        recorded_at=first and first.history_date,
        kind=kind,
        version=version if kind == "supplementary" else None,
        dated=row.dated,
        approver=row.approver or "not recorded",
        reason=row.reason or "not recorded",
        recorded_by_id=first and first.history_user_id,
    )


def record(decisions, year, *, recorded_at, **fields):
    decision = decisions.create(year=year, **fields)
    if recorded_at:
        # auto_now_add would say that everything was recorded today.
        decisions.filter(pk=decision.pk).update(recorded_at=recorded_at)
    return decision


class Migration(migrations.Migration):
    dependencies = [("budgets", "0009_profiles_and_decisions")]
    operations = [migrations.RunPython(into_decisions, migrations.RunPython.noop)]
