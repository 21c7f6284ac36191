"""Two people at once, in real transactions: what is put back replaces what its person was shown."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from budgets.actions import approve_budget
from budgets.putting_back import RULES as OF_YEARS
from budgets.putting_back import put_back_in_register
from cameras.models import Service
from cameras.putting_back import RULES as OF_REGISTER
from partners.records.putting_back import PutBackRefused, put_back
from tests import factories
from tests.record_pages import change, stored
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WHY = {"by": None, "reason": "By mistake"}


@pytest.fixture
def camera():
    return factories.make_camera(
        factories.make_partner(is_host=True), factories.make_camera_type(), reference="A-1"
    )


def putting_back(rules, record, field, *, shown=None, act=put_back):
    key = record.history_id
    asked = {"rules": rules, "key": key, "fields": [field], "shown": shown or key}
    return lambda: act(**asked, **WHY)


def test_of_two_who_put_back_different_values_one_is_asked_again(camera):
    first = change(camera, location="Market Place")
    second = change(camera, location="High Street")
    rules, shown = OF_REGISTER["camera"], second.history_id

    outcomes = at_once(
        putting_back(rules, first, "location", shown=shown),
        putting_back(rules, second, "location", shown=shown),
    )

    [refusal] = [outcome for outcome in outcomes if isinstance(outcome, PutBackRefused)]
    assert str(refusal).startswith("Location was changed meanwhile and is now ")
    assert stored(camera).location in ("", "Market Place")
    assert camera.history.count() == 4


def test_putting_back_while_the_budget_is_approved_is_in_it_or_refused():
    partners = factories.make_partners(2)
    for partner, camera_type in zip(partners, [factories.make_camera_type()] * 2, strict=True):
        factories.make_camera(partner, camera_type)
    year = factories.make_year(partners)
    line = year.lines.get()
    record = change(line, original_budget=Decimal(5000))

    back, _ = at_once(
        putting_back(OF_YEARS["line"], record, "original_budget"),
        lambda: approve_budget(year=year, user=None),
    )

    recharged = sum(recharge.amount for recharge in year.budgeted_recharges.all())
    assert recharged == stored(line).original_budget
    assert isinstance(back, PutBackRefused) == (recharged == 5000)


def test_two_removed_spells_that_overlap_never_both_come_back(camera):
    spell = camera.services.get()
    spell.delete()
    first = Service.history.first()
    Service.objects.create(
        camera=camera,
        partner_id=first.partner_id,
        camera_type_id=first.camera_type_id,
        first_day=date(2021, 4, 1),
    ).delete()
    second = Service.history.first()
    rules = OF_REGISTER["spell"]

    outcomes = at_once(
        putting_back(rules, first, "", act=put_back_in_register),
        putting_back(rules, second, "", act=put_back_in_register),
    )

    refused = [each for each in outcomes if isinstance(each, ValidationError | IntegrityError)]
    assert len(refused) == 1
    assert camera.services.count() == 1


@pytest.mark.parametrize("time", range(5))
def test_of_two_who_would_take_the_last_cameras_out_of_an_open_year_one_is_refused(camera, time):
    spell = camera.services.get()
    other = factories.make_camera(spell.partner, spell.camera_type, reference="B-1")
    spells = [spell, other.services.get()]
    year = factories.approved(factories.make_year([spell.partner]))
    for spell in spells:
        change(spell, first_day=date(2030, 4, 1))
    records = [change(spell, first_day=date(2020, 4, 1)) for spell in spells]

    outcomes = at_once(
        *(
            putting_back(OF_REGISTER["spell"], record, "first_day", act=put_back_in_register)
            for record in records
        )
    )

    [refusal] = [each for each in outcomes if isinstance(each, PutBackRefused)]
    assert f"{year} still has an open quarter." in str(refusal)
    assert {stored(spell).first_day.year for spell in spells} == {2020, 2030}
