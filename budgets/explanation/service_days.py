"""For which days a partner shares, where it is not the whole year, in one sentence."""

from __future__ import annotations

from budgets.arithmetic import CAMERAS
from budgets.explanation.wording import stretch_in_words
from budgets.part_years import PartOfYear
from budgets.position import QuarterPosition, Recharge


def days_in_words(part: PartOfYear) -> str:
    """``from 1 Oct 2024, 182 of the year’s 365 days``."""
    return (
        f"{stretch_in_words(part.first_day, part.last_day)}, "
        f"{part.days:,} of the year’s {part.days_in_year:,} days"
    )


def service_days(position: QuarterPosition, recharge: Recharge) -> tuple[str, ...]:
    """The sentence about the partner of ``recharge``; none where it shares all year."""
    part = position.basis.part_of_year(recharge.partner.pk)
    if part is None:
        return ()
    bases = {terms.basis for terms in position.basis.terms}
    counted = "Its cameras count on those days only." if CAMERAS in bases else ""
    weighted = "Its equal and agreed parts are weighted by them." if bases - {CAMERAS} else ""
    shares = f"{recharge.partner.short_name} shares {days_in_words(part)}."
    return (" ".join(filter(None, (shares, counted, weighted))),)
