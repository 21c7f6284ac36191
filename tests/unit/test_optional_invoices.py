"""Invoices in the paper: what is issued and to come adds up, and says why where it seems not to."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.invoices.schedule import invoices_of_year
from budgets.lifecycle import submit_quarter
from budgets.models import BudgetedRecharge
from tests.factories import make_invoice
from tests.optional_papers import number, optional_report, paper_of, rows_of, tables_of
from tests.papers import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return optional_report(partners=3)


def test_invoices_print_what_is_issued_and_to_come_of_each_partner(report):
    paper = paper_of(report)
    (table,) = tables_of(paper, Kind.INVOICES)
    budgeted = {row.short_name: row.budget for row in paper.partners.rows}

    for name, budget in budgeted.items():
        issued, to_come = map(number, rows_of(table)[f"{name}, together"][2:])
        instalments = [cells for label, cells in rows_of(table).items() if f"{name}: " in label]
        assert issued + to_come == budget
        assert [cells[1] for cells in instalments] == ["30 Jun 2024", *["Not yet issued"] * 3]
    assert table.notes[0].startswith("Issued and to come make the budgeted recharges, £506,001.50")
    assert "INV-1" not in str(table)


def test_invoices_of_a_settled_year_say_that_the_difference_balances_it(report):
    year = report.quarter.year
    invoices = invoices_of_year(year)[0]
    charge = Decimal("-120.40")
    make_invoice(
        year,
        invoices.partner,
        kind="balancing",
        amount=charge,
        number="CREDIT-1",
        issued_on=date(2025, 5, 1),
    )

    (table,) = tables_of(paper_of(report), Kind.INVOICES)

    name = invoices.partner.short_name
    assert rows_of(table)[f"{name}: balancing credit"] == ("", "1 May 2025", "−120.40", "")
    assert rows_of(table)[f"{name}, together"][3] == "0.00"
    assert "the difference balances the year" in table.notes[0]


def test_invoices_say_why_they_are_not_those_of_table_2_after_a_later_budget(report):
    submit_quarter(quarter=report.quarter, user=report.finance, tell=False)
    submitted = {row.short_name: row.budget for row in paper_of(report).partners.rows}
    for recharge in BudgetedRecharge.objects.filter(year=report.quarter.year):
        recharge.pk, recharge.version, recharge.amount = None, 2, recharge.amount + 10
        recharge.save(force_insert=True)

    paper = paper_of(report)

    (table,) = tables_of(paper, Kind.INVOICES)
    assert {row.short_name: row.budget for row in paper.partners.rows} == submitted
    assert "£506,031.50 in all; the other tables of this paper print £506,001.50." in table.notes[1]
