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

# What says most of a line comes first: it leads, and the others follow it.
(
    SIGN_FLIPPED,
    TEN_TIMES,
    BELOW_LAST_QUARTER,
    ABOVE_BUDGET,
    INCOME_LAGGING,
    OFF_PROFILE,
    RUN_RATE,
    UNEXPLAINED,
) = KINDS = (
    "sign_flipped",
    "ten_times",
    "below_last_quarter",
    "above_budget",
    "income_lagging",
    "off_profile",
    "run_rate",
    "unexplained",
)
# Of the year: before so much of it is expected, a rate for the whole would be chance.
EARLIEST_RATE = Fraction(1, 10)


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
        """The whole year in pounds, were the rest of it like what is spent; None where no actual is
        entered, or too little is expected yet to tell."""
        if self.actual is None or self.expected < EARLIEST_RATE:
            return None
        return Fraction(self.actual) / self.expected

    @property
    def has_other_sign(self) -> bool:
        """Whether the actual is income where the budget is a cost, or the other way round."""
        return self.actual is not None and _opposite(self.actual, self.budget)


@dataclass(frozen=True)
class Finding:
    """One check that a line does not pass; ``cell`` is the figure it asks about.

    ``given`` and ``against`` are what was compared: shares for the profile and for income, pounds
    otherwise. ``is_income``: the line's budget is.
    """

    kind: str
    cell: str
    given: Fraction | Decimal
    against: Fraction | Decimal
    is_income: bool = False


def findings(line: LineFacts, thresholds: Thresholds) -> list[Finding]:
    """Every check that the line's figures do not pass, in the order of ``KINDS``."""
    return [finding for check in _CHECKS for finding in check(line, thresholds)]


def _sign_flipped(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """Income typed as cost or cost as income: against the budget, or last quarter's where it is nil."""
    for cell, figure, before in _with_before(line):
        against = line.budget or before
        if figure is not None and against is not None and _opposite(figure, against):
            yield Finding(SIGN_FLIPPED, cell, figure, against)


def _ten_times(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """A digit too many: so many times last quarter's. What was expected to jump is not asked about."""
    for cell, figure, before in _with_before(line):
        if figure is None or before is None or figure * before <= 0:
            continue
        is_much = abs(figure - before) >= thresholds.least_amount
        if not is_much or _is_as_planned(line, cell, thresholds):
            continue
        if abs(figure) >= thresholds.jump * abs(before):
            yield Finding(TEN_TIMES, cell, figure, before)


def _is_as_planned(line: LineFacts, cell: str, thresholds: Thresholds) -> bool:
    """An actual on its profile, an estimate as budgeted; a line without a budget has no plan."""
    if not line.budget:
        return False
    return line.estimate == line.budget if cell == "estimate" else not _is_off(line, thresholds)


def _below_last_quarter(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """Actuals add up from 1 April on, so a smaller one than last quarter's was corrected or is wrong.

    A changed sign is told as that.
    """
    if line.actual is None or line.last_actual is None or _opposite(line.actual, line.last_actual):
        return
    if abs(line.actual) < abs(line.last_actual):
        yield Finding(BELOW_LAST_QUARTER, "actual", line.actual, line.last_actual)


def _above_budget(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    if _is_above_budget(line):
        yield Finding(ABOVE_BUDGET, "actual", line.actual, line.budget)


def _is_above_budget(line: LineFacts) -> bool:
    """Of a cost; income above its budget is good news. Without a budget, any cost is above it."""
    return line.actual is not None and line.budget >= 0 and line.actual > line.budget


def _against_profile(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """Too little or too much spent, or income received early; income that is late is its own check.

    A cost above its whole budget, and a sign that is flipped, are told as that, which says more.
    """
    if line.spent is None or line.has_other_sign or _is_above_budget(line):
        return
    if _is_off(line, thresholds):
        lags = line.is_income and line.spent < line.expected
        kind = INCOME_LAGGING if lags else OFF_PROFILE
        yield Finding(kind, "actual", line.spent, line.expected, line.is_income)


def _is_off(line: LineFacts, thresholds: Thresholds) -> bool:
    gap = abs(line.spent - line.expected)
    return (
        gap * 100 >= thresholds.profile_points
        and gap * abs(Fraction(line.budget)) >= thresholds.least_amount
    )


def _run_rate(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """The year at the present rate is far from the estimate."""
    if line.at_this_rate is None or line.estimate is None or line.has_other_sign:
        return
    gap = abs(line.at_this_rate - Fraction(line.estimate))
    share = Fraction(thresholds.run_rate_percent) / 100
    if gap >= thresholds.least_amount and gap >= share * abs(Fraction(line.budget)):
        yield Finding(RUN_RATE, "estimate", line.at_this_rate, line.estimate)


def _unexplained(line: LineFacts, thresholds: Thresholds) -> Iterator[Finding]:
    change = variance(line.estimate, line.budget)
    if change is None or line.comment.strip():
        return
    if abs(change) >= thresholds.unexplained_variance:
        yield Finding(UNEXPLAINED, "comment", change, Decimal(0))


def _with_before(line: LineFacts) -> tuple[tuple[str, Decimal | None, Decimal | None], ...]:
    """(cell, figure, last quarter's) of the two amounts."""
    return (
        ("actual", line.actual, line.last_actual),
        ("estimate", line.estimate, line.last_estimate),
    )


def _opposite(one: Decimal, other: Decimal) -> bool:
    return one * other < 0


_CHECKS: tuple[Callable[[LineFacts, Thresholds], Iterator[Finding]], ...] = (
    _sign_flipped,
    _ten_times,
    _below_last_quarter,
    _above_budget,
    _against_profile,
    _run_rate,
    _unexplained,
)
