"""The writes to people and their roles: one transaction each, every one in the history.

Nobody is ever deleted: an account is closed, and what was done under it keeps its name. Errors
leave: ValidationError names fields, PeopleRefused says in a sentence why not. ``by`` is the person
who asks, None a command; who may ask is decided in ``permissions.py``. ``reason`` is kept with the
change, where there is one.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from partners.models import Membership, Partner, Role, User

SECOND_STEP_REMOVED = "Second step of signing in removed"


class PeopleRefused(ValueError):
    """The change would leave people in a state nobody means; the message says so."""


@transaction.atomic
def add_person(
    *,
    name: str,
    email: str,
    partner: Partner,
    role: str,
    by: User | None,
    password: str | None = None,
) -> User:
    """Add somebody with their first role. Without ``password`` they choose one by a link.

    ValidationError: a field that cannot be, an e-mail address already known, or a role of the host
    at another council.
    """
    hold_people()
    person = User(name=name.strip(), email=_lower(email))
    person.set_password(password)
    _save_person(person, by)
    _save_role(Membership(user=person, partner=partner, role=role), by)
    return person


@transaction.atomic
def change_person(
    *, person: User, name: str, email: str, by: User | None, reason: str = ""
) -> User:
    """Change a name or an e-mail address; the old address no longer signs in or resets anything."""
    hold_people()
    person = User.objects.get(pk=person.pk)
    before = (person.name, person.email)
    person.name, person.email = name.strip(), _lower(email)
    if (person.name, person.email) != before:
        _save_person(person, by, reason)
    # allauth looks for people by the addresses it keeps itself, too.
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    return person


@transaction.atomic
def give_role(
    *, person: User, partner: Partner, role: str, by: User | None, reason: str = ""
) -> Membership:
    """Give a role at a council; it counts from the person's next click.

    ValidationError: held already, or a role of the host at another council.
    """
    hold_people()
    return _save_role(Membership(user=person, partner=partner, role=role), by, reason)


@transaction.atomic
def make_administrator(*, person: User, partner: Partner) -> None:
    """Open the account and give the role, whichever of the two is wanting: a command's way back in."""
    hold_people()
    _set_active(person, True, by=None)
    if not person.memberships.filter(partner=partner, role=Role.ADMINISTRATOR).exists():
        _save_role(Membership(user=person, partner=partner, role=Role.ADMINISTRATOR), by=None)


@transaction.atomic
def take_role(*, membership: Membership, by: User | None, reason: str = "") -> None:
    """Take a role away. PeopleRefused: one's own as administrator, or the last administrator's."""
    hold_people()
    if by and membership.user_id == by.pk and membership.role == Role.ADMINISTRATOR:
        raise PeopleRefused(
            "You cannot take away your own role as administrator. Another administrator can."
        )
    held = Membership.objects.filter(pk=membership.pk).first()
    if held is None:
        raise PeopleRefused("Somebody else has taken this role away meanwhile.")
    held._history_user, held._change_reason = by, reason or None
    held.delete()
    _keep_an_administrator()


@transaction.atomic
def close_account(*, person: User, by: User | None, reason: str = "") -> User:
    """Shut somebody out from their next click on; roles are kept for a return.

    PeopleRefused: one's own account, or the last administrator's.
    """
    hold_people()
    if by and person.pk == by.pk:
        raise PeopleRefused("You cannot close your own account. Another administrator can.")
    person = _set_active(person, False, by, reason)
    _keep_an_administrator()
    return person


@transaction.atomic
def open_account(*, person: User, by: User | None, reason: str = "") -> User:
    """Let somebody in again, with the roles and the password they had."""
    hold_people()
    return _set_active(person, True, by, reason)


@transaction.atomic
def remove_second_step(*, person: User, by: User, reason: str = "") -> None:
    """Let somebody who lost phone and recovery codes sign in by password alone.

    PeopleRefused: one's own, which is removed only after one's password is asked again.
    """
    if person.pk == by.pk:
        raise PeopleRefused("Remove your own second step under “Your account”.")
    Authenticator.objects.filter(user=person).delete()
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    said = f"{SECOND_STEP_REMOVED}: {reason}" if reason else SECOND_STEP_REMOVED
    person._history_user, person._change_reason = by, said
    person.save(update_fields=["is_active"])


def hold_people() -> None:
    """Hold the host council's row: of two writers at once, the second sees what the first did."""
    list(Partner.objects.filter(is_host=True).select_for_update(no_key=True))


def _save_person(person: User, by: User | None, reason: str = "") -> None:
    # Whether the address is free is asked below, in words that name who has it.
    person.full_clean(validate_unique=False, validate_constraints=False)
    _refuse_known_address(person)
    person._history_user, person._change_reason = by, reason or None
    person.save()


def _refuse_known_address(person: User) -> None:
    known = User.objects.filter(email__iexact=person.email).exclude(pk=person.pk).first()
    if known:
        state = "" if known.is_active else ", whose account is closed: open it again instead"
        raise ValidationError({"email": f"“{person.email}” is the address of {known}{state}."})


def _save_role(membership: Membership, by: User | None, reason: str = "") -> Membership:
    membership.full_clean()
    membership._history_user, membership._change_reason = by, reason or None
    membership.save()
    return membership


def _set_active(person: User, active: bool, by: User | None, reason: str = "") -> User:
    person = User.objects.get(pk=person.pk)
    if person.is_active != active:
        person.is_active = active
        person._history_user, person._change_reason = by, reason or None
        person.save(update_fields=["is_active"])
    return person


def _keep_an_administrator() -> None:
    if not Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exists():
        raise PeopleRefused(
            "This is the last administrator who can sign in. Make somebody else one first."
        )


def _lower(email: str) -> str:
    return email.strip().lower()
