"""Which pages of a quarter an e-mail leads a person to: only such as they may open, if any.

Each function answers a function of a person, so that what it needs to know of the quarter is read
once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

from django.urls import reverse

from budgets.explanation.wording import possessive
from budgets.models import Quarter
from partners.models import Partner, User
from partners.permissions import (
    can_answer_queries,
    can_enter_figures,
    can_reply_for,
    can_see_quarter,
    can_see_recharge,
    follows_quarters,
    is_officer_of,
)


@dataclass(frozen=True)
class Link:
    """A page that matters to somebody now; ``path`` is without the service's own address."""

    label: str
    path: str


LinksFor = Callable[[User], list[Link]]


def to_enter(quarters: Sequence[Quarter]) -> LinksFor:
    """Where their figures are entered, for finance."""
    links = [
        Link(f"Enter the figures of Quarter {quarter.number}", _address("quarter_edit", quarter))
        for quarter in quarters
    ]
    return lambda person: links if can_enter_figures(person) else []


def to_read(quarter: Quarter) -> LinksFor:
    """What may be read of a submitted quarter: one's own councils' shares, the paper, the summary."""
    partners = list(quarter.year.partners.all())
    whole = [Link("The figures", quarter.get_absolute_url())]
    # Of the paper this app knows no more than that a quarter may have one.
    if Quarter.objects.filter(pk=quarter.pk, report__isnull=False).exists():
        whole.insert(0, Link("The report", _address("report_detail", quarter, app="reports")))

    def links_for(person: User) -> list[Link]:
        if not follows_quarters(person):
            return []
        own = [
            _share(partner, quarter)
            for partner in partners
            if is_officer_of(person, partner) and can_see_recharge(person, partner, quarter)
        ]
        return [*own, *(whole if can_see_quarter(person, quarter) else ())]

    return links_for


def when_taken_back(quarter: Quarter, before: str) -> LinksFor:
    """Finance enters figures again; who could read them until now sees where the year stands."""
    as_it_was = copy(quarter)
    as_it_was.state = before
    could_read, enter = to_read(as_it_was), to_enter([quarter])
    year = Link(f"Where the quarters of {quarter.year} stand", quarter.year.get_absolute_url())
    return lambda person: enter(person) or ([year] if could_read(person) else [])


def to_answer(partner: Partner, quarter: Quarter) -> LinksFor:
    """Where a query waits, for finance."""
    links = [_share(partner, quarter, "replies")]
    return lambda person: links if can_answer_queries(person) else []


def to_read_answer(partner: Partner, quarter: Quarter) -> LinksFor:
    """Where an answer stands, for the officers of the council that asked."""
    links = [_share(partner, quarter, "replies")]
    return lambda person: links if can_reply_for(person, partner) else []


def to_answer_board(quarter: Quarter) -> LinksFor:
    """Where the board's comments stand, and who has cleared the draft, for finance."""
    links = [Link("The board’s comments", _address("board", quarter, app="reports"))]
    return lambda person: links if can_enter_figures(person) else []


def _share(partner: Partner, quarter: Quarter, part: str = "") -> Link:
    where = [partner.slug, quarter.year.period, quarter.number]
    address = reverse("shares:share_detail", args=where)
    return Link(f"{possessive(partner.short_name)} share", f"{address}#{part}" if part else address)


def _address(page: str, quarter: Quarter, app: str = "budgets") -> str:
    return reverse(f"{app}:{page}", args=[quarter.year.period, quarter.number])
