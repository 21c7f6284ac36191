"""The words for the history of a year itself: its settings, its partners, its sense checks."""

from __future__ import annotations

from budgets.models import FinancialYear, SenseCheckThresholds, YearPartner
from budgets.records.sentences import PLACE, words
from partners.people_records import A_PARTNER
from partners.records import Field, Kind
from partners.records.printing import money, percentage


def approved(how: str):
    """``Approval recorded on 1 March 2024``; ``Approval recorded by Sam taken out``.

    The day of the meeting stands with the decision: what is told here is when it was typed in.
    """

    def told_of(was: str, is_now: str) -> str:
        if not is_now:
            return f"Approval recorded {how} {was} taken out"
        return f"Approval recorded {how} {is_now}{f', before {how} {was}' if was else ''}"

    return told_of


SETTINGS = Kind(
    **words("Settings", "averaging", "rounding_unit"),
    key="settings",
    plural="Settings",
    model=FinancialYear,
    fields={
        "averaging": Field("Average"),
        "rounding_unit": Field("Rounded to"),
        "round_shares_first": Field("Shares rounded to 0.01 % first"),
        "decision": Field("Averaging and rounding rest on"),
        "note": Field("Note on the figures"),
        "state": Field("State"),
        "approved_at": Field("Approval recorded on", told=approved("on")),
        "approved_by": Field("Approval recorded by", told=approved("by")),
        "starts_in": Field("Starts on 1 April of", printed=str),
    },
    thing=lambda said: str(said.record.instance),
    about={},
)
YEAR_PARTNER = Kind(
    **words("Partner in the year"),
    key="year-partner",
    plural="Partners in the year",
    model=YearPartner,
    fields={
        "partner": Field("Partner"),
        "position": PLACE,
        "first_day": Field("Shares from"),
        "last_day": Field("Shares until"),
    },
    thing=lambda said: said["partner"],
    about={A_PARTNER: ("partner_id",)},
)
SENSE_CHECKS = Kind(
    **words("Sense checks", "profile_points", "least_amount", "unexplained_variance"),
    key="sense-checks",
    plural="Sense checks",
    model=SenseCheckThresholds,
    fields={
        "profile_points": Field("Points from the profile"),
        "least_amount": Field("Ignored below", printed=money),
        "unexplained_variance": Field("Variance that needs a comment", printed=money),
        "run_rate_percent": Field("Run rate from the estimate", printed=percentage),
        "jump": Field("Jump, times"),
    },
    thing=lambda said: "Sense checks",
    about={},
)
