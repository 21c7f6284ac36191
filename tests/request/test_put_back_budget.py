"""Putting back in a year: most while its budget is being set, names until it is closed."""

from decimal import Decimal

import pytest
from django.test import Client

from budgets.lifecycle import close_year
from budgets.models import FinancialYear, LedgerCode, Quarter
from tests import factories
from tests.record_pages import (
    WHY,
    asked,
    change,
    put_back,
    put_back_address,
    stored,
    words_of,
)

pytestmark = pytest.mark.django_db

APPROVED = "The budget of 2024/25 is approved: what it was approved with stands."
BY_CHANGES = "The budget of 2024/25 is approved: a virement or a supplementary changes it."
CLOSED = "2024/25 is closed: its budget stands."
TOGETHER = "The elements of a year make 100 % together, so none of them is put back alone."


@pytest.fixture
def year():
    """Being set: two lines, one of them with a ledger code, and one element."""
    partners = factories.make_partners(2)
    year = factories.make_year(partners, lines={"Employees": 1000, "Premises": 500})
    LedgerCode.objects.create(line=year.lines.first(), code="1000")
    return year


@pytest.fixture
def finance(year):
    client = Client()
    host = year.year_partners.first().partner
    client.force_login(factories.make_finance_officer(host, name="Finance officer"))
    return client


def address(kind, record):
    return put_back_address("/budgets/2024-25/history/", kind, record)


def approve(year):
    camera_type = factories.make_camera_type()
    for part in year.year_partners.all():
        factories.make_camera(part.partner, camera_type)
    return factories.approved(FinancialYear.objects.get(pk=year.pk))


def close(year):
    year = approve(year)
    Quarter.objects.filter(year=year).update(state="published", frozen={})
    return close_year(year=year)


# Kind, the row of the year, and what is changed of it.
LINE = ("line", lambda year: year.lines.first())
CODE = ("ledger-code", lambda year: year.lines.first().ledger_codes.get())
SETTINGS = ("settings", lambda year: year)
PARTNER = ("year-partner", lambda year: year.year_partners.last())
ELEMENT = ("element", lambda year: year.elements.get())
GROUP = ("group", lambda year: year.lines.first().group)

BEING_SET = [
    (LINE, {"name": "Staff"}),
    (LINE, {"original_budget": Decimal(7)}),
    (LINE, {"position": 9}),
    (LINE, {"by_q1": Decimal(10)}),
    (CODE, {"code": "2000"}),
    (SETTINGS, {"averaging": "daily"}),
    (SETTINGS, {"rounding_unit": 1}),
    (SETTINGS, {"round_shares_first": True}),
    (SETTINGS, {"note": "From the ledger"}),
    (PARTNER, {"position": 9}),
    (ELEMENT, {"name": "By camera"}),
    (GROUP, {"name": "Staff"}),
    (GROUP, {"position": 9}),
]
APPROVED_STILL = [
    (LINE, {"name": "Staff"}),
    (LINE, {"by_q1": Decimal(10)}),
    (CODE, {"code": "2000"}),
    (SETTINGS, {"note": "From the ledger"}),
    (ELEMENT, {"name": "By camera"}),
    (GROUP, {"name": "Staff"}),
]
REFUSED = [
    (approve, LINE, {"original_budget": Decimal(7)}, BY_CHANGES),
    (approve, LINE, {"position": 9}, APPROVED),
    (approve, SETTINGS, {"averaging": "daily"}, APPROVED),
    (approve, SETTINGS, {"rounding_unit": 1}, APPROVED),
    (approve, SETTINGS, {"round_shares_first": True}, APPROVED),
    (approve, PARTNER, {"position": 9}, APPROVED),
    (close, LINE, {"name": "Staff"}, CLOSED),
    (close, LINE, {"original_budget": Decimal(7)}, CLOSED),
    (close, CODE, {"code": "2000"}, CLOSED),
    (close, SETTINGS, {"note": "From the ledger"}, CLOSED),
    (close, SETTINGS, {"averaging": "daily"}, CLOSED),
    (close, PARTNER, {"position": 9}, CLOSED),
    (close, ELEMENT, {"name": "By camera"}, CLOSED),
    (lambda year: year, ELEMENT, {"percentage": Decimal(60)}, TOGETHER),
    (lambda year: year, ELEMENT, {"basis": "equal"}, TOGETHER),
]


def changed(year, what, **fields):
    kind, find = what
    row = find(FinancialYear.objects.get(pk=year.pk))
    before = {name: getattr(row, name) for name in fields}
    record = change(row, **fields)
    return address(kind, record), row, before


def values(row, names):
    row = stored(row)
    return {name: getattr(row, name) for name in names}


