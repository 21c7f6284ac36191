"""Figures that are probably wrong: which sense checks a line's figures do not pass.

Pure and exact, as ``arithmetic`` is: pounds as ``Decimal``, shares as ``Fraction`` (1 is the whole),
cost plus and income minus. A check is a question to whoever entered the figure, never an obstacle;
what depends on a figure not entered is not asked. The sentences are ``sense_wording``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import spent_share, variance

(
    OFF_PROFILE,
    ABOVE_BUDGET,
    INCOME_LAGGING,
    BELOW_LAST_QUARTER,
    SIGN_FLIPPED,
    TEN_TIMES,
    UNEXPLAINED,
    RUN_RATE,
) = KINDS = (
    "off_profile",
    "above_budget",
    "income_lagging",
    "below_last_quarter",
    "sign_flipped",
    "ten_times",
    "unexplained",
    "run_rate",
)


@dataclass(frozen=True)
class Thresholds:
    """From where on a difference is worth asking about; settings of the year.

    ``profile_points``: percentage points between spent and expected. ``least_amount``: pounds below
    which neither profile, jump nor run-rate is asked about. ``unexplained_variance``: pounds of
    variance that want a comment. ``run_rate_percent``: of the budget. ``jump``: times last quarter.
    """

    profile_points: Decimal = Decimal(15)
    least_amount: Decimal = Decimal(500)
    unexplained_variance: Decimal = Decimal(1000)
    run_rate_percent: Decimal = Decimal(25)
    jump: int = 10


@dataclass(frozen=True)
class LineFacts:
    """What the checks look at: one line in one quarter, and the quarter before (None: no figure).

    ``expected``: the part of the budget that the line's profile expects by the quarter's end.
    """

    budget: Decimal
    expected: Fraction
    actual: Decimal | None = None
    estimate: Decimal | None = None
    comment: str = ""
    last_actual: Decimal | None = None
    last_estimate: Decimal | None = None

    @property
    def is_income(self) -> bool:
        return self.budget < 0

    @property
    def spent(self) -> Fraction | None:
        return spent_share(self.actual, self.budget)

    @property
    def at_this_rate(self) -> Fraction | None:
        """The whole year in pounds, were the rest of it like what is spent; None where nothing is
        expected yet or no actual is entered."""
        if self.actual is None or not self.expected:
            return None
        return Fraction(self.actual) / self.expected


@dataclass(frozen=True)
class Finding:
    """One check that a line does not pass; ``cell`` is the figure it asks about.

    ``given`` and ``against`` are what was compared: shares for the profile and for income, pounds
    otherwise.
    """

    kind: str
    cell: str
    given: Fraction | Decimal
    against: Fraction | Decimal


def findings(line: LineFacts, thresholds: Thresholds) -> list[Finding]:
    """Every check that the line's figures do not pass, in the order of ``KINDS``."""
    return [finding for check in _CHECKS for finding in check(line, thresholds)]


def _against_profile(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """Too little or too much spent, or income received early; income that is late is its own check.

    A cost that is above its whole budget is told as that, which says more.
    """
    if line.spent is None or _is_above_budget(line) or not _is_off(line, thresholds):
        return
    if line.is_income and line.spent < line.expected:
        yield Finding(INCOME_LAGGING, "actual", line.spent, line.expected)
    else:
        yield Finding(OFF_PROFILE, "actual", line.spent, line.expected)


def _is_off(line: LineFacts, thresholds: Thresholds) -> bool:
    gap = abs(line.spent - line.expected)
    return (
        gap * 100 >= thresholds.profile_points
        and gap * abs(Fraction(line.budget)) >= thresholds.least_amount
    )


def _is_above_budget(line: LineFacts) -> bool:
    return line.actual is not None and not line.is_income and line.actual > line.budget


def _above_budget(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    if _is_above_budget(line):
        yield Finding(ABOVE_BUDGET, "actual", line.actual, line.budget)


def _below_last_quarter(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """Actuals add up from 1 April on, so a smaller one than last quarter's was corrected or is wrong.

    A changed sign is told as that.
    """
    if line.actual is None or line.last_actual is None or _opposite(line.actual, line.last_actual):
        return
    if abs(line.actual) < abs(line.last_actual):
        yield Finding(BELOW_LAST_QUARTER, "actual", line.actual, line.last_actual)


def _sign_flipped(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """Income typed as cost or cost as income: against the budget, or last quarter's where it is nil."""
    for cell, figure, before in (
        ("actual", line.actual, line.last_actual),
        ("estimate", line.estimate, line.last_estimate),
    ):
        against = line.budget or before
        if figure is not None and against is not None and _opposite(figure, against):
            yield Finding(SIGN_FLIPPED, cell, figure, against)


def _ten_times(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """A digit too many: so many times last quarter's."""
    for cell, figure, before in (
        ("actual", line.actual, line.last_actual),
        ("estimate", line.estimate, line.last_estimate),
    ):
        if figure is None or not before or abs(figure - before) < thresholds.least_amount:
            continue
        if abs(figure) >= thresholds.jump * abs(before):
            yield Finding(TEN_TIMES, cell, figure, before)


def _unexplained(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    change = variance(line.estimate, line.budget)
    if change is None or line.comment.strip():
        return
    if abs(change) >= thresholds.unexplained_variance:
        yield Finding(UNEXPLAINED, "comment", change, Decimal(0))


def _run_rate(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """The year at the present rate is far from the estimate."""
    if line.at_this_rate is None or line.estimate is None:
        return
    gap = abs(line.at_this_rate - Fraction(line.estimate))
    share = Fraction(thresholds.run_rate_percent) / 100
    if gap >= thresholds.least_amount and gap >= share * abs(Fraction(line.budget)):
        yield Finding(RUN_RATE, "estimate", line.at_this_rate, line.estimate)


def _opposite(one: Decimal, other: Decimal) -> bool:
    return one * other < 0


_CHECKS: tuple[Callable[[LineFacts, Thresholds], Iterator[Finding]], ...] = (
    _against_profile,
    _above_budget,
    _below_last_quarter,
    _sign_flipped,
    _ten_times,
    _unexplained,
    _run_rate,
)
