"""What a history says of each kind of record: who, when, of what, from, to and why."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.records import KINDS as OF_YEARS
from cameras.models import Camera, Service
from cameras.records import CAMERA, SPELL
from cameras.records import KINDS as OF_REGISTER
from cctvpartnership.figures import in_full
from partners.models import Role, User
from partners.people_records import KINDS as OF_PEOPLE
from partners.people_records import ROLE
from partners.records import entries_of
from partners.records.printing import money, percentage
from reports.standing.records import KINDS as OF_STANDING_WORDING
from reports.studio.records import KINDS as OF_PAPERS
from tests import factories
from tests.everything import one_of_everything
from tests.record_entries import ADDED, CHANGES
from tests.unit.test_history import MODELS

pytestmark = pytest.mark.django_db

KINDS = {
    kind.key: kind
    for kind in (*OF_REGISTER, *OF_YEARS, *OF_PEOPLE, *OF_PAPERS, *OF_STANDING_WORDING)
}
# Never changed, or keys of the whole a row is part of.
NEVER_SAID = {"id", "date_joined", "year", "report"}


@pytest.fixture
def kept():
    return {type(row): row for row in vars(one_of_everything()).values()}


def changed(row, why=None, by=None, **changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row._history_user, row._change_reason = by, why
    row.save()


def told(kind, key):
    """The entries of one thing, newest first."""
    return entries_of([(kind, kind.records.filter(id=key))])


def test_every_model_with_a_history_but_the_meeting_has_words():
    assert {kind.model for kind in KINDS.values()} == {
        model for name, model in MODELS.items() if name != "Meeting"
    }
    assert len({kind.plural for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_that_can_change_is_said(kind):
    tracked = {field.name for field in kind.model.history.model.tracked_fields}

    assert tracked - set(kind.fields) - NEVER_SAID == set()
    assert kind.fields.keys() <= tracked


@pytest.mark.parametrize(
    ("key", "change", "sentences", "file"), CHANGES, ids=[c[0] for c in CHANGES]
)
def test_a_change_is_told_from_what_to_what(kept, key, change, sentences, file):
    kind = KINDS[key]
    row = kept[kind.model]
    if isinstance(row, Camera | User):
        named = {"reference": "A-1"} if isinstance(row, Camera) else {"email": "person@a.uk"}
        changed(row, **named)
    officer = factories.make_person(name="Somebody else")

    changed(row, why="As agreed", by=officer, **change)

    entry = told(kind, row.pk)[0]
    assert entry.sentences == tuple(sentences)
    assert [(d.label, d.plain_before, d.plain_now) for d in entry.differences] == file
    assert (entry.change, entry.who, entry.why) == ("changed", "Somebody else", "As agreed")
    assert entry.when == row.history.first().history_date


def test_every_kind_was_changed_once():
    assert {change[0] for change in CHANGES} == KINDS.keys()


@pytest.mark.parametrize("key", ADDED)
def test_what_was_added_is_told_with_all_that_it_says(kept, key):
    kind = KINDS[key]
    Camera.history.update(reference="A-1")
    Camera.objects.bulk_update([Camera(pk=kept[Camera].pk, reference="A-1")], ["reference"])
    User.history.update(email="person@a.uk")
    User.objects.filter(pk=kept[User].pk).update(email="person@a.uk")

    [entry] = told(kind, kept[kind.model].pk)

    assert (*entry.sentences, entry.thing) == ADDED[key]
    assert (entry.change, entry.who, entry.why) == ("added", "A command", "")
    assert all(difference.plain_before == "" for difference in entry.differences)
    assert {d.name for d in entry.differences} <= kind.fields.keys()


def test_what_was_removed_is_told_with_all_that_it_said():
    partner, camera_type = factories.make_partner(), factories.make_camera_type()
    camera = factories.make_camera(
        partner, camera_type, reference="A-1", last_day=date(2024, 9, 30)
    )
    spell = camera.services.get()
    key = spell.pk

    spell.delete()

    entry = told(SPELL, key)[0]
    assert entry.sentences == (
        "Spell of service removed: Ashdown, Active, from 1 April 2020 to 30 September 2024",
    )
    assert [(d.label, d.plain_before, d.plain_now) for d in entry.differences] == [
        ("Camera", "A-1", ""),
        ("Partner", "Ashdown", ""),
        ("Type", "Active", ""),
        ("First day of service", date(2020, 4, 1), ""),
        ("Last day of service", date(2024, 9, 30), ""),
    ]


def test_what_is_emptied_says_what_it_was():
    camera = Camera.objects.create(reference="A-1", location="Market Place")

    changed(camera, location="")

    assert told(CAMERA, camera.pk)[0].sentences == ("Location taken out, it was “Market Place”",)


def test_what_is_gone_keeps_the_last_name_it_had():
    host = factories.make_partner("Ashdown", is_host=True)
    person = factories.make_person(Role.BOARD, partner=host, email="gone@a.uk", name="Member")
    changed(person, name="Former member")
    key = person.memberships.get().pk

    person.delete()

    assert [entry.thing for entry in told(ROLE, key)] == ["Former member", "Former member"]


def test_a_history_that_begins_late_says_so_and_an_older_empty_saving_too():
    [camera] = Camera.objects.bulk_create([Camera(reference="A-1")])
    changed(camera, location="Market Place")
    record = camera.history.get()
    record.pk = None
    record.save(force_insert=True)

    newest, first = told(CAMERA, camera.pk)

    assert first.sentences == ("First recorded",)
    assert newest.sentences == ("Saved without a change",) and newest.is_event


def test_entries_are_newest_first_each_compared_with_its_own_thing():
    one, other = (Camera.objects.create(reference=name) for name in ("A-1", "B-1"))
    changed(one, location="One")
    changed(other, location="Two")
    changed(one, location="Three")

    entries = entries_of([(CAMERA, CAMERA.records), (SPELL, Service.history.all())])

    assert [(entry.thing, *entry.sentences) for entry in entries] == [
        ("A-1", "Location changed from “One” to “Three”"),
        ("B-1", "Location set to “Two”"),
        ("A-1", "Location set to “One”"),
        ("B-1", "Put in the register"),
        ("A-1", "Put in the register"),
    ]


def test_values_are_printed_exactly():
    assert in_full(Decimal("1234567.125000000000000")) == "1,234,567.125"
    assert in_full(Decimal("1E+3")) == "1,000"
    assert in_full(0) == "0"
    assert money(Decimal("-0.50")) == "−£0.50"
    assert percentage(Decimal("33.333333333333333")) == "33.333333333333333\N{NO-BREAK SPACE}%"
