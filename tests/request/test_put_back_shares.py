"""Putting back in the register moves the shares of open quarters: said before, and never spoilt."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from budgets.position import quarter_position
from cameras.models import Weight
from tests import factories
from tests.record_pages import change, put_back, put_back_address, stored, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    return factories.make_partners(2)


@pytest.fixture
def officer(partners):
    return factories.make_finance_officer(partners[0], name="Finance officer")


@pytest.fixture
def finance(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def camera(partners):
    camera_type = factories.make_camera_type()
    return factories.make_camera(partners[0], camera_type, reference="A-1")


def address(kind, record):
    return put_back_address("/cameras/history/", kind, record)


@pytest.fixture
def year(partners, camera):
    spell = {"first_day": date(2020, 4, 1)}
    factories.make_camera(partners[1], camera.services.get().camera_type, **spell)
    return factories.approved(factories.make_year(partners))


def test_the_page_says_which_shares_move_and_they_do(year, camera, finance):
    spell = camera.services.get()
    record = change(spell, first_day=date(2024, 10, 1))
    quarter = year.quarters.get(number=1)
    moved = [recharge.share for recharge in quarter_position(quarter).recharges]

    words = words_of(finance.get(address("spell", record)))
    put_back(finance, address("spell", record))

    assert "Average cameras and shares of the open quarters of 2024/25 move" in words
    assert moved != [recharge.share for recharge in quarter_position(quarter).recharges]
    location = words_of(finance.get(address("camera", change(camera, location="High Street"))))
    assert "shares" not in location


def test_without_an_open_quarter_no_share_moves(camera, finance):
    record = change(camera.services.get(), last_day=date(2030, 3, 31))

    assert "No quarter is open, so no share moves." in words_of(
        finance.get(address("spell", record))
    )


def test_a_type_and_its_weight_are_put_back(camera, finance):
    camera_type = camera.services.get().camera_type
    weight = Weight.objects.get()
    renamed = change(camera_type, name="Watched")
    lowered = change(weight, weight=Decimal("0.5"))

    put_back(finance, address("type", renamed))
    done = put_back(finance, address("weight", lowered))

    assert (stored(camera_type).name, stored(weight).weight) == ("Active", Decimal(1))
    assert done.redirect_chain[-1][0] == f"/cameras/history/?type={camera_type.pk}"


def test_what_would_leave_a_camera_without_a_weight_in_an_open_year_is_refused(
    year, camera, finance
):
    weight = Weight.objects.get()
    change(weight, starts_on=date(2024, 10, 1))
    record = change(weight, starts_on=date(2020, 4, 1))

    words = words_of(put_back(finance, address("weight", record)))

    assert "2024/25 still has an open quarter." in words
    assert stored(weight).starts_on == date(2020, 4, 1)


def test_what_would_leave_no_camera_in_an_open_year_is_refused(partners, camera, finance):
    spell = camera.services.get()
    change(spell, last_day=date(2021, 3, 31))
    record = change(spell, last_day=None)
    factories.approved(factories.make_year(partners))

    words = words_of(put_back(finance, address("spell", record)))

    assert "2024/25 still has an open quarter." in words
    assert stored(spell).last_day is None


def test_what_could_not_be_worked_out_before_refuses_nothing(partners, camera, finance):
    year = factories.make_year(partners)
    spell = camera.services.get()
    change(spell, last_day=date(2021, 3, 31))
    record = change(spell, last_day=date(2022, 3, 31))

    put_back(finance, address("spell", record))

    assert year.quarters.exists()
    assert stored(spell).last_day == date(2021, 3, 31)
