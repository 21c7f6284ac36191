"""The demonstration's Quarter 2 on its way, and who was told of it by e-mail."""

import re

from django.conf import settings

from budgets.lifecycle import reopen_quarter, submit_quarter, withdraw_quarter
from budgets.models import Quarter
from partners.models import OutgoingEmail
from reports.demonstration.figures import YEAR
from reports.editions import publish

COUNCILS = ("stevenage", "east-herts", "hertsmere", "north-herts")
OFFICERS = {f"officer@{council}" for council in COUNCILS}
BOARD = {f"board@{council}" for council in COUNCILS}
REASON = "A camera was missing.\n\nIt stood in the register of the year before, under another name."


def quarter():
    return Quarter.objects.of(YEAR, 2)


def submit(user):
    reopen_quarter(quarter=quarter(), user=user, reason="To submit it again.")
    OutgoingEmail.objects.all().delete()
    submit_quarter(quarter=quarter(), user=user)


def take_back(user):
    reopen_quarter(quarter=quarter(), user=user, reason=REASON)


def publish_it(user, **edition):
    publish(quarter=quarter(), user=user, **edition)


def withdraw(user):
    publish_it(user)
    OutgoingEmail.objects.all().delete()
    withdraw_quarter(quarter=quarter(), user=user, reason=REASON)


STEPS = [submit, take_back, publish_it, withdraw]


def told():
    """Mailbox -> message, of everybody who was told; each was told once."""
    emails = {email.to.removesuffix(".example.gov.uk"): email for email in emails_written()}
    assert len(emails) == OutgoingEmail.objects.count()
    return emails


def emails_written():
    return OutgoingEmail.objects.order_by("pk")


def pages_named(email):
    """Paths of the pages that a message leads to, but for the choice of e-mails at its foot."""
    links = re.findall(rf"^{re.escape(settings.PUBLIC_URL)}(/\S*)$", email.body, re.MULTILINE)
    return [link for link in links if link != "/accounts/emails/"]
