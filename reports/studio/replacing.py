"""Putting words into a section that the person was shown beside it: as shown, or not at all."""

from __future__ import annotations

from django.db import transaction

from partners.history import REMOVED
from partners.models import User
from reports.models import Report, Section
from reports.studio.forms import LONGEST_TEXT
from reports.studio.holding import hold, section_records
from reports.studio.saving import save_section


class NotAsShown(ValueError):
    """The section was saved or removed since it was shown; nothing is replaced unseen."""


class TooLong(ValueError):
    """The text would not fit into a section; the message says so."""


@transaction.atomic
def replace_text(
    *, report: Report, section: Section, shown: int | None, body: str, user: User | None
) -> Section:
    """Save ``body`` as the text of ``section``, whose newest record the person was ``shown``.

    StudioClosed; NotAsShown; TooLong; WordsRefused: it names figures that there are not.
    """
    hold(report)
    newest = section_records(report, section.pk).first()
    if newest is None or newest.history_type == REMOVED or newest.history_id != shown:
        raise NotAsShown(f"“{section.heading}” was changed since this page was shown.")
    if len(body) > LONGEST_TEXT:
        raise TooLong(
            f"The text would have {len(body):,} characters, and at most {LONGEST_TEXT:,} fit into "
            "a section. Choose another section, or shorten this one first."
        )
    words = {"body": body}
    return save_section(report=report, key=section.pk, shown=shown, words=words, user=user)
