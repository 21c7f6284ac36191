"""Cells of a pasted block, read as the entry grid reads them, and what the block is compared with."""

from decimal import Decimal

import pytest

from budgets.pasting import Answers, BlankAs, DashAs, Kind
from tests.pasting import table, understood

AT_ACTUAL = Answers(first_cell=Kind.ACTUAL)


def only_problem(text, kind="Actual"):
    (problem,) = understood(table(("Line", kind), ("Employees", text))).problems
    place, _, sentence = problem.sentence.partition(": ")
    assert place == f"Employees, {kind.lower()} (pasted row 2, column 2)"
    return sentence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1234", "1234"), ("1,234", "1234"), ("£1,234.50", "1234.50"), ("-1,234", "-1234")),
        *(("(1,234)", "-1234"), ("1,234-", "-1234"), ("1,234 CR", "-1234"), ("−1,234", "-1234")),
        *(("\xa01,234.00 ", "1234"), (" £1,234.05 ", "1234.05"), ("0", "0")),
    ],
)
def test_amounts_are_read_exactly(text, value):
    (cell,) = understood(table(("Line", "Actual"), ("Employees", text))).cells

    assert cell.value == Decimal(value)


@pytest.mark.parametrize("text", ["1 234", "1\xa0234", "6,406 tbc", "1,5", "1.234,50", "12%", "£"])
def test_what_is_no_amount_is_refused_in_the_words_of_the_grid(text):
    assert only_problem(text) == f"“{text}” is not an amount. Enter a number, such as 6,406."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "#" * 9,
            "“#######” is what Excel shows where a column is too narrow. Widen it there and ",
        ),
        ("#REF!", "“#REF!” is an error in Excel, no figure. Correct it there and copy again, or "),
        ("#DIV/0!", "“#DIV/0!” is an error in Excel, no figure."),
        ("1.2E+05", "“1.2E+05” is not an amount. Enter a number, such as 6,406. Excel shortens"),
        ("=B2+B3", "“=B2+B3” is not an amount. Enter a number, such as 6,406. It is a formula"),
        (
            "\u202d12\u202c",
            "“\u202d12\u202c” is not an amount. Enter a number, such as 6,406. It holds a",
        ),
        ("1.005", "“1.005” has more than two decimals. Enter pounds and pence."),
        ("9" * 300, f"“{'9' * 20}…” is too long to be an amount."),
    ],
)
def test_what_excel_shows_is_refused_with_help(text, sentence):
    assert only_problem(text).startswith(sentence)


def test_comments_are_refused_where_the_grid_refuses_them():
    assert only_problem("#N/A", "Comment").startswith("“#N/A” is an error in Excel")
    assert only_problem("x" * 4_001, "Comment").startswith("The comment has 4001 characters.")


def test_a_comment_keeps_its_lines_and_what_stands_within_it():
    (cell,) = understood(table(("Line", "Comment"), ("Employees", ' A "b"\xa0c '))).cells

    assert cell.value == 'A "b"\xa0c'


# --- Blank cells, and dashes ---


def test_a_blank_cell_leaves_what_is_saved_or_clears_it():
    block = table(("Line", "Actual", "Comment"), ("Employees", " ", ""))

    assert understood(block).figures == {}
    cleared = understood(block, Answers(blanks=BlankAs.CLEAR))
    assert cleared.figures == {1: {"actual": None, "comment": ""}}


@pytest.mark.parametrize("dash", ["-", " -   ", "£-", "–", "—", "−"])
def test_a_dash_is_asked_about(dash):
    block = table(("Line", "Actual"), ("Employees", dash))

    assert "may be nil or may be nothing" in understood(block).problems[0].sentence
    assert understood(block, Answers(dashes=DashAs.NIL)).figures == {1: {"actual": 0}}
    assert understood(block, Answers(dashes=DashAs.BLANK)).figures == {}


