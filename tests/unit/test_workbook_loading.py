"""What loading saves, in whose name, and that it saves all of it or nothing."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError

from budgets.models import FinancialYear
from budgets.workbook import WorkbookErrors, load_year_workbook, read_year_workbook
from cameras.models import Camera, Service
from partners.models import Partner
from tests.factories import make_person
from tests.threads import at_once
from tests.workbooks import as_file, load, next_year, with_cell, year_sheets

pytestmark = pytest.mark.django_db

# What keeps a history, and how many of it the small workbook creates.
CREATED = {
    "FinancialYear": 1,
    "YearPartner": 3,
    "Partner": 3,
    "CameraType": 2,
    "Weight": 2,
    "Camera": 10,
    "Service": 10,
    "ChargeElement": 1,
    "AgreedPercentage": 0,
    "SubjectiveGroup": 2,
    "BudgetLine": 2,
    "LedgerCode": 3,
}


def rows_by_table():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def model_named(name):
    return next(model for model in apps.get_models() if model.__name__ == name)


def test_the_budget_is_approved_and_the_recharges_frozen():
    year = load(year_sheets())

    frozen = year.budgeted_recharges.order_by("pk").values_list(
        "partner__short_name", "amount", "version"
    )
    assert year.state == FinancialYear.State.APPROVED
    assert list(frozen) == [("Ashdown", 660, 1), ("Birchley", 330, 1), ("Coldbrook", 10, 1)]


def test_a_year_has_four_open_quarters():
    year = load(year_sheets(Q1=None))

    quarters = year.quarters.order_by("number").values_list("number", "state")
    assert list(quarters) == [(1, "open"), (2, "open"), (3, "open"), (4, "open")]


@pytest.mark.parametrize(("name", "number"), CREATED.items())
def test_every_row_is_created_with_its_history(name, number):
    load(year_sheets())

    model = model_named(name)
    assert model.objects.count() == number
    assert model.history.filter(history_type="+").count() == number


def test_history_and_approval_name_the_person_who_loads():
    person = make_person()

    year = load(year_sheets(), user=person)

    created = Partner.history.first()
    assert (created.history_user, created.history_change_reason) == (
        person,
        "Year workbook 2024-25",
    )
    assert year.approved_by == person
    assert {revision.batch.saved_by for revision in year.quarters.first().revisions.all()} == {
        person
    }


def test_reading_writes_nothing():
    before = rows_by_table()

    workbook = read_year_workbook(as_file(year_sheets()))

    assert workbook.settings.period.label == "2024-25"
    assert rows_by_table() == before


def test_a_workbook_with_one_mistake_leaves_nothing_behind():
    before = rows_by_table()

    with pytest.raises(WorkbookErrors):
        load(with_cell("Q1", 2, "actual", "lots"))

    assert rows_by_table() == before


@pytest.mark.django_db(transaction=True)
def test_what_another_writer_did_meanwhile_is_a_sentence_and_leaves_nothing_behind():
    """The other camera slips in after the checks, at the last word said before saving."""
    before = rows_by_table()

    def tell(step):
        if step.startswith("Saving"):
            Camera.objects.create(reference="B1")

    with pytest.raises(WorkbookErrors) as refused:
        load_year_workbook(as_file(year_sheets()), user=None, tell=tell)

    assert str(refused.value).startswith("Somebody else changed the same year, partners or cameras")
    assert isinstance(refused.value.__cause__, IntegrityError)
    assert rows_by_table() == before


def test_the_steps_and_the_sheets_left_aside_are_told():
    told = []
    sheets = year_sheets() | {"Workings": [["a"]], "notes": [["b"]]}

    load_year_workbook(as_file(sheets), user=None, tell=told.append)

    assert told == [
        "Reading the workbook …",
        "Checking it …",
        "The sheet “Workings” is not part of a year workbook and is left aside.",
        "Saving 2024-25, with 10 spells of camera service …",
        "Approving the budget …",
    ]


def test_the_next_year_repeats_what_is_known_and_adds_what_is_new():
    load(year_sheets())
    sheets = next_year()
    sheets["Cameras"].append(["D", "Coldbrook", "Active", date(2025, 7, 1)])

    year = load(sheets)

    assert (Camera.objects.count(), Service.objects.count()) == (11, 11)
    assert (Partner.objects.count(), FinancialYear.objects.count()) == (3, 2)
    assert year.year_partners.count() == 3


def test_two_thousand_cameras_are_not_two_thousand_queries(django_assert_max_num_queries):
    """SQLite takes few rows a query; still, 20,000 cameras must not take minutes."""
    rows = [[f"CAM{n}", "Ashdown", "Active", date(2020, 4, 1)] for n in range(2000)]
    sheets = year_sheets()
    sheets["Cameras"] += rows

    with django_assert_max_num_queries(250):
        load(sheets)

    assert Service.objects.count() == 2010


@pytest.mark.postgres
def test_of_four_people_who_load_one_year_at_once_one_does(transactional_db):
    workbooks = [as_file(year_sheets()) for _ in range(4)]

    outcomes = at_once(
        *(lambda file=file: load_year_workbook(file, user=None) for file in workbooks)
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, WorkbookErrors)]
    assert len(refused) == 3
    assert FinancialYear.objects.count() == 1
    assert (Partner.objects.count(), Camera.objects.count()) == (3, 10)
