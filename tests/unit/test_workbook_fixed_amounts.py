"""The sheet Elements: a fixed amount in pounds instead of a percentage."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from budgets.models import BudgetedRecharge
from budgets.workbook import filled_workbook
from tests.workbooks import load, mistakes, year_sheets

pytestmark = pytest.mark.django_db

HEADINGS = ["name", "percentage", "basis", "amount"]


def with_elements(*rows):
    return year_sheets(Elements=[HEADINGS, *map(list, rows)])


def test_a_fixed_amount_stands_in_a_column_of_its_own_and_is_written_again():
    sheets = with_elements(["Cameras", 100, "cameras", None], ["Room", None, "equal", "£400"])

    year = load(sheets)

    assert [(each.percentage, each.amount) for each in year.elements.order_by("position")] == [
        (100, None),
        (0, 400),
    ]
    again = load_workbook(BytesIO(filled_workbook(year)))["Elements"]
    assert [cell.value for cell in again[3]][:4] == ["Room", None, "equal", 400]
    parts = BudgetedRecharge.objects.filter(year=year)
    assert sum(part.fixed for part in parts) == 400
    assert sum(part.share for part in parts) == 1


@pytest.mark.parametrize(
    ("percentage", "amount", "says"),
    [
        (50, 400, "There is a percentage too. An element is the one or the other: clear a cell."),
        (None, 0, "“0” is not a whole number of pounds above nil."),
        (None, -4, "“-4” is not a whole number of pounds above nil."),
        (None, 4.5, "“4.5” is not a whole number of pounds above nil."),
    ],
)
def test_a_fixed_amount_that_cannot_be_is_refused(percentage, amount, says):
    rows = [["Cameras", 100, "cameras", None], ["Room", percentage, "equal", amount]]

    found = mistakes(with_elements(*rows))

    assert found[0] == f"Elements, row 3, amount: {says}"


def test_fixed_amounts_alone_leave_nothing_to_say_who_bears_the_rest():
    found = mistakes(with_elements(["Room", None, "equal", 400]))

    assert found == ["Elements, percentage: The percentages of the elements make 0, not 100."]
