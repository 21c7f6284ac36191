"""The sense checks in words: what stands out, and what would settle it.

Which check a line does not pass is ``sense_checks``'s to say. Percentages are whole, as the grid
prints them; amounts are exact.
"""

from __future__ import annotations

from budgets.explanation.wording import amount, in_percent, signed_amount
from budgets.sense_checks import (
    ABOVE_BUDGET,
    BELOW_LAST_QUARTER,
    INCOME_LAGGING,
    OFF_PROFILE,
    RUN_RATE,
    SIGN_FLIPPED,
    TEN_TIMES,
    UNEXPLAINED,
    Finding,
)
from cctvpartnership.figures import rounded

LAST_QUARTER = 4
BY_QUARTER_END = {
    1: "by the end of June",
    2: "at half year",
    3: "by the end of December",
    4: "at the end of the year",
}


def in_words(finding: Finding, quarter: int, names: dict[str, str]) -> str:
    """What stands out, in one sentence: ``21 % spent at half year, where 50 % is expected.``

    ``names`` are what the cells are called: ``{"actual": "actual", "estimate": "outturn", …}``.
    """
    return _SENTENCES[finding.kind](finding, quarter, names[finding.cell])


def _off_profile(finding: Finding, quarter: int, cell: str) -> str:
    done = "received" if finding.is_income else "spent"
    return (
        f"{_share(finding.given)} {done} {BY_QUARTER_END[quarter]}, "
        f"where {_share(finding.against)} is expected."
    )


def _above_budget(finding: Finding, quarter: int, cell: str) -> str:
    over = amount(finding.given - finding.against)
    if not finding.against:
        return f"{over} is spent without a budget."
    return f"The actual is {over} above the whole year’s budget."


def _below_last_quarter(finding: Finding, quarter: int, cell: str) -> str:
    less = "less" if finding.against > 0 else "nearer nil"
    return (
        f"The actual, {amount(finding.given)}, is {less} than last quarter’s "
        f"{amount(finding.against)}, though actuals add up from 1 April."
    )


def _sign_flipped(finding: Finding, quarter: int, cell: str) -> str:
    is_cost = finding.given > 0
    typed, meant = ("cost", "income") if is_cost else ("income", "cost")
    return (
        f"The {cell}, {amount(finding.given)}, is {typed}, where {amount(finding.against)} "
        f"shows {meant}: is its sign right?"
    )


def _ten_times(finding: Finding, quarter: int, cell: str) -> str:
    return (
        f"The {cell}, {amount(finding.given)}, is {_times(finding)} times last quarter’s "
        f"{amount(finding.against)}: is a digit too many?"
    )


def _unexplained(finding: Finding, quarter: int, cell: str) -> str:
    return f"A variance of {signed_amount(finding.given)} has no comment."


def _run_rate(finding: Finding, quarter: int, cell: str) -> str:
    at_this_rate, said = amount(rounded(finding.given)), amount(finding.against)
    if quarter == LAST_QUARTER:
        return f"The actual of the whole year comes to {at_this_rate}; the {cell} is {said}."
    return f"At this rate the year comes to {at_this_rate}; {said} is estimated."


def _share(share) -> str:
    return in_percent(share, 0)


def _times(finding: Finding) -> int:
    return int(abs(finding.given) // abs(finding.against))


_SENTENCES = {
    OFF_PROFILE: _off_profile,
    ABOVE_BUDGET: _above_budget,
    INCOME_LAGGING: _off_profile,
    BELOW_LAST_QUARTER: _below_last_quarter,
    SIGN_FLIPPED: _sign_flipped,
    TEN_TIMES: _ten_times,
    UNEXPLAINED: _unexplained,
    RUN_RATE: _run_rate,
}
