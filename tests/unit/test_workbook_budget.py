"""The sheets Budget and Q1 to Q4: lines, groups, ledger codes and figures."""

from decimal import Decimal

import pytest

from budgets.models import FigureRevision, LedgerCode, SubjectiveGroup
from tests.workbooks import Styled, load, mistakes, next_year, with_cell, with_row, year_sheets

pytestmark = pytest.mark.django_db

LINES = ["group", "line", "ledger_code", "budget"]
FIGURES = ["line", "actual", "estimate", "comment"]


def with_lines(*rows):
    return year_sheets(Budget=[LINES, *map(list, rows)], Q1=None)


def with_figures(*rows):
    return year_sheets(Q1=[FIGURES, *map(list, rows)])


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("group", None, "The cell is empty."),
        ("group", "G" * 101, f"“{'G' * 59}…” has 101 characters. At most 100 fit."),
        ("budget", None, "The cell is empty."),
        ("budget", "lots", "“lots” is not an amount. Enter a number, such as 6,406."),
        ("budget", "1,5", "“1,5” is not an amount. Enter a number, such as 6,406."),
        ("budget", "1 000", "“1 000” is not an amount. Enter a number, such as 6,406."),
        ("budget", 1.005, "“1.005” has more than two decimals. Enter pounds and pence."),
        ("budget", 1e9, "“1000000000” is beyond ±£999,999,999.99."),
        ("budget", True, "“TRUE” is not an amount. Enter a number, such as 6,406."),
        ("budget", "#DIV/0!", "The cell shows “#DIV/0!”, an error of Excel’s. Correct it."),
        (
            "budget",
            "=SUM(D3:D9)",
            "The result of the formula “=SUM(D3:D9)” was not saved with it. Open the workbook in "
            "Excel, save it, and load it again.",
        ),
        ("ledger_code", "E100;e100", "“e100” stands there twice."),
        (
            "ledger_code",
            "E1;" + "E" * 51,
            f"“{'E' * 51}” has 51 characters. A code has 50 at most; put ; between two codes.",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(column, value, sentence):
    assert mistakes(with_cell("Budget", 2, column, value)) == [
        f"Budget, row 2, {column}: {sentence}"
    ]


def test_a_line_has_a_name_that_no_other_has():
    found = mistakes(with_row("Budget", "Other", "SALARIES", None, 1))
    nameless = mistakes(with_row("Budget", "Other", None, None, 1))

    assert found == ["Budget, row 4, line: “SALARIES” stands in row 2 already."]
    assert nameless == ["Budget, row 4, line: The cell is empty."]


def test_a_balance_beyond_the_limit_is_refused():
    found = mistakes(with_lines(["G", "A", None, 999_999_999], ["G", "B", None, 1]))

    assert found == ["Budget, budget: The lines add up to “1000000000”, beyond ±£999,999,999.99."]


def test_lines_are_kept_in_order_with_amounts_as_people_type_them():
    year = load(
        with_lines(
            ["Pay", "Salaries", None, "£1,234.50"],
            ["Income", "Fees", None, "(1,000)"],
            ["Pay", "Travel", None, 0],
            ["Income", "Grants", None, "250 CR"],
            ["Pay", "Training", None, Styled(99.9, "£#,##0.00")],
        )
    )

    lines = year.lines.order_by("position").values_list("group__name", "name", "original_budget")
    assert list(lines) == [
        ("Pay", "Salaries", Decimal("1234.50")),
        ("Income", "Fees", -1000),
        ("Pay", "Travel", 0),
        ("Income", "Grants", -250),
        ("Pay", "Training", Decimal("99.9")),
    ]


def test_groups_are_created_in_order_of_appearance_after_those_there_are():
    SubjectiveGroup.objects.create(name="Income", position=7)

    load(
        with_lines(
            ["Premises", "Rent", None, 1],
            ["INCOME", "Fees", None, 1],
            ["Employees", "Salaries", None, 1],
            ["premises", "Rates", None, 1],
        )
    )

    groups = SubjectiveGroup.objects.order_by("position").values_list("name", "position")
    assert list(groups) == [("Income", 7), ("Premises", 8), ("Employees", 9)]


def test_ledger_codes_are_text_and_several_are_parted():
    load(
        with_lines(
            ["G", "A", 4711.0, 1],
            ["G", "B", " E100 ; E101;", 1],
            ["G", "C", Styled(471, "00000"), 1],
            ["G", "D", None, 1],
            ["G", "E", "E100", 1],
        )
    )

    codes = LedgerCode.objects.order_by("line__position", "pk").values_list("line__name", "code")
    assert list(codes) == [
        ("A", "4711"),
        ("B", "E100"),
        ("B", "E101"),
        ("C", "00471"),
        ("E", "E100"),
    ]


def test_figures_are_first_revisions_of_the_lines_that_say_something():
    year = load(
        with_figures(
            ["salaries", "300.10", 1200, "  On track. "],
            ["Commercial income", None, " ", None],
        )
    )

    [revision] = FigureRevision.objects.all()
    assert (revision.line.name, revision.quarter.number, revision.number) == ("Salaries", 1, 1)
    assert (revision.actual, revision.estimate) == (Decimal("300.10"), 1200)
    assert (revision.comment, revision.batch.saved_by) == ("On track.", None)
    assert [quarter.state for quarter in year.quarters.all()] == ["open"] * 4


def test_nil_is_a_figure_and_a_comment_alone_is_entered():
    load(with_figures(["Salaries", 0, None, None], ["Commercial income", None, None, "Later."]))

    nil, comment = FigureRevision.objects.order_by("line__position")
    assert (nil.actual, nil.estimate, nil.comment) == (0, None, "")
    assert (comment.actual, comment.estimate, comment.comment) == (None, None, "Later.")


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (
            ["Salarys", 1, 1],
            "line",
            "“Salarys” is not a line on the sheet Budget. Did you mean “Salaries”?",
        ),
        ([None, 1, 1], "line", "The cell is empty."),
        (["Salaries", "x", 1], "actual", "“x” is not an amount. Enter a number, such as 6,406."),
        (["Salaries", 1, "#N/A"], "estimate", "The cell shows “#N/A”, an error of Excel’s."),
        (["Salaries", 1, 1, "c" * 10_001], "comment", f"“{'c' * 59}…” has 10,001 characters."),
        (["Salaries", 1, 1, True], "comment", "“TRUE” is a yes or no to Excel, not text."),
    ],
)
def test_figures_that_cannot_be_read_are_refused(row, column, sentence):
    [found] = mistakes(with_figures(row))

    assert found.startswith(f"Q1, row 2, {column}: {sentence}")


