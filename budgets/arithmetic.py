"""The money: variance, balance to recover, apportionment, bridge and instalments.

Pure and exact: ``Decimal`` pounds and ``Fraction`` shares in, the same out. Nothing is rounded
before the last step, and every formula stands here once. ``None`` is a figure not yet entered;
whatever depends on it is ``None`` too. Source of the rules: docs/decisions and the method the CCTV
Joint Executive endorsed on 26 September 2023.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ROUNDING_UNITS = (1, 10, 100, 1000)
CAMERAS, EQUAL, AGREED = "cameras", "equal", "agreed"
HUNDREDTH_OF_A_PERCENT = Decimal("0.01")

Shares = Mapping[Hashable, Fraction]
Pounds = dict[Hashable, Decimal]


class NothingToShareBy(ValueError):
    """The balance cannot be divided: an element has no positive weight, or they do not make 100 %."""


def variance(estimate: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """Estimate less budget, in pounds: plus is adverse, for cost and income alike (rule 1)."""
    return None if estimate is None or budget is None else estimate - budget


def current_budget(
    original: Decimal,
    *,
    virements_in: Sequence[Decimal],
    virements_out: Sequence[Decimal],
    supplementaries: Sequence[Decimal],
) -> Decimal:
    """A line's budget after approved changes, in pounds; virement amounts are above nil (rule 2)."""
    moved = sum(virements_in, Decimal(0)) - sum(virements_out, Decimal(0))
    return original + moved + sum(supplementaries, Decimal(0))


