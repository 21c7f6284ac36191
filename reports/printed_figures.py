"""What the figures of a quarter print as: with sign, without, and in words with their direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import variance
from budgets.inputs import LinePosition
from budgets.models import Quarter
from budgets.position import QuarterPosition, Recharge, Totals
from budgets.wording import listed
from cctvpartnership.figures import (
    magnitude,
    percent,
    pounds,
    rounded,
    with_pound_sign,
)
from reports.directions import (
    BUDGET,
    CREDIT,
    SEVERAL,
    Payer,
    Standard,
    compared,
    costs,
    effect,
    estimated_at,
)
from reports.text import printable

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EFFECTS = ("cost_effect", "share_effect")
MOST_LISTED = 7


@dataclass(frozen=True)
class NamedFigure:
    """One figure as the narrative prints it: with its sign, and without for "£21,440 less".

    ``words`` say its direction: "£21,440 less than budgeted"; None: there is none to say.
    ``is_text``: printed are words that somebody typed, not a number.
    """

    printed: str
    plain: str
    words: str | None = None
    is_text: bool = False


def of_balance(position: QuarterPosition) -> dict[str, NamedFigure]:
    """The balance to recover, which the partners pay between them."""
    balance, quarter = position.balance, position.quarter
    last = position.last_balance.estimate
    figures = of_line("balance", balance, last, CREDIT, quarter)
    return figures | _paid("balance", balance, SEVERAL, quarter)


def of_line(
    prefix: str, row: Totals | LinePosition, last: Decimal | None, credit: str, quarter: Quarter
) -> dict[str, NamedFigure]:
    """A line, or their balance; ``credit`` is what an amount below nil is called in words."""
    start = row.budget if quarter.number == 1 else last
    moved = compared(row.estimate, start, compared_with(quarter), credit)
    return {
        **{
            f"{prefix}.{name}": _amount(getattr(row, name), costs(getattr(row, name), credit))
            for name in ("budget", "actual", "estimate")
        },
        f"{prefix}.variance": _against_budget(row, credit),
        f"{prefix}.before": _amount(start, costs(start, credit)),
        f"{prefix}.movement": _amount(variance(row.estimate, start), moved),
    }


def of_partner(
    prefix: str, row: Totals | Recharge, payer: Payer, quarter: Quarter
) -> dict[str, NamedFigure]:
    """One partner's recharge and its bridge, or those of all together."""
    return {
        **_paid(prefix, row, payer, quarter),
        f"{prefix}.variance": _against_budget(row, CREDIT),
        **{
            f"{prefix}.{name}": _amount(getattr(row, name), effect(getattr(row, name)))
            for name in EFFECTS
        },
    }


def _paid(
    prefix: str, row: Totals | Recharge, payer: Payer, quarter: Quarter
) -> dict[str, NamedFigure]:
    """What somebody pays; the outturn of the last quarter is paid, not expected."""
    expected = "" if quarter.is_last else "expected"
    return {
        f"{prefix}.budget": _amount(row.budget, payer.in_words(row.budget, "budgeted")),
        f"{prefix}.estimate": _amount(row.estimate, payer.in_words(row.estimate, expected)),
    }


def _against_budget(row: Totals | LinePosition | Recharge, credit: str) -> NamedFigure:
    return _amount(row.variance, compared(row.estimate, row.budget, BUDGET, credit))


def compared_with(quarter: Quarter) -> Standard:
    """What a quarter's estimates have moved from: those of the quarter before, or the budget."""
    return BUDGET if quarter.number == 1 else estimated_at(quarter.number - 1)


def _amount(amount: Decimal | None, words: str) -> NamedFigure:
    return NamedFigure(
        with_pound_sign(pounds(amount)), with_pound_sign(pounds(magnitude(amount))), words
    )


def lines_at_budget(lines: Sequence[LinePosition]) -> NamedFigure:
    """The lines whose variance prints as nil."""
    known = [line for line in lines if line.variance is not None]
    if lines and not known:
        return as_is("not yet known")
    return _names([line for line in known if not rounded(line.variance)], lines)


def lines_not_entered(lines: Sequence[LinePosition]) -> NamedFigure:
    """The lines that want an actual or an estimate."""
    return _names([line for line in lines if None in (line.actual, line.estimate)], lines)


def line_name(line: LinePosition) -> str:
    """Its name on one line; of a name that cannot be printed, that it has none."""
    return " ".join(printable(line.line).split()) or "Unnamed line"


def _names(some: Sequence[LinePosition], lines: Sequence[LinePosition]) -> NamedFigure:
    """The names of some of the lines; many are counted."""
    if not some:
        return as_is("none")
    if len(some) == len(lines) > 1:
        return as_is("every line")
    if len(some) > MOST_LISTED:
        return as_is(f"{len(some):,} of the {len(lines):,} lines")
    names = listed([line_name(line) for line in some], MOST_LISTED)
    return NamedFigure(names, names, is_text=True)


def share_of(share: Fraction) -> NamedFigure:
    """A share (1 is the whole) in percent."""
    return as_is(f"{percent(share)}{NO_BREAK_SPACE}%")


def as_is(text: str) -> NamedFigure:
    """What has neither sign nor direction."""
    return NamedFigure(text, text)
