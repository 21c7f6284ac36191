"""By what a draft differs from the published report, while that is being corrected.

A draft is compared with the newest edition, and what the public would read of it with the public
version of the newest edition that is public: neither tells what its reader may not know.
"""

from __future__ import annotations

from dataclasses import dataclass

from cctvpartnership.figures import signed_pounds, signed_pounds_and_pence, with_pound_sign
from reports.copies import ReadersCopy
from reports.differences import Difference, Rewording, differences, rewordings
from reports.editions import edition_position, newest_edition
from reports.models import Edition, PublicVersion
from reports.public_copies import PublicDraft


@dataclass(frozen=True)
class SincePublished:
    """``edition``: what the draft is compared with."""

    edition: Edition | PublicVersion
    figures: tuple[Difference, ...]
    comments: tuple[Rewording, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """``+£1,000 on Premises Related, estimate``, one for each figure."""
        return tuple(_sentence(difference) for difference in self.figures)


def since_published(copy: ReadersCopy) -> SincePublished | None:
    """What was changed since the newest edition; None: ``copy`` is no draft, or nothing is published."""
    published = _compared_with(copy) if copy.draft else None
    if published is None:
        return None
    before, now = edition_position(published), copy.position
    return SincePublished(published, differences(before, now), rewordings(before, now))


def _compared_with(copy: ReadersCopy) -> Edition | PublicVersion | None:
    if not isinstance(copy, PublicDraft):
        return newest_edition(copy.quarter)
    editions = Edition.objects.filter(report=copy.draft, visibility=Edition.Visibility.PUBLIC)
    edition = editions.select_related("report__quarter__year", "public_version").first()
    return edition and (edition.public or edition)


def _sentence(difference: Difference) -> str:
    place = f"{difference.place}, {difference.figure}"
    if difference.change is None:
        return f"{place}: {'not known' if difference.after is None else 'only now known'}"
    print_ = signed_pounds_and_pence if difference.change % 1 else signed_pounds
    return f"{with_pound_sign(print_(difference.change))} on {place}"
