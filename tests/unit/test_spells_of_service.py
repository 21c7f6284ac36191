"""Two spells of one camera never share a day: held by the database itself, whoever writes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cameras.models import Service
from tests import factories

pytestmark = pytest.mark.django_db

MAY, JUNE_30 = date(2024, 5, 1), date(2024, 6, 30)
NAME = "spells_of_one_camera_never_overlap"

# Against a spell from 1 May to 30 June 2024: (first day, last day).
SHARING_A_DAY = [
    (date(2024, 4, 1), date(2024, 5, 1)),
    (date(2024, 6, 30), date(2024, 7, 31)),
    (date(2024, 6, 30), None),
    (date(2024, 5, 10), date(2024, 5, 10)),
    (date(2024, 4, 1), date(2024, 8, 1)),
    (date(2020, 4, 1), None),
    (MAY, JUNE_30),
]
SHARING_NONE = [
    (date(2024, 4, 1), date(2024, 4, 30)),
    (date(2024, 7, 1), date(2024, 7, 31)),
    (date(2024, 7, 1), None),
]


@pytest.fixture
def camera():
    """A camera that served from 1 May to 30 June 2024."""
    partner = factories.make_partner(is_host=True)
    return factories.make_camera(
        partner, factories.make_camera_type(), first_day=MAY, last_day=JUNE_30
    )


def spell(camera, first_day, last_day):
    """One more spell of ``camera``, for the partner and of the type of its first."""
    first = camera.services.first()
    return Service(
        camera=camera,
        partner=first.partner,
        camera_type=first.camera_type,
        first_day=first_day,
        last_day=last_day,
    )


@pytest.mark.parametrize("days", SHARING_A_DAY)
def test_spell_that_shares_a_day_is_refused_when_added(camera, days):
    with pytest.raises(IntegrityError, match=NAME), transaction.atomic():
        Service.objects.bulk_create([spell(camera, *days)])


@pytest.mark.parametrize("days", SHARING_A_DAY)
def test_spell_that_shares_a_day_is_refused_when_changed(camera, days):
    later = spell(camera, date(2030, 1, 1), date(2030, 1, 31))
    later.save()

    with pytest.raises(IntegrityError, match=NAME), transaction.atomic():
        Service.objects.filter(pk=later.pk).update(first_day=days[0], last_day=days[1])


@pytest.mark.parametrize("days", SHARING_NONE)
def test_spells_that_share_no_day_are_kept(camera, days):
    Service.objects.bulk_create([spell(camera, *days)])

    assert camera.services.count() == 2


def test_spell_may_be_changed_over_its_own_days(camera):
    camera.services.update(first_day=date(2024, 4, 15), last_day=None)

    assert camera.services.get().first_day == date(2024, 4, 15)


def test_spell_given_to_a_camera_that_serves_then_is_refused(camera):
    service = camera.services.get()
    other = factories.make_camera(service.partner, service.camera_type)

    with pytest.raises(IntegrityError, match=NAME), transaction.atomic():
        other.services.update(camera=camera)


def test_two_spells_added_at_once_are_held_against_each_other(camera):
    spells = [
        spell(camera, date(2025, 1, 1), date(2025, 1, 31)),
        spell(camera, date(2025, 1, 31), None),
    ]

    with pytest.raises(IntegrityError, match=NAME), transaction.atomic():
        Service.objects.bulk_create(spells)


def test_two_cameras_may_serve_on_the_same_days(camera):
    service = camera.services.get()

    other = factories.make_camera(
        service.partner, service.camera_type, first_day=MAY, last_day=JUNE_30
    )

    assert other.services.count() == camera.services.count() == 1


def test_form_is_told_which_spell_is_in_the_way(camera):
    overlapping = spell(camera, date(2024, 6, 30), None)

    with pytest.raises(ValidationError, match="1 May 2024 to 30 June 2024"):
        overlapping.full_clean()