def test_a_line_stands_once_in_a_quarter():
    found = mistakes(with_figures(["Salaries", 1, 1], ["salaries ", 2, 2]))

    assert found == ["Q1, row 3, line: This line stands in row 2 already."]


def test_a_line_that_cannot_be_read_is_still_the_one_quarters_mean():
    sheets = with_cell("Budget", 2, "line", "two\nlines")
    sheets["Q1"] = [FIGURES, ["Commercial income", 1, 1, None]]

    [found] = mistakes(sheets)

    assert found.startswith("Budget, row 2, line: “two lines” holds a line break")


def test_without_the_column_of_lines_figures_are_not_blamed():
    sheets = year_sheets()
    sheets["Budget"] = [[group, *rest] for group, _, *rest in sheets["Budget"]]

    assert [mistake.partition(":")[0] for mistake in mistakes(sheets)] == ["Budget, row 1, line"]


def test_many_lines_of_another_year_are_told_of_without_delay():
    """Comparing thousands of unknown names with thousands of known ones would take minutes."""
    lines = [["G", f"Line number {n}", None, 1] for n in range(1000)]
    sheets = with_lines(*lines)
    sheets["Q1"] = [FIGURES, *([f"Line no {n}", 1, 1, None] for n in range(1000))]

    found = mistakes(sheets)

    assert len(found) == 1000
    assert found[-1] == "Q1, row 1001, line: “Line no 999” is not a line on the sheet Budget."


def test_groups_and_lines_of_the_next_year_use_the_same_groups():
    load(year_sheets())

    load(next_year())

    assert SubjectiveGroup.objects.count() == 2