def test_dashes_are_asked_about_once_for_all_cells():
    block = table(
        ("Line", "Actual", "Estimate"), ("Employees", "-", "-"), ("Premises Related", "-", "1")
    )

    (problem,) = understood(block).problems
    assert problem.sentence == (
        "Employees, actual (pasted row 2, column 2) and 2 more: “-” may be nil or may be nothing. Say "
        "which a dash stands for."
    )


def test_a_dash_in_a_comment_is_a_comment():
    assert understood(table(("Line", "Comment"), ("Employees", "-"))).figures[1] == {"comment": "-"}


# --- Compared, never saved ---


def checks(*rows, answers=None):
    understanding = understood(table(*rows), answers)
    assert understanding.problems == []
    return [check.sentence for check in understanding.checks]


def test_a_total_that_differs_is_told_and_is_no_obstacle():
    rows = ("Line", "Actual", "Estimate"), ("Employees", "7", "9"), ("Total", "17", "9")

    assert checks(*rows) == [
        "The pasted total agrees with the sum: estimate £9.",
        "The pasted total, actual £17, differs by £10 from the sum, £7.",
    ]


def test_a_total_of_unreadable_cells_is_not_claimed_to_agree():
    understanding = understood(table(("Line", "Actual"), ("Employees", "x"), ("Total", "7")))

    (check,) = understanding.checks
    assert check.agrees is None
    assert check.sentence == "The pasted total of actual cannot be checked: a cell cannot be read."


def test_a_total_beside_a_row_that_is_still_asked_about_is_not_said_to_differ():
    rows = [("Line", "Actual", "Estimate"), ("Employees", "7", "9"), ("Nobody’s", "3", "")]
    understanding = understood(table(*rows, ("Total", "10", "9")))

    assert [(check.sentence, check.agrees) for check in understanding.checks] == [
        ("The pasted total agrees with the sum: estimate £9.", True),
        ("The pasted total of actual cannot be checked: a row is to be settled first.", None),
    ]


def test_budgets_and_variances_are_compared_with_ours():
    headings = ("Line", "Budget", "Estimate", "Variance")
    same = ("Employees", "1,000", "1,100", "100"), ("Premises Related", "2,000", "2,000", "0")

    assert checks(headings, ("Employees", "", "1,100", "+100")) == [
        "Every pasted variance is as ours."
    ]
    assert checks(headings, *same) == [
        "Every pasted budget is as ours.",
        "Every pasted variance is as ours.",
    ]
    assert checks(headings, same[0], ("Premises Related", "2,500", "2,000", "-500")) == [
        "Premises Related: the pasted budget is £2,500, ours £2,000.",
        "Premises Related: the pasted variance is −£500, ours £0.",
    ]


def test_whole_pounds_are_compared_as_excel_shows_them():
    rows = (
        ("Line", "Estimate", "Variance"),
        ("Employees", "1,100.40", "100"),
        ("Total", "1,100", "100"),
    )

    assert checks(*rows) == [
        "The pasted total agrees with the sum: estimate £1,100, variance £100.",
        "Every pasted variance is as ours.",
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Quarter 1 monitoring", "Quarter 1"),
        ("CCTV 2023/24, Q2", "2023/24"),
        ("Quarter 2, 2024/25", ""),
        ("Printed on 14 October 2024", ""),
    ],
)
def test_a_title_of_another_quarter_is_told(title, said):
    told = checks((title, ""), ("Line", "Actual"), ("Employees", "1"))

    assert told == (
        [f"Pasted row 1, “{title}”, speaks of {said}, and this is Quarter 2, 2024/25."]
        if said
        else []
    )


def test_what_cannot_be_compared_is_no_obstacle():
    assert checks(("Line", "Budget", "Actual"), ("Employees", "#REF!", "1")) == []


def test_what_was_shown_is_told_from_anything_else():
    one = understood(table(("Employees", "1")), AT_ACTUAL)
    same = understood(table(("Line", "Actual"), ("41000", "£1.00")))
    other = understood(table(("Employees", "1.01")), AT_ACTUAL)

    assert one.digest == same.digest != other.digest
