"""Several people change one camera at once, in real transactions: one does, the others are told."""

from datetime import date

import pytest

from budgets.register.keeping import keep
from cameras.actions import mark_of, move, put_in
from cameras.models import Camera
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.postgres


def test_of_four_who_move_one_camera_at_once_one_does(transactional_db):
    first, second = factories.make_partners(2)
    kind = factories.make_camera_type()
    camera = factories.make_camera(first, kind)
    shown = mark_of(camera)

    def moving(day):
        return lambda: keep(
            lambda: move(
                camera=camera,
                day=date(2024, 6, day),
                partner=second,
                camera_type=kind,
                reason="Agreed",
                shown=shown,
                user=None,
            )
        )

    outcomes = at_once(*(moving(day) for day in range(1, 5)))

    assert sorted(type(each).__name__ for each in outcomes) == [*["RegisterRefused"] * 3, "Service"]
    assert camera.services.count() == 2


def test_of_four_who_put_in_the_same_reference_at_once_one_does(transactional_db):
    partner, kind = factories.make_partner(), factories.make_camera_type()

    def putting():
        return keep(
            lambda: put_in(
                reference="A-1",
                location="",
                number=3,
                partner=partner,
                camera_type=kind,
                first_day=date(2024, 6, 1),
                reason="",
                user=None,
            )
        )

    outcomes = at_once(*[putting] * 4)

    assert sorted(type(each).__name__ for each in outcomes) == [*["RegisterRefused"] * 3, "list"]
    assert Camera.objects.count() == 3
