"""What a figure says in words: more or less, paid or received, or that it is not yet known.

A sentence that says "less" in its own words goes stale when the figure turns. Here the figure
itself decides, whenever it is printed: in ``{{ balance.variance|words }}`` and the like. Every
function answers part of a sentence, in whole pounds as the tables print them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.explanation.wording import NUMBERS
from cctvpartnership.figures import magnitude, pounds, rounded, with_pound_sign

INCOME, CREDIT = "income", "credit"
AMOUNT_UNKNOWN = "an amount not yet known"
DIRECTIONS = ("less", "more", "as budgeted", "without a budget")


@dataclass(frozen=True)
class Standard:
    """What an amount is compared with: ``said`` after *than* or *as*, ``name`` after *against*.

    ``missing`` is said of an amount that has nothing there to be compared with.
    """

    said: str
    name: str
    missing: str


@dataclass(frozen=True)
class Payer:
    """How it is said that somebody pays: of one the verb is ``pays``, of several ``pay``."""

    pays: str
    receives: str
    be: str

    def in_words(self, amount: Decimal | None, expected: str = "") -> str:
        """``pays £5``, ``receives £5``, ``pays nothing``; ``expected``: ``is expected to pay £5``."""
        if amount is None:
            return f"{self.be} to pay {AMOUNT_UNKNOWN}"
        said = unsigned(amount) if amount else "nothing"
        if expected:
            return f"{self.be} {expected} to {'receive' if amount < 0 else 'pay'} {said}"
        return f"{self.receives if amount < 0 else self.pays} {said}"


BUDGET = Standard("budgeted", "the budget", "not in the budget")
ONE, SEVERAL = Payer("pays", "receives", "is"), Payer("pay", "receive", "are")


def estimated_at(quarter: int) -> Standard:
    """The estimate of an earlier quarter."""
    name = f"Quarter {quarter}"
    return Standard(f"estimated at {name}", name, f"not yet known against {name}")


def unsigned(amount: Decimal) -> str:
    """``£21,440``, whatever its sign."""
    return with_pound_sign(pounds(magnitude(amount)))


def compared(now: Decimal | None, then: Decimal | None, standard: Standard, credit: str) -> str:
    """``£21,440 less than budgeted``, ``exactly as budgeted``; of income ``£5 more income than …``.

    Less means that the partners pay less. Where both amounts are below nil they are spoken of as
    ``credit``, of which more is less to pay. None: not yet known.
    """
    if now is None:
        return f"not yet known against {standard.name}"
    if then is None:
        return standard.missing
    difference = now - then
    if not difference:
        return f"exactly as {standard.said}"
    if not rounded(difference):
        return f"as {standard.said} to the nearest pound"
    is_credit = max(now, then) <= 0
    direction = "more" if (difference > 0) != is_credit else "less"
    noun = f" {credit}" if is_credit else ""
    return f"{unsigned(difference)} {direction}{noun} than {standard.said}"


def effect(amount: Decimal | None) -> str:
    """Part of a partner's variance: ``£9,930 less to pay``, ``no difference``."""
    if amount is None:
        return "a difference not yet known"
    if not rounded(amount):
        return "a difference of less than £1" if amount else "no difference"
    return f"{unsigned(amount)} {'more' if amount > 0 else 'less'} to pay"


def costs(amount: Decimal | None, credit: str) -> str:
    """``£2,000``, or of what comes in ``£272,710 of income``; ``nothing``."""
    if amount is None:
        return AMOUNT_UNKNOWN
    if not amount:
        return "nothing"
    return unsigned(amount) + (f" of {credit}" if amount < 0 else "")


def directions(recharges: Iterable[tuple[Decimal | None, Decimal | None]]) -> str:
    """How many partners pay more and less: ``three partners pay less and one pays more``.

    ``recharges``: estimate and budget of each. A partner that joined since has no budget.
    """
    recharges = tuple(recharges)
    if not recharges or any(estimate is None for estimate, _ in recharges):
        return "what each partner pays is not yet known"
    counted = Counter(_direction(*recharge) for recharge in recharges)
    counts = [(counted[how], how) for how in DIRECTIONS if counted[how]]
    if len(counts) == 1 and len(recharges) > 1:
        which = "both" if len(recharges) == 2 else f"all {_number(len(recharges))}"
        return f"{which} partners pay {counts[0][1]}"
    (first, how), *others = counts
    said = [f"{_number(first)} partner{'s pay' if first > 1 else ' pays'} {how}"]
    said += [f"{_number(number)} {'pay' if number > 1 else 'pays'} {how}" for number, how in others]
    return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))


def _direction(estimate: Decimal, budget: Decimal | None) -> str:
    less, more, same, unbudgeted = DIRECTIONS
    if budget is None:
        return unbudgeted
    difference = rounded(estimate - budget)
    if not difference:
        return same
    return more if difference > 0 else less


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"
