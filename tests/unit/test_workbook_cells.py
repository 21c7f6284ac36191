"""Reading one cell: what is accepted is read exactly, anything else is quoted in a sentence."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from budgets.workbook.cells import (
    BOOLEAN,
    DATE,
    NUMBER,
    Cell,
    Unreadable,
    amount,
    day,
    exact,
    paragraphs,
    percentage,
    quantity,
    text,
    whole_number,
    yes_or_no,
)
from cctvpartnership.figures import UnreadableAmount


def number(value, number_format="General"):
    return Cell(value, NUMBER, number_format)


def refusal(reader, cell, **limits):
    with pytest.raises((Unreadable, UnreadableAmount)) as refused:
        reader(cell, **limits)
    return str(refused.value)


@pytest.mark.parametrize(
    ("held", "read"),
    [
        (0.1 + 0.2, "0.3"),
        (1234.56, "1234.56"),
        (1 / 3, "0.333333333333333"),
        (123.208333333333, "123.208333333333"),
        (100, "100"),
        (12345678901234567890, "1.23456789012346E+19"),
    ],
)
def test_numbers_are_read_at_fifteen_significant_digits(held, read):
    assert exact(held) == Decimal(read)


@pytest.mark.parametrize(
    ("cell", "pounds"),
    [
        (number(1234), "1234"),
        (number(-1234.5), "-1234.50"),
        (number(1234.5600000000001), "1234.56"),
        (number(0), "0"),
        (Cell("£1,234.50"), "1234.50"),
        (Cell("(1,234)"), "-1234"),
        (Cell("\N{MINUS SIGN}1,234"), "-1234"),
        (Cell("1,234 CR"), "-1234"),
        (number(999999999.99), "999999999.99"),
    ],
)
def test_amounts_are_read_from_numbers_and_as_people_type_them(cell, pounds):
    assert amount(cell) == Decimal(pounds)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (Cell("lots"), "“lots” is not an amount. Enter a number, such as 6,406."),
        (Cell("1,5"), "“1,5” is not an amount. Enter a number, such as 6,406."),
        (number(1.234), "“1.234” has more than two decimals. Enter pounds and pence."),
        (number(1e-300), "has more than two decimals"),
        (number(1000000000), "“1000000000” is beyond ±£999,999,999.99."),
        (number(1e300), "is beyond ±£999,999,999.99."),
        (Cell(True, BOOLEAN), "“TRUE” is not an amount. Enter a number, such as 6,406."),
        (
            Cell(datetime.fromisoformat("2024-04-01"), DATE),
            "“2024-04-01” is a date to Excel, not an amount. Enter a number, such as 6,406.",
        ),
        (Cell("1\n2"), "“1 2” is not an amount. Enter a number, such as 6,406."),
        (Cell("9" * 5000), f"“{'9' * 20}…” is too long to be an amount."),
    ],
)
def test_what_is_no_amount_is_refused_and_quoted(cell, sentence):
    assert sentence in refusal(amount, cell)


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (number(50), "50"),
        (number(0.5), "0.5"),
        (number(0.5, "0%"), "50"),
        (number(0.333333333333333, "0.00%"), "33.3333333333333"),
        (number(50, '0" %"'), "50"),
        (number(50, "0\\%"), "50"),
        (Cell("50"), "50"),
        (Cell("50%"), "50"),
        (Cell("33.5 %"), "33.5"),
        (Cell("33.333333333333"), "33.333333333333"),
    ],
)
def test_percentages_are_read_as_the_cell_shows_them(cell, percent):
    assert percentage(cell) == Decimal(percent)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (Cell("half"), "“half” is not a number. Enter one such as 0.25."),
        (Cell("33.33333333333333333"), "has too many digits. Give at most 15."),
        (number(1e-16), "“0.0000000000000001” has too many digits. Give at most 15."),
        (number(-1), "“-1” is below nil. Enter 0 or more."),
        (Cell("50,5"), "“50,5” is not a number. Enter one such as 0.25."),
    ],
)
def test_what_is_no_percentage_is_refused(cell, sentence):
    assert sentence in refusal(percentage, cell)


def test_a_typed_quantity_keeps_every_digit():
    typed = "123.208333333333333333333333333333"

    assert quantity(Cell(typed)) == Decimal(typed)
    assert str(quantity(Cell(typed))) == typed


@pytest.mark.parametrize(
    "cell",
    [
        Cell(datetime.fromisoformat("2024-10-01"), DATE),
        Cell(date(2024, 10, 1), DATE),
        Cell("2024-10-01"),
        Cell(" 2024-10-01 "),
    ],
)
def test_dates_are_excel_dates_or_iso_text(cell):
    assert day(cell) == date(2024, 10, 1)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (Cell("soon"), "“soon” is not a date. Enter an Excel date, or text such as 2024-10-01."),
        (Cell("01/10/2024"), "“01/10/2024” is not a date."),
        (Cell("20241001"), "“20241001” is not a date."),
        (Cell("2024-W40-2"), "“2024-W40-2” is not a date."),
        (Cell("2024-02-30"), "“2024-02-30” is not a day of the calendar."),
        (number(45566), "“45566” is a number, not a date."),
        (Cell(True, BOOLEAN), "“TRUE” is not a date."),
        (Cell(time(0, 0), DATE), "“00:00:00” has a time of day. Enter the date alone."),
        (Cell(timedelta(hours=30), DATE), "has a time of day. Enter the date alone."),
        (
            Cell(datetime.fromisoformat("2024-10-01T12:30"), DATE),
            "“2024-10-01 12:30:00” has a time of day. Enter the date alone.",
        ),
        (Cell("1024-10-01"), "“1024-10-01” is not a day between 1900 and 2199."),
        (Cell("9999-12-31"), "“9999-12-31” is not a day between 1900 and 2199."),
    ],
)
def test_what_is_no_date_is_refused(cell, sentence):
    assert sentence in refusal(day, cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        (Cell("yes"), True),
        (Cell("NO"), False),
        (Cell(" Yes "), True),
        (Cell(False, BOOLEAN), False),
    ],
)
def test_yes_and_no_are_read_in_any_case_and_as_excels_own(cell, answer):
    assert yes_or_no(cell) is answer


@pytest.mark.parametrize("cell", [Cell("y"), Cell("ja"), number(1)])
def test_neither_yes_nor_no_is_refused(cell):
    assert refusal(yes_or_no, cell) == f"“{cell}” is neither yes nor no."


@pytest.mark.parametrize("cell", [number(12), number(12.0), Cell("12")])
def test_whole_numbers_are_read(cell):
    assert whole_number(cell, most=100) == 12


@pytest.mark.parametrize(
    "cell", [number(0), number(-1), number(1.5), number(101), number(1e300), Cell("101")]
)
def test_numbers_that_are_not_whole_or_out_of_bounds_are_refused(cell):
    assert refusal(whole_number, cell, most=100).endswith("is not a whole number from 1 to 100.")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell("  East Herts "), "East Herts"),
        (number(4711), "4711"),
        (number(4711.0), "4711"),
        (number(47.5), "47.5"),
        (number(471, "00000"), "00471"),
        (Cell("Cafe\u0301"), "Café"),
    ],
)
def test_text_is_read_stripped_and_numbers_as_their_digits(cell, words):
    assert text(cell, longest=100) == words


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (Cell("a" * 101), "has 101 characters. At most 100 fit."),
        (Cell("two\nlines"), "“two lines” holds a line break"),
        (Cell("zero\u200bwidth"), "holds a line break or another character that cannot be seen."),
        (Cell(True, BOOLEAN), "“TRUE” is a yes or no to Excel, not text."),
        (
            Cell(datetime.fromisoformat("2024-01-02"), DATE),
            "“2024-01-02” is a date to Excel, not text. Format the cell as text and type it again.",
        ),
    ],
)
def test_what_is_no_line_of_text_is_refused(cell, sentence):
    assert sentence in refusal(text, cell, longest=100)


def test_a_name_of_a_hundred_characters_fits():
    assert text(Cell("a" * 100), longest=100) == "a" * 100


def test_paragraphs_keep_their_lines():
    cell = Cell("First.\r\nSecond._x000D_\nThird. ")

    assert paragraphs(cell, longest=100) == "First.\nSecond.\nThird."


def test_paragraphs_refuse_control_characters_and_too_much():
    assert "cannot be seen" in refusal(paragraphs, Cell("a\x07b"), longest=100)
    assert "At most 3 fit." in refusal(paragraphs, Cell("abcd"), longest=3)
