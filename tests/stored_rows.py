"""Rows that many tests begin with: written once by the application, then put back as they were.

Loading the demonstration takes model code a good tenth of a second, a quarter on PostgreSQL; inserting
the rows it made takes a tenth of that. Foreign keys are checked when a transaction ends, so the order
of tables does not matter.
"""

from itertools import chain

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

APPS = ("partners", "cameras", "budgets", "reports")


def stored_rows():
    """What ``put_back`` executes: (statement, rows) each, of every table of ours that has any."""
    found, stored = [], []
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            columns = [column[0] for column in cursor.description]
            if rows := cursor.fetchall():
                found.append(model)
                stored.append((_insert(model._meta.db_table, columns), rows))
    if connection.vendor == "postgresql":
        return [(_as_one_text(stored, found), None)]
    return stored


def put_back(stored):
    """Insert the rows, and let new ones be numbered after them."""
    with connection.cursor() as cursor:
        for statement, rows in stored:
            if rows is None:
                cursor.execute(statement)
            else:
                cursor.executemany(statement + _places(rows[0]), rows)


def _insert(table, columns):
    quote = connection.ops.quote_name
    return f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES "


def _places(row):
    return f"({', '.join(['%s'] * len(row))})"


def _as_one_text(stored, models):
    """All of it in one message to the server, values written out, and its sequences set."""
    inserted = (
        connection.ops.compose_sql(
            insert + ", ".join(map(_places, rows)), list(chain.from_iterable(rows))
        )
        for insert, rows in stored
    )
    return ";\n".join([*inserted, *connection.ops.sequence_reset_sql(no_style(), models)])
