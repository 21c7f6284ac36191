"""The sheets Elements and Base cameras: percentages that make 100, and what the budget rests on."""

from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.models import AgreedPercentage, BudgetedRecharge
from tests.workbooks import Styled, load, mistakes, with_cell, year_sheets

pytestmark = pytest.mark.django_db

ELEMENTS = ["name", "percentage", "basis"]
AGREED = [*ELEMENTS, "Ashdown", "Birchley", "Coldbrook"]
BASE = ["partner", "equivalent_cameras"]
NAMED_BY_ELEMENTS = "Elements, percentage: The percentages of the elements make"


def with_elements(*rows, headings=AGREED):
    return year_sheets(Elements=[headings, *map(list, rows)])


def with_base(*rows):
    return year_sheets(Base_cameras=[BASE, *map(list, rows)])


def elements_of(year):
    return [
        (element.name, element.percentage, element.basis)
        for element in year.elements.order_by("position")
    ]


@pytest.mark.parametrize("sheet", [None, [], [AGREED]])
def test_without_elements_all_is_shared_by_cameras(sheet):
    year = load(year_sheets(Elements=sheet))

    assert elements_of(year) == [("Equivalent cameras", 100, "cameras")]


def test_elements_are_kept_in_row_order_with_their_agreed_percentages():
    year = load(
        with_elements(
            ["Cameras", 60, "cameras"],
            ["Control room", 30, "agreed", 50, 25.5, 24.5],
            ["Standing", 10, "Equal"],
        )
    )

    agreed = AgreedPercentage.objects.order_by("partner__position").values_list(
        "element__name", "partner__short_name", "percentage"
    )
    assert elements_of(year) == [
        ("Cameras", 60, "cameras"),
        ("Control room", 30, "agreed"),
        ("Standing", 10, "equal"),
    ]
    assert list(agreed) == [
        ("Control room", "Ashdown", Decimal(50)),
        ("Control room", "Birchley", Decimal("25.5")),
        ("Control room", "Coldbrook", Decimal("24.5")),
    ]


@pytest.mark.parametrize(
    ("percentages", "made"),
    [
        ((60, 39), "99, not 100."),
        ((60, 41), "101, not 100."),
        ((33.3333333333333, 66.6666666666666), "99.9999999999999, not 100."),
        ((0.6, 0.4), "1, not 100. Write 50 for a half, not 0.5."),
        ((Styled(0.6, "0%"), Styled(0.39, "0%")), "99, not 100."),
    ],
)
def test_percentages_of_elements_that_do_not_make_100_are_refused(percentages, made):
    first, second = percentages

    found = mistakes(with_elements(["One", first, "cameras"], ["Two", second, "equal"]))

    assert found == [f"{NAMED_BY_ELEMENTS} {made}"]


@pytest.mark.parametrize(
    "percentages",
    [(60, 40), (33.3333333333333, 66.6666666666667), (Styled(0.6, "0%"), "40 %"), ("60%", "40")],
)
def test_percentages_that_make_exactly_100_are_accepted(percentages):
    first, second = percentages

    assert mistakes(with_elements(["One", first, "cameras"], ["Two", second, "equal"])) == []


@pytest.mark.parametrize(
    ("agreed", "made"),
    [((50, 25, 24), "99, not 100."), ((50, None, None), "50, not 100."), ((), "0, not 100.")],
)
def test_agreed_percentages_that_do_not_make_100_are_refused(agreed, made):
    found = mistakes(with_elements(["Agreed", 100, "agreed", *agreed]))

    assert found == [f"Elements, row 2, agreed percentages: They make {made}"]


def test_an_empty_agreed_percentage_shares_nothing():
    year = load(with_elements(["Agreed", 100, "agreed", 75, None, 25]))

    amounts = [recharge.amount for recharge in year.budgeted_recharges.order_by("pk")]
    assert amounts == [750, 0, 250]


def test_nil_on_another_basis_agrees_nothing():
    year = load(with_elements(["Cameras", 100, "cameras", 0, None, 0]))

    assert not AgreedPercentage.objects.filter(element__year=year).exists()


def test_agreed_percentages_on_another_basis_are_refused():
    found = mistakes(with_elements(["Cameras", 100, "cameras", None, 20, None]))

    assert found == [
        "Elements, row 2, Birchley: An element shared by cameras has no agreed percentages. Clear "
        "the cell, or write agreed as the basis."
    ]


def test_partner_columns_may_have_full_names_and_any_order():
    headings = ["coldbrook", "basis", "Birchley District Council", "name", "percentage", "ASHDOWN"]
    sheets = with_elements([10, "agreed", 20, "All", 100, 70], headings=headings)

    year = load(sheets)

    amounts = [recharge.amount for recharge in year.budgeted_recharges.order_by("pk")]
    assert amounts == [700, 200, 100]


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("Dunmere", ""),
        ("Birchly", " Did you mean “Birchley”?"),
        ("bases", " Did you mean “basis”?"),
    ],
)
def test_a_heading_that_is_neither_column_nor_partner_is_refused(heading, hint):
    sheets = with_elements(["All", 100, "equal"], headings=[*ELEMENTS, heading])

    assert mistakes(sheets) == [
        f"Elements, row 1, {heading}: “{heading}” is no column of this sheet and not a partner on "
        f"the sheet Partners.{hint}"
    ]


