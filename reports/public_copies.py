"""What the public would be given of a quarter, for finance to look at before it is published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from budgets.models import Quarter
from budgets.position import QuarterPosition
from reports.assembly import CommitteeReport, assembled
from reports.copies import ReadersCopy, finance_copy
from reports.notices import FOR_ANYBODY, public_notice
from reports.optional import collected, facts_of
from reports.public_versions import PublicPlan, public_optional, public_plan


@dataclass(frozen=True)
class PublicDraft(ReadersCopy):
    """A draft with its marked lines merged, as everything now stands."""

    @cached_property
    def plan(self) -> PublicPlan:
        return public_plan(self.draft, self.quarter)

    @cached_property
    def position(self) -> QuarterPosition:
        return self.plan.position

    @cached_property
    def report(self) -> CommitteeReport:
        paragraphs = self.plan.paragraphs
        notice = public_notice(paragraphs) if paragraphs else FOR_ANYBODY
        facts = collected(self.quarter, self.draft.kinds)
        return assembled(
            self.draft,
            self.position,
            notice=notice,
            facts=facts_of(public_optional(facts, self.plan.merging.merged), self.quarter),
        )


def public_copy(quarter: Quarter) -> ReadersCopy | None:
    """What visitors read, or would; None: no report was begun, or its edition is not for them."""
    copy = finance_copy(quarter)
    if copy.draft:
        return PublicDraft(quarter, draft=copy.draft)
    if copy.edition and copy.edition.visibility == copy.edition.Visibility.PUBLIC:
        return replace(copy, edition=copy.edition.public or copy.edition)
    return None
