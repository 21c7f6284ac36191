"""The words for the history of people, their roles and the partners, which administrators read."""

from __future__ import annotations

from partners.models import EmailChoice, Membership, Partner, User
from partners.records import Entry, Field, Kind, Log, Said, Subject, entries_of

A_PERSON = Subject("person", User, ("name", "email"))
A_PARTNER = Subject("partner", Partner, ("name", "short_name"))


def _role(said: Said) -> str:
    return f"{said['role']}, {said['partner']}"


PERSON = Kind(
    key="person",
    label="Person",
    plural="People",
    model=User,
    fields={
        "name": Field("Name"),
        "email": Field("E-mail address"),
        "is_active": Field(
            "Account open",
            told=lambda was, now: "Account opened again" if now == "Yes" else "Account closed",
        ),
        "is_superuser": Field("Superuser"),
        "is_staff": Field("Staff"),
    },
    thing=lambda said: said.record.name or said.record.email,
    added=lambda said: f"Added as {said.record.name or said.record.email}, {said.record.email}",
    removed=lambda said: "Removed",
    about={A_PERSON: ("id",)},
)
ROLE = Kind(
    key="role",
    label="Role",
    plural="Roles",
    model=Membership,
    fields={
        "user": Field("Person"),
        "role": Field("Role"),
        "partner": Field("Council"),
    },
    thing=lambda said: said["user"],
    added=lambda said: f"Given the role {_role(said)}",
    removed=lambda said: f"Role taken away: {_role(said)}",
    about={A_PERSON: ("user_id",)},
)
EMAILS = Kind(
    key="emails",
    label="Choice of e-mails",
    plural="Choices of e-mails",
    model=EmailChoice,
    fields={"user": Field("Person"), "event": Field("When"), "wanted": Field("Wanted")},
    thing=lambda said: f"{said['user']}: when {said['event']}",
    added=lambda said: f"E-mails when {said['event']}: {said['wanted'].lower()}",
    removed=lambda said: f"Choice of e-mails when {said['event']} removed",
    about={A_PERSON: ("user_id",)},
)
PARTNER = Kind(
    key="partner",
    label="Partner",
    plural="Partners",
    model=Partner,
    fields={
        "name": Field("Name"),
        "short_name": Field("Short name"),
        "slug": Field("Name in addresses"),
        "is_host": Field("Hosts the service"),
        "gss_code": Field("GSS code"),
        "position": Field("Place in the order"),
    },
    thing=lambda said: said.record.short_name,
    added=lambda said: f"Partner entered: {said.record.name}",
    removed=lambda said: f"Partner removed: {said.record.name}",
    about={A_PARTNER: ("id",)},
)
KINDS = (PERSON, ROLE, EMAILS, PARTNER)


def people_log() -> Log:
    """Every change of people, roles and partners."""
    return Log(tuple((kind, kind.records) for kind in KINDS))


def history_of(person: User) -> list[Entry]:
    """Every change of the account and its roles, newest first. Signing in is none."""
    return entries_of(
        (kind, kind.records.filter(kind.of(A_PERSON, person.pk))) for kind in (PERSON, ROLE)
    )
