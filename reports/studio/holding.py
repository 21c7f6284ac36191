"""What the writes of the studio share: the paper held against others, and what was saved meanwhile.

Whoever writes holds the quarter, as publishing does, so that one waits for the other. ``shown`` is
the newest record of a thing's history that the page of the person had shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max, Model, QuerySet

from budgets.lifecycle import locked
from budgets.models import Quarter
from partners.history import REMOVED
from reports.models import Report, Section
from reports.studio.paper import Faults
from reports.studio.settling import Settled, left_alone, settled

SECTION_WORDS = ("heading", "body")
TITLE_WORDS = ("title", "report_of", "author", "wards")


class StudioClosed(ValueError):
    """The quarter is published, and its paper stands; the message says how it is changed."""


class WordsRefused(ValueError):
    """The words cannot be printed; ``faults`` say where and why."""

    def __init__(self, faults: Faults):
        super().__init__(" ".join(str(fault) for fault in faults))
        self.faults = faults


class SavedMeanwhile(ValueError):
    """Somebody else saved other words for the same: ``record`` holds theirs.

    ``upon`` is what was typed put together with what they saved, and what is disputed.
    """

    def __init__(self, record: Model, upon: Settled | None = None):
        super().__init__("Somebody else saved this meanwhile.")
        self.record, self.upon = record, upon

    @property
    def is_removal(self) -> bool:
        return self.record.history_type == REMOVED


def why_closed(quarter: Quarter) -> str:
    """A sentence where the paper of ``quarter`` cannot be edited; "": it can."""
    if quarter.state != Quarter.State.PUBLISHED:
        return ""
    return (
        f"{quarter} is published, and its paper stands as it was published. To change it, take the "
        "quarter back to the board first."
    )


def hold(report: Report) -> None:
    """Make other writers of the paper wait. StudioClosed: its quarter is published."""
    report.quarter = locked(report.quarter)
    if refusal := why_closed(report.quarter):
        raise StudioClosed(refusal)


def section_records(report: Report, key: int) -> QuerySet:
    """What is recorded of one section of the paper, newest first; nothing of another paper's."""
    return Section.history.filter(report_id=report.pk, id=key).order_by("-history_id")


def newest_records(report: Report) -> dict[int, int]:
    """Section -> the newest record of it. Read before the texts, it is never newer than they are."""
    records = Section.history.filter(report_id=report.pk).order_by()
    return dict(records.values_list("id").annotate(newest=Max("history_id")))


def title_records(report: Report) -> QuerySet:
    return Report.history.filter(id=report.pk).order_by("-history_id")


def upon_newest(records: QuerySet, shown: int | None, typed: Mapping[str, object]) -> Settled:
    """``typed`` together with what was saved since the record ``shown``.

    SavedMeanwhile: a person has to choose. Whoever saw the removal itself may bring it back.
    """
    newest = records.select_related("history_user").first()
    if newest.history_type == REMOVED:
        if newest.history_id != shown:
            raise SavedMeanwhile(newest)
        return Settled(dict(typed), ())
    base = records.filter(history_id=shown).first() if shown is not None else None
    saved = {name: getattr(newest, name) for name in typed}
    # Of a page that is not known nothing was shown, so that whatever differs is disputed.
    before = {name: getattr(base, name) if base else object() for name in typed}
    upon = settled(shown=before, saved=saved, typed=left_alone(shown=before, typed=typed))
    if upon.disputed:
        raise SavedMeanwhile(newest, upon)
    return upon