@pytest.mark.parametrize(("what", "fields"), BEING_SET)
def test_while_the_budget_is_being_set_it_is_put_back(year, finance, what, fields):
    place, row, before = changed(year, what, **fields)

    done = put_back(finance, place)

    assert "put back." in words_of(done)
    assert values(row, fields) == before
    assert row.history.first().history_change_reason == "Put back: It was entered by mistake"
    assert row.history.first().history_user.name == "Finance officer"


@pytest.mark.parametrize(("what", "fields"), APPROVED_STILL)
def test_names_notes_codes_and_profiles_are_put_back_in_an_approved_budget(
    year, finance, what, fields
):
    approve(year)
    place, row, before = changed(year, what, **fields)

    put_back(finance, place)

    assert values(row, fields) == before


@pytest.mark.parametrize(("step", "what", "fields", "sentence"), REFUSED)
def test_what_stands_says_why_and_has_no_button(year, finance, step, what, fields, sentence):
    place, row, _ = changed(year, what, **fields)
    step(year)

    page = finance.get(place)
    put_back(finance, place)

    assert sentence in words_of(page)
    assert "<form method" not in page.content.decode().split("<main")[1]
    assert values(row, fields) == fields


def test_state_and_approval_are_never_put_back(year, finance):
    year = approve(year)

    words = words_of(finance.get(address("settings", year.history.first())))

    assert "State and Approval recorded on stay as they are." in words
    assert "A year is approved, and closed, on its own pages" in words


def test_what_never_goes_back_has_no_link_that_says_so(year, finance):
    settings = year.history.first()
    year = approve(year)
    approval = year.history.first()
    renamed = changed(year, LINE, name="Staff")[0]

    html = finance.get("/budgets/2024-25/history/").content.decode()

    assert approval != settings and address("settings", approval) not in html
    assert (
        "Approval recorded on " in html
        and "set to" not in html.split("Approval recorded on ")[1][:80]
    )
    assert renamed in html


def test_virements_and_supplementaries_stand(year, finance):
    employees, premises = year.lines.all()
    virement = factories.make_virement(employees, premises, 5)
    supplementary = factories.make_supplementary(employees, 5)
    for kind, row in (("virement", virement), ("supplementary", supplementary)):
        place = address(kind, change(row, amount=Decimal(7)))

        words = words_of(put_back(finance, place))

        assert "An approved change stands as approved; another one undoes it." in words
        assert stored(row).amount == 7


def test_agreed_percentages_are_not_put_back_alone(year, finance):
    partner = year.year_partners.first().partner
    element = factories.make_element(year, "Agreed", 10, "agreed", {partner: 100})
    record = change(element.agreed.get(), percentage=Decimal(90))

    words = words_of(finance.get(address("agreed", record)))

    assert "The agreed percentages of an element make 100 together" in words


def test_a_name_taken_meanwhile_is_refused_in_words(year, finance):
    line = year.lines.first()
    record = change(line, name="Staff")
    factories.make_line(year, "Employees")

    words = words_of(put_back(finance, address("line", record)))

    assert "The year already has a line of this name." in words
    assert stored(line).name == "Staff"


def test_a_place_taken_meanwhile_is_refused_in_words(year, finance):
    first, second = year.year_partners.all()
    record = change(second, position=9)
    change(first, position=2)

    words = words_of(put_back(finance, address("year-partner", record)))

    assert "Another partner has this place in the order." in words


@pytest.mark.parametrize("key", ["line", "ledger-code"])
def test_what_was_removed_comes_back_while_the_budget_is_being_set(year, finance, key):
    code = year.lines.first().ledger_codes.get()
    row = year.lines.last() if key == "line" else code
    model, pk = type(row), row.pk
    row.delete()

    put_back(finance, address(key, model.history.filter(id=pk).first()))

    assert model.objects.get(pk=pk).history.count() == 3


def test_a_line_removed_stays_away_once_the_budget_is_approved(year, finance):
    line = year.lines.last()
    model, pk = type(line), line.pk
    line.delete()
    approve(year)

    words = words_of(put_back(finance, address("line", model.history.filter(id=pk).first())))

    assert APPROVED in words
    assert not model.objects.filter(pk=pk).exists()


def test_another_years_entries_are_not_found_here(year, finance):
    partners = [part.partner for part in year.year_partners.all()]
    other = factories.make_year(partners, starts_in=2025, lines={"Company": 7})
    record = change(other.lines.get(), name="Firm").history_id

    asked_for = ("2024-25/history/line", "2025-26/history/line", "2025-26/history/role")
    answers = [finance.get(f"/budgets/{each}/{record}/put-back/") for each in asked_for]

    assert [answer.status_code for answer in answers] == [404, 200, 404]


def test_approving_while_somebody_looks_closes_the_door(year, finance):
    place, line, _ = changed(year, LINE, original_budget=Decimal(7))
    shown = asked(finance, place)
    approve(year)

    page = finance.post(place, shown | WHY)

    assert BY_CHANGES in words_of(page)
    assert stored(line).original_budget == 7
