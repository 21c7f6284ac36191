"""There is always an administrator: the first one, by command, and the last one, who stays."""

import io

import pytest
from django.core.management import CommandError, call_command

from partners.models import Membership, Role, User
from partners.people_actions import (
    PeopleRefused,
    change_person,
    close_account,
    give_role,
    open_account,
    take_role,
)
from tests.factories import make_partner, make_partners, make_person
from tests.threads import at_once

PASSWORD = "staple-and-harbour"


@pytest.fixture
def host(db):
    return make_partner("Ashdown", is_host=True)


@pytest.fixture
def two_administrators(transactional_db):
    host, *_ = make_partners(2)
    return [make_person(Role.ADMINISTRATOR, partner=host, name=name) for name in ("A", "B")]


def add_administrator(*arguments, typed=f"{PASSWORD}\n", monkeypatch=None):
    """What the command prints, with ``typed`` on its standard input."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    call_command("add_administrator", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def command(monkeypatch):
    return lambda *arguments, **more: add_administrator(*arguments, **more, monkeypatch=monkeypatch)


def administrators():
    return set(
        Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).values_list(
            "user__email", flat=True
        )
    )


def test_the_first_administrator_is_added_by_a_command(host, command, client):
    said = command("Admin@A.uk", "--name", "Systems officer", "--password-stdin")

    person = User.objects.get()
    assert said == "admin@a.uk is added and is an administrator of Ashdown.\n"
    assert person.name == "Systems officer" and person.check_password(PASSWORD)
    assert administrators() == {"admin@a.uk"}


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (["admin@a.uk", "--password-stdin"], "\n", "holds no password on its first line"),
        (["admin@a.uk", "--password-stdin"], "short\n", "This password is too short."),
        (["admin@a.uk", "--password-stdin"], "password1234\n", "This password is too common."),
        (["admin", "--password-stdin"], f"{PASSWORD}\n", "Enter a valid email address."),
        (["admin@a.uk"], f"{PASSWORD}\n", "There is no terminal to ask for the password on."),
    ],
)
def test_the_command_says_what_is_wrong_and_adds_nobody(host, command, arguments, typed, sentence):
    with pytest.raises(CommandError, match=sentence):
        command(*arguments, typed=typed)

    assert not User.objects.exists()


@pytest.mark.django_db
def test_without_a_host_the_command_says_how_to_get_one(command):
    make_partner("Ashdown")

    with pytest.raises(CommandError, match=r"There is no host council yet.*load_year FILE.xlsx"):
        command("admin@a.uk", "--password-stdin")


def test_the_command_brings_back_somebody_known(host, command):
    person = make_person(Role.FINANCE, partner=host, email="admin@a.uk", is_active=False)
    before = person.password

    first = command("ADMIN@a.uk", typed="")
    second = command("admin@a.uk", typed="")

    person.refresh_from_db()
    expected = "admin@a.uk is an administrator now and keeps the password they have.\n"
    assert first == second == expected
    assert person.is_active and person.password == before
    assert {held.role for held in person.memberships.all()} == {Role.FINANCE, Role.ADMINISTRATOR}


@pytest.mark.parametrize("by_a_command", [True, False])
def test_the_last_administrator_stays(host, by_a_command):
    last = make_person(Role.ADMINISTRATOR, partner=host)
    left = make_person(Role.ADMINISTRATOR, partner=host, is_active=False)
    by = None if by_a_command else left

    with pytest.raises(PeopleRefused, match="the last administrator who can sign in"):
        close_account(person=last, by=by)
    with pytest.raises(PeopleRefused, match="the last administrator who can sign in"):
        take_role(membership=last.memberships.get(), by=by)

    assert administrators() == {last.email}
    assert User.objects.get(pk=last.pk).is_active


@pytest.mark.postgres
def test_two_administrators_who_close_each_other_leave_one(two_administrators):
    one, other = two_administrators

    outcomes = at_once(
        lambda: close_account(person=one, by=other), lambda: close_account(person=other, by=one)
    )

    assert sum(isinstance(outcome, PeopleRefused) for outcome in outcomes) == 1
    assert len(administrators()) == 1


@pytest.mark.postgres
def test_one_role_taken_while_the_other_account_closes_leaves_one(two_administrators):
    one, other = two_administrators
    held = one.memberships.get()

    outcomes = at_once(
        lambda: take_role(membership=held, by=None), lambda: close_account(person=other, by=None)
    )

    assert sum(isinstance(outcome, PeopleRefused) for outcome in outcomes) == 1
    assert len(administrators()) == 1


@pytest.mark.postgres
def test_a_role_taken_by_two_at_once_is_taken_once(two_administrators):
    one, other = two_administrators
    held = give_role(person=one, partner=one.memberships.get().partner, role=Role.BOARD, by=other)

    outcomes = at_once(*[lambda: take_role(membership=held, by=None)] * 2)

    assert sum(isinstance(outcome, PeopleRefused) for outcome in outcomes) == 1
    assert Membership.history.filter(id=held.pk, history_type="-").count() == 1


def test_a_change_of_name_does_not_undo_what_happened_meanwhile(host):
    make_person(Role.ADMINISTRATOR, partner=host)
    shown = make_person(name="Before")
    close_account(person=shown, by=None)

    change_person(person=shown, name="After", email=shown.email, by=None)

    now = User.objects.get(pk=shown.pk)
    assert now.name == "After" and not now.is_active


def test_saying_again_what_is_so_adds_nothing_to_the_history(host):
    person = make_person(Role.ADMINISTRATOR, partner=host, name="Same")
    before = person.history.count()

    change_person(person=person, name=" Same ", email=person.email.upper(), by=None)
    open_account(person=person, by=None)

    assert person.history.count() == before
