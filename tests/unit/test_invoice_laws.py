"""Instalments add up to the recharge, invoiced and balancing to the outturn, statements to the whole."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.invoices.actions import issue_balancing, issue_instalment, set_terms
from budgets.invoices.arithmetic import A_PENNY, accrual, balancing, schedule
from budgets.invoices.schedule import invoices_of_year, totals_of
from budgets.invoices.statement import statement_of
from budgets.lifecycle import submit_quarter
from budgets.models import BudgetedRecharge
from budgets.position import quarter_position
from tests import factories
from tests.strategies import amounts

numbers = st.integers(1, 12)
issued_amounts = st.dictionaries(st.integers(1, 12), amounts, max_size=6)


@given(amounts, numbers, issued_amounts)
def test_a_schedule_adds_up_to_the_recharge_whatever_is_issued(recharge, number, issued):
    parts = schedule(recharge, number, issued)

    assert sum(parts.values()) == recharge
    assert {place: parts[place] for place in issued} == issued
    assert set(range(1, number + 1)) <= parts.keys()


@given(amounts, st.lists(amounts))
def test_invoiced_and_balancing_make_the_outturn_recharge(outturn, invoiced):
    assert sum(invoiced) + balancing(outturn, invoiced) == outturn


@given(amounts, st.fractions(0, 1, max_denominator=366), amounts)
def test_an_accrual_is_what_the_service_cost_less_what_was_invoiced(recharge, over, invoiced):
    found = accrual(recharge, over, invoiced)

    assert found.invoiced + found.amount == found.due
    assert abs(Fraction(found.due) - Fraction(recharge) * over) < A_PENNY
    assert over < 1 or found.due == recharge
    assert over > 0 or found.due == 0


@pytest.mark.django_db
def test_a_council_that_joins_in_the_year_accrues_by_its_own_days():
    partners = factories.make_partners(2)
    year = factories.make_year(
        partners, lines={"Salaries": 36_500}, elements=[("Equal", 100, "equal", {})]
    )
    year.year_partners.filter(partner=partners[1]).update(first_day=date(2024, 12, 22))
    year = factories.approved(year)
    for number in (2, 3):
        quarter = year.quarters.get(number=number)
        factories.enter(quarter, {"Salaries": (0, 36_500)})
        submit_quarter(quarter=quarter, user=None)
    second, third = year.quarters.select_related("year").filter(number__in=(2, 3))

    before, since = (statement_of(year, partners[1], [each]) for each in (second, third))

    assert before.accrual.due == 0
    assert since.recharge == 7_850
    assert since.accrual.due == since.recharge / 10
    assert "10 of the 100 days for which the council shares" in since.accrual_sentence


@pytest.mark.django_db
@settings(max_examples=12)
@given(
    st.integers(-300_000, 300_000),
    st.integers(-300_000, 300_000).filter(bool),
    st.lists(st.integers(1, 300), min_size=1, max_size=5, unique=True),
    st.sets(st.tuples(st.integers(0, 2), st.integers(1, 5))),
    st.booleans(),
)
def test_statements_of_all_partners_add_up_to_the_outturn(budget, outturn, days, issued, balanced):
    """``issued``: which instalments of which partners; pence make no part of it round."""
    with transaction.atomic():
        year = factories.make_approved_year(lines={"Salaries": Decimal(budget) / 100})
        first_day = year.period.first_day
        days = [first_day + timedelta(days=each) for each in sorted(days)]
        set_terms(year=year, days=days, shown=0, user=None)
        issue_some(year, issued)
        quarter = year.quarters.get(number=4)
        factories.enter(quarter, {"Salaries": (0, Decimal(outturn) / 100)})
        submit_quarter(quarter=quarter, user=None)
        quarter = year.quarters.select_related("year").get(number=4)
        partners = [each.partner for each in invoices_of_year(year)]
        if balanced:
            balance_with(year, quarter, partners[0])

        statements = [statement_of(year, partner, [quarter]) for partner in partners]

        settlements = [statement.settlement for statement in statements]
        whole = quarter_position(quarter).balance.estimate
        assert whole == Decimal(outturn) / 100
        assert sum(each.outturn for each in settlements) == whole
        assert {each.service for each in settlements} == {whole}
        for each in settlements:
            assert each.in_instalments + each.balance == each.outturn
            assert each.invoices.invoiced + each.left == each.outturn
        budgeted = {
            each.partner: each.amount for each in BudgetedRecharge.objects.filter(year=year)
        }
        for each in invoices_of_year(year):
            assert each.is_settled or each.invoiced + each.to_invoice == budgeted[each.partner]
        assert totals_of(invoices_of_year(year)).budgeted == Decimal(budget) / 100
        transaction.set_rollback(True)


def issue_some(year, issued):
    for order, invoices in enumerate(invoices_of_year(year)):
        for part in invoices.instalments:
            if (order, part.place) in issued and part.can_be_issued:
                issue_instalment(
                    year=year,
                    partner=invoices.partner,
                    place=part.place,
                    amount=part.amount,
                    issued_on=part.due,
                    number=f"INV-{order}-{part.place}",
                    user=None,
                )


def balance_with(year, quarter, partner):
    left = statement_of(year, partner, [quarter]).settlement.left
    if left:
        issue_balancing(
            year=year,
            partner=partner,
            amount=left,
            issued_on=year.period.last_day,
            number="BAL-1",
            user=None,
        )
        assert statement_of(year, partner, [quarter]).settlement.left == 0
