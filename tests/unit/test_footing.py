"""Rule 12: what a table says of totals that its printed numbers do not add up to."""

from decimal import Decimal
from fractions import Fraction

from budgets.footing import (
    EQUIVALENT_CAMERAS,
    ROUNDED_VARIANCE,
    Column,
    cameras_note,
    money_notes,
    shares_notes,
    subtotal_notes,
    variance_notes,
)

HALVES = Column("Budget", (Decimal("0.50"), Decimal("1.50")), Decimal("2.00"))
WHOLE = Column("Actual", (Decimal(1), Decimal(2)), Decimal(3))


def test_a_column_that_adds_up_as_printed_needs_no_note():
    assert list(money_notes([WHOLE])) == []


def test_a_column_that_does_not_is_explained_with_both_numbers():
    (note,) = money_notes([HALVES, WHOLE])

    assert note == (
        "Budget: as printed, the amounts add up to 3; the total is rounded from the exact amounts, "
        "and reads 2."
    )


def test_negative_and_large_numbers_are_printed_as_in_the_table():
    column = Column("Budget", (Decimal("-1000.5"), Decimal("-1000.5")), Decimal("-2001"))

    (note,) = money_notes([column])

    assert "add up to −2,002" in note
    assert "reads −2,001" in note


def test_a_column_with_a_figure_not_known_cannot_be_compared():
    assert Column("Budget", (Decimal("0.5"), None), None).added_up is None


def test_cameras_of_the_golden_case_add_up_to_256_and_not_257():
    averages = tuple(
        Fraction(average).limit_denominator(48)
        for average in ("123.2083", "47.3125", "37", "49.125")
    )

    note = cameras_note(Column("", averages, sum(averages)))

    assert note == (
        f"{EQUIVALENT_CAMERAS} As printed they add up to 256; the total is rounded from the exact "
        "averages, and reads 257."
    )


def test_cameras_that_add_up_are_still_said_to_be_equivalent_ones():
    assert cameras_note(Column("", (Fraction(1), Fraction(2)), Fraction(3))) == EQUIVALENT_CAMERAS


def test_thirds_printed_in_percent_do_not_make_a_hundred():
    third = Fraction(100, 3)

    (note,) = shares_notes(Column("", (third, third, third), third * 3, places=2))

    assert "add up to 99.99" in note
    assert "make 100.00" in note


def test_shares_that_make_a_hundred_need_no_note():
    assert list(shares_notes(Column("", (Fraction(50), Fraction(50)), Fraction(100), 2))) == []


def test_groups_that_do_not_add_up_are_named_in_one_sentence():
    groups = [("Employees", [HALVES]), ("Premises", [WHOLE]), ("Income", [WHOLE, HALVES])]

    (note,) = subtotal_notes(groups)

    assert note.endswith("to the subtotal of Employees and Income.")
    assert list(subtotal_notes([("Premises", [WHOLE])])) == []


def test_a_variance_that_is_not_the_difference_as_printed_is_explained_once():
    rows = [(Decimal("100.4"), Decimal("50.5")), (Decimal("100.4"), Decimal("50.5")), (None, None)]

    assert list(variance_notes(rows)) == [ROUNDED_VARIANCE]
    assert list(variance_notes([(Decimal(2), Decimal(1)), (None, Decimal(1))])) == []
