"""Putting back in the camera register: by the same rules as any change, with a reason, seen first."""

from datetime import date

import pytest
from django.test import Client

from cameras.models import Camera, Service
from partners.models import Role
from tests import factories
from tests.record_pages import (
    WHY,
    asked,
    change,
    put_back,
    put_back_address,
    stored,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    return factories.make_partners(2)


@pytest.fixture
def officer(partners):
    return factories.make_finance_officer(partners[0], name="Finance officer")


@pytest.fixture
def finance(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def camera(partners):
    camera_type = factories.make_camera_type()
    return factories.make_camera(partners[0], camera_type, reference="A-1")


def address(kind, record):
    return put_back_address("/cameras/history/", kind, record)


def test_a_location_is_put_back_with_who_and_why(camera, finance, officer):
    change(camera, location="Market Place")
    record = change(camera, location="High Street")

    asking = words_of(finance.get(address("camera", record)))
    done = put_back(finance, address("camera", record))

    assert "Location goes back to “Market Place”. It is “High Street” now." in asking
    assert "Camera A-1: Location put back." in words_of(done)
    assert done.redirect_chain[-1][0] == camera.get_absolute_url()
    newest = camera.history.first()
    assert (stored(camera).location, newest.location) == ("Market Place", "Market Place")
    assert newest.history_change_reason == "Put back: It was entered by mistake"
    assert newest.history_user == officer
    assert "Location changed from “High Street” to “Market Place”" in words_of(done)


def test_asking_writes_nothing_and_a_reason_must_be_given(camera, finance):
    record = change(camera, location="High Street")
    before = Camera.history.count()

    page = put_back(finance, address("camera", record), reason="  ")

    assert "Write why: it is kept in the history." in words_of(page)
    assert 'href="#id_reason"' in page.content.decode()
    assert (stored(camera).location, Camera.history.count()) == ("High Street", before)


def test_an_emptied_field_and_one_that_was_empty_are_put_back(camera, finance):
    first = change(camera, location="High Street")

    asking = words_of(finance.get(address("camera", first)))
    put_back(finance, address("camera", first))
    emptied = camera.history.first()

    assert "Location is emptied again. It is “High Street” now." in asking
    assert stored(camera).location == ""
    put_back(finance, address("camera", emptied))
    assert stored(camera).location == "High Street"


def test_of_several_fields_of_one_saving_one_is_chosen(camera, finance):
    spell = camera.services.get()
    record = change(spell, first_day=date(2021, 4, 1), last_day=date(2024, 9, 30))

    asking = words_of(finance.get(address("spell", record)))
    none = words_of(put_back(finance, address("spell", record)))
    other = words_of(put_back(finance, address("spell", record), parts=["partner"]))
    put_back(finance, address("spell", record), parts=["last_day"])

    assert "First day of service: 1 April 2020 Now 1 April 2021" in asking
    assert "Last day of service: none Now 30 September 2024" in asking
    assert "Choose what is put back." in none
    assert "“partner” cannot be put back." in other
    assert (stored(spell).first_day, stored(spell).last_day) == (date(2021, 4, 1), None)


def test_what_stands_so_already_is_no_choice(camera, finance):
    record = change(camera, reference="A-2", location="High Street")
    change(camera, reference="A-1")

    words = words_of(finance.get(address("camera", record)))

    assert "Reference stays as it is, “A-1”. It stands so already." in words
    assert "Location is emptied again." in words


def test_a_reference_taken_meanwhile_is_refused_in_words(camera, finance):
    record = change(camera, reference="A-2")
    Camera.objects.create(reference="A-1")

    words = words_of(put_back(finance, address("camera", record)))

    assert "Camera with this Reference already exists." in words
    assert "It was entered by mistake" in words, "what was written stays"
    assert stored(camera).reference == "A-2"


def test_spells_that_would_overlap_are_refused_in_words(camera, partners, finance):
    spell = camera.services.get()
    record = change(spell, last_day=date(2024, 9, 30))
    Service.objects.create(
        camera=camera,
        partner=partners[1],
        camera_type=spell.camera_type,
        first_day=date(2024, 10, 1),
    )

    words = words_of(put_back(finance, address("spell", record)))

    assert "This overlaps another spell of service: A-1 for Birchley, 1 October 2024" in words
    assert stored(spell).last_day == date(2024, 9, 30)


def test_a_removed_spell_comes_back_with_its_history(camera, finance, officer):
    spell = camera.services.get()
    key = spell.pk
    spell.delete()
    removal = Service.history.filter(id=key).first()

    asking = words_of(finance.get(address("spell", removal)))
    done = words_of(put_back(finance, address("spell", removal)))
    again = words_of(finance.get(address("spell", removal)))

    back = Service.objects.get(pk=key)
    assert (back.camera, back.first_day) == (camera, date(2020, 4, 1))
    assert "It is entered again as it was." in asking
    assert "Spell of service A-1, from 1 April 2020 is put back." in done
    assert "It is there again already." in again
    assert [record.history_type for record in back.history.order_by("history_id")] == list("+-+")


def test_a_removed_spell_whose_place_is_taken_stays_away(camera, partners, finance):
    spell = camera.services.get()
    key, camera_type = spell.pk, spell.camera_type
    spell.delete()
    factories_spell = {"camera": camera, "camera_type": camera_type, "partner": partners[1]}
    Service.objects.create(**factories_spell, first_day=date(2024, 4, 1))

    words = words_of(put_back(finance, address("spell", Service.history.filter(id=key).first())))

    assert "This overlaps another spell of service" in words
    assert not Service.objects.filter(pk=key).exists()


def test_a_change_of_what_was_removed_since_waits_for_the_thing(camera, finance):
    spell = camera.services.get()
    record = change(spell, last_day=date(2024, 9, 30))
    spell.delete()

    page = finance.get(address("spell", record))

    assert "It was removed since then. Put back what was removed first." in words_of(page)
    assert "<form method" not in page.content.decode().split("<main")[1]


def test_where_something_began_there_is_nothing_to_put_back(camera, finance):
    words = words_of(finance.get(address("camera", camera.history.get())))

    assert "This stays as it is" in words
    assert "This entry is where it began: there is nothing earlier to put back." in words
    assert put_back(finance, address("camera", camera.history.get())).status_code == 200
    assert Camera.history.count() == 1


def test_nothing_is_put_back_of_what_was_there_before_its_history(finance):
    [camera] = Camera.objects.bulk_create([Camera(reference="B-1", location="Market Place")])
    record = change(camera, location="High Street")

    words = words_of(finance.get(address("camera", record)))

    assert "This entry is where it began: there is nothing earlier to put back." in words
    assert put_back(finance, address("camera", record), parts=["location"]).status_code == 200
    assert Camera.history.filter(id=camera.pk).count() == 1
    assert stored(camera).location == "High Street"
    for page in (camera.get_absolute_url(), "/cameras/history/"):
        assert address("camera", record) not in finance.get(page).content.decode()


def test_who_saw_another_value_is_asked_again(camera, finance):
    change(camera, location="Market Place")
    record = change(camera, location="High Street")
    shown = asked(finance, address("camera", record))
    change(camera, location="Car park")

    refused = finance.post(address("camera", record), shown | WHY)
    before = stored(camera).location
    again = put_back(finance, address("camera", record))

    words = words_of(refused)
    assert "Location was changed meanwhile and is now “Car park”." in words
    assert "Location goes back to “Market Place”. It is “Car park” now." in words
    assert before == "Car park"
    assert "Camera A-1: Location put back." in words_of(again)


def test_another_field_changed_meanwhile_does_not_matter_and_is_kept(camera, finance):
    record = change(camera, location="High Street")
    shown = asked(finance, address("camera", record))
    change(camera, reference="A-2")

    finance.post(address("camera", record), shown | WHY)

    assert (stored(camera).reference, stored(camera).location) == ("A-2", "")


def test_what_was_chosen_on_an_older_page_is_never_another_field(camera, finance):
    spell = camera.services.get()
    record = change(spell, first_day=date(2021, 4, 1), last_day=date(2024, 9, 30))
    older = asked(finance, address("spell", record)) | {"parts": ["first_day"]}
    put_back(finance, address("spell", record), parts=["first_day"])

    refused = finance.post(address("spell", record), older | WHY)

    assert "First day of service: It stands so already." in words_of(refused)
    assert "Last day of service is emptied again." in words_of(refused)
    assert refused.context["form"]["parts"].value() == ["last_day"]
    assert stored(spell).last_day == date(2024, 9, 30)


@pytest.mark.parametrize("shown", ["", "none", "0", "-1", "9" * 30])
def test_a_page_that_does_not_say_what_it_showed_is_asked_again(camera, finance, shown):
    record = change(camera, location="High Street")

    page = finance.post(address("camera", record), WHY | {"shown": shown, "parts": "location"})

    assert page.status_code == 200
    assert "again before you put anything back." in words_of(page)
    assert stored(camera).location == "High Street"


@pytest.mark.parametrize("path", ["drone/1", "camera/0", "line/1", "camera/" + "9" * 30])
def test_what_is_not_in_the_history_is_not_found(camera, finance, path):
    assert finance.get(f"/cameras/history/{path}/put-back/").status_code == 404
    assert finance.post(f"/cameras/history/{path}/put-back/", WHY).status_code == 404


def test_only_finance_puts_back(camera, partners):
    record = change(camera, location="High Street")
    for role in (Role.BOARD, Role.OFFICER, Role.ADMINISTRATOR):
        client = Client()
        client.force_login(factories.make_person(role, partner=partners[0]))

        assert client.get(address("camera", record)).status_code == 404
        assert client.post(address("camera", record), WHY | {"shown": 1}).status_code == 404

    assert stored(camera).location == "High Street"
