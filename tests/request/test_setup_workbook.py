"""A year workbook in the browser: loaded, or every mistake in it named; blank and filled to download."""

from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from openpyxl import load_workbook

from budgets.models import BudgetDecision, FinancialYear
from partners.models import Role
from tests.budget_pages import words_of
from tests.factories import (
    make_partner,
    make_partners,
    make_person,
)
from tests.request.test_load_year import A_DOZEN_MISTAKES
from tests.setup_pages import errors_in, fields_of
from tests.workbooks import as_file, load, year_sheets

WORKBOOK = "/budgets/new/workbook/"
# The councils that are known already, and a camera.
WITH_THE_COUNCILS = {
    "Partners": [
        ["name", "short_name", "host"],
        ["Ashdown Borough Council", "Ashdown", "yes"],
        ["Birchley Borough Council", "Birchley", "no"],
        ["Coldbrook Borough Council", "Coldbrook", "no"],
    ],
    "Cameras": [
        ["reference", "partner", "type", "from"],
        ["A", "Ashdown", "Active", "2020-04-01"],
    ],
}


@pytest.fixture
def host(db):
    return make_partners(3)[0]


@pytest.fixture
def finance(client, host):
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


def rows_by_table():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_a_workbook_is_loaded_in_the_browser_and_says_who_approved(finance):
    sheets = year_sheets(**WITH_THE_COUNCILS)

    answer = finance.post(
        WORKBOOK,
        {"workbook": as_file(sheets), "approver": "Joint Executive", "minute": "Minute 14"},
        follow=True,
    )

    decision = BudgetDecision.objects.get()
    assert (decision.kind, decision.version) == ("approval", 1)
    assert (decision.approver, decision.minute) == ("Joint Executive", "Minute 14")
    assert str(decision.recorded_by) == "Finance officer"
    assert "2024/25 is loaded and its budget approved." in words_of(answer)


def test_the_day_of_the_meeting_is_kept_and_one_that_cannot_be_loads_nothing(finance):
    def sent(dated):
        fields = {"workbook": as_file(year_sheets(**WITH_THE_COUNCILS)), "dated": dated}
        return finance.post(WORKBOOK, fields)

    refused = sent("31 Mar 2022")
    assert "31 March 2022 is more than two years before 2024/25 begins" in words_of(refused)
    assert not FinancialYear.objects.exists()

    sent("4 Feb 2024")
    assert BudgetDecision.objects.get().dated == date(2024, 2, 4)


def test_a_workbook_with_a_dozen_mistakes_lists_them_by_sheet_row_and_column(client, db):
    host = make_partner("Ashdown", name="Ashdown Council", is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host))
    before = rows_by_table()

    answer = client.post(
        WORKBOOK, {"workbook": as_file(A_DOZEN_MISTAKES), "approver": "Joint Executive"}
    )

    words = words_of(answer)
    assert "year.xlsx was not loaded, and nothing was changed" in words
    assert "It has 12 mistakes." in words
    for place in (
        "Year, row 2, value “2024” is not a financial year",
        "Cameras, row 4, from “soon” is not a date.",
        "Elements, percentage The percentages of the elements make 99, not 100.",
        "Budget, row 1, budget The column is missing.",
        "Q1, row 3, line “Postage” is not a line on the sheet Budget.",
    ):
        assert place in words
    assert words.count(" mistakes") == 1
    assert "Error: Load a year workbook" in answer.content.decode()
    assert fields_of(answer)["approver"] == "Joint Executive"
    assert rows_by_table() == before


def test_one_cause_in_many_places_is_told_once_with_all_of_them(finance):
    cameras = [[f"C{number}", "Watford", "Active", "2020-04-01"] for number in range(1, 31)]
    headings = WITH_THE_COUNCILS["Cameras"][0]
    sheets = year_sheets(**WITH_THE_COUNCILS | {"Cameras": [headings, *cameras]})

    words = words_of(finance.post(WORKBOOK, {"workbook": as_file(sheets)}))

    assert "Cameras, rows 2 to 31, partner “Watford” is not" in words
    assert words.count("“Watford”") == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"line,budget\n", "is not an Excel workbook."),
        (b"", "is empty."),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(finance, content, says):
    file = BytesIO(content)
    file.name = "<b>budget</b>.xlsx"

    answer = finance.post(WORKBOOK, {"workbook": file})

    assert says in words_of(answer)
    assert b"<b>budget" not in answer.content


def test_without_a_file_one_is_asked_for(finance):
    assert errors_in(finance.post(WORKBOOK, {}))[0] == (
        "#id_workbook",
        "Choose the workbook, an Excel file (.xlsx).",
    )


def test_a_blank_and_a_filled_workbook_are_downloaded(finance):
    year = load(year_sheets(**WITH_THE_COUNCILS))

    blank = finance.get("/budgets/workbook.xlsx")
    filled = finance.get(f"/budgets/{year.label}/workbook.xlsx")

    assert 'filename="year-workbook.xlsx"' in blank.headers["Content-Disposition"]
    assert 'filename="2024-25-year-workbook.xlsx"' in filled.headers["Content-Disposition"]
    budget = load_workbook(BytesIO(filled.content))["Budget"]
    assert [cell.value for cell in budget[2]][:4] == ["Employees", "Salaries", "E100; E101", 1200]