def test_two_columns_for_one_partner_are_refused():
    headings = [*ELEMENTS, "Ashdown", "Ashdown Borough Council"]

    assert mistakes(with_elements(["All", 100, "equal"], headings=headings)) == [
        "Elements, row 1, Ashdown Borough Council: “Ashdown Borough Council” heads a second column "
        "for one partner."
    ]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ([None, 100, "equal"], "name", "The cell is empty."),
        (["N" * 101, 100, "equal"], "name", f"“{'N' * 59}…” has 101 characters. At most 100 fit."),
        (["All", None, "equal"], "percentage", "The cell is empty."),
        (["All", 0, "equal"], "percentage", "“0” shares nothing. An element is above 0 %."),
        (["All", 101, "equal"], "percentage", "“101” is above 100 %."),
        (["All", -1, "equal"], "percentage", "“-1” is below nil. Enter 0 or more."),
        (["All", "all", "equal"], "percentage", "“all” is not a number. Enter one such as 0.25."),
        (["All", 100, None], "basis", "The cell is empty."),
        (
            ["All", 100, "heads"],
            "basis",
            "“heads” is not a basis. Use cameras, equal or agreed.",
        ),
        (["All", 100, "agreed", -5, 105], "Ashdown", "“-5” is below nil. Enter 0 or more."),
    ],
)
def test_an_element_that_cannot_be_read_is_refused(row, column, sentence):
    assert mistakes(with_elements(row))[0] == f"Elements, row 2, {column}: {sentence}"


def test_a_name_that_another_element_has_is_refused():
    found = mistakes(with_elements(["One", 50, "equal"], ["ONE", 50, "cameras"]))

    assert found == ["Elements, row 3, name: “ONE” stands in row 2 already."]


@pytest.mark.parametrize("sheet", [None, [], [BASE]])
def test_without_base_cameras_the_budget_rests_on_the_register(sheet):
    year = load(year_sheets(Base_cameras=sheet))

    frozen = BudgetedRecharge.objects.filter(year=year).order_by("pk")
    assert [each.equivalent_cameras for each in frozen] == [6, 3, Fraction(1, 8)]


def test_base_cameras_are_frozen_exactly():
    year = load(
        with_base(
            ["Birchley District Council", 1 / 3],
            ["Ashdown", "123.208333333333333333333333"],
            ["coldbrook", 0],
        )
    )

    frozen = BudgetedRecharge.objects.filter(year=year).order_by("pk")
    assert [each.equivalent_cameras for each in frozen] == [
        Fraction("123.208333333333333333333333"),
        Fraction("0.333333333333333"),
        0,
    ]


def test_base_cameras_name_every_partner_once():
    found = mistakes(with_base(["Ashdown", 1], ["Ashdown Borough Council", 2], ["Birchley", 3]))

    assert found == [
        "Base cameras, partner: “Coldbrook” has no row. With this sheet every partner has one.",
        "Base cameras, row 3, partner: This partner stands in row 2 already.",
    ]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (["Coldbroke", 1], "partner", "“Coldbroke” is not a partner on the sheet Partners."),
        (["Coldbrook", -1], "equivalent_cameras", "“-1” is below nil. Enter 0 or more."),
        (["Coldbrook", None], "equivalent_cameras", "The cell is empty."),
        (["Coldbrook", 1e7], "equivalent_cameras", "“10000000” is more than 1,000,000."),
        (["Coldbrook", "many"], "equivalent_cameras", "“many” is not a number."),
    ],
)
def test_base_cameras_that_cannot_be_read_are_refused_once(row, column, sentence):
    [found] = mistakes(with_base(["Ashdown", 1], ["Birchley", 1], row))

    assert found.startswith(f"Base cameras, row 4, {column}: {sentence}")


def test_base_cameras_of_nil_share_nothing():
    sheets = with_base(["Ashdown", 0], ["Birchley", 0], ["Coldbrook", 0])
    equally = {**sheets, "Elements": [ELEMENTS, ["All", 100, "equal"]]}

    assert mistakes(sheets) == [
        "Base cameras, equivalent_cameras: Every partner has nil, so the budget cannot be shared "
        "by equivalent cameras."
    ]
    assert mistakes(equally) == []


def test_an_unreadable_partner_row_does_not_spoil_the_agreed_percentages():
    sheets = with_elements(["Agreed", 100, "agreed", 50, 25, 25])
    sheets["Partners"] = with_cell("Partners", 3, "host", "maybe")["Partners"]

    assert mistakes(sheets) == ["Partners, row 3, host: “maybe” is neither yes nor no."]
