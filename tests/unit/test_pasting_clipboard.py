"""Text from the clipboard as cells: tabs, Excel's quotation marks, files without tabs, and limits."""

import time
from contextlib import suppress

import pytest

from budgets.pasting import UnreadableBlock, block_as_text, read_block
from budgets.pasting.clipboard import LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS


def refusal(text):
    with pytest.raises(UnreadableBlock) as refused:
        read_block(text)
    return str(refused.value)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r", "\r\n\t\r\n  \t\r\n"])
def test_rows_and_columns_without_anything_at_the_end_are_ignored(ending):
    block = read_block(f"Rent\t1,234\t\r\nFees\t\t{ending}")

    assert block.rows == (("Rent", "1,234"), ("Fees", ""))


def test_what_is_empty_at_the_start_or_between_stays():
    block = read_block("\t1\r\n\t\r\n\t2")

    assert block.rows == (("", "1"), ("", ""), ("", "2"))


def test_a_cell_with_line_ends_is_one_cell_as_excel_quotes_it():
    block = read_block('Rent\t"A review of ""the lease""\r\nis due"\t5\r\nFees\t\t6')

    assert block.rows[0] == ("Rent", 'A review of "the lease"\nis due', "5")


def test_other_quotation_marks_are_only_marks():
    rows = ['"Done"', 'say "yes"', '(to be quantified)"', '"unfinished', '""', '"a ""b"" c"']

    assert read_block("\n".join(f"{row}\t1" for row in rows)).rows == tuple((r, "1") for r in rows)


def test_a_tab_within_a_cell_is_believed_where_the_rectangle_shows_it():
    assert read_block('"a\tb"\t1\nc\t2').rows == (("a\tb", "1"), ("c", "2"))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Rent\t1\nFees\t"2\t3"\t4\nPost\t5\t6\t7', 2),
        ('Rent\t"Saving\nFees\t2\nPost\tconfirmed"\n', 1),
    ],
)
def test_a_stray_quotation_mark_that_swallows_cells_is_refused_with_its_row(text, row):
    assert refusal(text).startswith(f"In pasted row {row} a quotation mark opens")


def test_a_byte_order_mark_is_no_part_of_the_first_cell():
    assert read_block("\ufeffRent\t1").rows == (("Rent", "1"),)


# --- Without tabs ---


def test_amounts_in_one_column_are_not_parted_at_their_commas():
    block = read_block("24,745\n(17,770)\n\n908")

    assert block.rows == (("24,745",), ("(17,770)",), ("",), ("908",))
    assert block.note == ""


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Line;Actual\nRent;1,234\nFees;(5)", "semicolons"),
        ("Line,Actual\nRent,1234\nFees,5.50", "commas"),
        ('Line,Actual\n"Rent, rates","1,234"\nFees,5', "commas"),
    ],
)
def test_semicolons_and_commas_part_cells_where_nothing_else_can_be_meant(text, mark):
    block = read_block(text)

    assert block.width == 2
    assert block.note == f"The text has no tabs, so its {mark} were taken to part the cells."


@pytest.mark.parametrize(
    "text",
    [
        "Rent,24,745\nFees,17,770",
        "Rent,900,908\nFees,5,6",
        "Late; see note\nAs planned; agreed",
        "Rent;1\nFees;2;3",
        "Employees 119,360 24,745",
        'Rent,"1\nFees,2',
    ],
)
def test_what_could_be_parted_in_two_ways_is_one_column_and_said_so(text):
    block = read_block(text)

    assert block.width == 1
    assert block.note.startswith("The text has no tabs, so each line was read as one cell.")


def test_plain_lines_are_one_column_without_a_word():
    assert read_block("As planned\nOne post is vacant").note == ""


def test_one_column_with_commas_stays_one_when_written_back():
    block = read_block("a,1\t\nb,2\t")

    assert read_block(block_as_text(block)).rows == (("a,1",), ("b,2",))


# --- Limits ---


def test_what_is_too_large_or_nothing_is_refused_with_its_size():
    assert refusal("\t" * (LONGEST_TEXT + 1)).startswith(
        "The text has 200,001 characters. Paste at"
    )
    assert refusal("1\t2\n" * (MOST_ROWS + 1)).startswith(
        "The block has 301 rows. Paste at most 300"
    )
    assert refusal("\t1" * MOST_COLUMNS).startswith("The block has 41 columns. Paste at most 40")
    assert refusal(" \t\r\n\xa0").startswith("Nothing was pasted.")
    assert refusal('"\r"') == refusal("")
    assert refusal("Rent\t1\x002").startswith("The text holds a null character")


@pytest.mark.parametrize(
    "text",
    ["\t" * 99_999 + "x" + "\n" * 99_999, '"a\t' * 66_000, '""\t"' * 50_000, "1,234;" * 33_000],
)
def test_no_text_takes_long(text):
    began = time.process_time()
    with suppress(UnreadableBlock):
        read_block(text)
    assert time.process_time() - began < 2
