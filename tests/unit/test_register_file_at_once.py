"""Several people save register files at once, in real transactions: one does, the others look again."""

from datetime import date

import pytest

from budgets.register.file.comparing import plan_of
from budgets.register.file.reading import read_register_file
from budgets.register.file.saving import save_plan
from budgets.register.keeping import keep_as_shown
from cameras.models import Camera
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.postgres

HEADINGS = "reference,partner,type,from,until"


def test_of_four_who_save_a_file_as_shown_at_once_one_does(transactional_db):
    ashdown, _ = factories.make_partners(2)
    camera = factories.make_camera(
        ashdown, factories.make_camera_type("Active"), reference="A-1", first_day=date(2020, 4, 1)
    )

    def saving(number):
        rows = f"A-1,Ashdown,Active,2020-04-01,2024-06-{number:02}\nN-{number},Birchley,Active,2024-07-01,"
        file = read_register_file(f"{HEADINGS}\n{rows}".encode(), "cameras.csv")

        def change():
            save_plan(plan_of(file), reason="Survey", user=None)

        shown = keep_as_shown(change, given=number, asked={})
        asked = {"do": "save", "seal": shown.seal}
        return lambda: keep_as_shown(change, given=number, asked=asked)

    outcomes = at_once(*(saving(number) for number in range(1, 5)))

    assert sorted((each.is_saved, each.is_anew) for each in outcomes) == [
        *[(False, True)] * 3,
        (True, False),
    ]
    assert Camera.objects.count() == 2
    assert camera.services.get().last_day is not None
