"""Who decided a virement or supplementary, when and why now stands with the decision alone."""

import django.db.models.deletion
from django.db import migrations, models

RELATED_NAMES = {"virement": "virements", "supplementary": "supplementaries"}
OPTIONS = {"virement": {}, "supplementary": {"verbose_name_plural": "supplementaries"}}


def with_their_decision(model):
    yield migrations.AlterModelOptions(name=model, options={"ordering": ["pk"]} | OPTIONS[model])
    for name in ("dated", "reason", "approver"):
        yield migrations.RemoveField(model_name=model, name=name)
        yield migrations.RemoveField(model_name=f"historical{model}", name=name)
    yield migrations.AddField(
        model_name=f"historical{model}",
        name="decision",
        field=models.ForeignKey(
            blank=True,
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="budgets.budgetdecision",
        ),
    )
    yield migrations.AlterField(
        model_name=model,
        name="decision",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT,
            related_name=RELATED_NAMES[model],
            to="budgets.budgetdecision",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("budgets", "0010_changes_into_decisions")]
    operations = [operation for model in RELATED_NAMES for operation in with_their_decision(model)]
