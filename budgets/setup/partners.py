"""The councils that share a year's balance, in the order of tables and of ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from budgets.creating import Creator, next_positions
from budgets.models import AgreedPercentage, FinancialYear, YearPartner
from budgets.setup.rows import remove, save_if_changed, set_aside
from budgets.setup.staleness import PARTNERS, Mark, refuse_stale
from budgets.setup.years import SetupRefused, held
from partners.addresses import new_slug
from partners.models import Partner, User

SAVED = "Partners of {} saved"
# Beyond any place, while places are exchanged.
_ASIDE = 10_000


@dataclass(frozen=True)
class NewPartner:
    """A council that no year had before."""

    name: str
    short_name: str
    gss_code: str


@dataclass(frozen=True)
class Sharing:
    """Who shares, and from which day to which, both included; None: the year's own edge."""

    partner: Partner | NewPartner
    first_day: date | None = None
    last_day: date | None = None


def save_partners(
    *,
    year: FinancialYear,
    partners: Sequence[Sharing],
    shown: Mark,
    user: User | None,
) -> None:
    """Let ``partners`` share the year's balance, in this order, and nobody else.

    Agreed percentages of a council that no longer shares go with it. SetupLocked, StaleSetup, and
    SetupRefused: somebody added a council of the same name meanwhile.
    """
    try:
        with transaction.atomic():
            _save(held(year), partners, shown, user)
    except IntegrityError as error:
        raise SetupRefused("A council of the same name was added meanwhile. Save again.") from error


def _save(
    year: FinancialYear,
    partners: Sequence[Sharing],
    shown: Mark,
    user: User | None,
) -> None:
    refuse_stale(year, PARTNERS, shown)
    reason = SAVED.format(year)
    sharing = _created([each.partner for each in partners], Creator(user, reason))
    stored = {member.partner_id: member for member in year.year_partners.all()}
    gone = stored.keys() - {partner.pk for partner in sharing}
    agreed = AgreedPercentage.objects.filter(element__year=year, partner__in=gone)
    remove([*agreed, *(stored[key] for key in gone)], user=user, reason=reason)
    places = {partner.pk: place for place, partner in enumerate(sharing, start=1)}
    for key, member in stored.items():
        if places.get(key, member.position) != member.position:
            set_aside(member, "position", _ASIDE + places[key])
    for (key, place), each in zip(places.items(), partners, strict=True):
        member = stored.get(key) or YearPartner(year=year, partner_id=key)
        wanted = {"position": place, "first_day": each.first_day, "last_day": each.last_day}
        save_if_changed(member, wanted, user=user, reason=reason)


def _created(partners: Sequence[Partner | NewPartner], creator: Creator) -> list[Partner]:
    taken = set(Partner.objects.values_list("slug", flat=True))
    positions = next_positions(Partner)
    rows = [
        partner
        if isinstance(partner, Partner)
        else Partner(
            name=partner.name,
            short_name=partner.short_name,
            gss_code=partner.gss_code,
            slug=new_slug(partner.short_name, taken),
            position=next(positions),
        )
        for partner in partners
    ]
    creator.create(partner for partner in rows if partner.pk is None)
    return rows
