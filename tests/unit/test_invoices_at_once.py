"""Finance officers mark invoices at once, in real transactions: one is told of the other."""

from decimal import Decimal

import pytest

from budgets.invoices.actions import (
    InvoiceRefused,
    issue_balancing,
    issue_instalment,
    newest_record,
    take_back_invoice,
)
from budgets.invoices.schedule import invoices_of
from budgets.invoices.year_end import year_end
from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.models import Invoice
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.postgres


@pytest.fixture
def year(transactional_db):
    return factories.make_approved_year(lines={"Salaries": 1000})


def marking(year, number, user=None, place=1, partner=None):
    partner = partner or year.partners.last()
    part = invoices_of(year, partner).instalment(place)
    return lambda: issue_instalment(
        year=year,
        partner=partner,
        place=place,
        amount=part.amount,
        issued_on=part.due,
        number=number,
        user=user,
    )


def test_the_same_instalment_is_marked_once_and_the_others_are_told_by_whom(year):
    users = [
        factories.make_finance_officer(year.partners.first(), name=f"Finance {n}") for n in range(4)
    ]

    outcomes = at_once(*[marking(year, f"INV-{n}", user) for n, user in enumerate(users)])

    invoice = Invoice.objects.get()
    told = [str(each) for each in outcomes if not isinstance(each, Invoice)]
    assert len(told) == 3
    assert all(f"marked instalment 1 of {invoice.partner} as issued" in each for each in told)
    assert all(f"“{invoice.number}”" in each for each in told)
    assert invoice.history.count() == 1


def test_one_number_is_given_once_though_two_years_are_marked_at_once(year):
    partners = list(year.partners.all())
    later = factories.make_year(partners, starts_in=2025, lines={"Salaries": 500})
    other = factories.approved(later)

    outcomes = at_once(marking(year, "INV-1"), marking(other, "inv-1"))

    assert Invoice.objects.count() == 1
    assert next(str(each) for each in outcomes if not isinstance(each, Invoice)).startswith("“")


def test_a_year_is_balanced_once_and_never_while_its_outturn_is_taken_back(year):
    quarter, partner = year.quarters.get(number=4), year.partners.last()
    factories.enter(quarter, {"Salaries": (900, 900)})
    submit_quarter(quarter=quarter, user=None)
    left = year_end(year).settlement_of(partner).left

    def balance(number):
        return lambda: issue_balancing(
            year=year,
            partner=partner,
            amount=left,
            issued_on=year.period.last_day,
            number=number,
            user=None,
        )

    outcomes = at_once(
        balance("BAL-1"),
        balance("BAL-2"),
        lambda: reopen_quarter(quarter=quarter, user=None, reason="A figure was wrong."),
    )

    told = [str(each) for each in outcomes if isinstance(each, InvoiceRefused)]
    assert len(told) + Invoice.objects.count() == 2
    assert len(told) >= 1
    assert all("Nothing is left to balance" in each or "is open" in each for each in told)
    quarter.refresh_from_db()
    assert quarter.state == "open"


def test_an_invoice_is_taken_back_once(year):
    invoice = marking(year, "INV-1")()
    shown = newest_record(invoice)

    def take_back():
        take_back_invoice(invoice=invoice, shown=shown, reason="Not sent.", user=None)

    outcomes = at_once(take_back, take_back)

    assert sorted(map(str, outcomes)) == ["None", "Somebody took this invoice back meanwhile."]
    assert invoices_of(year, year.partners.last()).to_invoice > Decimal(0)
