"""The one-time link with which a person an administrator has added chooses a password.

It is sent by e-mail. Where no mail server is set up, or it does not take the message, the
administrator is given the link to pass on. Only somebody without a password gets one: an
administrator is never handed a way into an account that is in use.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings

from partners.models import User

logger = logging.getLogger(__name__)

CONSOLE = "django.core.mail.backends.console.EmailBackend"


@dataclass(frozen=True)
class Invitation:
    """``link`` works once, for PASSWORD_RESET_TIMEOUT; ``sent``: a mail server took it."""

    link: str
    sent: bool


def can_be_invited(person: User) -> bool:
    """Whether the account is open and still without a password."""
    return person.is_active and not person.has_usable_password()


def invite(person: User) -> Invitation:
    """Make a new link for ``person`` and send it. ValueError: they cannot be invited."""
    if not can_be_invited(person):
        raise ValueError(f"{person} has a password already, or their account is closed.")
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    link = get_adapter().get_reset_password_from_key_url(key)
    return Invitation(link, sent=_send(person, link))


def days_valid() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


def _send(person: User, link: str) -> bool:
    if settings.EMAIL_BACKEND == CONSOLE:
        return False
    context = {
        "partnership_name": settings.PARTNERSHIP_NAME,
        "email": person.email,
        "link": link,
        "days": days_valid(),
    }
    try:
        get_adapter().render_mail("partners/email/invitation", person.email, context).send()
    except OSError:
        logger.exception("The mail server did not take an invitation")
        return False
    return True
