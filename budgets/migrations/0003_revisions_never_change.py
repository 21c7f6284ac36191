"""Let the database itself refuse to change a saved figure: revisions are only ever added."""

from django.db import migrations

POSTGRESQL = (
    """
    CREATE FUNCTION revisions_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'A saved figure never changes; add a revision.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'revisions_never_change';
    END $$
    """,
    """
    CREATE TRIGGER revisions_never_change BEFORE UPDATE ON budgets_figurerevision
    FOR EACH ROW EXECUTE FUNCTION revisions_never_change()
    """,
)
SQLITE = (
    """
    CREATE TRIGGER revisions_never_change BEFORE UPDATE ON budgets_figurerevision
    BEGIN SELECT RAISE(ABORT, 'A saved figure never changes; add a revision.'); END
    """,
)
UNDO = {
    "postgresql": (
        "DROP TRIGGER revisions_never_change ON budgets_figurerevision",
        "DROP FUNCTION revisions_never_change",
    ),
    "sqlite": ("DROP TRIGGER revisions_never_change",),
}


def add(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_initial")]
    operations = [migrations.RunPython(add, remove)]
