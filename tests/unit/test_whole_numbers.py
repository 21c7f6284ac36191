"""The spreadsheet's way of apportioning gives the parts of the arithmetic, in numbers it can hold."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given

from reports.outputs.excel.charge import (
    charge_of,
    held_division,
    held_parts,
    money_division,
    money_parts,
    shares_division,
)
from reports.outputs.excel.whole_numbers import divide
from tests.positions import changed
from tests.random_positions import positions


def in_pounds(position, parts, division):
    pence = int(position.balance.estimate * 100)
    worked = divide(pence, position.inputs.rounding_unit * 100, parts, division)
    sign = -1 if pence < 0 else 1
    return [Decimal(sign * part) / 100 for part in worked.parts]


@given(positions())
def test_the_parts_are_those_of_the_software(position):
    charge = charge_of(position)
    division = money_division(charge)
    assume(division)

    parts = in_pounds(position, money_parts(charge)[0], division)

    assert parts == [recharge.estimate for recharge in position.recharges]


@given(positions())
def test_the_parts_at_the_budgets_shares_are_those_of_the_software(position):
    held = held_parts(position)
    division = held_division(position, held)
    assume(division)

    assert in_pounds(position, held, division) == list(position.at_budgeted_shares.parts.values())


@given(positions())
def test_rounded_shares_are_those_of_the_software(position):
    charge = charge_of(changed(position, basis=replace(position.basis, round_shares_first=True)))
    division = shares_division(charge)
    assume(division)

    parts = [charge.parts[place] for place in charge.by_percentage]
    worked = divide(10_000, 1, parts, division)

    shares = charge.position.basis.rest.values()
    assert [Fraction(part, 10_000) for part in worked.parts] == list(shares)
