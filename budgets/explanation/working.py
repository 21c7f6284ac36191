"""The working of one share, step by step: cameras, share, pounds, and the way from the budget.

Every number is one the arithmetic passed through on its way; nothing is worked out again here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import AGREED, CAMERAS, EQUAL, Element
from budgets.explanation.on_days import numbers_on
from budgets.explanation.rounding import rounding_in_words, share_rounding_in_words
from budgets.explanation.wording import (
    amount,
    finely,
    in_percent,
    partners_in_words,
    percentage_in_words,
    plainly,
    signed_amount,
    stretch_in_words,
)
from budgets.position import QuarterPosition, Recharge
from budgets.shares import ElementTerms, ShareBasis
from cameras.arithmetic import CountedService, sampled_days
from cctvpartnership.figures import NOT_YET_KNOWN, pounds_and_pence, with_pound_sign


@dataclass(frozen=True)
class Step:
    """One row of a working: what is done, with which numbers, what comes out."""

    name: str
    working: str
    result: str


@dataclass(frozen=True)
class CameraRow:
    """Alike cameras and what they come to; ``average`` in equivalent cameras, exact."""

    camera_type: str
    when: str
    number: int
    samples: int
    weight: str
    average: Fraction


@dataclass(frozen=True)
class CamerasOnDays:
    """How many cameras counted on each of ``days``, by type, with a total row."""

    days: tuple[date, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    totals: tuple[int, ...]


def camera_rows(position: QuarterPosition, recharge: Recharge) -> tuple[CameraRow, ...]:
    """The rows that add up to the partner's average, alike cameras together.

    Where a weight changes in the year, spells that began at different times become alike.
    """
    return tuple(
        CameraRow(
            camera_type,
            stretch_in_words(first, last),
            sum(service.number for service in services),
            services[0].samples,
            plainly(weight, fewest=2),
            sum((service.average for service in services), Fraction(0)),
        )
        for (camera_type, first, last, weight, _), services in alike(
            counted_for(position, recharge)
        ).items()
    )


def alike(counted: Iterable[CountedService]) -> dict[tuple, list[CountedService]]:
    """By camera type, first and last day, weight, and the sampled days that come to."""
    groups: dict[tuple, list[CountedService]] = {}
    for service in counted:
        days = (service.first_day, service.last_day)
        key = (service.camera_type, *days, service.weight, service.samples)
        groups.setdefault(key, []).append(service)
    return groups


def counted_for(position: QuarterPosition, recharge: Recharge) -> list[CountedService]:
    counted = position.basis.counted
    return [service for service in counted if service.partner == recharge.partner.pk]


def cameras_on_days(position: QuarterPosition, recharge: Recharge) -> CamerasOnDays:
    """The partner's cameras at the quarter's end and the year's, as counted in the average."""
    counted = counted_for(position, recharge)
    days = tuple(sorted({position.quarter.last_day, position.year.period.last_day}))
    on_days = [numbers_on(counted, day) for day in days]
    kinds = dict.fromkeys(service.camera_type for service in counted)
    rows = tuple((kind, tuple(numbers.get(kind, 0) for numbers in on_days)) for kind in kinds)
    return CamerasOnDays(days, rows, tuple(sum(numbers.values()) for numbers in on_days))


def samples_in_year(position: QuarterPosition) -> int:
    """12, 365 or 366: what the average is a mean over.

    Read from what was counted, so that a setting changed later does not alter what was frozen.
    """
    counted = position.basis.counted
    if counted:
        return counted[0].samples_in_year
    return len(sampled_days(position.year.period, position.year.averaging))


def counts_by_month(position: QuarterPosition) -> bool:
    """Whether a camera counts on the first of each month; otherwise it counts on every day."""
    return samples_in_year(position) == len(position.year.period.months)


def share_steps(position: QuarterPosition, recharge: Recharge) -> tuple[Step, ...]:
    """From the basis of each element of charge to the share, and on to whole rounding units."""
    return (*basis_steps(position, recharge), *pounds_steps(position, recharge))


def basis_steps(position: QuarterPosition, recharge: Recharge) -> tuple[Step, ...]:
    """From the basis of each element of charge to the share the balance is multiplied by."""
    basis, key = position.basis, recharge.partner.pk
    pairs = list(zip(basis.terms, basis.elements, strict=True))
    sole = len(pairs) == 1
    steps = [_element_step(basis, terms, element, key, sole) for terms, element in pairs]
    if not sole:
        sum_of_parts = " + ".join(step.result for step in steps)
        steps.append(Step("Share", sum_of_parts, in_percent(basis.exact_shares[key], 4)))
    if basis.round_shares_first and basis.fixed_part:
        words = "The percentages are rounded to 0.01 % before they share what fixed amounts leave"
        steps.append(Step("Share, rounded", words, in_percent(basis.shares[key], 4)))
    elif basis.round_shares_first:
        words = share_rounding_in_words(basis.exact_shares[key], basis.shares[key])
        steps.append(Step("Share, rounded", words, in_percent(basis.shares[key])))
    return tuple(steps)


def _element_step(
    basis: ShareBasis, terms: ElementTerms, element: Element, key: int, sole: bool
) -> Step:
    of_balance = "" if sole else f"{_of_balance(basis, terms)} × "
    number = len(element.weights)
    if terms.basis == CAMERAS:
        how = "the average of " + all_partners(number)
    elif terms.basis == AGREED:
        how = _as_agreed(basis, terms, key)
    elif basis.parts_of_year:
        how = f"the days for which each of {partners_in_words(number)} shares equally"
    else:
        how = f"equally among {partners_in_words(number)}"
    part = f"{_proportion(basis, terms, element, key)}, {how}"
    return Step(
        "Share" if sole else terms.name,
        f"{of_balance}{part}",
        in_percent(basis.element_shares(element)[key], 4),
    )


