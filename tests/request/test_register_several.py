"""Several cameras at once, put in, moved or taken out: shown to every partner first, all or none."""

from datetime import date

import pytest

from budgets.models import Quarter
from budgets.position import quarter_position
from cameras.models import Camera, CameraType, Service
from partners.models import Partner
from reports.demonstration.figures import YEAR
from tests.budget_pages import words_of

MOVE, TAKE_OUT, ADD = "/cameras/several/move/", "/cameras/several/take-out/", "/cameras/add/"


@pytest.fixture
def finance(demonstration, sign_in):
    return sign_in("finance@stevenage")


@pytest.fixture
def cameras(demonstration):
    """Three of East Herts, in service since before the year."""
    spells = Service.objects.filter(partner__slug="east-herts", first_day__lt=date(2024, 4, 1))
    return [each.camera for each in spells.order_by("camera__reference")[:3]]


def asked(cameras, **fields):
    return {"camera": [camera.pk for camera in cameras]} | fields


def moving(cameras, **changes):
    fields = {
        "day": "1 Feb 2025",
        "partner": str(Partner.objects.get(slug="hertsmere").pk),
        "camera_type": str(CameraType.objects.get(name="Reactive").pk),
        "reason": "Joint Executive, minute 14",
    }
    return asked(cameras, **fields | changes)


def shares():
    quarter = Quarter.objects.of(YEAR, 3)
    return [(each.partner, each.share) for each in quarter_position(quarter).recharges]


def test_what_is_shown_of_several_is_what_saving_brings(finance, cameras):
    before = shares()

    shown = finance.post(MOVE, moving(cameras, do="preview"))
    preview = shown.context["preview"]
    still = shares()
    sent = moving(cameras, do="save", seal=preview.seal)
    saved = finance.post(MOVE, sent, follow=True)

    assert "Share then" in words_of(shown)
    assert still == before
    assert "3 cameras are moved." in words_of(saved)
    effect = next(each for each in preview.effects if each.quarter.number == 3)
    assert shares() == [(each.partner, each.share_then) for each in effect.partners] != before
    for camera in cameras:
        ended, begun = camera.services.order_by("first_day")
        assert ended.last_day == date(2025, 1, 31)
        assert (begun.partner.slug, begun.first_day) == ("hertsmere", date(2025, 2, 1))
        assert begun.history.get().history_change_reason == "Joint Executive, minute 14"


def test_several_are_taken_out_together(finance, cameras):
    fields = asked(cameras, last_day="28 Feb 2025", reason="Site closed")

    shown = finance.post(TAKE_OUT, fields)
    seal = shown.context["preview"].seal
    saved = finance.post(TAKE_OUT, fields | {"do": "save", "seal": seal}, follow=True)

    assert "3 cameras are given a last day." in words_of(saved)
    assert {camera.services.get().last_day for camera in cameras} == {date(2025, 2, 28)}


def test_where_one_cannot_be_moved_none_is_and_each_is_named(finance, cameras):
    first, second, third = cameras
    first.services.update(last_day=date(2024, 12, 31))
    second.services.update(last_day=date(2024, 6, 30))

    page = finance.post(MOVE, moving(cameras))

    assert page.status_code == 409
    words = words_of(page)
    assert f"{first}: It is not in service on 1 February 2025." in words
    assert f"{second}: It is not in service on 1 February 2025." in words
    assert third.services.count() == 1


def test_a_register_changed_since_it_was_shown_is_looked_at_again(finance, cameras):
    seal = finance.post(MOVE, moving(cameras)).context["preview"].seal
    colleague = Camera.objects.exclude(pk__in=[each.pk for each in cameras]).first()
    colleague.location = "Elsewhere"
    colleague.save()

    page = finance.post(MOVE, moving(cameras, do="save", seal=seal))

    assert "has changed since you looked" in words_of(page)
    assert cameras[0].services.count() == 1


def test_a_seal_is_for_the_cameras_that_were_shown(finance, cameras):
    seal = finance.post(MOVE, moving(cameras)).context["preview"].seal

    page = finance.post(MOVE, moving(cameras[:2], do="save", seal=seal))

    assert "has changed since you looked" in words_of(page)
    assert cameras[0].services.count() == 1


def test_the_list_leads_to_the_form_with_the_cameras_ticked(finance, cameras):
    listed = finance.get("/cameras/").content.decode()
    page = finance.get(MOVE, asked(cameras))

    assert f'name="camera" value="{cameras[0].pk}"' in listed
    assert "Move 3 cameras" in words_of(page)
    assert f"{cameras[0]} : In service for East Herts" in words_of(page)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ([], "Tick the cameras in the list first."),
        (["x"], "Not all of these cameras are in the register."),
        (["9" * 30], "Not all of these cameras are in the register."),
        (["1"] * 101, "Tick at most 100 cameras."),
    ],
)
def test_what_is_no_choice_of_cameras_leads_back_to_the_list(finance, keys, says):
    page = finance.get(TAKE_OUT, {"camera": keys}, follow=True)

    assert says in words_of(page)


def test_partner_officers_tick_nothing(demonstration, sign_in):
    page = sign_in("officer@east-herts").get("/cameras/").content.decode()

    assert 'name="camera"' not in page
    assert "Move those ticked" not in page


def ten():
    return {
        "reference": "SG-new",
        "number": "10",
        "partner": str(Partner.objects.get(slug="stevenage").pk),
        "camera_type": str(CameraType.objects.get(name="Actively monitored").pk),
        "first_day": "1 Jul 2024",
    }


def test_ten_put_in_are_shown_to_every_partner_before_they_are_saved(finance):
    fields = ten()
    before = Camera.objects.count()

    shown = finance.post(ADD, fields)
    assert Camera.objects.count() == before
    preview = shown.context["preview"]
    finance.post(ADD, fields | {"do": "save", "seal": preview.seal})
    again = finance.post(ADD, fields | {"reference": "sg-NEW"})

    assert "“SG-new-1” and 9 more are in the register already." in words_of(again)
    effect = next(each for each in preview.effects if each.quarter.number == 3)
    assert len(effect.partners) == 4
    assert shares() == [(each.partner, each.share_then) for each in effect.partners]
    assert Camera.objects.count() == before + 10
