"""The sums of setting a budget: uplifts round once, virements move exactly what they say."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.setup.arithmetic import PENNY, POUND, transfers, uplifted

pence = st.integers(-99_999_999_999, 99_999_999_999)
amounts = pence.map(lambda drawn: Decimal(drawn).scaleb(-2))
percents = st.integers(-1_000_000, 1_000_000).map(lambda drawn: Decimal(drawn).scaleb(-4))
units = st.sampled_from([POUND, PENNY])


@given(amounts, percents, units)
def test_an_uplift_is_within_half_a_unit_of_the_exact_one(amount, percent, unit):
    exact = Fraction(amount) * (1 + Fraction(percent) / 100)

    result = uplifted(amount, percent, unit)

    assert abs(Fraction(result) - exact) <= Fraction(unit) / 2
    assert result % unit == 0


@given(amounts, percents, units)
def test_an_uplift_of_income_mirrors_that_of_a_cost(amount, percent, unit):
    assert uplifted(-amount, percent, unit) == -uplifted(amount, percent, unit)


@given(amounts)
def test_an_uplift_of_nil_percent_leaves_an_amount_to_the_penny(amount):
    assert uplifted(amount, Decimal(0), PENNY) == amount


@pytest.mark.parametrize(
    ("amount", "percent", "result"),
    [("119360", "2.5", "122344"), ("900", "0.5", "905"), ("-101", "0.5", "-102"), ("1", "50", "2")],
)
def test_halves_go_away_from_nil(amount, percent, result):
    assert uplifted(Decimal(amount), Decimal(percent)) == Decimal(result)


@st.composite
def balanced(draw):
    changes = draw(st.lists(pence, min_size=1, max_size=12))
    changes.append(-sum(changes))
    return {f"Line {n}": Decimal(change).scaleb(-2) for n, change in enumerate(changes)}


@given(balanced())
def test_transfers_give_each_line_exactly_its_change(changes):
    moved = defaultdict(Decimal)
    moves = transfers(changes)
    for giver, receiver, amount in moves:
        assert amount > 0 and giver != receiver
        moved[giver] -= amount
        moved[receiver] += amount

    assert moved == {line: change for line, change in changes.items() if change}
    assert len(moves) < len(changes)


def test_changes_that_do_not_add_up_to_nil_are_refused():
    with pytest.raises(ValueError, match="add up to nil"):
        transfers({"A": Decimal(5), "B": Decimal(-4)})
