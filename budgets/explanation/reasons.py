"""Why a recharge moved: a headline, and one plain sentence for each side of the bridge.

The amounts are the bridge's own. The sentences say only what the figures bear out: rounding can
leave an effect at nil, or turn it against the change that caused it, and then that is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import NothingToShareBy
from budgets.explanation.wording import (
    amount,
    in_percent,
    owed,
    partners_in_words,
    possessive,
    sign_of,
    signed_amount,
    told_apart,
)
from budgets.inputs import budgeted_shares
from budgets.position import QuarterPosition, Recharge
from budgets.shares import ShareBasis
from cctvpartnership.figures import cameras

# By the sign of the change, or "rounded" where rounding turned the effect against it.
BALANCE_NAMES = {
    1: ("Higher balance", "a higher balance"),
    0: ("Same balance", "the same balance"),
    -1: ("Lower balance", "a lower balance"),
    "rounded": ("Balance, rounded", "the rounding of the balance"),
}
SHARE_NAMES = {
    1: ("Larger share", "a larger share"),
    0: ("Same share", "the same share"),
    -1: ("Smaller share", "a smaller share"),
    "rounded": ("Share, rounded", "the rounding of the share"),
}

ONLY_ROUNDING = " Other shares have changed, and with them who is handed what rounding leaves over."


@dataclass(frozen=True)
class Reason:
    """One effect in pounds (plus: the partner pays more), in a sentence.

    ``figure`` is which effect, as its proof is addressed; ``label`` is its name in the picture,
    ``named`` the same inside a sentence.
    """

    figure: str
    amount: Decimal
    sentence: str
    label: str
    named: str

    @property
    def printed(self) -> str:
        """The amount with its sign, as it stands beside the sentence."""
        return signed_amount(self.amount)


def headline(recharge: Recharge, *, is_last: bool) -> str:
    """The answer in one line, such as "£96,320 estimated, £7,210 less than budgeted"."""
    if recharge.estimate is None:
        if recharge.budget is None:
            return "Not yet known"
        return f"{owed(recharge.budget)} budgeted, estimate not yet known"
    now = f"{owed(recharge.estimate)} {'outturn' if is_last else 'estimated'}"
    if recharge.budget is None:
        return f"{now}, budget not yet approved"
    if recharge.variance == 0:
        return f"{now}, as budgeted"
    if (recharge.estimate < 0) != (recharge.budget < 0):
        return f"{now}, {owed(recharge.budget)} budgeted"
    growth = abs(recharge.estimate) - abs(recharge.budget)
    return f"{now}, {amount(abs(growth))} {'more' if growth > 0 else 'less'} than budgeted"


def reasons(position: QuarterPosition, recharge: Recharge) -> tuple[Reason, ...]:
    """The cost effect and the share effect in words; none while either side is not yet known."""
    if recharge.cost_effect is None or recharge.share_effect is None:
        return ()
    return _cost_reason(position, recharge), _share_reason(position, recharge)


def _cost_reason(position: QuarterPosition, recharge: Recharge) -> Reason:
    change = sign_of(position.partners_total.variance)
    effect = sign_of(recharge.cost_effect)
    names = BALANCE_NAMES["rounded" if effect and effect != change else change]
    sentence = f"{_change_of_balance(position)}{_part_of_it(position, recharge, change, effect)}"
    return Reason("cost-effect", recharge.cost_effect, sentence, *names)


def _change_of_balance(position: QuarterPosition) -> str:
    total = position.partners_total
    if total.variance == 0:
        return "The balance to recover is the one budgeted"
    number = len(position.recharges)
    they = (
        "The only partner now has" if number == 1 else f"The {partners_in_words(number)} now have"
    )
    between = "" if number == 1 else " between them"
    credit = total.budget <= 0 and total.estimate <= 0
    growth = abs(total.estimate) - abs(total.budget) if credit else total.variance
    change = f"{amount(abs(total.variance))} {'more' if growth > 0 else 'less'}"
    return f"{they} {change} {'credit to share' if credit else 'to pay'}{between}"


def _part_of_it(position: QuarterPosition, recharge: Recharge, change: int, effect: int) -> str:
    name = recharge.partner.short_name
    owner, unit = possessive(name), amount(position.inputs.rounding_unit)
    if effect == change:
        if not change:
            return ", so it moves nothing."
        return f", and this is {owner} part of it at the share set with the budget."
    if effect:
        return (
            f". Rounded to whole {unit}, {owner} amount at the share set with the budget "
            f"{'moves the other way' if change else 'differs all the same'}."
        )
    if not recharge.base_share:
        return f". {name} had no share in the budget, so no part of it falls here."
    return f". {owner} part of it, at the share set with the budget and in whole {unit}, is nil."


def _share_reason(position: QuarterPosition, recharge: Recharge) -> Reason:
    moved = sign_of(recharge.share - recharge.held_share)
    expected = moved * sign_of(position.balance.estimate)
    effect = sign_of(recharge.share_effect)
    names = SHARE_NAMES["rounded" if effect and effect != expected else moved]
    owner = possessive(recharge.partner.short_name)
    if not moved:
        sentence = f"{owner} {_same_share(recharge)}"
        sentence += f".{ONLY_ROUNDING if effect else ''}"
    else:
        before, now = told_apart(recharge.held_share, recharge.share, in_percent)
        sentence = f"{owner} share has gone from {before} to {now}, because "
        sentence += f"{_cause(position, recharge)}.{_surprise(position, expected, effect)}"
    return Reason("share-effect", recharge.share_effect, sentence, *names)


def _same_share(recharge: Recharge) -> str:
    """Of another balance the same fixed amounts and percentages make another share."""
    if recharge.held_share == recharge.base_share:
        return f"share is the one set with the budget, {in_percent(recharge.share)}"
    return (
        "fixed amounts and percentages are those set with the budget, together "
        f"{in_percent(recharge.share)} of this balance"
    )


def _surprise(position: QuarterPosition, expected: int, effect: int) -> str:
    unit = amount(position.inputs.rounding_unit)
    if effect == expected:
        return "" if effect else " With nothing to recover, that moves nothing."
    if effect:
        return f" Rounded to whole {unit}, the amount moves the other way."
    return f" In whole {unit}, that moves nothing."


def _cause(position: QuarterPosition, recharge: Recharge) -> str:
    """Why the share moved: the cameras, or else the terms the balance is shared by."""
    then, now, key = _basis_of_budget(position), position.basis, recharge.partner.pk
    if then is None:
        return "the terms by which the balance is shared have changed since the budget"
    moved = sign_of(recharge.share - recharge.held_share)
    if sign_of(now.exact_shares[key] - then.exact_shares[key]) != moved:
        return (
            f"shares are rounded to {in_percent(Fraction(1, 10_000))} so that together they make "
            f"{in_percent(1)}, and the rounding falls differently now"
        )
    own = then.averages[key], now.averages[key]
    everybody = sum(then.averages.values()), sum(now.averages.values())
    return _camera_cause(possessive(recharge.partner.short_name), own, everybody, moved)


def _basis_of_budget(position: QuarterPosition) -> ShareBasis | None:
    """Today's terms over the budget's cameras; None: they do not give the budget's shares."""
    budgeted = position.inputs.budgeted
    averages = {part.partner: part.equivalent_cameras for part in budgeted}
    if set(averages) != set(position.basis.partners):
        return None
    then = replace(position.basis, averages=averages)
    try:
        same = then.shares == budgeted_shares(budgeted, then.balance)
    except NothingToShareBy:
        return None
    return then if same else None


def _camera_cause(owner: str, own: tuple, everybody: tuple, moved: int) -> str:
    """``own`` and ``everybody`` are (then, now) averages; ``moved`` is where the share went."""
    own_change, change = sign_of(own[1] - own[0]), sign_of(everybody[1] - everybody[0])
    verb = {1: "grown", -1: "fallen"}
    if not own_change:
        return (
            f"the partnership’s average of equivalent cameras has {verb[change]} since the budget, "
            f"{_from_to(everybody)}, and {owner} has not ({cameras(own[1], 2)})"
        )
    beginning = f"its average of equivalent cameras has {verb[own_change]} since the budget, {_from_to(own)}"
    if not change:
        return f"{beginning}, and that of all partners together is unchanged ({cameras(everybody[1], 2)})"
    if own_change != change:
        return (
            f"{beginning}, while that of all partners together has {verb[change]}, "
            f"{_from_to(everybody)}"
        )
    compared = "and in proportion more" if own_change == moved else "but in proportion less"
    return f"{beginning}, {compared} than that of all partners together, {_from_to(everybody)}"


def _from_to(averages: tuple) -> str:
    return "from {} to {}".format(*told_apart(*averages, cameras))
