"""Saving the words of a section, or of the title block: one transaction each."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from partners.models import User
from reports.models import Report, Section
from reports.studio.arranging import make_room
from reports.studio.holding import (
    WordsRefused,
    hold,
    section_records,
    title_records,
    upon_newest,
)
from reports.studio.paper import working_paper


@transaction.atomic
def save_section(
    *, report: Report, key: int, shown: int | None, words: Mapping[str, str], user: User | None
) -> Section:
    """Save the heading and the text that ``words`` say; a removed section comes back with them.

    StudioClosed, SavedMeanwhile; WordsRefused: they name what there is not.
    """
    hold(report)
    records = section_records(report, key)
    stands = upon_newest(records, shown, words).words
    section = Section.objects.filter(report=report, pk=key).first()
    is_gone = section is None
    if is_gone:
        section = records.first().instance
    for name, value in stands.items():
        setattr(section, name, value)
    refuse_faults(report, section)
    if is_gone:
        make_room(report, section.position, user)
    section._history_user = user
    section.save(force_insert=is_gone)
    return section


@transaction.atomic
def save_title_block(
    *, report: Report, shown: int | None, words: Mapping[str, object], user: User | None
) -> Report:
    """Save the words over the paper. StudioClosed, SavedMeanwhile."""
    hold(report)
    stands = upon_newest(title_records(report), shown, words).words
    saved = Report.objects.get(pk=report.pk)
    for name, value in stands.items():
        setattr(saved, name, value)
    saved._history_user = user
    saved.save()
    return saved


def refuse_faults(report: Report, section: Section) -> None:
    """WordsRefused: ``section`` as given could not be printed in ``report``."""
    paper = working_paper(report).with_words(section)
    if faults := paper.faults(paper.place_of(section)):
        raise WordsRefused(faults)
