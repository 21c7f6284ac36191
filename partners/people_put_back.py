"""What may be put back of people, roles and partners, through the same writes as any change."""

from __future__ import annotations

from django.db.models import Model

from partners.models import Membership, Partner, User
from partners.people_actions import (
    PeopleRefused,
    change_person,
    close_account,
    give_role,
    hold_people,
    open_account,
    take_role,
)
from partners.people_records import EMAILS, PARTNER, PERSON, ROLE
from partners.records import Kind
from partners.records.putting_back import PutBackRefused, Rules, hold_row, may

NOT_OURS = "It is no right in this service, and only a command sets it."
THEIR_CHOICE = "Which e-mails somebody gets is theirs to choose, on their account’s own page."
OF_PARTNERS = {
    "slug": "Links to the partner’s pages that others hold would break.",
    "is_host": "Which council hosts the service decides who holds which role there.",
    "position": "The order of the partners is that of tables, and of each year as it was set.",
    "": "A partner is never removed by this service.",
}


def of_person(record: Model, field: str) -> str:
    return NOT_OURS if field in ("is_superuser", "is_staff") else may()


def of_emails(record: Model, field: str) -> str:
    return THEIR_CHOICE


def of_partner(record: Model, field: str) -> str:
    return OF_PARTNERS.get(field, may())


def hold(kind: Kind, record: Model) -> None:
    hold_people()


def save_person(person: User, by: User | None, reason: str) -> None:
    """Name and e-mail address by the rules for those, the account by opening or closing it."""
    stands = User.objects.get(pk=person.pk)
    try:
        if person.is_active != stands.is_active:
            act = open_account if person.is_active else close_account
            act(person=stands, by=by, reason=reason)
        change_person(person=person, name=person.name, email=person.email, by=by, reason=reason)
    except PeopleRefused as refusal:
        raise PutBackRefused(str(refusal)) from refusal


def give_again(record: Model, by: User | None, reason: str) -> None:
    person, partner = User.objects.get(pk=record.user_id), Partner.objects.get(pk=record.partner_id)
    give_role(person=person, partner=partner, role=record.role, by=by, reason=reason)


def take_again(record: Model, by: User | None, reason: str) -> None:
    try:
        take_role(membership=Membership.objects.get(pk=record.id), by=by, reason=reason)
    except PeopleRefused as refusal:
        raise PutBackRefused(str(refusal)) from refusal


def role_is_held(record: Model, field: str) -> str:
    """A role given again is another row, so that it is there is seen by who holds what where."""
    held = Membership.objects.filter(
        user=record.user_id, partner=record.partner_id, role=record.role
    )
    if record.history_type == "-" and held.exists():
        return "The person holds this role again already."
    return may()


RULES = {
    rules.kind.key: rules
    for rules in (
        Rules(PERSON, of_person, hold, save=save_person),
        Rules(ROLE, role_is_held, hold, add=give_again, take_out=take_again),
        Rules(EMAILS, of_emails),
        Rules(PARTNER, of_partner, hold_row),
    )
}
