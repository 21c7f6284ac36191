"""Tells those concerned of a quarter's steps, and of queries, by e-mail: whom, in which words, with which links.

Who gets an e-mail is who gets a link in it, and ``announced_links`` gives none to a page that the
person may not open. No figure is ever sent, and who takes a step is not told of it. The messages
are written in the transaction of the step (``partners.outbox``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from budgets.announced_links import (
    Link,
    LinksFor,
    to_answer,
    to_answer_board,
    to_enter,
    to_read,
    to_read_answer,
    when_taken_back,
)
from budgets.models import FinancialYear, Quarter, ShareReply, StateChange
from budgets.wording import listed, weekday
from partners.context_processors import roles_in_words
from partners.email_choices import without_refusals
from partners.models import EmailEvent, User
from partners.outbox import Letter, one_line, post
from partners.permissions import people_with_roles
from partners.plain_text import indented, wrapped

State = Quarter.State
TEMPLATE = "budgets/email/step.txt"
STEPS = {
    (State.OPEN, State.WITH_BOARD): (
        EmailEvent.SUBMITTED,
        "is with the board",
        "Its figures are locked. Board members can read all of it, partner officers their own "
        "council’s share.",
    ),
    (State.WITH_BOARD, State.OPEN): (
        EmailEvent.REOPENED,
        "is taken back from the board",
        "Its figures can be entered again. The board and the partners do not see it meanwhile.",
    ),
    (State.PUBLISHED, State.WITH_BOARD): (
        EmailEvent.REOPENED,
        "is taken back to be corrected",
        "The published edition stays and can still be read. A correction becomes a new edition, "
        "with its own number and reason.",
    ),
}


@dataclass(frozen=True)
class Announcement:
    """What is told of one step. ``facts``: (name, words); ``reason`` as somebody wrote it."""

    event: EmailEvent
    subject: str
    facts: Sequence[tuple[str, str]]
    sentence: str
    reason: str = ""


def tell_of_step(change: StateChange) -> None:
    """Tell of a quarter submitted, or taken back."""
    quarter = change.quarter
    event, what, sentence = STEPS[change.from_state, change.to_state]
    facts = [*_who_and_when(change.made_by, change.made_at), *_papers_due(quarter)]
    announcement = Announcement(event, f"{quarter} {what}", facts, sentence, change.reason)
    is_open = quarter.state == State.OPEN
    links_for = when_taken_back(quarter, change.from_state) if is_open else to_read(quarter)
    _tell(announcement, str(quarter), links_for, change.made_by)


def tell_of_publication(
    *, quarter: Quarter, user: User | None, at: datetime, number: int, readers: str, reason: str
) -> None:
    """Tell of edition ``number`` of a quarter's report. ``readers``: who may read it, in words."""
    again = f" anew, as edition {number}" if number > 1 else ""
    announcement = Announcement(
        EmailEvent.PUBLISHED,
        f"{quarter} is published{again}",
        [*_who_and_when(user, at), ("Edition", f"{number}"), ("Who may read it", readers)],
        "It does not change any more: its figures, its words and its PDF are kept as they are.",
        reason,
    )
    _tell(announcement, str(quarter), to_read(quarter), user)


def tell_of_reply(reply: ShareReply) -> None:
    """Tell finance of a query, and the council's officers of an answer; a confirmation is read on
    the summary. What was said may name figures, and so is read on the page alone."""
    quarter, partner = reply.quarter, reply.partner
    if reply.kind == ShareReply.Kind.QUERY:
        subject = f"{one_line(partner.short_name)} asks about {quarter}"
        sentence = "The query can be read and answered on the page of the share."
        links_for = to_answer(partner, quarter)
    elif reply.kind == ShareReply.Kind.ANSWER:
        subject = f"Your query about {quarter} is answered"
        sentence = "The answer can be read on the page of the share, and the figures confirmed."
        links_for = to_read_answer(partner, quarter)
    else:
        return
    facts = _who_and_when(reply.said_by, reply.said_at)
    announcement = Announcement(EmailEvent.REPLIED, subject, facts, sentence)
    _tell(announcement, str(quarter), links_for, reply.said_by)


