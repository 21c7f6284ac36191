"""Give each saved figure its batch: what one person saved at one moment in one quarter.

Revisions never change, so the trigger that says so is taken away for this once.
"""

from datetime import timedelta
from importlib import import_module

from django.db import migrations

rule = import_module("budgets.migrations.0003_revisions_never_change")


# Rows of one saving differ in their time by what making them took.
AT_ONCE = timedelta(seconds=1)


def into_batches(apps, schema_editor):
    batches = apps.get_model("budgets", "FigureBatch").objects
    revisions = apps.get_model("budgets", "FigureRevision").objects
    rule.remove(apps, schema_editor)
    batch = last = None
    for revision in revisions.order_by("pk"):
        if last is None or not saved_together(last, revision):
            batch = batches.create(
                quarter_id=revision.quarter_id, source="typed", saved_by_id=revision.entered_by_id
            )
            # auto_now_add would say that everything was saved today.
            batches.filter(pk=batch.pk).update(saved_at=revision.entered_at)
        revisions.filter(pk=revision.pk).update(batch=batch)
        last = revision
    rule.add(apps, schema_editor)


def saved_together(one, other):
    of_one, of_other = ((row.quarter_id, row.entered_by_id) for row in (one, other))
    return of_one == of_other and other.entered_at - one.entered_at < AT_ONCE


class Migration(migrations.Migration):
    dependencies = [("budgets", "0006_batches_and_drafts")]
    operations = [migrations.RunPython(into_batches, migrations.RunPython.noop)]
