"""Who saved and when now stands with the batch alone.

SQLite makes the table anew, which loses the trigger that lets no saved figure change.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

rule = import_module("budgets.migrations.0003_revisions_never_change")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0007_figures_into_batches")]

    operations = [
        migrations.RunPython(rule.remove, rule.add),
        migrations.RemoveField(model_name="figurerevision", name="entered_at"),
        migrations.RemoveField(model_name="figurerevision", name="entered_by"),
        migrations.AlterField(
            model_name="figurerevision",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="budgets.figurebatch",
            ),
        ),
        migrations.RunPython(rule.add, rule.remove),
    ]
