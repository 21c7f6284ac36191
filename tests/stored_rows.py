"""Rows that many tests begin with: written once by the application, then put back as they were.

Loading the demonstration takes half a second of model code; inserting the rows it made takes a
twentieth. Foreign keys are checked when a transaction ends, so the order of tables does not matter.
"""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

APPS = ("partners", "cameras", "budgets", "reports")


def _models():
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def stored_rows():
    """(table, columns, rows) of every table of ours that has any."""
    found = []
    with connection.cursor() as cursor:
        for model in _models():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            columns = [column[0] for column in cursor.description]
            if rows := cursor.fetchall():
                found.append((model._meta.db_table, columns, rows))
    return found


def put_back(stored):
    """Insert the rows, and let new ones be numbered after them."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, columns, rows in stored:
            names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