def balance_to_recover(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of all lines, income (negative) included; unknown while any line is (rule 4)."""
    amounts = list(amounts)
    return None if None in amounts else sum(amounts, Decimal(0))


def spent_share(actual: Decimal | None, budget: Decimal | None) -> Fraction | None:
    """What part of the budget is spent or received so far: 1 is all of it. Unknown without an
    actual, and where the budget is nil."""
    return Fraction(actual) / Fraction(budget) if actual is not None and budget else None


def expected_part(lines: Iterable[tuple[Decimal, Fraction]]) -> Fraction | None:
    """What part of several lines' budgets together is expected by a day, from each (budget, part).

    Unknown where the budgets come to nil.
    """
    lines = list(lines)
    budget = sum((Fraction(budget) for budget, _ in lines), Fraction(0))
    expected = sum((Fraction(budget) * part for budget, part in lines), Fraction(0))
    return expected / budget if budget else None


@dataclass(frozen=True)
class Element:
    """One element of charge: ``percentage`` of the balance, divided in proportion to ``weights``.

    Or a fixed ``amount`` in pounds, not below nil, taken off the balance before the percentages
    share what is left; its percentage is nil. ``weights`` are any exact non-negative numbers per partner: equivalent cameras, ones, or agreed
    percentages.
    """

    percentage: Decimal
    weights: Shares
    name: str = ""
    amount: Decimal = Decimal(0)

    @property
    def shares(self) -> dict[Hashable, Fraction]:
        """Each partner's exact part of what percentages share, through this element."""
        part = Fraction(self.percentage) / 100
        return {partner: part * each for partner, each in self.proportions.items()}

    @property
    def fixed(self) -> dict[Hashable, Fraction]:
        """Each partner's exact part of the fixed amount, in pounds."""
        amount = Fraction(self.amount)
        return {partner: amount * each for partner, each in self.proportions.items()}

    @property
    def proportions(self) -> dict[Hashable, Fraction]:
        """Each partner's weight over all weights. NothingToShareBy: they come to nil."""
        weights = {partner: _exact(weight) for partner, weight in self.weights.items()}
        total = sum(weights.values())
        if total <= 0 or any(weight < 0 for weight in weights.values()):
            raise NothingToShareBy(
                f"The element “{self.name or 'of charge'}” has nothing to share by: "
                "no partner has a weight above nil."
            )
        return {partner: weight / total for partner, weight in weights.items()}


def _exact(weight: Fraction | Decimal | int) -> Fraction:
    """A float would bring its error into every part, unseen: TypeError."""
    if isinstance(weight, float):
        raise TypeError(f"The weight {weight!r} is a float, not an exact number.")
    return Fraction(weight)


def combined_shares(elements: Iterable[Element]) -> dict[Hashable, Fraction]:
    """Each partner's exact share of what percentages share, all elements together (rule 7).

    That is the whole balance less fixed amounts. The shares add up to exactly 1. NothingToShareBy:
    percentages that do not make 100, no element, or an element with nothing to share by.
    """
    elements = list(elements)
    if sum((element.percentage for element in elements), Decimal(0)) != 100:
        raise NothingToShareBy("The percentages of the elements of charge must make exactly 100.")
    shares: dict[Hashable, Fraction] = {}
    for element in elements:
        for partner, share in element.shares.items():
            shares[partner] = shares.get(partner, Fraction(0)) + share
    return shares


def fixed_together(elements: Iterable[Element]) -> dict[Hashable, Fraction]:
    """Each partner's exact pounds of all fixed amounts together."""
    fixed: dict[Hashable, Fraction] = {}
    for element in elements:
        for partner, part in element.fixed.items():
            fixed[partner] = fixed.get(partner, Fraction(0)) + part
    return fixed


def fixed_part(balance: Decimal, fixed: Shares) -> Fraction:
    """What part of ``balance`` the fixed amounts take: 1 where they come to as much or more.

    Nil where nothing is to recover: a fixed amount never makes a credit larger.
    """
    if balance <= 0:
        return Fraction(0)
    return min(Fraction(1), sum(fixed.values(), Fraction(0)) / Fraction(balance))


def fixed_beyond(amounts: Iterable[Decimal], balance: Decimal) -> Decimal | None:
    """All fixed ``amounts`` together, in pounds, where ``balance`` is less; None where it is not."""
    fixed = sum(amounts, Decimal(0))
    return fixed if fixed > max(balance, Decimal(0)) else None


def shares_after_fixed(balance: Decimal, fixed: Shares, rest: Shares) -> dict[Hashable, Fraction]:
    """Each partner's exact share of ``balance``: of ``fixed`` pounds first, of what is left by ``rest``.

    Where the fixed amounts are more than the balance they are cut in proportion, and nothing is
    left. The shares add up to 1 wherever those of the rest do (docs/decisions/0026).

    >>> halves = {"A": Fraction(1, 2), "B": Fraction(1, 2)}
    >>> shares = shares_after_fixed(Decimal(100), {"A": Fraction(20), "B": Fraction(0)}, halves)
    >>> shares["A"], shares["B"]
    (Fraction(3, 5), Fraction(2, 5))
    """
    taken = fixed_part(balance, fixed)
    if not taken:
        return dict(rest)
    whole = sum(fixed.values(), Fraction(0))
    return {
        partner: taken * fixed.get(partner, Fraction(0)) / whole + (1 - taken) * share
        for partner, share in rest.items()
    }


def rounded_shares(shares: Shares) -> dict[Hashable, Fraction]:
    """Shares rounded to 0.01 % by largest remainder; they still make 100.00 % (rule 7)."""
    percents = apportion(Decimal(100), shares, HUNDREDTH_OF_A_PERCENT).parts
    return {partner: Fraction(percent) / 100 for partner, percent in percents.items()}


@dataclass(frozen=True)
class Apportionment:
    """An amount divided, with its steps. All four mappings are in partner order.

    ``exact`` are the unrounded parts, ``rounded_down`` whole units towards nil, ``received`` what
    each was handed of the units and pence left over; ``parts`` is the sum of the last two.
    """

    amount: Decimal
    unit: Decimal
    exact: dict[Hashable, Fraction]
    rounded_down: Pounds
    received: Pounds

    @property
    def parts(self) -> Pounds:
        return {
            partner: whole + self.received[partner] for partner, whole in self.rounded_down.items()
        }


def apportion(amount: Decimal, weights: Shares, unit: Decimal | int) -> Apportionment:
    """Divide ``amount`` (pounds) by ``weights`` (partner -> any exact number) in whole ``unit``s.

    Parts are rounded down to whole units; the units left over go to the largest remainders, ties
    in the order of ``weights``. What is left below one unit goes to the next part in that same
    order. The parts add up to ``amount`` exactly; a negative amount mirrors the positive one.
    NothingToShareBy: no positive weight, or a negative one.

    >>> thirds = {"A": Fraction(1), "B": Fraction(1), "C": Fraction(1)}
    >>> [str(part) for part in apportion(Decimal(1009), thirds, 10).parts.values()]
    ['340', '339', '330']
    """
    unit = Decimal(unit)
    if unit <= 0:
        raise ValueError(f"“{unit}” is not a rounding unit. It must be above nil.")
    if amount < 0:
        return _mirrored(apportion(-amount, weights, unit))
    shares = Element(Decimal(100), weights, "to be apportioned").shares
    exact = {partner: Fraction(amount) * share for partner, share in shares.items()}
    whole = {partner: unit * int(part // Fraction(unit)) for partner, part in exact.items()}
    left = amount - sum(whole.values(), Decimal(0))
    return Apportionment(amount, unit, exact, whole, _handed_out(left, unit, exact, whole))


def _handed_out(left: Decimal, unit: Decimal, exact: Shares, whole: Pounds) -> Pounds:
    """The units left over, then the rest below one unit, by largest remainder."""
    order = sorted(exact, key=lambda partner: Fraction(whole[partner]) - exact[partner])
    received = dict.fromkeys(exact, Decimal(0))
    for partner in order:
        received[partner] = min(left, unit)
        left -= received[partner]
    return received


def _mirrored(positive: Apportionment) -> Apportionment:
    return Apportionment(
        -positive.amount,
        positive.unit,
        {partner: -part for partner, part in positive.exact.items()},
        {partner: -part for partner, part in positive.rounded_down.items()},
        {partner: -part for partner, part in positive.received.items()},
    )


@dataclass(frozen=True)
class BridgeStep:
    """Why one partner's recharge moved, in pounds; the two effects add up to the variance."""

    cost_effect: Decimal
    share_effect: Decimal


def bridge(budgeted: Pounds, at_budgeted_shares: Pounds, estimated: Pounds) -> dict:
    """Split each partner's variance into cost and share effect (rule 10).

    ``at_budgeted_shares`` is the estimated balance apportioned at the shares frozen with the
    budget. Cost effects add up to the variance of the balance, share effects to nil.
    """
    return {
        partner: BridgeStep(
            cost_effect=at_budgeted_shares[partner] - budgeted[partner],
            share_effect=estimated[partner] - at_budgeted_shares[partner],
        )
        for partner in budgeted
    }


def instalments(amount: Decimal, number: int) -> list[Decimal]:
    """``amount`` in ``number`` instalments of whole pounds, the earlier ones one pound larger,
    pence in the last; they add up exactly and a negative amount mirrors (rule 11).

    >>> [str(part) for part in instalments(Decimal("103530.50"), 4)]
    ['25883', '25883', '25882', '25882.50']
    """
    if number < 1:
        raise ValueError(f"“{number}” is not a number of instalments.")
    if amount < 0:
        return [-part for part in instalments(-amount, number)]
    pounds = int(amount)
    each, larger = divmod(pounds, number)
    parts = [Decimal(each + (index < larger)) for index in range(number)]
    parts[-1] += amount - pounds
    return parts


def footing_difference(printed_parts: Sequence[Decimal], printed_total: Decimal) -> Decimal:
    """The printed total less the sum of the printed parts: nil when the table foots (rule 12)."""
    return printed_total - sum(printed_parts, Decimal(0))
