"""Keeping the register in the browser: cameras put in, moved, taken out; refused in sentences."""

from datetime import date

import pytest

from budgets.models import Quarter
from budgets.position import quarter_position
from cameras.actions import mark_of
from cameras.models import Camera, CameraType, Service
from partners.models import Partner
from reports.demonstration.figures import YEAR
from tests.budget_pages import words_of

ADD = "/cameras/add/"


@pytest.fixture
def finance(demonstration, sign_in):
    return sign_in("finance@stevenage")


@pytest.fixture
def camera(demonstration):
    """East Herts' reactive camera in service from 1 January 2025 on."""
    return Service.objects.get(partner__slug="east-herts", first_day=date(2025, 1, 1)).camera


def key(model, **which):
    return str(model.objects.get(**which).pk)


def page_of(camera, step):
    return f"/cameras/camera/{camera.pk}/{step}/"


def send(client, address, camera=None, *, shown=None, **fields):
    mark = shown if shown is not None else (mark_of(camera) if camera else "")
    return client.post(address, {"shown": mark} | fields, follow=True)


def put(client, **changes):
    """Shown first with what it would do, then saved as shown."""
    page = send(client, ADD, **putting(**changes))
    if preview := page.context["preview"]:
        return send(client, ADD, do="save", seal=preview.seal, **putting(**changes))
    return page


def putting(**changes):
    fields = {
        "reference": "EH-new",
        "location": "Market Place",
        "number": "1",
        "partner": key(Partner, slug="east-herts"),
        "camera_type": key(CameraType, name="Reactive"),
        "first_day": "1 Jul 2024",
        "reason": "",
    }
    return fields | changes


def moving(**changes):
    fields = {
        "day": "1 Feb 2025",
        "partner": key(Partner, slug="hertsmere"),
        "camera_type": key(CameraType, name="Actively monitored"),
        "reason": "Joint Executive, minute 14",
    }
    return fields | changes


def spells_of(camera):
    return [
        (spell.partner.slug, spell.camera_type.name, spell.first_day, spell.last_day)
        for spell in camera.services.order_by("first_day")
    ]


# --- Put in ---


def test_a_camera_is_put_in_with_who_and_why(finance):
    page = put(finance, reason="Handed over by the parish")

    assert "EH-new is in the register." in words_of(page)
    camera = Camera.objects.get(reference="EH-new")
    assert spells_of(camera) == [("east-herts", "Reactive", date(2024, 7, 1), None)]
    record = camera.services.get().history.get()
    assert str(record.history_user) == "Finance officer, Stevenage"
    assert record.history_change_reason == "Handed over by the parish"


def test_several_alike_are_numbered_and_move_open_quarters_only(finance):
    second, third = (Quarter.objects.of(YEAR, number) for number in (2, 3))
    before = [quarter_position(each).basis.averages for each in (second, third)]

    page = put(finance, number="12")

    assert "12 cameras are in the register, EH-new-1 to EH-new-12." in words_of(page)
    after = [quarter_position(each).basis.averages for each in (second, third)]
    partner = Partner.objects.get(slug="east-herts").pk
    assert after[0] == before[0]
    # Nine of twelve months, a quarter each.
    assert after[1][partner] - before[1][partner] == 12 * 9 / 12 / 4


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reference": ""}, "Enter a reference, such as SG-104."),
        ({"reference": "EH\x00"}, "“EH\x00” holds a character that cannot be seen."),
        ({"location": "x" * 201}, "has 201 characters. At most 200 fit."),
        ({"number": "ten"}, "Enter a whole number, such as 10."),
        ({"number": "0"}, "Put in at least one camera."),
        ({"number": "501"}, "Put in at most 500 cameras at once."),
        ({"reference": "x" * 58, "number": "100"}, "is longer than 60 characters."),
        ({"partner": "999999"}, "Choose a partner of the list."),
        ({"camera_type": ""}, "Choose a type."),
        ({"first_day": "soon"}, "“soon” is not a day. Write it as 30 Sep 2024 or 30/9/2024."),
        ({"first_day": "1/1/1066"}, "is not within"),
    ],
)
def test_what_cannot_be_put_in_is_said_and_nothing_is_kept(finance, changes, says):
    before = Camera.objects.count()

    page = put(finance, **changes)

    assert says in words_of(page)
    assert Camera.objects.count() == before


@pytest.mark.parametrize("spelt", [str, str.lower])
def test_a_reference_is_there_once_however_it_is_spelt(finance, spelt):
    taken = Camera.objects.first().reference

    page = put(finance, reference=spelt(taken))

    assert page.status_code == 409
    assert f"“{taken}” is in the register already." in words_of(page)
    assert 'value="Market Place"' in page.content.decode()


# --- Moved, taken out ---


def test_a_move_ends_one_spell_and_begins_another(finance, camera):
    page = send(finance, page_of(camera, "move"), camera, **moving())

    assert "serves Hertsmere as Actively monitored from 1 February 2025." in words_of(page)
    assert spells_of(camera) == [
        ("east-herts", "Reactive", date(2025, 1, 1), date(2025, 1, 31)),
        ("hertsmere", "Actively monitored", date(2025, 2, 1), None),
    ]


