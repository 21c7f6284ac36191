"""Every invariant the database keeps, broken once behind the back of forms and models.

Rows go in by ``bulk_create``, past every check of ours, so that only the database can refuse them;
it must, on SQLite and PostgreSQL alike, and name what was broken.
"""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.breaking import BREAKING
from tests.everything import one_of_everything

pytestmark = pytest.mark.django_db

OURS = ("partners", "cameras", "budgets", "reports")
MODELS = [
    model
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "history_object")
]
DECLARED = {
    constraint.name: (model, constraint)
    for model in MODELS
    for constraint in model._meta.constraints
}
UNIQUE_FIELDS = {
    f"{model.__name__}.{field.name}": (model, field)
    for model in MODELS
    for field in model._meta.local_fields
    if field.unique and not field.primary_key
}


@pytest.fixture
def kept():
    """One row of everything that has a constraint, all of them as they should be."""
    return one_of_everything()


# Broken only together with a stricter constraint, which the database may name instead.
BROKEN_WITH = {
    "User.email": "one_person_per_email_in_any_case",
    "quarter_state_is_known": "quarter_frozen_exactly_while_not_open",
}


def is_named(error, name):
    """Whether the database's error says that ``name`` was broken."""
    if name in BROKEN_WITH and is_named(error, BROKEN_WITH[name]):
        return True
    model, broken = DECLARED.get(name) or UNIQUE_FIELDS[name]
    if connection.vendor == "postgresql":
        expected = name if name in DECLARED else f"{model._meta.db_table}_{broken.column}_"
        return error.__cause__.diag.constraint_name.startswith(expected)
    # SQLite names checks and indexes, but a unique constraint only by its columns.
    fields = [broken.name] if name in UNIQUE_FIELDS else getattr(broken, "fields", ())
    columns = (model._meta.get_field(field).column for field in fields)
    by_columns = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return name in str(error) or str(error) == f"UNIQUE constraint failed: {by_columns}"


@pytest.mark.parametrize(("name", "breaking"), BREAKING, ids=[name for name, _ in BREAKING])
def test_database_refuses_what_breaks_a_constraint_and_names_it(kept, name, breaking):
    row = breaking(kept)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(row)._base_manager.bulk_create([row])

    assert is_named(refused.value, name), refused.value


def test_every_constraint_and_every_unique_field_is_broken_once():
    assert {name for name, _ in BREAKING} == {*DECLARED, *UNIQUE_FIELDS}


def test_every_constraint_has_a_message_a_form_can_show():
    unsaid = [
        name
        for name, (_, constraint) in DECLARED.items()
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert unsaid == []