def tell_of_board(*, quarter: Quarter, user: User, at: datetime, what: str, sentence: str) -> None:
    """Tell finance that the board said something of a draft; its words may name figures, and so are
    read on the page alone. ``what`` completes the quarter's name."""
    facts = _who_and_when(user, at)
    announcement = Announcement(EmailEvent.BOARD, f"{quarter} {what}", facts, sentence)
    _tell(announcement, str(quarter), to_answer_board(quarter), user)


@transaction.atomic
def announce_open_quarters(
    *, year: FinancialYear | None = None, by: User | None = None, today: date | None = None
) -> list[Quarter]:
    """Tell finance of quarters that are over and wait for their figures, each once for good.

    ``year``: of this year alone, whose budget ``by`` has just approved. Of two who ask at once, the
    second waits and finds nothing. Answers the quarters announced.
    """
    today = today or timezone.localdate()
    unannounced = Quarter.objects.filter(
        state=State.OPEN, announced_at__isnull=True, year__state=FinancialYear.State.APPROVED
    )
    if year:
        unannounced = unannounced.filter(year=year)
    held = unannounced.select_related("year").select_for_update(of=("self",), no_key=True)
    quarters = [quarter for quarter in held if quarter.last_day < today]
    for quarter in quarters:
        quarter.announced_at = timezone.now()
        quarter.save(update_fields=["announced_at"])
    approval = _approval(by, year) if year else []
    for of_year, members in groupby(quarters, key=lambda quarter: quarter.year):
        members = list(members)
        _tell(_opening(of_year, members, approval), str(of_year), to_enter(members), by)
    return quarters


def _approval(by: User | None, year: FinancialYear) -> list[tuple[str, str]]:
    """The meeting's day, then who recorded it and when."""
    recorded = _who_and_when(by, year.approved_at, "Recorded by")
    return [("Budget approved on", weekday(year.approval.dated)), *recorded]


def _opening(
    year: FinancialYear, quarters: Sequence[Quarter], approval: list[tuple[str, str]]
) -> Announcement:
    is_or_are = "is" if len(quarters) == 1 else "are"
    return Announcement(
        EmailEvent.OPENED,
        f"{_named(quarters)}, {year} {is_or_are} open for figures",
        [*approval, *(fact for quarter in quarters for fact in _to_be_entered(quarter))],
        "Enter the actuals to the quarter’s last day, and what the whole year is expected to "
        "come to.",
    )


def _tell(announcement: Announcement, about: str, links_for: LinksFor, by: User | None) -> None:
    """Write to everybody whom ``links_for`` gives a link and who wants to know."""
    links = {person: links_for(person) for person in people_with_roles() if person != by}
    concerned = without_refusals(announcement.event, (person for person in links if links[person]))
    post(
        (
            Letter(person, announcement.subject, _body(announcement, person, links[person]))
            for person in concerned
        ),
        about=about,
    )


def _body(announcement: Announcement, person: User, links: Sequence[Link]) -> str:
    roles = roles_in_words(person.memberships.all())
    context = {
        "announcement": announcement,
        "reason": indented(announcement.reason),
        "links": links,
        "roles": f"{roles[:1].lower()}{roles[1:]}",
        "address": settings.PUBLIC_URL,
        "partnership_name": settings.PARTNERSHIP_NAME,
    }
    return wrapped(render_to_string(TEMPLATE, context))


def _who_and_when(user: User | None, moment: datetime, by: str = "By") -> list[tuple[str, str]]:
    """A name is typed by people: on one line, it cannot pass for another fact."""
    local = timezone.localtime(moment)
    who = [(by, one_line(str(user)))] if user else []
    return [*who, ("When", f"{weekday(local.date())}, {local:%H:%M}")]


def _papers_due(quarter: Quarter) -> list[tuple[str, str]]:
    """Nothing where no day is set, or it is past."""
    due = quarter.papers_due
    return [("Papers due", weekday(due))] if due and due >= timezone.localdate() else []


def _to_be_entered(quarter: Quarter) -> list[tuple[str, str]]:
    last_day = (f"Last day of Quarter {quarter.number}", weekday(quarter.last_day))
    return [last_day, *_papers_due(quarter)]


def _named(quarters: Sequence[Quarter]) -> str:
    """``Quarter 3``, ``Quarters 1, 2 and 3``."""
    noun = "Quarter" if len(quarters) == 1 else "Quarters"
    return f"{noun} {listed([str(quarter.number) for quarter in quarters])}"
