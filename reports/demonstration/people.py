"""People to try the application as: one for every role, named after it, with one password."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from partners.models import Membership, Partner, Role, User
from reports.demonstration import DemonstrationRefused
from reports.demonstration.councils import COUNCILS

PASSWORD = "demo-password"  # noqa: S105 - printed for everybody; the command needs debug mode
HOST = "stevenage"


@dataclass(frozen=True)
class Person:
    """Somebody known by what they do and for which council (its slug)."""

    mailbox: str
    council: str
    role: Role

    @property
    def email(self) -> str:
        return f"{self.mailbox}@{self.council}.example.gov.uk"

    def described(self, partner: Partner) -> str:
        return f"{self.role.label}, {partner.short_name}"


PEOPLE = (
    Person("admin", HOST, Role.ADMINISTRATOR),
    Person("finance", HOST, Role.FINANCE),
    *(
        Person(mailbox, council.slug, role)
        for council in COUNCILS
        for mailbox, role in (("officer", Role.OFFICER), ("board", Role.BOARD))
    ),
)
FINANCE_OFFICER = PEOPLE[1]


def load_people() -> list[User]:
    """Everybody in ``PEOPLE``, each with the demonstration's password.

    Who is already there keeps name and roles; only the password is set back.
    DemonstrationRefused: a council they belong to is not known.
    """
    partners = Partner.objects.in_bulk([person.council for person in PEOPLE], field_name="slug")
    # One hash for all: each takes a good part of a second, and everybody knows the password.
    password = make_password(PASSWORD)
    return [_loaded(person, partners.get(person.council), password) for person in PEOPLE]


def _loaded(person: Person, partner: Partner | None, password: str) -> User:
    if partner is None:
        raise DemonstrationRefused(
            f"The database has no partner at /{person.council}/ for {person.email} to belong to. "
            "Load the demonstration into an empty database."
        )
    user = User.objects.filter(email__iexact=person.email).first()
    if user:
        return _with_password(user, password)
    user = User.objects.create(
        email=person.email, name=person.described(partner), password=password
    )
    Membership.objects.create(user=user, partner=partner, role=person.role)
    return user


def _with_password(user: User, password: str) -> User:
    user.password = password
    # The password is not in the history, so there would be nothing to see in the entry.
    user.skip_history_when_saving = True
    user.save(update_fields=["password"])
    return user
