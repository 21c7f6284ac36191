"""A year begun: with nothing, copied from an earlier one, or loaded from a workbook in the browser."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps

from budgets.ledger.codes import assign_codes
from budgets.models import FinancialYear, LedgerCode
from budgets.questions.answering import set_thresholds
from budgets.questions.asking import thresholds_of
from budgets.sense_checks import Thresholds
from partners.models import Role
from tests.budget_pages import words_of
from tests.factories import (
    make_approved_year,
    make_line,
    make_partners,
    make_person,
    make_virement,
)
from tests.setup_pages import address, errors_in, fields_of, send

THRESHOLDS = Thresholds(unexplained_variance=Decimal(2500))
LINES = {"Salaries": 1200, "Overtime": 101, "Rent": 300, "Grant": -250}
NEW, WORKBOOK = "/budgets/new/", "/budgets/new/workbook/"


@pytest.fixture
def host(db):
    return make_partners(3)[0]


@pytest.fixture
def finance(client, host):
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


@pytest.fixture
def year(finance, host):
    """An approved year whose Salaries and Overtime are of one group."""
    elements = [
        ("Cameras", 60, "cameras", {}),
        ("Control room", 40, "agreed", {host: "33.3", other(host): "66.7"}),
    ]
    year = make_approved_year([*type(host).objects.all()], lines={"Rent": 300}, elements=elements)
    for name in ("Salaries", "Overtime", "Grant"):
        group = "Employees" if name != "Grant" else None
        make_line(year, name, LINES[name], group=group)
    line = year.lines.get(name="Rent")
    LedgerCode.objects.create(line=line, code="0100")
    LedgerCode.objects.create(line=line, code="0101")
    line.by_q1 = Decimal("10.5")
    line.save()
    set_thresholds(year=year, thresholds=THRESHOLDS, user=None)
    return year


def other(partner):
    return type(partner).objects.exclude(pk=partner.pk).first()


def copy_page(year):
    return f"{NEW}from/{year.label}/"


def uplifts(year, **percents):
    groups = {line.group.name: line.group_id for line in year.lines.select_related("group")}
    return {f"uplift_{groups[name]}": percent for name, percent in percents.items()}


def rows_by_table():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_a_year_begins_with_nothing_but_the_usual_settings(finance):
    answer = finance.post(NEW, {"year": "2025/26"}, follow=True)

    year = FinancialYear.objects.get()
    assert answer.redirect_chain == [(f"/budgets/{year.label}/setup/", 302)]
    assert (year.state, year.rounding_unit, year.averaging) == ("being_set", 10, "monthly")
    assert [(e.name, e.percentage, e.basis) for e in year.elements.all()] == [
        ("Equivalent cameras", 100, "cameras")
    ]
    assert year.quarters.count() == 4 and not year.lines.exists()
    words = words_of(answer)
    assert "No council shares the balance yet." in words
    assert "The budget has no lines yet." in words


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2025", "“2025” is not a financial year. Write it as 2024-25."),
        ("2025-27", "“2025-27” is not a financial year."),
        ("", "Enter the financial year, such as 2025/26."),
        ("2024-25", "2024/25 is set up already. A year is set up once."),
        ("1200-01", "is not a year between 1990 and 2199"),
    ],
)
def test_what_is_no_new_year_is_refused_and_kept(finance, year, typed, says):
    answer = finance.post(NEW, {"year": typed})

    assert says in errors_in(answer)[0][1]
    assert fields_of(answer)["year"] == typed
    assert FinancialYear.objects.count() == 1


def test_a_copy_shows_every_line_old_uplifted_and_new_before_it_begins(finance, year):
    changes = uplifts(year, Employees="2.5", Rent="−1 %", Grant="")

    words = words_of(send(finance, copy_page(year), changes, then="work_out"))

    assert "Rent 300 Uplift of Rent, % 297" in words
    assert "Employees 1,301 Uplift of Employees, % 1,334" in words
    assert "Salaries 1,200 1,230 Overtime 101 104" in words
    assert "Grant −250 Uplift of Grant, % −250" in words
    assert "Balance to recover 1,351 1,381" in words
    assert FinancialYear.objects.count() == 1


def test_a_copy_takes_over_everything_but_the_figures(finance, year):
    changes = uplifts(year, Employees="2.5", Rent="-1")
    assign_codes(year=year, lines={}, left_out=["9999"], reason="The car parks’.", user=None)

    answer = send(finance, copy_page(year), changes, then="begin", unit="pence")

    new = FinancialYear.objects.get(starts_in=2025)
    assert answer.url == f"/budgets/{new.label}/setup/"
    assert new.state == "being_set"
    assert [(line.name, line.group.name, line.original_budget) for line in new.lines.all()] == [
        ("Rent", "Rent", 297),
        ("Salaries", "Employees", 1230),
        ("Overtime", "Employees", Decimal("103.53")),
        ("Grant", "Grant", -250),
    ]
    rent = new.lines.get(name="Rent")
    assert [code.code for code in rent.ledger_codes.all()] == ["0100", "0101"]
    assert rent.profile.percentages[:2] == (Decimal("10.5"), 50)
    assert [member.partner for member in new.year_partners.order_by("position")] == [
        member.partner for member in year.year_partners.order_by("position")
    ]
    assert [(e.name, e.percentage, e.basis) for e in new.elements.all()] == [
        ("Cameras", 60, "cameras"),
        ("Control room", 40, "agreed"),
    ]
    agreed = new.elements.get(name="Control room").agreed.all()
    assert sorted(part.percentage for part in agreed) == [Decimal("33.3"), Decimal("66.7")]
    assert new.quarters.count() == 4 and not new.decisions.exists()
    assert thresholds_of(new) == THRESHOLDS
    left_out = new.left_out_codes.get()
    assert (left_out.code, left_out.reason) == ("9999", "The car parks’.")
    history = new.history.get()
    assert (history.history_change_reason, str(history.history_user)) == (
        "Copied from 2024/25",
        "Finance officer",
    )


def test_a_partner_that_left_is_not_copied_nor_are_its_agreed_percentages(finance, year):
    leaver, joiner = year.year_partners.order_by("position")[:2]
    leaver.last_day, joiner.first_day = date(2025, 3, 30), date(2024, 10, 1)
    leaver.save()
    joiner.save()

    send(finance, copy_page(year), uplifts(year), then="begin", unit="pence")

    new = FinancialYear.objects.get(starts_in=2025)
    assert leaver.partner_id not in new.partners.values_list("pk", flat=True)
    assert new.year_partners.get(partner=joiner.partner_id).first_day is None
    agreed = new.elements.get(name="Control room").agreed.all()
    assert leaver.partner_id not in [each.partner_id for each in agreed]


def test_a_copy_follows_the_budget_as_it_stands_or_as_first_approved(finance, year):
    make_virement(year.lines.get(name="Rent"), year.lines.get(name="Grant"), 50)

    now = words_of(send(finance, copy_page(year), then="work_out"))
    first = words_of(send(finance, copy_page(year), then="work_out", basis="original"))

    assert "Rent 250 Uplift of Rent, % 250" in now
    assert "Rent 300 Uplift of Rent, % 300" in first


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2,5", "Uplift of Rent, %: “2,5” is not a percentage. Enter a number, such as 2.5."),
        ("−101", "Uplift of Rent, %: “−101” is below −100 %."),
        ("1001", "Uplift of Rent, %: “1001” is above 1000 %."),
    ],
)
def test_an_uplift_that_cannot_be_read_is_named_and_all_that_depends_on_it_unknown(
    finance, year, typed, says
):
    changes = uplifts(year, Rent=typed, Employees="2.5")

    answer = send(finance, copy_page(year), changes, then="begin")

    assert [sentence for _, sentence in errors_in(answer)] == [says]
    words = words_of(answer)
    assert "Salaries 1,200 1,230" in words and "Balance to recover 1,351 –" in words
    assert FinancialYear.objects.count() == 1


def test_the_same_year_cannot_be_begun_twice(finance, year):
    send(finance, copy_page(year), then="begin")

    again = send(finance, copy_page(year), then="begin", year="2025/26")

    assert errors_in(again) == [("", "2025/26 is set up already. A year is set up once.")]


def test_beginning_a_year_is_on_the_list_of_years_for_finance_alone(client, finance, year):
    assert "Set up a year" in words_of(finance.get("/budgets/"))
    client.force_login(make_person(Role.BOARD, partner=year.partners.first()))

    assert "Set up a year" not in words_of(client.get("/budgets/"))
    for page in (NEW, WORKBOOK, copy_page(year), address("setup_detail", year)):
        assert client.get(page).status_code == 404


def test_a_year_being_set_can_be_discarded_and_leaves_its_history(finance, year):
    assign_codes(year=year, lines={}, left_out=["9999"], reason="The car parks’.", user=None)
    send(finance, copy_page(year), then="begin")
    new = FinancialYear.objects.get(starts_in=2025)
    before = rows_by_table()

    answer = finance.post(address("setup_discard", new), follow=True)

    assert "The set-up of 2025/26 is discarded." in words_of(answer)
    assert FinancialYear.objects.get() == year
    after = rows_by_table()
    assert before["budgets.BudgetLine"] - after["budgets.BudgetLine"] == 4
    assert FinancialYear.history.filter(id=new.pk, history_type="-").count() == 1
    assert send(finance, copy_page(year), then="begin").status_code == 302
