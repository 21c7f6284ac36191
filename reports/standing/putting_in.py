"""Standing wording put into the implications of a paper, where the paper says something else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from partners.models import User
from reports.models import Report, Section, StandingWording
from reports.standing.headed_texts import headed_texts, under, with_texts
from reports.studio.replacing import NotAsShown, replace_text

CHANGED_MEANWHILE = "The standing wording was changed since this page was shown."
NOT_CLOSED = (
    "The section leaves something open at its end, such as a line of ```, that would take in what is "
    "put behind it. Close it first."
)


class CannotPutIn(ValueError):
    """The section's own text would swallow what is put in; the message says so."""


@dataclass(frozen=True)
class Differing:
    """A heading under which a paper says something else; ``present`` None: it has no such heading."""

    key: int
    heading: str
    present: str | None
    standing: str


def differing(body: str) -> tuple[Differing, ...]:
    """Where ``body`` differs from the standing wording, in its order."""
    texts = headed_texts(body)
    found = []
    for wording in StandingWording.objects.all():
        part = under(wording.heading, texts)
        if part is None or part.text != wording.text.strip():
            present = part and part.text
            found.append(Differing(wording.pk, wording.heading, present, wording.text))
    return tuple(found)


def checksum(rows: Iterable[Differing]) -> str:
    """Of the standing wording in ``rows``, to know it again."""
    shown = [(row.key, row.heading, row.standing) for row in rows]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


@transaction.atomic
def put_in(
    *,
    report: Report,
    section: Section,
    shown: int | None,
    wording: str,
    keys: Iterable[int],
    user: User | None,
) -> list[str]:
    """Put the standing wording ``keys`` into ``section``; answers their headings.

    ``shown`` is the newest record of the section that was shown, ``wording`` the checksum of the
    differences. NotAsShown; CannotPutIn; StudioClosed; TooLong; WordsRefused.
    """
    rows = differing(section.body)
    if checksum(rows) != wording:
        raise NotAsShown(CHANGED_MEANWHILE)
    texts = {row.heading: row.standing for row in rows if row.key in set(keys)}
    body = with_texts(section.body, texts)
    now = headed_texts(body)
    if any(
        not (part := under(heading, now)) or part.text != text.strip()
        for heading, text in texts.items()
    ):
        raise CannotPutIn(NOT_CLOSED)
    replace_text(report=report, section=section, shown=shown, body=body, user=user)
    return list(texts)
