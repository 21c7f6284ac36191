"""Reading numbers, on thousands of texts: exactly, or refused and quoted, wherever they are typed."""

from decimal import Decimal
from random import Random

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.forms import AmountField
from budgets.pasting.cells import read_cell
from budgets.pasting.parts import Kind
from budgets.workbook.cells import Cell, Unreadable, amount
from budgets.workbook.problems import quoted
from cctvpartnership.figures import UnreadableAmount, read_amount
from tests.typed_amounts import LONGEST, accepted, anything, mutated, parse

# Each draw makes many texts: thousands together, and others in the next run.
many_texts = given(st.integers(0, 2**32).map(Random))
TEXTS = 200


def outcome(reader, text, *errors):
    """What ``reader`` makes of ``text``: an amount, None, or the sentence of its refusal."""
    try:
        return reader(text)
    except errors as refused:
        return " ".join(getattr(refused, "messages", [str(refused)]))


def read(text):
    return outcome(read_amount, text, UnreadableAmount)


@many_texts
def test_every_spelling_of_an_amount_is_read_exactly(random):
    for text, pounds in (accepted(random) for _ in range(TEXTS)):
        assert read(text) == pounds, repr(text)


@many_texts
def test_any_other_text_is_read_as_a_person_would_or_refused_and_quoted(random):
    for text in (random.choice([mutated, anything])(random) for _ in range(TEXTS)):
        typed = text.strip()
        pounds = parse(text) if typed else None

        found = read(text)

        if not typed or pounds is not None:
            assert found == pounds, repr(text)
        elif len(typed) > LONGEST:
            assert found == f"“{typed[:20]}…” is too long to be an amount."
        else:
            assert isinstance(found, str) and found.startswith(f"“{typed}” "), repr(text)


@settings(max_examples=20)
@many_texts
def test_grid_workbook_and_pasted_cells_read_and_refuse_the_same(random):
    drawn = (random.choice([mutated, anything])(random) for _ in range(TEXTS))
    for text in [*drawn, *(accepted(random)[0] for _ in range(TEXTS))]:
        found = read(text)
        typed = text.strip()

        in_the_grid = outcome(AmountField().clean, text, ValidationError)
        in_a_cell = outcome(amount, Cell(text), Unreadable, UnreadableAmount) if typed else None

        assert in_the_grid == found, repr(text)
        if isinstance(found, str) and not typed.isprintable():
            assert in_a_cell.startswith(quoted(typed)), repr(text)
        else:
            assert in_a_cell == found, repr(text)
        # Of a dash alone, as Excel shows nil, pasting asks what it stands for.
        pasted = read_cell(Kind.ACTUAL, text)
        if not pasted.is_dash and "#" not in text:
            assert pasted.problem.startswith(found) if pasted.problem else pasted.value == found


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        # Spaces that a copied cell brings along do not make it too long.
        (" " * 5_000 + "1,234" + "\u00a0" * 5_000, 1234),
        ("1,234\u00a0CR", -1234),
        ("1,234\tCR", -1234),
        ("0" * 99 + "7", 7),
    ],
)
def test_what_looks_odd_and_is_an_amount_all_the_same(text, pounds):
    assert read(text) == pounds
    assert AmountField().clean(text) == pounds
    assert amount(Cell(text)) == pounds


@pytest.mark.parametrize(
    "text",
    [
        "１２３",  # digits of full width
        "١٢٣",  # Arabic
        "२३",  # Devanagari
        "½",
        "１,234",
        "1\u00a0234",
        "1 234",
        "1'234",
        "1.234,50",
        "1e3",
        "1_000",
        "NaN",
        "Infinity",
        "0x10",
        "-(5)",
        "£(5)",
        "(5",
        "5)",
        "()",
        "£",
        "-",
        ".5",
        "5.",
        "5 C R",
        "5 DR",
        "+5",
        "$5",
        "5%",
        "5\x00",
        "\ufeff5",
        "5\u200b",
    ],
)
def test_nothing_is_guessed(text):
    assert read(text) == f"“{text}” is not an amount. Enter a number, such as 6,406."


def test_pounds_and_pence_of_the_largest_amount_are_kept():
    assert read("(£999,999,999.99)") == Decimal("-999999999.99")
