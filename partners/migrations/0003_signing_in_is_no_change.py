"""Take out of people's history the entries that signing in left, which say nothing.

Until now every saving of a person left an entry, and signing in saves when somebody last did so,
which the history does not keep. An entry goes if it is no adding, gives no reason, and equals the
one before it in all that the history keeps.
"""

from itertools import groupby
from operator import itemgetter

from django.db import migrations

ABOUT_THE_ENTRY = ("history_id", "history_date", "history_user_id")


def take_out(apps, schema_editor):
    entries = apps.get_model("partners", "HistoricalUser").objects
    rows = entries.order_by("id", "history_id").values()
    for _, of_one_person in groupby(rows.iterator(), key=itemgetter("id")):
        entries.filter(history_id__in=_saying_nothing(of_one_person)).delete()


def _saying_nothing(rows):
    before, found = None, []
    for row in rows:
        said = {name: value for name, value in row.items() if name not in ABOUT_THE_ENTRY}
        reason, kind = said.pop("history_change_reason"), said.pop("history_type")
        if kind == "~" and not reason and said == before:
            found.append(row["history_id"])
        before = said
    return found


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_reasons_of_any_length")]
    operations = [migrations.RunPython(take_out, migrations.RunPython.noop)]
