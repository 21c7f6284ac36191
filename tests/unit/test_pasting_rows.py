"""Columns and rows of a pasted block: found by name and place, left out with a reason, or asked."""

import pytest

from budgets.pasting import Answers, Kind
from tests.pasting import NAMES, published_block, table, understood
from tests.published import LINES


def problems(understanding):
    return [problem.sentence for problem in understanding.problems]


def reasons(understanding):
    return {row.number: row.reason for row in understanding.rows if row.reason}


def kinds(understanding):
    return [column.kind for column in understanding.columns]


def answered(understanding, columns=None, rows=None, **fixed):
    """The answers that name columns and rows by their numbers, as their fields on the page do."""
    return Answers(
        **fixed,
        columns={understanding.columns[n - 1].field: kind for n, kind in (columns or {}).items()},
        rows={understanding.rows[n - 1].field: line for n, line in (rows or {}).items()},
    )


# --- The published table ---


def test_the_published_table_is_understood_whole():
    names = tuple(line.line for line in LINES)

    understanding = understood(published_block(), names=names, codes={})

    assert problems(understanding) == []
    assert understanding.figures == {
        key: {"actual": line.actual, "estimate": line.estimate}
        for key, line in enumerate(LINES, start=1)
    }
    assert kinds(understanding) == ["line", "budget", "actual", "estimate", "variance"]
    assert understanding.checks[0].sentence == (
        "The pasted total agrees with the sum: budget £543,930, actual £293,858, "
        "estimate £522,490, variance −£21,440."
    )


# --- Columns ---


def test_a_column_of_another_quarter_is_named_and_left_to_the_person():
    block = table(("Line", "Q1 actual", "Actual"), ("Employees", "1", "2"))
    understanding = understood(block)

    assert problems(understanding) == [
        "The heading of column 2, “Q1 actual”, speaks of Q1, and this is Quarter 2, 2024/25. "
        "Choose what it is, or leave it out."
    ]
    chosen = understood(block, answered(understanding, columns={2: Kind.OUT}))
    assert problems(chosen) == []
    assert chosen.figures == {1: {"actual": 2}}


def test_two_columns_of_one_kind_are_a_problem_until_one_is_left_out():
    block = table(("Line", "Actual", "Actuals"), ("Employees", "1", "2"))
    understanding = understood(block)

    assert problems(understanding) == [
        "Both column 2, “Actual” and column 3, “Actuals” are understood as actual. "
        "Choose one, and leave the other out."
    ]
    chosen = understood(block, answered(understanding, columns={2: Kind.OUT}))
    assert chosen.figures == {1: {"actual": 2}}


def test_without_headings_or_a_cell_pasted_into_columns_are_asked():
    understanding = understood(table(("Employees", "1", "2"), ("Pre-paid", "3", "4")))

    assert kinds(understanding) == ["line", None, None]
    assert problems(understanding)[0] == (
        "Column 2 has no heading. Choose what it is, or leave it out."
    )


def test_columns_follow_from_the_cell_pasted_into_and_do_not_run_over_the_comment():
    block = table(("1", "Late", "5"))

    understanding = understood(block, Answers(first_line=2, first_cell=Kind.ESTIMATE))

    assert kinds(understanding) == ["estimate", "comment", None]
    assert problems(understanding) == [
        "Column 3 runs over the comment, the last cell of a line. Choose what it is, or leave it out."
    ]
    assert understanding.columns[0].how == "by its place, from the estimate pasted into"


def test_headings_and_names_count_more_than_the_cell_pasted_into():
    block = table(("Line", "Estimate"), ("Pre-paid", "3"))

    understanding = understood(block, Answers(first_line=1, first_cell=Kind.ACTUAL))

    assert understanding.figures == {5: {"estimate": 3}}


def test_a_block_without_a_figure_to_save_says_so():
    understanding = understood(table(("Line", "Budget"), ("Employees", "1000")))

    assert problems(understanding) == [
        "No column is actual or estimate or comment, so there is nothing to save. Choose one."
    ]


def test_years_over_the_headings_and_units_under_them_belong_to_them():
    rows = (
        ("CCTV", "", ""),
        ("", "2023/24", "2024/25"),
        ("Line", "Actual", "Actual"),
        ("", "£", "£"),
    )

    understanding = understood(table(*rows, ("Employees", "1", "2")))

    assert [column.heading for column in understanding.columns] == [
        "Line",
        "2023/24 Actual £",
        "2024/25 Actual £",
    ]
    assert [problem[:40] for problem in problems(understanding)] == [
        "The heading of column 2, “2023/24 Actual"
    ]
    assert reasons(understanding)[1] == "it has no figures"


def test_the_outturn_of_the_last_quarter_is_called_so():
    block = table(("Line", "Outturn"), ("Employees", "x"))

    assert problems(understood(block, number=4))[0].startswith("Employees, outturn (pasted row 2,")


# --- Rows by name ---


@pytest.mark.parametrize(
    "name",
    ["41000", " 41010 ", "41000 Employees", "41000 - Employees", "EMPLOYEES", "Employees\xa0"],
)
def test_a_line_is_found_by_name_or_ledger_code(name):
    assert understood(table(("Line", "Actual"), (name, "7"))).figures == {1: {"actual": 7}}


