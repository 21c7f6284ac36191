"""Types and weights in the browser: what a change would do is shown first, and saved as shown."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.effects import effect_of
from budgets.models import Quarter
from budgets.position import quarter_position
from cameras.models import CameraType, Weight
from cameras.weighing import set_weight
from partners.decisions import DecisionEntry
from reports.demonstration.figures import YEAR
from tests.budget_pages import words_of

TYPES = "/cameras/types/"
FIELDS = {
    "weight": "0.5",
    "first_day": "1 Oct 2024",
    "meeting": "CCTV Joint Executive",
    "decided_on": "26 Sep 2023",
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
    fields = FIELDS | changes | {"do": "save", "seal": seal_of(seen)}
    return client.post(address(camera_type), fields, follow=True)


def seal_of(seen):
    return seen.context["preview"].seal


def effects_of(seen):
    return seen.context["preview"].effects


def shares():
    position = quarter_position(Quarter.objects.of(YEAR, 2))
    return [(part.share, part.estimate) for part in position.recharges]


def test_what_it_would_do_is_shown_and_is_what_saving_gives(finance, reactive):
    before = shares()

    seen = looked_at(finance, reactive)

    assert shares() == before and Weight.objects.filter(camera_type=reactive).count() == 1
    [second] = [each for each in effects_of(seen) if each.quarter.number == 2]
    assert [(each.share_now, each.recharge_now) for each in second.partners] == before
    page = saved(finance, reactive, seen)
    assert "Saved as shown." in words_of(page)
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
        decision=DecisionEntry("Board", date(2024, 1, 1)),
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
        ({"decided_on": "1 Jan 2100"}, "is still to come."),
    ],
)
def test_what_cannot_be_is_said_in_its_place(finance, reactive, changes, says):
    page = looked_at(finance, reactive, **changes)

    assert says in words_of(page)
    assert page.context["preview"] is None


def test_a_decision_is_recorded_for_a_weight_that_was_loaded_without_one(finance, reactive):
    before = shares()
    same = {"weight": "0.25", "first_day": "1 Apr 2023"}

    assert words_of(finance.get(TYPES)).count("Not recorded") == 2
    page = saved(finance, reactive, looked_at(finance, reactive, **same), **same)
    again = looked_at(finance, reactive, **same)

    assert "0.25 1 Apr 2023 CCTV Joint Executive, 26 September 2023, minute 14" in words_of(page)
    assert shares() == before
    assert "A camera of type Reactive counts so from that day already." in words_of(again)


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
    page = finance.post(f"{TYPES}add/", fields | {"do": "save", "seal": seal_of(seen)}, follow=True)
    twice = finance.post(f"{TYPES}add/", fields | {"name": "drone"})

    assert "No share and no recharge moves." in words_of(seen)
    assert "of Drone 0.50 1 Oct 2024" in words_of(page)
    assert shares() == before
    assert "There is a type “Drone” already. Choose another name." in words_of(twice)


def test_a_quarter_before_the_board_keeps_its_weights(demonstration, sign_in):
    reactive = CameraType.objects.get(name="Reactive")
    before = shares()
    client = sign_in("finance@stevenage")

    seen = looked_at(client, reactive)
    saved(client, reactive, seen)

    assert shares() == before
    assert [each.quarter.number for each in effects_of(seen)] == [3, 4]
    assert "Not every line of it has an estimate yet" in words_of(seen)


def test_everybody_who_sees_the_register_reads_weights_and_nobody_else_changes_them(
    demonstration, sign_in
):
    officer = sign_in("officer@east-herts")

    assert "Reactive 0.25 1 Apr 2023" in words_of(officer.get(TYPES))
    assert "Add a type" not in words_of(officer.get(TYPES))


def test_an_effect_leaves_nothing_written_where_the_change_fails(open_quarter):
    def failing():
        Weight.objects.all().delete()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        effect_of(failing)

    assert Weight.objects.count() == 2


def correction(weight):
    return f"{TYPES}weights/{weight.pk}/correct/"


def test_a_weight_entered_wrongly_is_corrected_with_its_reason_and_keeps_its_history(
    finance, reactive
):
    weight = reactive.weights.get()
    page = finance.get(correction(weight))
    fields = {"weight": "0.3", "first_day": "1 May 2023", "reason": "Misread"}

    nothing = finance.post(correction(weight), {"weight": "0.25", "first_day": "1 Apr 2023"})
    seen = finance.post(correction(weight), fields)
    answer = finance.post(
        correction(weight), fields | {"do": "save", "seal": seal_of(seen)}, follow=True
    )

    assert 'value="0.25"' in page.content.decode()
    assert "Write why. It is kept with the change." in words_of(nothing)
    assert "0.30 1 May 2023 Not recorded" in words_of(answer)
    record = weight.history.latest("history_id")
    assert (record.weight, record.history_change_reason) == (Decimal("0.3"), "Misread")
    assert weight.history.count() == 2


def test_half_a_decision_is_asked_for_whole_and_none_is_none(finance, reactive):
    weight = reactive.weights.get()
    fields = {"weight": "0.3", "first_day": "1 Apr 2023", "reason": "Misread"}

    half = finance.post(correction(weight), fields | {"minute": "14"})
    none = finance.post(correction(weight), fields)

    assert "Enter who decided it, such as CCTV Joint Executive." in words_of(half)
    assert "Enter the day of the decision" in words_of(half)
    assert effects_of(none)


def test_a_correction_that_leaves_cameras_without_a_weight_is_refused(finance, reactive):
    weight = reactive.weights.get()
    fields = {"weight": "0.25", "first_day": "1 May 2024", "reason": "Later"}

    page = finance.post(correction(weight), fields)

    assert page.status_code == 409
    assert "has no weight on 1 April 2024" in words_of(page)
    assert reactive.weights.get() == weight


def test_a_type_gets_another_name_and_place(finance, reactive):
    address = f"{TYPES}{reactive.pk}/arrange/"
    page = finance.get(address)
    shown = page.context["form"].initial["shown"]
    before = shares()

    answer = finance.post(address, {"name": "On call", "place": "1", "shown": shown}, follow=True)
    late = finance.post(address, {"name": "Watched", "place": "1", "shown": shown})
    taken = finance.post(
        address, {"name": "actively MONITORED", "place": "2", "shown": shown_in(late)}
    )

    assert "The type On call is saved." in words_of(answer)
    assert [each.name for each in CameraType.objects.all()] == ["On call", "Actively monitored"]
    assert late.status_code == 409
    assert "Somebody else changed this type meanwhile." in words_of(late)
    assert "There is a type “Actively monitored” already." in words_of(taken)
    assert shares() == before


def shown_in(page):
    return page.context["form"].data["shown"]


@pytest.mark.parametrize("who", ["officer@stevenage", "board@stevenage", "admin@stevenage"])
def test_nobody_but_finance_corrects_weights_or_types(open_quarter, reactive, sign_in, who):
    client = sign_in(who)

    for address in (correction(reactive.weights.get()), f"{TYPES}{reactive.pk}/arrange/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404
