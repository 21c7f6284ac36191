"""The sheet Camera types: weights from a day on, new ones and those the register has."""

from datetime import date
from decimal import Decimal

import pytest

from cameras.models import CameraType, Weight
from tests.factories import make_camera_type
from tests.workbooks import load, mistakes, next_year, with_cell, with_row, year_sheets

pytestmark = pytest.mark.django_db

APRIL_2020 = date(2020, 4, 1)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("weight", -0.25, "“-0.25” is below nil. Enter 0 or more."),
        ("weight", "heavy", "“heavy” is not a number. Enter one such as 0.25."),
        ("weight", True, "“TRUE” is not a number. Enter one such as 0.25."),
        ("weight", 1000, "“1000” is not a weight below 1,000."),
        ("weight", None, "The cell is empty."),
        ("from", "soon", "“soon” is not a date. Enter an Excel date, or text such as 2024-10-01."),
        ("from", None, "The cell is empty."),
    ],
)
def test_a_weight_that_cannot_be_read_is_refused(column, value, sentence):
    found = mistakes(with_cell("Camera types", 2, column, value))

    assert found == [f"Camera types, row 2, {column}: {sentence}"]


def test_a_type_that_cannot_be_read_is_still_the_one_cameras_mean():
    sheets = with_cell("Camera types", 3, "name", "Re\nactive")
    sheets["Cameras"][4][2] = "Re\nactive"

    found = mistakes(sheets)

    assert [mistake.partition(":")[0] for mistake in found] == [
        "Camera types, row 3, name",
        "Cameras, row 5, type",
    ]


def test_a_weight_keeps_fifteen_digits():
    load(with_cell("Camera types", 3, "weight", 1 / 3))

    weight = Weight.objects.get(camera_type__name="Reactive")
    assert weight.weight == Decimal("0.333333333333333")


def test_a_type_may_have_several_weights_from_different_days():
    load(with_row("Camera types", "reactive", 0.5, date(2024, 10, 1)))

    weights = Weight.objects.filter(camera_type__name="Reactive").order_by("starts_on")
    assert [weight.weight for weight in weights] == [Decimal("0.25"), Decimal("0.5")]
    assert [each.name for each in CameraType.objects.all()] == ["Active", "Reactive"]


def test_two_weights_of_one_type_on_one_day_contradict():
    found = mistakes(with_row("Camera types", "Active", 0.5, APRIL_2020))

    assert found == [
        "Camera types, row 4, weight: “0.5” contradicts “1”, the weight this type has from "
        "1 April 2020 already."
    ]


def test_a_known_weight_is_left_and_another_on_its_day_is_refused():
    known = make_camera_type("Active", "1", starts_on=APRIL_2020)
    sheets = with_cell("Camera types", 2, "weight", 0.75)

    assert mistakes(year_sheets()) == []
    assert mistakes(sheets) == [
        "Camera types, row 2, weight: “0.75” contradicts “1”, the weight this type has from "
        "1 April 2020 already."
    ]
    assert known.weights.count() == 1


def test_a_new_weight_of_a_known_type_is_added():
    load(year_sheets())

    load(next_year(Camera_types=[["name", "weight", "from"], ["Active", 0.9, date(2025, 4, 1)]]))

    weights = Weight.objects.filter(camera_type__name="Active").order_by("starts_on")
    assert [weight.weight for weight in weights] == [Decimal("1"), Decimal("0.9")]


def test_types_of_the_register_need_not_be_repeated():
    load(year_sheets())

    assert mistakes(next_year(Camera_types=None)) == []


def test_an_unknown_type_is_refused_with_a_suggestion():
    found = mistakes(with_cell("Cameras", 2, "type", "Activ"))

    assert found == ["Cameras, row 2, type: “Activ” is not a camera type. Did you mean “Active”?"]