def test_a_spell_that_was_to_end_ends_when_it_was_to(finance, camera):
    camera.services.update(last_day=date(2025, 3, 31))

    send(finance, page_of(camera, "move"), camera, **moving())

    assert spells_of(camera)[-1][3] == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": "1 Dec 2024"}, "It is not in service on 1 December 2024."),
        ({"day": "1 Jan 2025"}, "begins on 1 January 2025 itself"),
        ({"reason": " "}, "Write why. It is kept with the change."),
    ],
)
def test_what_cannot_be_moved_is_said(finance, camera, changes, says):
    before = spells_of(camera)

    page = send(finance, page_of(camera, "move"), camera, **moving(**changes))

    assert says in words_of(page)
    assert spells_of(camera) == before


def test_nothing_is_moved_to_where_it_is(finance, camera):
    same = {
        "partner": key(Partner, slug="east-herts"),
        "camera_type": key(CameraType, name="Reactive"),
    }

    page = send(finance, page_of(camera, "move"), camera, **moving(**same))

    assert "It serves East Herts as Reactive on that day already." in words_of(page)


def test_a_camera_is_taken_out_and_its_last_day_counts(finance, camera):
    fields = {"last_day": "28 Feb 2025", "reason": "Out of order"}
    page = send(finance, page_of(camera, "take-out"), camera, **fields)
    again = send(finance, page_of(camera, "take-out"), camera, **fields)
    late = send(finance, page_of(camera, "take-out"), camera, **fields | {"last_day": "1 Mar 2025"})

    assert "is in service until 28 February 2025." in words_of(page)
    assert spells_of(camera)[0][3] == date(2025, 2, 28)
    assert "28 February 2025 is its last day of service already." in words_of(again)
    assert "It is not in service on 1 March 2025." in words_of(late)


def test_only_the_last_spell_is_ended(finance, camera):
    send(finance, page_of(camera, "move"), camera, **moving())

    fields = {"last_day": "15 Jan 2025", "reason": "Out of order"}
    page = send(finance, page_of(camera, "take-out"), camera, **fields)

    assert "It is in service again from 1 February 2025, for Hertsmere." in words_of(page)


def test_what_somebody_else_changed_meanwhile_is_looked_at_first(finance, camera):
    shown = mark_of(camera)
    send(finance, page_of(camera, "move"), camera, **moving())

    fields = {"last_day": "28 Feb 2025", "reason": "Out of order"}
    page = send(finance, page_of(camera, "take-out"), camera, shown=shown, **fields)

    assert page.status_code == 409
    assert "Somebody else changed this camera since you opened the page." in words_of(page)
    newest = page.context["form"]["shown"].value()
    assert send(finance, page_of(camera, "take-out"), shown=newest, **fields).status_code == 200
    assert spells_of(camera)[-1][3] == date(2025, 2, 28)


def test_a_change_that_leaves_a_year_unworkable_is_refused(finance, camera):
    unweighed = CameraType.objects.create(name="Drone", position=9)

    page = send(finance, page_of(camera, "move"), camera, **moving(camera_type=str(unweighed.pk)))

    assert "Camera type “Drone” has no weight on 1 February 2025" in words_of(page)
    assert len(spells_of(camera)) == 1


# --- Corrected ---


def test_a_spell_is_corrected_with_a_reason_kept(finance, camera):
    spell = camera.services.get()
    fields = {
        "first_day": "1 Dec 2024",
        "last_day": "",
        "partner": str(spell.partner_id),
        "camera_type": str(spell.camera_type_id),
        "reason": "The works order says so",
    }
    address = f"/cameras/spell/{spell.pk}/correct/"

    page = send(finance, address, camera, **fields)
    again = send(finance, address, camera, **fields)
    wrong = send(finance, address, camera, **fields | {"last_day": "1 Nov 2024"})

    assert "The spell of service of" in words_of(page)
    assert spells_of(camera)[0][2] == date(2024, 12, 1)
    assert spell.history.first().history_change_reason == "The works order says so"
    assert "Nothing is corrected: it is so already." in words_of(again)
    assert "The last day cannot be before the first." in words_of(wrong)


def test_spells_of_one_camera_never_overlap_by_a_correction(finance, camera):
    send(finance, page_of(camera, "move"), camera, **moving())
    first = camera.services.order_by("first_day").first()

    page = send(
        finance,
        f"/cameras/spell/{first.pk}/correct/",
        camera,
        first_day="1 Jan 2025",
        last_day="2 Feb 2025",
        partner=str(first.partner_id),
        camera_type=str(first.camera_type_id),
        reason="Wrong day",
    )

    assert "This overlaps another spell of service" in words_of(page)


def test_a_reference_is_corrected_and_may_not_be_another_camera_s(finance, camera):
    other = Camera.objects.exclude(pk=camera.pk).first()
    fields = {"location": "High Street", "reason": "Renumbered"}
    address = page_of(camera, "correct")

    taken = send(finance, address, camera, reference=other.reference, **fields)
    spelt = send(finance, address, camera, reference=camera.reference.lower(), **fields)
    camera.refresh_from_db()
    page = send(finance, address, camera, reference="EH-1000", **fields)

    assert taken.status_code == 409
    assert f"“{other}” is in the register already." in words_of(taken)
    assert f"{camera} is corrected." in words_of(spelt)
    assert "EH-1000 is corrected." in words_of(page)
    camera.refresh_from_db()
    assert (camera.reference, camera.location) == ("EH-1000", "High Street")