def _of_balance(basis: ShareBasis, terms: ElementTerms) -> str:
    """What the element shares: ``37.5 % of the balance``, ``£40,000 of the balance of £522,490``."""
    balance, taken = amount(basis.balance), basis.fixed_part
    if not terms.amount:
        percentage = percentage_in_words(terms.percentage)
        if not taken:
            return f"{percentage} of the balance"
        left = with_pound_sign(pounds_and_pence((1 - taken) * Fraction(basis.balance)))
        return f"{percentage} of the {left} that fixed amounts leave of {balance}"
    if not taken:
        return f"{amount(terms.amount)}, of which nothing is taken as nothing is to recover,"
    if taken == 1:
        return f"{amount(terms.amount)}, cut to its part of the whole balance of {balance},"
    return f"{amount(terms.amount)} of the balance of {balance}"


def _as_agreed(basis: ShareBasis, terms: ElementTerms, key: int) -> str:
    if not basis.parts_of_year:
        return "as agreed"
    part, agreed = basis.part_of_year(key), dict(terms.agreed).get(key, 0)
    own = f" × {part.days} of {part.days_in_year} days" if part else " for the whole year"
    return f"as agreed: {plainly(agreed)}{own}, of the same of all partners"


def _proportion(basis: ShareBasis, terms: ElementTerms, element: Element, key: int) -> str:
    """The partner's weight over all weights, ``25 ÷ 100``; equal parts of a year in days."""
    weight, total = element.weights[key], sum(element.weights.values())
    if terms.basis == EQUAL and basis.parts_of_year:
        days = basis.parts_of_year[0].days_in_year
        weight, total = weight * days, total * days
    is_agreed_by_days = terms.basis == AGREED and basis.parts_of_year
    printed = finely if terms.basis == CAMERAS or is_agreed_by_days else plainly
    return f"{printed(weight)} ÷ {printed(total)}"


def all_partners(number: int) -> str:
    """``all four partners``."""
    if number < 3:
        return ("the only partner", "both partners")[number - 1]
    return f"all {partners_in_words(number)}"


def pounds_steps(position: QuarterPosition, recharge: Recharge) -> tuple[Step, ...]:
    """From the balance and the share to whole rounding units."""
    divided = position.estimated
    if divided is None:
        return (Step("Amount", "Not every line has an estimate yet", NOT_YET_KNOWN),)
    key = recharge.partner.pk
    return (
        Step(
            "Amount",
            f"{amount(divided.amount)} balance to recover × {_factor(position, recharge)}",
            _to_the_penny(divided.exact[key]),
        ),
        Step(
            "Rounded",
            rounding_in_words(divided, recharge.partner),
            _to_the_penny(recharge.estimate),
        ),
    )


def _factor(position: QuarterPosition, recharge: Recharge) -> str:
    """What the balance is multiplied by, in the numbers of the steps above it."""
    basis, key = position.basis, recharge.partner.pk
    if basis.round_shares_first and not basis.fixed_part:
        return in_percent(recharge.share)
    if len(basis.terms) > 1:
        return "that share, unrounded"
    return _proportion(basis, basis.terms[0], basis.elements[0], key)


def budget_steps(position: QuarterPosition, recharge: Recharge) -> tuple[Step, ...]:
    """From the budgeted to the estimated recharge; none while either is not yet known."""
    if recharge.cost_effect is None:
        return ()
    total, factor = position.partners_total, _budget_factor(position, recharge)
    budget, estimate = recharge.budget, recharge.estimate
    held = position.at_budgeted_shares.parts[recharge.partner.pk]
    name = "outturn" if position.quarter.is_last else "estimated"
    return (
        Step(
            "Budgeted",
            f"{amount(total.budget)} × {factor}, rounded and set with the budget",
            amount(budget),
        ),
        Step("At that share", _at_that_share(position, recharge, factor), amount(held)),
        Step("Balance", _less(held, budget), signed_amount(recharge.cost_effect)),
        Step("Share", _less(estimate, held), signed_amount(recharge.share_effect)),
        Step(
            "Variance",
            _less(estimate, budget, f" {name}", " budgeted"),
            signed_amount(recharge.variance),
        ),
    )


def _at_that_share(position: QuarterPosition, recharge: Recharge, factor: str) -> str:
    """A fixed amount is another part of another balance."""
    balance = amount(position.partners_total.estimate)
    if recharge.held_share == recharge.base_share:
        return f"{balance} × {factor}, rounded"
    held = in_percent(recharge.held_share, 4)
    return (
        f"{balance} × {held}, which the budget’s fixed amounts and percentages make of it, rounded"
    )


def _budget_factor(position: QuarterPosition, recharge: Recharge) -> str:
    """Cameras over all cameras where the budget's share is just that, else the frozen share."""
    own, total = recharge.base_equivalent_cameras, base_cameras(position)
    if total and recharge.base_share == own / total:
        return f"{finely(own)} ÷ {finely(total)}"
    places = 2 if position.basis.round_shares_first else 4
    return in_percent(recharge.base_share, places)


def base_cameras(position: QuarterPosition) -> Fraction:
    """All partners' equivalent cameras as frozen with the budget."""
    return sum((part.equivalent_cameras for part in position.inputs.budgeted), Fraction(0))


def _less(minuend: Decimal, subtrahend: Decimal, first: str = "", second: str = "") -> str:
    taken = amount(subtrahend) if subtrahend >= 0 else f"({amount(subtrahend)})"
    return f"{amount(minuend)}{first} − {taken}{second}"


def _to_the_penny(value: Fraction | Decimal) -> str:
    return with_pound_sign(pounds_and_pence(value))
