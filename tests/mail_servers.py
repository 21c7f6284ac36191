"""Mail servers out of order, as e-mail backends; a test names one by its path in EMAIL_BACKEND."""

import smtplib
import time

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Working

HERE = "tests.mail_servers"
REFUSED_NAME = "officer@hertsmere"
ANSWERS_AFTER = 0.05


class Down(BaseEmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


class Locked(BaseEmailBackend):
    """It answers, and does not know this service."""

    def open(self):
        raise smtplib.SMTPAuthenticationError(535, b"Authentication failed")


class Picky(Working):
    """It does not know one of the addresses."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0].startswith(REFUSED_NAME):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"No such mailbox")})
        return super().send_messages(messages)


class Failing(Working):
    """It breaks off after three messages."""

    taken = 0

    def send_messages(self, messages):
        if Failing.taken == 3:
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        Failing.taken += 1
        return super().send_messages(messages)


class Slow(Working):
    def send_messages(self, messages):
        time.sleep(ANSWERS_AFTER)
        return super().send_messages(messages)


class Broken(Working):
    """A fault in the program rather than in the mail server."""

    def open(self):
        raise RuntimeError("This should not happen")
