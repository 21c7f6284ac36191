"""Types and weights in the browser: what a change would do is shown first, and saved as shown."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.effects import effect_of
from budgets.models import Quarter
from budgets.position import quarter_position
from cameras.models import CameraType, Weight
from cameras.weighing import set_weight
from reports.demonstration.figures import YEAR
from tests.budget_pages import words_of

TYPES = "/cameras/types/"
FIELDS = {
    "weight": "0.5",
    "first_day": "1 Oct 2024",
    "meeting": "CCTV Joint Executive",
    "day": "26 Sep 2023",
    "minute": "14",
}


@pytest.fixture
def finance(open_quarter, sign_in):
    return sign_in("finance@stevenage")


@pytest.fixture
def reactive(open_quarter):
    return CameraType.objects.get(name="Reactive")


def address(camera_type):
    return f"{TYPES}{camera_type.pk}/weight/"


def looked_at(client, camera_type, **changes):
    return client.post(address(camera_type), FIELDS | changes | {"do": "preview"})


def saved(client, camera_type, seen, **changes):
    fields = FIELDS | changes | {"do": "save", "seal": seen.context["seal"]}
    return client.post(address(camera_type), fields, follow=True)


def shares():
    position = quarter_position(Quarter.objects.of(YEAR, 2))
    return [(part.share, part.estimate) for part in position.recharges]


def test_what_it_would_do_is_shown_and_is_what_saving_gives(finance, reactive):
    before = shares()

    seen = looked_at(finance, reactive)

    assert shares() == before and Weight.objects.filter(camera_type=reactive).count() == 1
    [second] = [each for each in seen.context["effects"] if each.quarter.number == 2]
    assert [(each.share_now, each.recharge_now) for each in second.partners] == before
    page = saved(finance, reactive, seen)
    assert "Saved, by CCTV Joint Executive, 26 September 2023, minute 14." in words_of(page)
    assert [(each.share_then, each.recharge_then) for each in second.partners] == shares()
    assert "0.50 1 Oct 2024 CCTV Joint Executive, 26 September 2023, minute 14" in words_of(page)
    record = Weight.objects.get(starts_on=date(2024, 10, 1)).history.get()
    assert str(record.history_user) == "Finance officer, Stevenage"


def test_nothing_else_is_saved_than_was_shown(finance, reactive):
    seen = looked_at(finance, reactive)

    typed_anew = saved(finance, reactive, seen, weight="0.6")
    set_weight(
        camera_type=CameraType.objects.get(name="Actively monitored"),
        starts_on=date(2024, 8, 1),
        weight=Decimal("0.9"),
        reason="Another decision",
        user=None,
    )
    moved = saved(finance, reactive, seen)

    for page in (typed_anew, moved):
        assert "What it would do has changed since you looked" in words_of(page)
    assert not Weight.objects.filter(camera_type=reactive, starts_on=date(2024, 10, 1)).exists()
    assert saved(finance, reactive, moved).redirect_chain


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"weight": "half"}, "“half” is not a weight. Enter a number from 0 to 999, such as 0.25."),
        ({"weight": "-1"}, "“-1” is not a weight."),
        ({"weight": ""}, "Enter a weight, such as 0.25."),
        ({"first_day": "soon"}, "“soon” is not a day."),
        ({"meeting": ""}, "Enter who decided it, such as CCTV Joint Executive."),
        ({"day": "1 Jan 2100"}, "is still to come."),
        (
            {"weight": "0.25", "first_day": "1 Apr 2023"},
            "A camera of type Reactive counts so from that day already.",
        ),
    ],
)
def test_what_cannot_be_is_said_in_its_place(finance, reactive, changes, says):
    page = looked_at(finance, reactive, **changes)

    assert says in words_of(page)
    assert page.context["seal"] == ""


def test_weights_that_leave_nothing_to_share_by_are_refused(finance, reactive):
    Weight.objects.exclude(camera_type=reactive).update(weight=0)

    page = looked_at(finance, reactive, weight="0", first_day="1 Apr 2023")

    assert page.status_code == 409
    assert "nothing to share by" in words_of(page)
    assert Weight.objects.get(camera_type=reactive).weight == Decimal("0.25")


def test_a_type_comes_with_its_first_weight_and_moves_nothing(finance):
    before = shares()
    fields = FIELDS | {"name": "Drone", "do": "preview"}

    seen = finance.post(f"{TYPES}add/", fields)
    page = finance.post(
        f"{TYPES}add/", fields | {"do": "save", "seal": seen.context["seal"]}, follow=True
    )
    twice = finance.post(f"{TYPES}add/", fields)

    assert "No share moves." in words_of(seen)
    assert "Drone 0.50 1 Oct 2024" in words_of(page)
    assert shares() == before
    assert "already exists" in words_of(twice)


def test_a_quarter_before_the_board_keeps_its_weights(demonstration, sign_in):
    reactive = CameraType.objects.get(name="Reactive")
    before = shares()
    client = sign_in("finance@stevenage")

    seen = looked_at(client, reactive)
    saved(client, reactive, seen)

    assert shares() == before
    assert [each.quarter.number for each in seen.context["effects"]] == [3, 4]
    assert "Not every line of it has an estimate yet" in words_of(seen)


def test_everybody_who_sees_the_register_reads_weights_and_nobody_else_changes_them(
    demonstration, sign_in
):
    officer = sign_in("officer@east-herts")

    assert "Reactive 0.25" in words_of(officer.get(TYPES))
    assert "Add a type" not in words_of(officer.get(TYPES))


def test_an_effect_leaves_nothing_written_where_the_change_fails(open_quarter):
    def failing():
        Weight.objects.all().delete()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        effect_of(failing)

    assert Weight.objects.count() == 2
