"""Proofs: each comes to the figure it proves, says so in words, and leads on to what it rests on."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from budgets.models import BudgetLine, Quarter
from budgets.part_years import PartOfYear
from budgets.position import quarter_position
from budgets.proofs import (
    LINE_FIGURES,
    PARTNER_FIGURES,
    NoEvidence,
    ProofName,
    UnknownFigure,
    evidence_of,
    partner_proof,
    quarter_proof,
)
from budgets.shares import ElementTerms
from reports.demonstration.figures import YEAR
from tests import factories
from tests.positions import CAMERAS_ONLY, position_where

SEVERAL = (
    ElementTerms("Control room", Decimal("37.5"), EQUAL),
    ElementTerms("Staff", Decimal("12.5"), AGREED, ((1, Decimal(70)), (2, Decimal(30)))),
    ElementTerms("Cameras", Decimal(50), CAMERAS),
)
FIXED = (ElementTerms("Room", Decimal(0), EQUAL, (), Decimal(400)), *SEVERAL)
FIGURE_OF = {
    "cameras": "equivalent_cameras",
    "share": "share",
    "budgeted": "budget",
    "recharge": "estimate",
    "variance": "variance",
    "cost-effect": "cost_effect",
    "share-effect": "share_effect",
}
averages = st.lists(st.fractions(1, 200, max_denominator=48), min_size=2, max_size=2)
pounds = st.integers(-1_000_000, 1_000_000)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def results(proof):
    return [(step.name, plain(step.result)) for step in proof.steps]


# --- Laws ---


@given(
    averages,
    averages,
    pounds,
    st.none() | pounds,
    st.sampled_from([1, 10, 1000]),
    st.sampled_from([CAMERAS_ONLY, SEVERAL, FIXED]),
    st.booleans(),
    st.sampled_from([2, 4]),
    st.sampled_from([(), (PartOfYear(1, date(2024, 10, 1), None, 182, 365),)]),
)
def test_every_proof_comes_to_its_figure(
    then, now, budget, estimate, unit, terms, round_first, number, parts_of_year
):
    position = position_where(
        then,
        now,
        budget=budget,
        estimate=estimate,
        unit=unit,
        terms=terms,
        round_first=round_first,
        number=number,
        parts_of_year=parts_of_year,
    )
    nothing = NoEvidence()

    for recharge in position.recharges:
        for figure in PARTNER_FIGURES:
            name = ProofName.of_partner(figure, recharge.partner.pk)
            proof = partner_proof(position, recharge, name, nothing)
            assert proof.value == getattr(recharge, FIGURE_OF[figure])
            assert proof.sentence and proof.title
            assert (proof.answer == "–") == (proof.value is None)
    [line] = position.lines
    for figure in LINE_FIGURES:
        for slug, owner in ((f"balance-{figure}", position.balance), (f"line-1-{figure}", line)):
            proof = quarter_proof(position, ProofName.of_quarter(slug), nothing)
            assert proof.value == getattr(owner, figure)
            assert proof.name.slug == slug


@given(st.text())
def test_no_other_word_names_a_figure(text):
    names = {f"balance-{figure}" for figure in LINE_FIGURES}
    if text not in names:
        with pytest.raises(UnknownFigure):
            ProofName.of_quarter(text)


# --- The golden case ---


@pytest.fixture
def golden(demonstration):
    quarter = Quarter.objects.of(YEAR, 2)
    position = quarter_position(quarter)
    evidence = evidence_of(quarter)

    def proof(slug, figure):
        recharge = next(part for part in position.recharges if part.partner.slug == slug)
        name = ProofName.of_partner(figure, recharge.partner.pk)
        return partner_proof(position, recharge, name, evidence)

    return proof


def test_a_recharge_is_proven_from_cameras_to_pounds(golden):
    cameras, share = golden("east-herts", "cameras"), golden("east-herts", "share")
    recharge = golden("east-herts", "recharge")

    assert results(cameras) == [
        ("44 Actively monitored", "44.0000"),
        ("13 Reactive", "3.2500"),
        ("1 Reactive", "0.0625"),
        ("Average", "47.3125"),
    ]
    assert plain(share.sentence) == (
        "East Herts bears 18.4349 % of the balance to recover, because it has 47.3125 of the "
        "256.6458333 equivalent cameras that all four partners have on average over the year."
    )
    assert (share.value, share.exact) == (Fraction(2271, 12319), "2,271/12,319")
    assert results(recharge) == [
        ("Share", "18.4349 %"),
        ("Balance to recover", "£522,490"),
        ("Amount", "£96,320.71"),
        ("Rounded", "£96,320.00"),
    ]
    assert recharge.notes == ("Before it is rounded, the amount is exactly £1,186,574,790/12,319.",)


def test_a_variance_is_proven_by_the_bridge(golden):
    variance = golden("stevenage", "variance")

    assert [(name, result) for name, result in results(variance)] == [
        ("Budgeted", "£251,930"),
        ("At that share", "£242,000"),
        ("Balance", "−£9,930"),
        ("Share", "+£8,830"),
        ("Variance", "−£1,100"),
    ]
    assert results(golden("stevenage", "share-effect"))[-1] == ("Share", "+£8,830")
    assert results(golden("stevenage", "cost-effect"))[-1] == ("Balance", "−£9,930")
    assert "in proportion more than that of all partners together" in variance.sentence


# --- What it rests on ---


@pytest.mark.django_db
def test_a_budget_is_proven_by_the_decisions_on_it():
    year = factories.make_approved_year(lines={"Employees": 1000, "Premises": 500})
    employees = BudgetLine.objects.get(name="Employees")
    premises = BudgetLine.objects.get(name="Premises")
    factories.make_virement(premises, employees, 40, approver="Head of Finance")
    factories.make_supplementary(employees, 60, approver="The board")
    quarter = year.quarters.get(number=1)

    name = ProofName.of_quarter(f"line-{employees.pk}-budget")
    proof = quarter_proof(quarter_position(quarter), name, evidence_of(quarter))

    assert [result for _, result in results(proof)] == ["£1,000", "+£40", "+£60", "£1,100"]
    assert plain(proof.sentence) == (
        "The budget of Employees was approved at £1,000; approved changes since come to +£100, "
        "which makes £1,100."
    )
    assert [each.how.split(":")[0] for each in proof.entered[-2:]] == [
        "Head of Finance",
        "The board",
    ]


def test_a_figure_says_who_entered_it(demonstration):
    quarter = Quarter.objects.of(YEAR, 2)
    line = BudgetLine.objects.get(year=quarter.year, name="Employees")

    name = ProofName.of_quarter(f"line-{line.pk}-estimate")
    proof = quarter_proof(quarter_position(quarter), name, evidence_of(quarter))

    [entered] = proof.entered
    assert (entered.what, entered.line) == ("Estimate of Employees", line.pk)
    assert entered.at is not None
