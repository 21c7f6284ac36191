"""Partners that share for a part of the year: their days, their cameras, and what is said of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import AGREED, CAMERAS, EQUAL, apportion
from budgets.explanation import explain_share
from budgets.freezing import frozen, thawed
from budgets.models import Quarter
from budgets.part_years import part_of_year
from budgets.position import quarter_position
from budgets.proofs import NoEvidence, ProofName, evidence_of, partner_proof
from budgets.shares import ElementTerms, ShareBasis, register_basis
from cameras.arithmetic import (
    average_equivalent_cameras,
    counted_services,
    limited,
    sampled_days,
)
from partners.periods import Year
from tests import factories
from tests.positions import position_where
from tests.strategies import (
    LONG_AGO,
    amounts,
    averagings,
    dated_weights,
    days_around,
    spells,
    units,
    years,
)

YEAR = Year(2024)
TERMS = (
    ElementTerms("Room", Decimal(30), EQUAL),
    ElementTerms("Staff", Decimal(20), AGREED, ((1, Decimal(25)), (2, Decimal(75)))),
    ElementTerms("Cameras", Decimal(50), CAMERAS),
)
AVERAGES = {1: Fraction(30), 2: Fraction(10)}


def basis_where(*parts, averages=None, terms=TERMS):
    return ShareBasis((1, 2), terms, averages or AVERAGES, False, (), tuple(filter(None, parts)))


# --- Laws ---


@given(st.data(), years)
def test_days_that_cover_the_year_are_the_same_as_none_given(data, year):
    before = data.draw(st.none() | st.integers(0, 400).map(timedelta))
    after = data.draw(st.none() | st.integers(0, 400).map(timedelta))

    first = None if before is None else year.first_day - before
    last = None if after is None else year.last_day + after

    assert part_of_year(1, first, last, year) is None


@given(st.data(), years)
def test_the_days_before_and_from_a_day_on_make_the_year(data, year):
    day = data.draw(st.integers(1, 364).map(lambda n: year.first_day + timedelta(n)))

    until = part_of_year(1, None, day - timedelta(1), year)
    since = part_of_year(1, day, None, year)

    assert until.part + since.part == 1


@given(amounts, units, st.integers(1, 365), st.integers(1, 365))
def test_recharges_of_parts_of_a_year_add_up_to_the_balance(amount, unit, first, second):
    ends = (YEAR.first_day + timedelta(days - 1) for days in (first, second))
    parts = [part_of_year(key, None, last, YEAR) for key, last in enumerate(ends, start=1)]

    shares = basis_where(*parts).shares

    assert sum(shares.values()) == 1
    assert sum(apportion(amount, shares, unit).parts.values()) == amount


@given(amounts, units)
def test_a_partner_without_a_day_in_the_year_pays_nothing(amount, unit):
    gone = part_of_year(1, None, YEAR.first_day - timedelta(1), YEAR)
    basis = basis_where(gone, averages={1: Fraction(0), 2: Fraction(10)})

    assert gone.days == 0
    assert apportion(amount, basis.shares, unit).parts == {1: 0, 2: amount}


@given(st.data(), years, averagings)
def test_cameras_count_only_on_days_for_which_their_partner_shares(data, year, averaging):
    drawn = data.draw(spells(year))
    weights = data.draw(dated_weights(year, LONG_AGO))
    first, last = sorted(data.draw(st.tuples(days_around(year), days_around(year))))

    counted = counted_services(
        limited(drawn, dict.fromkeys("ABC", (first, last))), weights, year, averaging
    )

    days = sampled_days(year, averaging)
    expected = sum(
        spell.number * Fraction(weight_on(weights[spell.camera_type], day))
        for spell in drawn
        for day in days
        if first <= day <= last and spell.first_day <= day <= (spell.last_day or day)
    )
    assert sum(average_equivalent_cameras(counted).values()) == expected / len(days)


def weight_on(weights, day):
    return [each.weight for each in weights if each.starts_on <= day][-1]


# --- By hand ---


def test_equal_and_agreed_parts_are_weighted_by_days():
    """182 of 365 days: of the equal element 182 ÷ 547, of the agreed one 25 × 182 ÷ (… + 75 × 365)."""
    basis = basis_where(part_of_year(1, date(2024, 10, 1), None, YEAR))

    room, staff, cameras = (element.shares[1] for element in basis.elements)

    assert room == Fraction(30, 100) * Fraction(182, 182 + 365)
    assert staff == Fraction(20, 100) * Fraction(25 * 182, 25 * 182 + 75 * 365)
    assert cameras == Fraction(50, 100) * Fraction(30, 40)


def test_the_working_names_the_days():
    terms = (
        ElementTerms("Room", Decimal(50), EQUAL),
        ElementTerms("Staff", Decimal(50), AGREED, ((1, Decimal(25)), (2, Decimal(75)))),
    )
    parts = (part_of_year(1, date(2024, 10, 1), None, YEAR),)
    position = position_where([1, 1], [1, 1], terms=terms, parts_of_year=parts)

    joined, whole = (explain_share(position, each) for each in position.recharges)

    assert [step.working.replace("\N{NO-BREAK SPACE}", " ") for step in joined.share_steps[:2]] == [
        "50 % of the balance × 182 ÷ 547, the days for which each of two partners shares equally",
        "50 % of the balance × 12.4657534 ÷ 87.4657534, as agreed: 25 × 182 of 365 days, of the same of "
        "all partners",
    ]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in joined.service_days] == [
        "East Herts shares from 1 Oct 2024, 182 of the year’s 365 days. Its equal and agreed parts "
        "are weighted by them."
    ]
    assert whole.service_days == ()
    assert whole.share_steps[1].working.endswith(
        "as agreed: 75 for the whole year, of the same of all partners"
    )


@pytest.mark.parametrize("figure", ["cameras", "share", "recharge"])
def test_every_proof_of_such_a_partner_names_its_days(figure):
    parts = (part_of_year(1, None, date(2024, 9, 30), YEAR),)
    position = position_where([3, 1], [3, 1], parts_of_year=parts)
    name = ProofName(figure, partner=1)

    proof = partner_proof(position, position.recharges[0], name, NoEvidence())

    assert "until 30\N{NO-BREAK SPACE}Sep" in proof.notes[0]
    assert "183 of the year’s 365 days" in proof.notes[0]


# --- From the database ---


@pytest.fixture
def year(db):
    return factories.make_approved_year(factories.make_partners(2), cameras=(12, 12))


def leaves(year, last_day):
    member = year.year_partners.get(position=1)
    member.last_day = last_day
    member.save()
    return member


def test_the_register_may_go_on_where_the_partner_has_left(year):
    member = leaves(year, date(2024, 9, 30))

    basis = register_basis(year)

    assert basis.averages[member.partner_id] == 6
    assert {(each.partner, each.last_day) for each in basis.counted} == {
        (member.partner_id, date(2024, 9, 30)),
        (year.year_partners.get(position=2).partner_id, None),
    }
    assert basis.shares[member.partner_id] == Fraction(1, 3)


def test_days_are_frozen_with_the_quarter_and_a_quarter_frozen_before_has_none(year):
    leaves(year, date(2024, 9, 30))
    inputs = quarter_position(Quarter.objects.get(year=year, number=2)).inputs
    content = frozen(inputs)

    assert thawed(content) == inputs

    del content["basis"]["parts_of_year"]

    assert thawed(content) == replace(inputs, basis=replace(inputs.basis, parts_of_year=()))


def test_the_proof_of_the_cameras_says_who_entered_the_days(year):
    officer = factories.make_finance_officer(year.year_partners.get(position=2).partner)
    member = year.year_partners.get(position=1)
    member.last_day, member._history_user = date(2024, 9, 30), officer
    member._change_reason = "Left by its own notice"
    member.save()
    quarter = Quarter.objects.get(year=year, number=2)
    position = quarter_position(quarter)
    name = ProofName("cameras", partner=member.partner_id)

    proof = partner_proof(position, position.recharges[0], name, evidence_of(quarter))

    assert proof.entered[0].what.endswith("shares until 30\N{NO-BREAK SPACE}Sep 2024")
    assert proof.entered[0].how == "Left by its own notice"
    assert proof.entered[0].who == str(officer)
