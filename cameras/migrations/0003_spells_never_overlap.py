"""Let the database itself refuse two spells of one camera that share a day.

Django has no portable constraint for it: PostgreSQL gets an exclusion constraint, SQLite two
triggers. Both raise ``IntegrityError`` (docs/decisions/0003).
"""

from django.db import migrations

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE cameras_service ADD CONSTRAINT spells_of_one_camera_never_overlap
    EXCLUDE USING gist (camera_id WITH =, daterange(first_day, last_day, '[]') WITH &&)
    """,
)
SQLITE = tuple(
    f"""
    CREATE TRIGGER spells_of_one_camera_never_overlap_on_{event} BEFORE {event} ON cameras_service
    WHEN EXISTS (
        SELECT 1 FROM cameras_service AS other
        WHERE other.camera_id = NEW.camera_id AND other.id IS NOT NEW.id
        AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
        AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    )
    BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: spells_of_one_camera_never_overlap'); END
    """  # noqa: S608 -- the only thing put in is one of the two words below
    for event in ("insert", "update")
)
UNDO = {
    "postgresql": (
        "ALTER TABLE cameras_service DROP CONSTRAINT spells_of_one_camera_never_overlap",
    ),
    "sqlite": tuple(
        f"DROP TRIGGER spells_of_one_camera_never_overlap_on_{event}"
        for event in ("insert", "update")
    ),
}


def add(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cameras", "0002_initial")]
    operations = [migrations.RunPython(add, remove)]