def test_codes_and_names_side_by_side_must_agree():
    block = table(
        ("Code", "Line", "Actual"), ("P42", "Premises Related", "7"), ("P42", "Employees", "8")
    )

    understanding = understood(block)

    assert understanding.rows[1].line.line == "Premises Related"
    assert problems(understanding) == [
        "Pasted row 3: “P42 Employees” can mean “Employees” or “Premises Related”. "
        "Choose its line, or leave it out."
    ]


def test_an_unknown_name_is_asked_about_with_the_closest_line():
    block = table(("Line", "Actual"), ("Premises Relatd", "7"))
    understanding = understood(block)

    assert problems(understanding) == [
        "Pasted row 2: “Premises Relatd” is no line of 2024/25. Did you mean “Premises Related”? "
        "Choose its line, or leave it out."
    ]
    assert understood(block, answered(understanding, rows={2: 2})).figures == {2: {"actual": 7}}
    left_out = understood(block, answered(understanding, rows={2: "out"}))
    assert (problems(left_out), left_out.figures) == ([], {})


def test_rows_that_are_nobodys_are_left_out_each_with_its_reason():
    rows = (
        ("Line", "Actual"),
        ("Running costs", ""),
        ("Employees", "7"),
        ("", ""),
        ("Line", "Actual"),
        ("Pre-paid", "5"),
        ("Total Group of Employees", "7"),
        ("Balance to recover from partners", "12"),
        ("Hertsmere Borough Council", "3"),
        ("", "12"),
    )

    understanding = understood(table(*rows), partners=("Hertsmere Borough Council", "Hertsmere"))

    assert problems(understanding) == []
    assert reasons(understanding) == {
        1: "it holds the headings",
        2: "it has no figures",
        4: "it is empty",
        5: "it holds headings",
        7: "it is a subtotal",
        8: "it is the total",
        9: "it is a partner’s recharge, which is worked out here",
        10: "it is the total",
    }
    assert [check.sentence for check in understanding.checks] == [
        "The pasted total of Group of Employees agrees with the sum: actual £7.",
        "The pasted total agrees with the sum: actual £12.",
    ]


def test_figures_without_a_name_are_asked_about_where_they_are_no_total():
    understanding = understood(table(("Line", "Actual"), ("Employees", "7"), ("", "8")))

    assert problems(understanding) == [
        "Pasted row 3: It has figures and no name. Choose its line, or leave it out."
    ]


def test_one_line_twice_is_refused_and_a_heading_of_its_name_is_not():
    rows = (("Line", "Actual"), ("Employees", ""), ("Employees", "7"), ("Pre-paid", "1"))
    understanding = understood(table(*rows))
    assert problems(understanding) == []
    assert reasons(understanding)[2] == "it has no figures"

    twice = understood(table(*rows, ("PRE-PAID", "2")))
    assert problems(twice)[0] == (
        "Pasted row 4: “Pre-paid” stands in the pasted rows 4 and 5. Leave all but one of them out."
    )
    assert 5 not in twice.figures


def test_where_a_column_of_names_may_be_meant_rows_are_not_judged():
    understanding = understood(table(*[(f"Item {n}", str(n)) for n in range(1, 9)]))

    assert [sentence[:24] for sentence in problems(understanding)] == [
        "Column 1 has no heading.",
        "Column 2 has no heading.",
    ]


# --- Rows by place ---


def test_without_names_rows_are_the_lines_from_the_first_on():
    understanding = understood(table(("1",), ("",), ("3",)), Answers(3, Kind.ACTUAL))

    assert understanding.figures == {3: {"actual": 1}, 5: {"actual": 3}}


def test_a_block_that_runs_over_the_last_line_says_so():
    understanding = understood(table(("1",), ("2",), ("4",)), Answers(4, Kind.ACTUAL))

    assert problems(understanding) == [
        "Pasted row 3: From “Officers’ travel” on only 2 lines stand in the budget, so the block runs "
        "over the last of them. Choose its line, or leave it out."
    ]


def test_a_total_under_the_last_line_is_a_total():
    understanding = understood(table(("1",), ("2",), ("3",)), Answers(4, Kind.ACTUAL))

    assert problems(understanding) == []
    assert reasons(understanding) == {3: "it is the total"}


def test_rows_over_the_headings_are_no_lines():
    understanding = understood(table(("5", "x"), ("Actual", "Estimate"), ("1", "2")))

    assert understanding.figures == {1: {"actual": 1, "estimate": 2}}
    assert problems(understanding) == [
        "Pasted row 1: It stands over the headings. Choose its line, or leave it out."
    ]


def test_an_answer_for_a_row_lapses_when_the_rows_are_others():
    understanding = understood(table(("1",), ("2",)), Answers(1, Kind.ACTUAL))
    answers = answered(understanding, rows={2: "out"}, first_line=1, first_cell=Kind.ACTUAL)

    assert understood(table(("1",), ("2",)), answers).figures == {1: {"actual": 1}}
    assert len(understood(table(("1",), ("2",), ("3",)), answers).figures) == 3


def test_every_line_of_the_year_can_be_pasted():
    block = table(*[(name, str(n)) for n, name in enumerate(NAMES)])

    figures = understood(block, Answers(first_cell=Kind.ESTIMATE)).figures

    assert figures == {n + 1: {"estimate": n} for n in range(len(NAMES))}
