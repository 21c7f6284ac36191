"""One partner's share of one quarter, explained: answer, reasons, picture and working together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from budgets.arithmetic import CAMERAS
from budgets.explanation.picture import BridgePicture, bridge_picture
from budgets.explanation.reasons import Reason, headline, reasons
from budgets.explanation.service_days import service_days
from budgets.explanation.wording import owed, possessive
from budgets.explanation.working import (
    CameraRow,
    CamerasOnDays,
    Step,
    budget_steps,
    camera_rows,
    cameras_on_days,
    counts_by_month,
    samples_in_year,
    share_steps,
)
from budgets.position import QuarterPosition, Recharge


@dataclass(frozen=True)
class ShareExplanation:
    """What the page of a share prints. ``estimate`` is None while it is not yet known."""

    owner: str
    headline: str
    estimate: str | None
    reasons: tuple[Reason, ...]
    picture: BridgePicture | None
    cameras_count: bool
    rounds_shares_first: bool
    has_fixed: bool
    service_days: tuple[str, ...]
    captions: dict[str, str]
    camera_rows: tuple[CameraRow, ...]
    average: Fraction
    samples: int
    by_month: bool
    share_steps: tuple[Step, ...]
    budget_steps: tuple[Step, ...]
    on_days: CamerasOnDays


def explain_share(position: QuarterPosition, recharge: Recharge) -> ShareExplanation:
    """Everything the page says about ``recharge``, one of the position's own."""
    is_last = position.quarter.is_last
    why = reasons(position, recharge)
    return ShareExplanation(
        owner=possessive(recharge.partner.short_name),
        headline=headline(recharge, is_last=is_last),
        estimate=None if recharge.estimate is None else owed(recharge.estimate),
        reasons=why,
        picture=bridge_picture(recharge, why, is_last=is_last),
        cameras_count=_cameras_count(position),
        rounds_shares_first=position.basis.round_shares_first,
        has_fixed=bool(position.basis.fixed_part),
        service_days=service_days(position, recharge),
        captions=_captions(position),
        camera_rows=camera_rows(position, recharge),
        average=recharge.equivalent_cameras,
        samples=samples_in_year(position),
        by_month=counts_by_month(position),
        share_steps=share_steps(position, recharge),
        budget_steps=budget_steps(position, recharge),
        on_days=cameras_on_days(position, recharge),
    )


def _cameras_count(position: QuarterPosition) -> bool:
    """Whether any element of charge is shared by cameras."""
    return any(terms.basis == CAMERAS for terms in position.basis.terms)


def _captions(position: QuarterPosition) -> dict[str, str]:
    """The tables' captions, numbered in the order in which they are drawn."""
    captions = {
        "cameras": "Average cameras over the year",
        "share": "From cameras to pounds",
        "budget": "From the budget to the estimate",
    }
    if not _cameras_count(position):
        del captions["cameras"]
        captions["share"] = "From the agreed shares to pounds"
    return {
        table: f"{number}. {caption}"
        for number, (table, caption) in enumerate(captions.items(), start=1)
    }
