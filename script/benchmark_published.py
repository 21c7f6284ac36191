"""What ``script/benchmark`` measures of a published paper: beside a static file of the same size.

The file is served by WhiteNoise, which stands before everything else and asks nobody who is there;
the paper passes sessions, sign-in and the rule of who may read it. Both are asked for by a visitor.
"""

import tempfile
from pathlib import Path

from django.conf import settings
from django.test import Client, override_settings

from budgets.lifecycle import submit_quarter
from partners.models import User
from reports.editions import publish

EDITION = "/reports/2024-25/q2/editions/1/report.pdf"
NEWEST = "/reports/2024-25/q2/report.pdf"
BESIDE = "static file"
# Nobody is told of a quarter that was published to be measured.
SILENT = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def published(quarter, side_by_side, queries_of):
    """The quarter's paper, published: the whole of it, and what a reader gets who has it already."""
    finance = User.objects.get(memberships__role="finance")
    with override_settings(**SILENT):
        submit_quarter(quarter=quarter, user=finance)
        edition = publish(quarter=quarter, user=finance)
    with tempfile.TemporaryDirectory() as folder, override_settings(STATIC_ROOT=folder):
        Path(folder, "same.pdf").write_bytes(bytes(edition.pdf))
        visitor = Client()
        beside = f"{settings.STATIC_URL}same.pdf"
        for name, address in (("Edition as PDF", EDITION), ("The newest edition", NEWEST)):
            whole = sending(visitor, address)
            yield name, BESIDE, queries_of(whole), side_by_side(whole, sending(visitor, beside))
        kept = keeping(visitor, EDITION)
        timing = side_by_side(kept, keeping(visitor, beside))
        yield "Who has it already", BESIDE, queries_of(kept), timing


def sending(visitor, address):
    def send():
        response = visitor.get(address)
        # A file is sent as it is read, and is read by whoever asks for it.
        sent = b"".join(response)
        response.close()
        if response.status_code != 200 or not sent.startswith(b"%PDF"):
            raise SystemExit(f"{address} answered {response.status_code}.")

    return send


def keeping(visitor, address):
    """Ask for what is there already, by the mark that came with it."""
    mark = visitor.head(address)["ETag"]

    def keep():
        response = visitor.get(address, headers={"If-None-Match": mark})
        if response.status_code != 304:
            raise SystemExit(f"{address} answered {response.status_code} to who had it.")

    return keep
