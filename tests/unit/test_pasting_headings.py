"""What a heading says of its column, and which times it may speak of."""

import pytest

from budgets.pasting.headings import read_heading
from budgets.pasting.parts import Kind
from tests.pasting import known_lines

QUARTER_2 = known_lines(number=2)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            Kind.LINE,
            ["Line", "Budget line", "description", "Ledger code", "Cost Code", "Subjective"],
        ),
        (Kind.ACTUAL, ["Actual", "ACTUALS", "2024/25 Actuals", "Actuals 2024-25", "Q2 actual"]),
        (Kind.ACTUAL, ["Actual to 30 Sep 2024, £", "Actual to date", "YTD Actual", "P6 actuals"]),
        (Kind.ACTUAL, ["Actual as at 30/09/2024", "2nd quarter actual", "Second Quarter Actuals"]),
        (
            Kind.ESTIMATE,
            ["Estimate", "Estimates\n2024/25", "Full-year forecast", "Forecast outturn"],
        ),
        (
            Kind.ESTIMATE,
            ["Outturn", "Projected outturn to 31 March 2025", "Estimate for the year, £"],
        ),
        (Kind.COMMENT, ["Comment", "Comments ", "notes", "Reason for variance", "Commentary Q2"]),
        (Kind.BUDGET, ["Budget", "Budget\n2024/25", "Current budget (£)", "Revised Budget 24/25"]),
        (Kind.VARIANCE, ["Variance", "Var to Budget", "Var to\nBudget", "Variance from budget £"]),
        (Kind.OUT, ["Group"]),
    ],
)
def test_headings_of_this_quarter_are_understood(kind, texts):
    assert {text: read_heading(text, QUARTER_2) for text in texts} == {
        text: read_heading(texts[0], QUARTER_2) for text in texts
    }
    assert read_heading(texts[0], QUARTER_2).kind == kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Q1 actual", "Q1"),
        ("2023/24 Actuals", "2023/24"),
        ("Actual to 31 December", "31 December"),
        ("Actual to 31 Aug 2024", "31 Aug 2024"),
        ("Actual at 30/09/2023", "30/09/2023"),
        ("P5 actual", "P5"),
        ("Outturn 2023-24", "2023-24"),
        ("First quarter estimate", "First quarter"),
        ("Estimate to 31 March 2024", "31 March 2024"),
        ("Comments Q3", "Q3"),
        ("Actual to 31 December 2024/25", "31 December"),
    ],
)
def test_a_heading_of_another_time_is_objected_to_and_quoted(text, said):
    heading = read_heading(text, QUARTER_2)

    assert heading.objection == f"speaks of {said}, and this is Quarter 2, 2024/25"


@pytest.mark.parametrize("text", ["Actual £000", "Estimate (£'000s)", "Budget £k"])
def test_a_heading_in_thousands_is_objected_to(text):
    assert "in thousands" in read_heading(text, QUARTER_2).objection


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Profiled budget to date",
            "Original budget",
            "% spent",
            "Commitments",
            "2024",
            "Actual 25",
        ),
        *("Market actual", "Actual budget", "", "Actual 2024/27", "actual " * 400, "0000 actual"),
    ],
)
def test_any_other_heading_is_not_understood(text):
    assert read_heading(text, QUARTER_2).kind is None


@pytest.mark.parametrize("text", ["2024/25", "£", "(£)", "Q2", "£000", "30 September 2024"])
def test_years_and_units_alone_stand_around_headings(text):
    assert read_heading(text, QUARTER_2).is_around
