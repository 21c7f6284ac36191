"""Elements of charge: what a year's balance is shared by, all elements together."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import (
    Element,
    NothingToShareBy,
    apportion,
    combined_shares,
    rounded_shares,
)
from budgets.shares import ElementTerms, ShareBasis, agreed_basis, register_basis
from tests import factories, published
from tests.strategies import amounts, elements, units, weights

HUNDREDTH_OF_A_PERCENT = Fraction(1, 10_000)


@given(elements())
def test_combined_shares_are_the_whole_balance_exactly(elements):
    assert sum(combined_shares(elements).values()) == 1


@given(elements(), st.randoms(use_true_random=False))
def test_order_of_elements_changes_nothing(elements, random):
    shuffled = random.sample(elements, len(elements))

    assert combined_shares(shuffled) == combined_shares(elements)


@given(amounts, elements(), units)
def test_several_elements_are_rounded_once(amount, elements, unit):
    parts = apportion(amount, combined_shares(elements), unit).parts

    assert sum(parts.values()) == amount
    for partner, part in parts.items():
        exact = sum(Fraction(amount) * element.shares[partner] for element in elements)
        assert abs(Fraction(part) - exact) < unit


@given(weights())
def test_one_element_of_100_percent_shares_in_proportion(weights):
    shares = combined_shares([Element(Decimal(100), weights)])

    total = sum(weights.values())
    assert shares == {partner: weight / total for partner, weight in weights.items()}


@given(elements())
def test_rounded_shares_make_100_percent_and_stay_within_a_hundredth(elements):
    exact = combined_shares(elements)

    rounded = rounded_shares(exact)

    assert sum(rounded.values()) == 1
    assert {share % HUNDREDTH_OF_A_PERCENT for share in rounded.values()} == {0}
    assert all(abs(rounded[partner] - exact[partner]) < HUNDREDTH_OF_A_PERCENT for partner in exact)


def test_rounding_element_by_element_would_round_twice():
    """Two halves by the same thirds: £10 and £10 of £20 each, and one balance of £40."""
    halves = [Element(Decimal(50), dict.fromkeys("ABC", Fraction(1))) for _ in range(2)]
    each = apportion(Decimal(20), halves[0].weights, 10).parts

    together = apportion(Decimal(40), combined_shares(halves), 10).parts

    assert together == {"A": 20, "B": 10, "C": 10}
    assert {partner: 2 * part for partner, part in each.items()} == {"A": 20, "B": 20, "C": 0}


def test_shares_of_cameras_equal_and_agreed_elements_by_hand():
    cameras = Element(Decimal(60), {"A": Fraction(3), "B": Fraction(1)})
    equally = Element(Decimal(30), {"A": Fraction(1), "B": Fraction(1)})
    agreed = Element(Decimal(10), {"A": Decimal("12.5"), "B": Decimal("87.5")})

    shares = combined_shares([cameras, equally, agreed])

    assert shares == {"A": Fraction("0.6125"), "B": Fraction("0.3875")}


def test_a_partner_outside_one_element_still_shares_the_others():
    shares = combined_shares(
        [
            Element(Decimal(50), {"A": Fraction(1), "B": Fraction(0)}),
            Element(Decimal(50), {"A": Fraction(1), "B": Fraction(1)}),
        ]
    )

    assert shares == {"A": Fraction(3, 4), "B": Fraction(1, 4)}


def test_rounded_shares_of_thirds_give_the_hundredth_to_the_first():
    rounded = rounded_shares(dict.fromkeys("ABC", Fraction(1, 3)))

    assert rounded == {
        "A": Fraction("0.3334"),
        "B": Fraction("0.3333"),
        "C": Fraction("0.3333"),
    }


def test_rounding_shares_first_changes_the_published_recharges():
    """The setting exists for others; here it would not give what was published."""
    shares = rounded_shares(combined_shares([Element(Decimal(100), published.AVERAGES)]))

    parts = apportion(Decimal(522_490), shares, 10).parts

    assert sum(parts.values()) == 522_490
    assert list(parts.values()) != [partner.estimate for partner in published.PARTNERS]


@pytest.mark.parametrize("percentages", [[], [99], [50, "50.01"], [100, 1]])
def test_combined_shares_refuses_percentages_that_do_not_make_100(percentages):
    elements = [Element(Decimal(some), {"A": Fraction(1)}) for some in percentages]

    with pytest.raises(ValueError, match="must make exactly 100"):
        combined_shares(elements)


def test_cameras_element_without_any_camera_is_refused_by_name():
    element = Element(Decimal(100), {"A": Fraction(0), "B": Fraction(0)}, "Equivalent cameras")

    with pytest.raises(NothingToShareBy, match="“Equivalent cameras” has nothing to share by"):
        combined_shares([element])


def test_terms_are_weighed_by_their_basis_in_partner_order():
    averages = {1: Fraction(30), 2: Fraction(10), 3: Fraction(0)}
    terms = (
        ElementTerms("Cameras", Decimal(60), "cameras"),
        ElementTerms("Equally", Decimal(30), "equal"),
        ElementTerms("Agreed", Decimal(10), "agreed", ((3, Decimal(20)), (1, Decimal(80)))),
    )

    basis = ShareBasis((1, 2, 3), terms, averages, round_shares_first=False)

    assert basis.shares == {
        1: Fraction("0.63"),
        2: Fraction("0.25"),
        3: Fraction("0.12"),
    }
    assert basis.shares is basis.exact_shares
    assert list(basis.shares) == [1, 2, 3]


def test_shares_are_rounded_first_only_where_the_year_is_so_set():
    terms = (ElementTerms("Equally", Decimal(100), "equal"),)
    exactly = ShareBasis((1, 2, 3), terms, {}, round_shares_first=False)

    rounded_first = replace(exactly, round_shares_first=True)

    assert exactly.shares == dict.fromkeys((1, 2, 3), Fraction(1, 3))
    assert list(rounded_first.shares.values()) == [
        Fraction("0.3334"),
        Fraction("0.3333"),
        Fraction("0.3333"),
    ]
    assert rounded_first.exact_shares == exactly.shares


@pytest.mark.django_db
def test_register_basis_reads_terms_averages_and_working_from_the_database():
    ashdown, birchley, outsider = factories.make_partners(3)
    reactive = factories.make_camera_type("Reactive", "0.25")
    factories.make_cameras(ashdown, reactive, 2)
    factories.make_cameras(birchley, reactive, 6)
    factories.make_cameras(outsider, reactive, 9)
    year = factories.make_year(
        [birchley, ashdown],
        elements=[
            ("Cameras", 80, "cameras", {}),
            ("Agreed", 20, "agreed", {ashdown: 100, birchley: 0}),
        ],
    )

    basis = register_basis(year)

    assert basis.partners == (birchley.pk, ashdown.pk)
    assert basis.averages == {birchley.pk: Fraction(3, 2), ashdown.pk: Fraction(1, 2)}
    assert basis.shares == {birchley.pk: Fraction(3, 5), ashdown.pk: Fraction(2, 5)}
    assert {(service.partner, service.number) for service in basis.counted} == {
        (birchley.pk, 6),
        (ashdown.pk, 2),
    }


@pytest.mark.django_db
def test_register_basis_does_not_ask_for_the_weight_of_an_outsiders_cameras():
    ashdown, birchley, outsider = factories.make_partners(3)
    factories.make_cameras(ashdown, factories.make_camera_type("Active"), 2)
    factories.make_camera(outsider, factories.make_camera_type("Old", None, position=2))
    year = factories.make_year([ashdown, birchley])

    basis = register_basis(year)

    assert basis.averages == {ashdown.pk: 2, birchley.pk: 0}


@pytest.mark.django_db
def test_agreed_basis_counts_a_partner_that_is_not_named_as_without_cameras():
    ashdown, birchley = factories.make_partners(2)
    year = factories.make_year([ashdown, birchley])

    basis = agreed_basis(year, {birchley.pk: Fraction(7, 3)})

    assert basis.averages == {ashdown.pk: 0, birchley.pk: Fraction(7, 3)}
    assert basis.shares == {ashdown.pk: 0, birchley.pk: 1}
