"""The sheet Cameras: rows that stand for one camera or several, and spells that must not overlap."""

from datetime import date

import pytest

from cameras.models import Camera, Service
from tests.workbooks import load, mistakes, with_cameras, with_cell

pytestmark = pytest.mark.django_db

APRIL_2020 = date(2020, 4, 1)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("reference", None, "The cell is empty."),
        ("reference", "R" * 61, f"“{'R' * 59}…” has 61 characters. At most 60 fit."),
        ("partner", None, "The cell is empty."),
        ("type", None, "The cell is empty."),
        ("from", None, "The cell is empty."),
        ("from", 45566, "“45566” is a number, not a date."),
        ("until", "later", "“later” is not a date."),
        ("until", "2020-03-31", "“2020-03-31” is before the first day of service, 2020-04-01."),
        ("number", 0, "“0” is not a whole number from 1 to 10,000."),
        ("number", 1.5, "“1.5” is not a whole number from 1 to 10,000."),
        ("number", 10_001, "“10001” is not a whole number from 1 to 10,000."),
        ("number", "some", "“some” is not a whole number. Enter one such as 12."),
        ("location", "L" * 201, f"“{'L' * 59}…” has 201 characters. At most 200 fit."),
    ],
)
def test_a_camera_that_cannot_be_read_is_refused(column, value, sentence):
    [found] = mistakes(with_cell("Cameras", 2, column, value))

    assert found.startswith(f"Cameras, row 2, {column}: {sentence}")


def test_references_of_alike_cameras_must_fit_as_well():
    sheets = with_cell("Cameras", 2, "reference", "R" * 59)

    assert mistakes(sheets) == [
        f"Cameras, row 2, reference: “{'R' * 59}…” is longer than 60 characters."
    ]


def test_more_cameras_than_the_limit_are_refused():
    rows = [[f"R{n}", "Ashdown", "Active", APRIL_2020, None, None, 10_000] for n in range(11)]

    assert mistakes(with_cameras(*rows)) == [
        "Cameras, number: The rows stand for more than 100,000 cameras."
    ]


def test_a_row_with_a_number_stands_for_cameras_numbered_from_one():
    load(
        with_cameras(
            ["A", "Ashdown", "Active", APRIL_2020, None, "Car park", 3],
            ["B", "Birchley", "Active", APRIL_2020, None, None, 1],
        )
    )

    assert list(Camera.objects.values_list("reference", "location")) == [
        ("A-1", "Car park"),
        ("A-2", "Car park"),
        ("A-3", "Car park"),
        ("B", ""),
    ]


def test_numeric_references_become_text():
    load(with_cameras([1001.0, "Ashdown", "Active", APRIL_2020]))

    assert Camera.objects.get().reference == "1001"


def test_a_camera_that_moves_has_a_spell_at_each_partner():
    load(
        with_cameras(
            ["A", "Ashdown", "Active", APRIL_2020, date(2024, 9, 30), None, 3],
            ["A", "Birchley", "Reactive", date(2024, 10, 1), None, None, 2],
        )
    )

    spells = Service.objects.order_by("camera__reference", "first_day").values_list(
        "camera__reference", "partner__short_name", "camera_type__name"
    )
    assert list(spells) == [
        ("A-1", "Ashdown", "Active"),
        ("A-1", "Birchley", "Reactive"),
        ("A-2", "Ashdown", "Active"),
        ("A-2", "Birchley", "Reactive"),
        ("A-3", "Ashdown", "Active"),
    ]


@pytest.mark.parametrize(
    ("until", "first_day"),
    [(None, "2024-10-01"), ("2024-10-01", "2024-10-01"), ("2024-10-01", "2020-04-01")],
)
def test_spells_of_one_camera_that_share_a_day_are_refused(until, first_day):
    found = mistakes(
        with_cameras(
            ["A", "Ashdown", "Active", "2020-04-01", until],
            ["A", "Birchley", "Active", first_day],
        )
    )

    spell = "from 1 April 2020 " + ("to 1 October 2024" if until else "on")
    assert found == [
        f"Cameras, row 3, from: Camera “A” would be in service twice: row 2 has it {spell}."
    ]


def test_a_spell_inside_a_longer_one_is_found_past_others():
    found = mistakes(
        with_cameras(
            ["A", "Ashdown", "Active", "2020-04-01", "2030-03-31"],
            ["A", "Birchley", "Active", "2021-04-01", "2021-04-30"],
            ["A", "Coldbrook", "Active", "2022-04-01", "2022-04-30"],
        )
    )

    assert [mistake[:20] for mistake in found] == ["Cameras, row 3, from", "Cameras, row 4, from"]


def test_overlapping_rows_of_many_cameras_are_told_once():
    found = mistakes(
        with_cameras(
            ["A", "Ashdown", "Active", "2020-04-01", None, None, 500],
            ["A", "Birchley", "Active", "2024-04-01", None, None, 400],
        )
    )

    assert found == [
        "Cameras, row 3, from: Camera “A-1” would be in service twice: row 2 has it "
        "from 1 April 2020 on."
    ]


def test_an_overlap_is_found_although_the_rows_have_other_mistakes():
    found = mistakes(
        with_cameras(
            ["A", "Nobody", "Active", "2020-04-01"],
            ["A", "Birchley", "Passive", "2024-04-01"],
        )
    )

    assert [mistake.partition(":")[0] for mistake in found] == [
        "Cameras, row 2, partner",
        "Cameras, row 3, type",
        "Cameras, row 3, from",
    ]


def test_references_that_differ_only_in_capitals_are_asked_about():
    found = mistakes(
        with_cameras(
            ["CAM 1", "Ashdown", "Active", APRIL_2020],
            ["cam 1", "Birchley", "Active", APRIL_2020],
        )
    )

    assert found == [
        "Cameras, row 3, reference: “cam 1” differs from the camera “CAM 1” only in capitals or "
        "spaces. Write both alike if they are one camera, or name them apart."
    ]


def test_a_camera_has_one_location():
    found = mistakes(
        with_cameras(
            ["A", "Ashdown", "Active", APRIL_2020, "2024-09-30", "High Street"],
            ["A", "Ashdown", "Reactive", "2024-10-01", "2024-12-31", None],
            ["A", "Ashdown", "Active", "2025-01-01", None, "Low Street"],
        )
    )

    assert found == [
        "Cameras, row 4, location: “Low Street” contradicts row 2, where camera “A” stands at "
        "“High Street”."
    ]
