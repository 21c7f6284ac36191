"""A workbook's cameras beside the register, and whether the year can be shared out with them."""

from datetime import date

import pytest

from budgets.workbook import WorkbookErrors
from cameras.models import Service
from tests.factories import make_camera, make_camera_type, make_partner
from tests.workbooks import load, mistakes, next_year, with_cameras, with_cell, year_sheets

pytestmark = pytest.mark.django_db

APRIL_2020, APRIL_2024 = date(2020, 4, 1), date(2024, 4, 1)


def known_camera(**spell):
    partner = make_partner("Ashdown", name="Ashdown Borough Council", is_host=True)
    camera_type = make_camera_type("Active", "1", starts_on=APRIL_2020)
    return make_camera(partner, camera_type, reference="A", **spell)


def test_a_spell_that_the_register_has_is_left_as_it_is():
    camera = known_camera(first_day=APRIL_2020)

    load(
        with_cameras(
            ["A", "Ashdown", "Active", APRIL_2020, None, "High Street"],
            ["B", "Birchley", "Active", APRIL_2020],
        )
    )

    camera.refresh_from_db()
    assert (camera.services.count(), camera.location) == (1, "")
    assert Service.objects.count() == 2


def test_a_new_spell_of_a_known_camera_is_added():
    camera = known_camera(first_day=APRIL_2020, last_day=date(2024, 9, 30))

    load(
        with_cameras(
            ["A", "Ashdown", "Active", APRIL_2020, date(2024, 9, 30)],
            ["A", "Birchley", "Active", date(2024, 10, 1)],
        )
    )

    assert [spell.partner.short_name for spell in camera.services.order_by("first_day")] == [
        "Ashdown",
        "Birchley",
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["A", "Ashdown", "Active", APRIL_2020, date(2030, 3, 31)],
        ["A", "Birchley", "Active", APRIL_2020, None],
        ["A", "Ashdown", "Reactive", APRIL_2020, None],
        ["A", "Ashdown", "Active", APRIL_2024, None],
    ],
)
def test_a_spell_that_contradicts_the_register_is_refused(row):
    known_camera(first_day=APRIL_2020)

    assert mistakes(with_cameras(row)) == [
        "Cameras, row 2, from: Camera “A” would be in service twice: the register has it for "
        "“Ashdown” as “Active” from 1 April 2020 on. Correct the row, or first the register."
    ]


def test_a_location_or_a_spelling_that_contradicts_the_register_is_refused():
    camera = known_camera(first_day=APRIL_2020)
    camera.location = "High Street"
    camera.save()

    found = mistakes(
        with_cameras(
            ["A", "Ashdown", "Active", APRIL_2020, None, "Low Street"],
            ["a", "Ashdown", "Active", APRIL_2020],
        )
    )

    assert found[0] == (
        "Cameras, row 2, location: “Low Street” contradicts the register, where camera “A” stands "
        "at “High Street”."
    )
    assert found[1].startswith("Cameras, row 3, reference: “a” differs from the camera “A” only")


def test_a_camera_in_service_before_its_types_first_weight_is_refused_once_a_type():
    sheets = with_cell("Camera types", 2, "from", date(2024, 5, 2))

    assert mistakes(sheets) == [
        "Cameras, row 2, type: Camera type “Active” has no weight on 1 April 2024, but a camera "
        "of that type is in service then. Add the weight to the sheet Camera types."
    ]


def test_a_day_that_does_not_count_needs_no_weight():
    """By month only the first of each counts: from 2 April on the first is 1 May."""
    sheets = with_cameras(["A", "Ashdown", "Active", "2024-04-02"])
    sheets["Camera types"][1][2] = date(2024, 5, 1)

    assert mistakes(sheets) == []
    sheets["Year"][3][1] = "daily"
    assert "has no weight on 2 April 2024" in mistakes(sheets)[0]


def test_a_camera_of_the_register_needs_its_weight_as_well():
    camera = known_camera(first_day=APRIL_2020)
    make_camera(camera.services.get().partner, make_camera_type("Old", None))

    found = mistakes(with_cameras(["A", "Ashdown", "Active", APRIL_2020]))

    assert found == [
        "Cameras, type: Camera type “Old” has no weight on 1 April 2024, but a camera of that type "
        "is in service then. Add the weight to the sheet Camera types."
    ]


def test_cameras_of_a_partner_that_is_not_of_the_year_need_no_weight_and_do_not_count():
    make_camera(make_partner("Elmstead", position=2), make_camera_type("Old", None))

    assert mistakes(year_sheets()) == []
    assert mistakes(with_cameras()) == [NOTHING_COUNTS]


NOTHING_COUNTS = (
    "Cameras: No partner has a camera in service in this year, of a type with a weight above nil, "
    "so the balance cannot be shared by equivalent cameras. Enter cameras here, or another basis "
    "on the sheet Elements."
)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["A", "Ashdown", "Active", "2020-04-01", "2024-03-31"]],
        [["A", "Ashdown", "Active", "2025-04-01", None]],
        [["A", "Ashdown", "Active", "2024-04-02", "2024-04-30"]],
    ],
)
def test_sharing_by_cameras_without_a_camera_in_service_is_refused(rows):
    assert mistakes(with_cameras(*rows)) == [NOTHING_COUNTS]


def test_cameras_that_weigh_nothing_share_nothing():
    sheets = with_cell("Camera types", 2, "weight", 0)
    sheets["Camera types"][2][1] = 0

    assert mistakes(sheets) == [NOTHING_COUNTS]


def test_base_cameras_do_not_stand_for_cameras_in_service():
    sheets = with_cameras()
    sheets["Base cameras"] = [
        ["partner", "equivalent_cameras"],
        ["Ashdown", 1],
        ["Birchley", 1],
        ["Coldbrook", 1],
    ]

    assert mistakes(sheets) == [NOTHING_COUNTS]


def test_a_camera_of_the_register_is_enough_to_share_by():
    known_camera(first_day=APRIL_2020)

    assert mistakes(with_cameras()) == []


def test_without_a_cameras_element_no_camera_is_needed():
    sheets = year_sheets(
        Cameras=None,
        Camera_types=None,
        Elements=[["name", "percentage", "basis"], ["All", 100, "equal"]],
    )

    assert mistakes(sheets) == []


def test_a_camera_that_cannot_be_read_may_be_the_one_that_counts():
    assert mistakes(with_cameras(["A", "Ashdown", "Active", "soon"])) == [
        "Cameras, row 2, from: “soon” is not a date. Enter an Excel date, or text such as "
        "2024-10-01."
    ]


def test_a_camera_that_another_open_year_could_not_weigh_is_refused():
    load(year_sheets())
    later = next_year(
        Camera_types=[["name", "weight", "from"], ["Dome", 1, date(2025, 4, 1)]],
        Cameras=[
            ["reference", "partner", "type", "from"],
            ["D1", "Ashdown", "Dome", date(2019, 4, 1)],
        ],
    )

    with pytest.raises(WorkbookErrors) as refused:
        load(later)

    assert [str(problem) for problem in refused.value.problems] == [
        "Cameras: Camera type “Dome” has no weight on 1 April 2024, but a camera of that type is "
        "in service then. The register is one for all years, and 2024/25 still has an open "
        "quarter. Give the type an earlier weight, or the camera a later first day."
    ]
    assert not Service.objects.filter(camera__reference="D1").exists()
