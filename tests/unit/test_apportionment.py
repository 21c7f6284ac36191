"""The laws of dividing an amount, then examples worked by hand."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import NothingToShareBy, apportion
from tests import published
from tests.strategies import amounts, units, weights

THIRDS = dict.fromkeys("ABC", Fraction(1))


def remainders(divided):
    """What rounding down to whole units took from each exact part."""
    return {
        partner: abs(divided.exact[partner]) - Fraction(abs(whole))
        for partner, whole in divided.rounded_down.items()
    }


@given(amounts, weights(), units)
def test_parts_add_up_to_the_amount_exactly(amount, weights, unit):
    divided = apportion(amount, weights, unit)

    assert sum(divided.parts.values()) == amount


@given(amounts, weights(), units)
def test_no_part_is_a_unit_or_more_from_its_exact_share(amount, weights, unit):
    divided = apportion(amount, weights, unit)

    total = sum(weights.values())
    for partner, part in divided.parts.items():
        exact = Fraction(amount) * weights[partner] / total
        assert abs(Fraction(part) - exact) < unit


@given(amounts, weights(2), units)
def test_zero_weight_gets_zero(amount, weights, unit):
    divided = apportion(amount, weights, unit)

    idle = [partner for partner, weight in weights.items() if weight == 0]
    assert [divided.parts[partner] for partner in idle] == [0] * len(idle)


@given(amounts, weights(), units)
def test_negative_amount_mirrors_the_positive_one(amount, weights, unit):
    mirrored = apportion(-amount, weights, unit).parts

    assert mirrored == {
        partner: -part for partner, part in apportion(amount, weights, unit).parts.items()
    }


@given(amounts, weights(2), units, st.data())
def test_order_of_partners_changes_nothing_but_ties(amount, weights, unit, data):
    shuffled = dict(data.draw(st.permutations(list(weights.items()))))

    first, second = apportion(amount, weights, unit), apportion(amount, shuffled, unit)

    tied = remainders(first)
    for partner, remainder in tied.items():
        alike = [other for other in tied if tied[other] == remainder]
        received = sorted(first.received[other] for other in alike)
        assert received == sorted(second.received[other] for other in alike)
        if len(alike) == 1:
            assert first.parts[partner] == second.parts[partner]


@given(amounts, weights(2), units)
def test_among_ties_the_earlier_partner_receives_first(amount, weights, unit):
    divided = apportion(amount, weights, unit)

    left = remainders(divided)
    partners = list(weights)
    for index, earlier in enumerate(partners):
        for later in partners[index + 1 :]:
            if left[earlier] == left[later]:
                assert abs(divided.received[earlier]) >= abs(divided.received[later])


@given(amounts, weights(2), units)
def test_larger_remainder_never_receives_less(amount, weights, unit):
    divided = apportion(amount, weights, unit)

    left = remainders(divided)
    received = defaultdict(list)
    for partner in sorted(left, key=left.get):
        received[left[partner]].append(abs(divided.received[partner]))
    assert all(max(less) <= min(more) for less, more in pairwise(received.values()))


@given(amounts, weights(), units)
def test_all_parts_but_one_are_whole_units(amount, weights, unit):
    parts = apportion(amount, weights, unit).parts

    odd = [part for part in parts.values() if part % unit]
    assert len(odd) == (1 if amount % unit else 0)


@given(amounts, weights(), units, st.fractions(Fraction(1, 1000), 1000))
def test_only_the_proportions_of_weights_matter(amount, weights, unit, factor):
    scaled = {partner: weight * factor for partner, weight in weights.items()}

    assert apportion(amount, scaled, unit).parts == apportion(amount, weights, unit).parts


@given(amounts, weights(), units)
def test_steps_of_the_working_lead_from_exact_to_part(amount, weights, unit):
    divided = apportion(amount, weights, unit)

    assert sum(divided.exact.values()) == amount
    assert all(whole % unit == 0 for whole in divided.rounded_down.values())
    assert {abs(got) <= unit for got in divided.received.values()} == {True}
    assert list(divided.parts) == list(weights)


@pytest.mark.parametrize(
    ("amount", "unit", "parts"),
    [
        (1009, 10, ["340", "339", "330"]),
        (-1009, 10, ["-340", "-339", "-330"]),
        (1000, 10, ["340", "330", "330"]),
        (1010, 10, ["340", "340", "330"]),
        (0, 10, ["0", "0", "0"]),
        (7, 10, ["7", "0", "0"]),
        ("0.01", 1000, ["0.01", "0.00", "0.00"]),
        ("100.05", 1, ["34", "33.05", "33"]),
        ("-100.05", 1, ["-34", "-33.05", "-33"]),
        (4500, 1000, ["2000", "1500", "1000"]),
    ],
)
def test_apportion_among_three_equal_partners(amount, unit, parts):
    divided = apportion(Decimal(amount), THIRDS, unit)

    assert list(divided.parts.values()) == [Decimal(part) for part in parts]


def test_apportion_gives_residual_to_largest_remainder():
    divided = apportion(Decimal(100), {"A": 1, "B": 2, "C": 4}, 10)

    assert divided.exact == {"A": Fraction(100, 7), "B": Fraction(200, 7), "C": Fraction(400, 7)}
    assert divided.rounded_down == {"A": 10, "B": 20, "C": 50}
    assert divided.received == {"A": 0, "B": 10, "C": 10}


def test_apportion_skips_partner_without_weight_when_handing_out_the_rest():
    divided = apportion(Decimal("10.01"), {"A": Fraction(0), "B": Fraction(1)}, 10)

    assert divided.parts == {"A": 0, "B": Decimal("10.01")}


def test_apportion_by_the_published_averages_gives_the_published_recharges():
    budgeted = apportion(Decimal(543_930), published.BUDGETED_AVERAGES, 10)
    estimated = apportion(Decimal(522_490), published.AVERAGES, 10)

    assert list(budgeted.parts.values()) == [partner.budget for partner in published.PARTNERS]
    assert list(estimated.parts.values()) == [partner.estimate for partner in published.PARTNERS]


def test_apportion_takes_decimal_and_whole_weights_as_exact_numbers():
    divided = apportion(Decimal(90), {"A": Decimal("0.1"), "B": 0, "C": Fraction(2, 10)}, 1)

    assert divided.parts == {"A": 30, "B": 0, "C": 60}


@pytest.mark.parametrize("weights", [{}, {"A": Fraction(0)}, {"A": Fraction(2), "B": Fraction(-1)}])
def test_apportion_refuses_weights_that_cannot_share(weights):
    with pytest.raises(NothingToShareBy, match="nothing to share by"):
        apportion(Decimal(100), weights, 10)


@pytest.mark.parametrize("unit", [0, -10])
def test_apportion_refuses_a_unit_that_is_not_above_nil(unit):
    with pytest.raises(ValueError, match=f"“{unit}” is not a rounding unit"):
        apportion(Decimal(100), THIRDS, unit)


@pytest.mark.parametrize(
    ("amount", "weights"),
    [(100.5, THIRDS), (Decimal(100), {"A": 0.5, "B": Fraction(1, 2)})],
)
def test_apportion_refuses_floats(amount, weights):
    with pytest.raises(TypeError):
        apportion(amount, weights, 10)
