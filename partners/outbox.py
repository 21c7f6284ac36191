"""The outbox: e-mails written together with what they tell of, and sent once that is certain.

``post`` writes them in the caller's transaction, so that a step rolled back tells nobody and a step
done is never forgotten. They are sent after the commit; what the mail server does not take waits
for the next step or ``manage.py send_emails``. What an e-mail says is not decided here.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from time import monotonic

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from partners.models import OutgoingEmail, User

logger = logging.getLogger(__name__)

# Somebody waits for the page meanwhile: seconds for each answer of the mail server, and for all.
ANSWER_WITHIN, PATIENCE = 5, 10
# Longer than any message takes: whoever had it in hand for so long has died.
IN_HAND = timedelta(minutes=5)

# Errors are kept as one of these, a colon and what exactly was said.
NO_ANSWER = "the mail server did not answer"
TOO_SLOW = "the mail server was too slow"
TURNED_AWAY = "the mail server turned this service away"
REFUSED = "the mail server refused it"
# The fault of one message; anything else of OSError means that the server is not there.
OF_ONE_MESSAGE = (
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPNotSupportedError,
    # An address or subject that makes no message.
    ValueError,
)
LONGEST_ERROR = 500
# So that nobody's notice of absence answers.
HEADERS = {"Auto-Submitted": "auto-generated"}


@dataclass(frozen=True)
class Letter:
    """What one person is told."""

    person: User
    subject: str
    body: str


def post(letters: Iterable[Letter], *, about: str) -> list[OutgoingEmail]:
    """Write ``letters`` into the outbox; they go out when the transaction they belong to commits.

    ``about`` names what they are about, so that it can be asked which of them wait.
    """
    emails = OutgoingEmail.objects.bulk_create(
        OutgoingEmail(
            person=letter.person,
            to=letter.person.email,
            subject=one_line(letter.subject),
            body=letter.body,
            about=about,
        )
        for letter in letters
    )
    if emails:
        # Whatever goes wrong there is logged: the step is done, and its page is to say so.
        transaction.on_commit(send_in_passing, robust=True)
    return emails


def one_line(words: str) -> str:
    """``words`` without line breaks: a subject with one would go on as another header."""
    return " ".join(words.split())


def send_in_passing() -> int:
    """Send what waits while somebody waits for their page: what takes too long is left."""
    return send_waiting(answer_within=ANSWER_WITHIN, patience=PATIENCE)


def send_waiting(*, answer_within: int | None = None, patience: int | None = None) -> int:
    """Send what waits over one connection, oldest first; how many went.

    ``answer_within``, ``patience``: seconds for each answer (None: EMAIL_TIMEOUT), and after which
    no further message is begun. A mail server that is down is no error here: see ``last_error``.
    """
    left = deque(OutgoingEmail.objects.waiting().values_list("pk", flat=True))
    sent = 0
    if not left:
        return sent
    begun = monotonic()
    try:
        with get_connection(timeout=answer_within) as connection:
            while left:
                if patience is not None and monotonic() - begun > patience:
                    _note(left, TOO_SLOW)
                    break
                sent += _send(left[0], connection)
                left.popleft()
    # A host name that is none is a ValueError.
    except (OSError, ValueError) as error:
        logger.exception("The mail server did not take the messages that wait")
        _note(left, _why(error))
    return sent


def _send(key: int, connection) -> bool:
    """Send one message, unless somebody else has it. OSError: the mail server is not there."""
    email = _taken(key)
    if email is None:
        return False
    # An address corrected since the message was written is the one to use, and to keep.
    email.to = email.person.email
    message = EmailMessage(
        email.subject, email.body, to=[email.to], headers=HEADERS, connection=connection
    )
    try:
        message.send()
    except OF_ONE_MESSAGE as error:
        logger.exception("The mail server did not take message %s", key)
        _put_back(email, f"{REFUSED}: {error}")
        return False
    except OSError as error:
        _put_back(email, _why(error))
        raise
    email.sent_at, email.taken_at, email.last_error = timezone.now(), None, ""
    email.save(update_fields=["to", "sent_at", "taken_at", "last_error"])
    return True


def _taken(key: int) -> OutgoingEmail | None:
    """The message, in hand from now on; None: it is sent already, or in somebody else's.

    One statement takes it, and no transaction stays open while the mail server is talked to. Its
    condition names the row's own columns alone: PostgreSQL asks those again, and no subquery, once
    it has waited for another sender.
    """
    now = timezone.now()
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=now - IN_HAND)
    taken = OutgoingEmail.objects.filter(free, pk=key, sent_at__isnull=True).update(
        taken_at=now, attempts=F("attempts") + 1
    )
    return OutgoingEmail.objects.select_related("person").get(pk=key) if taken else None


def _put_back(email: OutgoingEmail, error: str) -> None:
    email.taken_at, email.last_error = None, error[:LONGEST_ERROR]
    email.save(update_fields=["taken_at", "last_error"])


def _note(keys: Iterable[int], error: str) -> None:
    """Write down why messages still wait; what another sender has in hand is theirs to judge."""
    OutgoingEmail.objects.filter(
        pk__in=list(keys), sent_at__isnull=True, taken_at__isnull=True
    ).update(last_error=error[:LONGEST_ERROR])


def _why(error: Exception) -> str:
    turned_away = isinstance(error, SMTPResponseException)
    return f"{TURNED_AWAY if turned_away else NO_ANSWER}: {error}"


def waiting_in_words(about: str) -> str:
    """How many people wait for e-mails about something, and why; "" where nobody does."""
    waiting = OutgoingEmail.objects.waiting().filter(about=about).exclude(last_error="")
    errors = dict(waiting.values_list("person", "last_error"))
    if not errors:
        return ""
    why = next(reversed(errors.values())).split(":")[0]
    if len(errors) == 1:
        return f"The e-mail to 1 person waits: {why}. It is kept, and tried again."
    return f"The e-mails to {len(errors)} people wait: {why}. They are kept, and tried again."
