"""Positions of a quarter made from plain values, for tests of what is said about them: no database."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import CAMERAS
from budgets.inputs import LinePosition, QuarterInputs
from budgets.models import FinancialYear, Quarter
from budgets.position import position_of
from budgets.shares import ElementTerms, ShareBasis
from budgets.versions import parts_by
from partners.models import Partner

SHORT_NAMES = ("East Herts", "Stevenage", "Hertsmere", "North Herts", "Dacorum", "Watford")
CAMERAS_ONLY = (ElementTerms("Cameras", Decimal(100), CAMERAS),)


def position_from(lines, now, then, *, unit=10, number=2):
    """A quarter's position of ``lines``, shared by the basis ``now``; ``then`` is that of the budget,
    or None before it was approved. Partners are named Council 1, Council 2 and so on."""
    budget = sum((line.budget for line in lines), Decimal(0))
    inputs = QuarterInputs(
        lines=tuple(lines),
        partners=tuple(
            Partner(pk=key, name=f"Council {key}", short_name=f"C{key}", position=key)
            for key in now.partners
        ),
        basis=now,
        budgeted=parts_by(then, budget, unit) if then else (),
        rounding_unit=unit,
    )
    year = FinancialYear(starts_in=2024, averaging="monthly", rounding_unit=unit)
    return position_of(Quarter(year=year, number=number), inputs)


def changed(position, **inputs):
    """The position with other inputs, worked out anew."""
    return position_of(position.quarter, replace(position.inputs, **inputs))


def position_where(
    then,
    now,
    *,
    budget=1000,
    estimate=1000,
    unit=10,
    terms=CAMERAS_ONLY,
    terms_then=None,
    round_first=False,
    number=2,
    parts_of_year=(),
):
    """A quarter's position of partners with the averages ``then`` in the budget and ``now``.

    ``budget`` and ``estimate``: the balance, in pounds; estimate None is not yet entered.
    """
    partners = tuple(
        Partner(
            pk=key, name=f"{name} Council", short_name=name, slug=f"partner-{key}", position=key
        )
        for key, name in enumerate(SHORT_NAMES[: len(now)], start=1)
    )
    keys = tuple(partner.pk for partner in partners)

    def basis(averages, terms):
        exact = {key: Fraction(average) for key, average in zip(keys, averages, strict=True)}
        return ShareBasis(keys, terms, exact, round_first, (), parts_of_year)

    frozen = basis(then, terms_then or terms)
    estimate = None if estimate is None else Decimal(estimate)
    line = LinePosition(1, "Employees", "Employees", Decimal(budget), Decimal(0), estimate)
    inputs = QuarterInputs(
        lines=(line,),
        partners=partners,
        basis=basis(now, terms),
        budgeted=parts_by(frozen, Decimal(budget), unit),
        rounding_unit=unit,
    )
    year = FinancialYear(starts_in=2024, averaging="monthly", rounding_unit=unit)
    return position_of(Quarter(year=year, number=number), inputs)
