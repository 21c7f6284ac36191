"""What if: nothing changed is what is, what is changed is what the register would give."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import AGREED, CAMERAS, EQUAL, apportion
from budgets.models import Quarter
from budgets.position import quarter_position
from budgets.shares import ElementTerms, ShareBasis
from budgets.whatif.changes import CameraChange, CannotBe, Changes, changed_basis
from budgets.whatif.outcome import outcome_of
from cameras.arithmetic import DatedWeight, Spell, average_equivalent_cameras, counted_services
from cameras.register import dated_weights
from reports.demonstration.figures import YEAR
from tests.strategies import averagings

WEIGHTS = {
    "Active": [DatedWeight(date(2000, 1, 1), Decimal(1))],
    "Reactive": [DatedWeight(date(2000, 1, 1), Decimal("0.25"))],
}
TERMS = st.sampled_from(
    [
        (ElementTerms("Cameras", Decimal(100), CAMERAS),),
        (
            ElementTerms("Cameras", Decimal("62.5"), CAMERAS),
            ElementTerms("Room", Decimal("37.5"), EQUAL),
        ),
        (
            ElementTerms("Cameras", Decimal(50), CAMERAS),
            ElementTerms("Agreed", Decimal(50), AGREED, ((1, Decimal(30)), (2, Decimal(70)))),
        ),
    ]
)
days = st.none() | st.integers(0, 364).map(
    lambda day: date.fromordinal(YEAR.first_day.toordinal() + day)
)
camera_changes = st.builds(
    CameraChange,
    partner=st.sampled_from([1, 2]),
    camera_type=st.sampled_from(["Active", "Reactive"]),
    number=st.integers(1, 40),
    first_day=days,
)
standing = [
    Spell(1, "Active", date(2020, 1, 1), None, 40),
    Spell(2, "Active", date(2020, 1, 1), None, 25),
    Spell(2, "Reactive", date(2024, 7, 15), None, 9),
]


def basis_of(spells, averaging, terms, weights=WEIGHTS):
    counted = counted_services(spells, weights, YEAR, averaging)
    averages = average_equivalent_cameras(counted)
    return ShareBasis((1, 2), terms, averages, False, counted)


def tried(changes, averaging, terms):
    basis = basis_of(standing, averaging, terms)
    return changed_basis(basis, changes, year=YEAR, averaging=averaging, weights=WEIGHTS)


# --- Laws ---


@given(averagings, TERMS)
def test_no_change_is_what_is(averaging, terms):
    basis = basis_of(standing, averaging, terms)

    assert tried(Changes(), averaging, terms) == basis


@given(st.lists(camera_changes, max_size=4), averagings, TERMS)
def test_added_cameras_count_as_the_register_would_count_them(changes, averaging, terms):
    spells = [
        Spell(each.partner, each.camera_type, each.first_day or YEAR.first_day, None, each.number)
        for each in changes
    ]

    then = tried(Changes(cameras=tuple(changes)), averaging, terms)

    assert then.exact_shares == basis_of([*standing, *spells], averaging, terms).exact_shares


@given(camera_changes, averagings, TERMS)
def test_what_is_added_and_taken_away_again_changes_nothing(change, averaging, terms):
    fewer = CameraChange(change.partner, change.camera_type, -change.number, change.first_day)

    then = tried(Changes(cameras=(change, fewer)), averaging, terms)

    assert then.exact_shares == basis_of(standing, averaging, terms).exact_shares


@given(st.decimals(0, 3, places=3), averagings, TERMS)
def test_a_weight_counts_for_every_camera_of_its_type(weight, averaging, terms):
    weights = WEIGHTS | {"Reactive": [DatedWeight(date(2000, 1, 1), weight)]}

    then = tried(Changes(weights={"Reactive": weight}), averaging, terms)

    assert then.exact_shares == basis_of(standing, averaging, terms, weights).exact_shares


@given(st.decimals(0, 100, places=2), TERMS)
def test_a_fixed_part_is_shared_equally_and_the_rest_as_before(fixed, terms):
    before = basis_of(standing, "monthly", terms).exact_shares

    then = tried(Changes(fixed=fixed), "monthly", terms).exact_shares

    part = Fraction(fixed) / 100
    assert then == {key: part / 2 + (1 - part) * share for key, share in before.items()}


@given(TERMS)
def test_who_leaves_shares_nothing_and_the_rest_makes_the_whole(terms):
    then = tried(Changes(leaver=1), "monthly", terms)

    assert then.partners == (2,)
    assert then.exact_shares == {2: 1}


# --- What cannot be ---


def test_more_cannot_be_taken_away_than_there_is_on_a_day_that_counts():
    fewer = CameraChange(2, "Reactive", -3, date(2024, 4, 1))

    with pytest.raises(
        CannotBe, match="On 1 April 2024 there are 0 cameras of type Reactive"
    ) as no:
        tried(Changes(cameras=(fewer,)), "monthly", (ElementTerms("C", Decimal(100), CAMERAS),))

    assert no.value.cameras == 0


def test_nobody_left_to_share_by_is_said(demonstration):
    position = quarter_position(Quarter.objects.of(YEAR, 2))
    nil = {"Actively monitored": Decimal(0), "Reactive": Decimal(0)}

    with pytest.raises(CannotBe, match="nothing to share by"):
        outcome_of(position, Changes(weights=nil), dated_weights())


# --- The golden case ---


def test_without_the_cameras_added_in_the_year_shares_are_the_budget_s(demonstration):
    position = quarter_position(Quarter.objects.of(YEAR, 2))
    stevenage = position.inputs.partners[0].pk
    changes = Changes(
        cameras=(
            CameraChange(stevenage, "Actively monitored", -10, date(2024, 7, 1)),
            CameraChange(stevenage, "Actively monitored", -1, date(2024, 9, 1)),
        )
    )

    outcome = outcome_of(position, changes, dated_weights())

    assert [row.then.recharge for row in outcome.rows] == [
        position.at_budgeted_shares.parts[row.partner.pk] for row in outcome.rows
    ]
    assert [row.now.recharge for row in outcome.rows] == [250_830, 96_320, 75_330, 100_010]
    assert outcome.total.difference == 0


def test_another_balance_is_divided_by_the_same_shares(demonstration):
    position = quarter_position(Quarter.objects.of(YEAR, 2))

    outcome = outcome_of(position, Changes(balance=Decimal(600_000)), dated_weights())

    parts = apportion(Decimal(600_000), position.basis.shares, 10).parts
    assert [row.then.recharge for row in outcome.rows] == list(parts.values())
    assert outcome.total.difference == 600_000 - 522_490


def test_whom_one_may_not_see_is_in_the_total_only(demonstration):
    position = quarter_position(Quarter.objects.of(YEAR, 2))
    own = position.inputs.partners[1].pk

    outcome = outcome_of(position, Changes(), dated_weights(), {own})

    assert [row.partner.pk for row in outcome.rows] == [own]
    assert outcome.others.now.recharge == 522_490 - 96_320
