"""Let the database itself refuse to change what an import found: a figure's proof stays as it was."""

from django.db import migrations

TABLES = ("budgets_ledgerimport", "budgets_ledgeramount")
FUNCTION = """
    CREATE FUNCTION imports_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'What an import found never changes.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'imports_never_change';
    END $$
"""
POSTGRESQL = """
    CREATE TRIGGER imports_never_change BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION imports_never_change()
"""
SQLITE = """
    CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'What an import found never changes.'); END
"""


def add(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    if is_postgresql:
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        schema_editor.execute((POSTGRESQL if is_postgresql else SQLITE).format(table=table))


def remove(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        if is_postgresql:
            schema_editor.execute(f"DROP TRIGGER imports_never_change ON {table}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_never_changes")
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION imports_never_change")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0012_ledger_imports")]
    operations = [migrations.RunPython(add, remove)]
