"""Whose page it is: a signed token lets its holder write one person's draft of one quarter, no more.

It is how work comes home after the session it was typed in has ended. Nothing can be read with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from budgets.models import Quarter
from partners.models import User
from partners.permissions import can_enter_figures

SALT = "budgets.drafts"
GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Writer:
    """The person who typed, and the quarter whose page they typed in."""

    user: User
    quarter: Quarter


def token_for(user: User, quarter: Quarter) -> str:
    return signing.dumps({"user": user.pk, "quarter": quarter.pk}, salt=SALT)


def writer_named(token: str) -> Writer | None:
    """Whom ``token`` names. None: it is none of ours or too old, or they may not enter figures now."""
    try:
        named = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=named["user"]).first()
    quarter = Quarter.objects.select_related("year").filter(pk=named["quarter"]).first()
    if user is None or quarter is None or not can_enter_figures(user):
        return None
    return Writer(user, quarter)
