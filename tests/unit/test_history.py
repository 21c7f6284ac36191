"""Every model with a history: a saving that changes something leaves one entry, any other none."""

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from cameras.models import Camera, Service, Weight
from partners.models import Role, User
from tests import factories
from tests.everything import one_of_everything

pytestmark = pytest.mark.django_db

MODELS = {
    model.__name__: model
    for model in apps.get_models()
    if hasattr(model._meta, "simple_history_manager_attribute")
}
# A change of each that its constraints allow.
CHANGES = {
    "Partner": {"name": "Ashdown District Council"},
    "User": {"name": "Another post"},
    "Membership": {"role": Role.BOARD},
    "EmailChoice": {"wanted": True},
    "CameraType": {"name": "Watched"},
    "Weight": {"weight": Decimal("0.333333333333333")},
    "Camera": {"location": "Market Place"},
    "Service": {"last_day": date(2024, 9, 30)},
    "FinancialYear": {"note": "From the ledger"},
    "YearPartner": {"position": 9},
    "SubjectiveGroup": {"name": "Premises Related"},
    "BudgetLine": {"original_budget": Decimal("-1000.50")},
    "LedgerCode": {"code": "2000"},
    "LeftOutCode": {"reason": "Another service’s"},
    "LedgerLayout": {"signs": "turned"},
    "SenseCheckThresholds": {"profile_points": Decimal("12.5")},
    "Virement": {"amount": Decimal("0.01")},
    "Supplementary": {"amount": Decimal("-0.01")},
    "MentionedItem": {"effect": Decimal("0.01")},
    "LinePart": {"amount": Decimal("-60.50")},
    "InvoiceTerms": {"due_days": ["2024-12-31"]},
    "Invoice": {"number": "INV-7"},
    "ChargeElement": {"percentage": Decimal("33.333333333333333")},
    "AgreedPercentage": {"percentage": Decimal("66.666666666666667")},
    "Report": {"title": "Other paper"},
    "Meeting": {"body": "Other body"},
    "Section": {"body": "Words"},
    "StandingWording": {"text": "Words"},
}


@pytest.fixture
def kept():
    """Model -> a row of it."""
    rows = {type(row): row for row in vars(one_of_everything()).values()}
    return {model: row for model, row in rows.items() if model in MODELS.values()}


def stored(row):
    return type(row)._base_manager.get(pk=row.pk)


def changed(row):
    for name, value in CHANGES[type(row).__name__].items():
        setattr(row, name, value)
    return row


def test_every_model_with_a_history_stands_to_the_test(kept):
    assert CHANGES.keys() == MODELS.keys()
    assert kept.keys() == set(MODELS.values())


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_saving_unchanged_leaves_no_entry(kept, model):
    row, before = kept[model], model.history.count()

    row.save()
    stored(row).save()
    stored(row).save(update_fields=list(CHANGES[model.__name__]))

    assert model.history.count() == before


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_saving_a_change_leaves_one_entry_and_saving_it_again_none(kept, model):
    row, before = kept[model], model.history.count()

    changed(row).save()
    row.save()
    stored(row).save()

    newest = model.history.first()
    assert model.history.count() == before + 1
    assert (newest.history_type, newest.id) == ("~", row.pk)
    for name in CHANGES[model.__name__]:
        assert getattr(newest, name) == getattr(stored(row), name)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_going_back_to_what_was_is_a_change(kept, model):
    row = kept[model]
    was, before = stored(row), model.history.count()

    changed(row).save()
    was.save()

    assert model.history.count() == before + 2


def test_what_is_in_memory_and_not_saved_does_not_enter_the_history():
    camera = Camera.objects.create(reference="A-1")
    camera.reference, camera.location = "A-2", "Market Place"

    camera.save(update_fields=["location"])

    newest = camera.history.first()
    assert (newest.reference, newest.location) == ("A-1", "Market Place")


def test_the_same_said_in_another_form_changes_nothing():
    weight = Weight.objects.get(camera_type=factories.make_camera_type("Active", "0.25"))
    weight.weight, weight.starts_on = "0.2500", "2020-04-01"

    weight.save()

    assert weight.history.count() == 1


def test_a_reason_given_on_purpose_leaves_an_entry_once():
    camera = Camera.objects.create(reference="A-1")
    camera._change_reason = "Seen on site"

    camera.save()
    camera.save()

    assert [record.history_change_reason for record in camera.history.all()] == [
        "Seen on site",
        None,
    ]


def test_a_reason_is_not_said_of_the_next_saving():
    camera = Camera.objects.create(reference="A-1")
    camera.location, camera._change_reason = "Market Place", "Seen on site"
    camera.save()

    camera.location = "High Street"
    camera.save()

    assert camera.history.first().history_change_reason is None


def test_signing_in_and_a_new_password_are_no_changes_of_the_person(client):
    person = factories.make_person()

    client.force_login(person)
    person = User.objects.get(pk=person.pk)
    person.set_password("another-long-password")
    person.save()

    assert person.last_login
    assert person.history.count() == 1


def test_entries_that_earlier_sign_ins_left_are_taken_out():
    person = factories.make_person(name="Officer")
    given_up = person.history.get()
    for reason in (None, "Second step of signing in removed", None):
        given_up.pk, given_up.history_type, given_up.history_change_reason = None, "~", reason
        given_up.save(force_insert=True)
    person.name = "Partner officer"
    person.save()
    migration = import_module("partners.migrations.0003_signing_in_is_no_change")

    migration.take_out(apps, None)

    kept = person.history.order_by("history_id").values_list("name", "history_change_reason")
    assert list(kept) == [
        ("Officer", None),
        ("Officer", "Second step of signing in removed"),
        ("Partner officer", None),
    ]


def test_removing_and_adding_again_are_entries_always():
    spell = factories.make_camera(
        factories.make_partner(), factories.make_camera_type()
    ).services.get()
    key = spell.pk

    spell.delete()
    spell.pk = key
    spell.save(force_insert=True)

    types = Service.history.filter(id=key).values_list("history_type", flat=True)
    assert list(types) == ["+", "-", "+"]


def test_who_and_when_of_a_change_are_those_told():
    officer = factories.make_person(name="Finance officer")
    camera = Camera.objects.create(reference="A-1")
    when = datetime(2024, 10, 1, 9, tzinfo=UTC)
    camera.location, camera._history_user, camera._history_date = "Market Place", officer, when

    camera.save()

    newest = camera.history.get(history_type="~")
    assert (newest.history_user, newest.history_date) == (officer, when)


def test_a_row_without_any_history_gets_its_first_entry_when_it_is_saved():
    [camera] = Camera.objects.bulk_create([Camera(reference="A-1")])

    camera.save()

    assert camera.history.get().history_type == "~"


def test_no_history_leaves_out_a_field_that_people_change():
    left_out = {
        f"{model.__name__}.{field.name}"
        for model in MODELS.values()
        for field in model._meta.concrete_fields
        if field not in model.history.model.tracked_fields
        and not isinstance(field, models.AutoField)
    }

    # A fingerprint says what the headings say, and they are kept.
    assert left_out == {"User.password", "User.last_login", "LedgerLayout.fingerprint"}
