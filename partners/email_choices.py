"""Which e-mails a person wants: all that concern their roles, less those they have switched off."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from partners.models import EmailChoice, EmailEvent, User
from partners.permissions import can_enter_figures, can_take_part_in_replies, follows_quarters

CONCERNED = {
    EmailEvent.OPENED: can_enter_figures,
    EmailEvent.BOARD: can_enter_figures,
    EmailEvent.REPLIED: can_take_part_in_replies,
}


def events_for(user) -> list[EmailEvent]:
    """What e-mails can tell this person of, by their roles; what is on a page is told to nobody else."""
    return [event for event in EmailEvent if CONCERNED.get(event, follows_quarters)(user)]


def wanted_by(user) -> list[EmailEvent]:
    """Of those, what this person wants to be told of."""
    refused = EmailChoice.objects.filter(user=user, wanted=False).values_list("event", flat=True)
    refused = set(refused)
    return [event for event in events_for(user) if event not in refused]


def without_refusals(event: EmailEvent, people: Iterable[User]) -> list[User]:
    """``people``, less those who do not want e-mails about ``event``."""
    choices = EmailChoice.objects.filter(event=event, wanted=False)
    refused = set(choices.values_list("user", flat=True))
    return [person for person in people if person.pk not in refused]


@transaction.atomic
def choose_emails(*, user: User, wanted: Collection[str]) -> list[EmailEvent]:
    """Want the e-mails about ``wanted`` and no others; what does not concern one's roles stays.

    Answers what is wanted now. A choice that changes nothing leaves no entry in the history.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    before = wanted_by(user)
    for event in events_for(user):
        if (event in wanted) != (event in before):
            choice = EmailChoice.objects.filter(user=user, event=event).first()
            choice = choice or EmailChoice(user=user, event=event)
            choice.wanted = event in wanted
            choice._history_user = user
            choice.save()
    return wanted_by(user)
