"""The sheet Partners: names, the host, and what an earlier year brought."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from budgets.shares import register_basis
from budgets.workbook import filled_workbook
from partners.models import Partner
from tests.factories import make_partner
from tests.workbooks import load, mistakes, next_year, with_cell, with_row, year_sheets

pytestmark = pytest.mark.django_db


def known_council(**fields):
    council = {"name": "Ashdown Borough Council", "gss_code": "E07000001"} | fields
    return make_partner("Ashdown", is_host=True, **council)


@pytest.mark.parametrize("column", ["name", "short_name"])
def test_a_partner_without_a_name_is_refused(column):
    found = mistakes(with_cell("Partners", 4, column, None))

    assert found[0] == f"Partners, row 4, {column}: The cell is empty."


def test_names_of_a_hundred_characters_fit_and_one_more_is_refused():
    assert mistakes(with_cell("Partners", 2, "name", "A" * 100)) == []
    assert mistakes(with_cell("Partners", 2, "name", "A" * 101)) == [
        f"Partners, row 2, name: “{'A' * 59}…” has 101 characters. At most 100 fit."
    ]


def test_a_partner_that_cannot_be_read_is_still_the_one_cameras_mean():
    sheets = with_cell("Partners", 2, "short_name", "Ashdown" + "n" * 100)
    sheets["Cameras"][1][1] = "Ashdown" + "n" * 100

    found = mistakes(sheets)

    assert [mistake.partition(":")[0] for mistake in found] == [
        "Partners, row 2, short_name",
        "Cameras, row 2, partner",
    ]
    assert "characters" in found[1]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (3, "short_name", "ashdown"),
        (3, "name", "Ashdown  borough council"),
        (3, "short_name", "Ashdown Borough Council"),
        (3, "name", "Ashdown"),
    ],
)
def test_a_name_that_another_partner_has_is_refused(row, column, value):
    sheets = with_cell("Partners", row, column, value)
    del sheets["Cameras"]
    sheets["Elements"] = [["name", "percentage", "basis"], ["All", 100, "equal"]]

    assert mistakes(sheets) == [
        f"Partners, row 3, {column}: “{' '.join(value.split())}” is a name of row 2 already."
    ]


def test_one_name_may_be_short_and_full():
    assert mistakes(with_cell("Partners", 2, "name", "Ashdown")) == []


def test_exactly_one_partner_is_the_host():
    two = with_cell("Partners", 3, "host", "yes")
    none = with_cell("Partners", 2, "host", "no")

    assert mistakes(two) == [
        "Partners, row 3, host: Row 2 is the host already. Only one council is."
    ]
    assert mistakes(none) == [
        "Partners, host: No partner is the host. Write yes for the one that runs the service."
    ]


def test_a_host_that_cannot_be_read_is_told_once():
    assert mistakes(with_cell("Partners", 2, "host", "maybe")) == [
        "Partners, row 2, host: “maybe” is neither yes nor no."
    ]


def test_an_empty_cell_is_no_host():
    load(with_cell("Partners", 3, "host", None))

    assert Partner.objects.get(is_host=True).short_name == "Ashdown"


def test_an_unknown_partner_is_refused_with_a_suggestion():
    found = mistakes(with_cell("Cameras", 2, "partner", "Ashdwon"))

    assert found == [
        "Cameras, row 2, partner: “Ashdwon” is not a partner on the sheet Partners. "
        "Did you mean “Ashdown”?"
    ]


def test_partners_of_earlier_years_are_left_as_they_are():
    council = known_council(gss_code="")

    load(year_sheets())

    council.refresh_from_db()
    assert (council.gss_code, council.history.count()) == ("", 1)
    assert [partner.position for partner in Partner.objects.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (
            "name",
            "Ashdown City Council",
            "“Ashdown City Council” contradicts an earlier year: it had “Ashdown Borough "
            "Council”, in short “Ashdown”.",
        ),
        (
            "gss_code",
            "E07000009",
            "“E07000009” contradicts an earlier year: the code of “Ashdown” is “E07000001”.",
        ),
    ],
)
def test_a_row_that_contradicts_an_earlier_year_is_refused(column, value, sentence):
    known_council()

    assert mistakes(with_cell("Partners", 2, column, value)) == [
        f"Partners, row 2, {column}: {sentence}"
    ]


def test_another_short_name_for_a_known_council_is_refused():
    known_council()
    sheets = with_cell("Partners", 2, "short_name", "Ash")
    sheets["Cameras"][1][1] = "Ash"

    assert mistakes(sheets) == [
        "Partners, row 2, short_name: “Ash” contradicts an earlier year: it had “Ashdown Borough "
        "Council”, in short “Ashdown”."
    ]


def test_the_host_of_earlier_years_stays_the_host():
    load(year_sheets())
    moved = next_year()
    moved["Partners"][1][2], moved["Partners"][2][2] = "no", "yes"
    replaced = next_year()
    replaced["Partners"][1][:2] = ["Fernham Council", "Fernham"]
    replaced["Cameras"] = [replaced["Cameras"][0], *replaced["Cameras"][2:]]

    assert mistakes(moved) == [
        "Partners, row 3, host: “Ashdown” has been the host since an earlier year. "
        "Only one council is."
    ]
    assert mistakes(replaced)[0] == (
        "Partners, row 2, host: “Ashdown” has been the host since an earlier year. "
        "Only one council is."
    )


def test_a_known_partner_does_not_become_the_host():
    make_partner("Ashdown", name="Ashdown Borough Council")

    assert mistakes(year_sheets()) == [
        "Partners, row 2, host: “Ashdown” was not the host in an earlier year."
    ]


def test_every_partner_gets_an_address_of_its_own():
    sheets = year_sheets()
    sheets["Partners"] += [
        ["Æ Council", "St. Mary", "no"],
        ["Ø Council", "St Mary", "no"],
        ["One Council", "中", "no"],
        ["Two Council", "国", "no"],
        ["Long Council", "℡" * 100, "no"],
    ]

    load(sheets)

    slugs = [partner.slug for partner in Partner.objects.all()]
    assert slugs[:7] == [
        "ashdown",
        "birchley",
        "coldbrook",
        "st-mary",
        "st-mary-2",
        "partner",
        "partner-2",
    ]
    assert len(slugs[7]) <= 110


def test_partners_stand_in_the_order_of_the_rows():
    sheets = year_sheets()
    sheets["Partners"] = [sheets["Partners"][0], *reversed(sheets["Partners"][1:])]

    year = load(sheets)

    names = [each.partner.short_name for each in year.year_partners.order_by("position")]
    assert names == ["Coldbrook", "Birchley", "Ashdown"]


def test_a_later_year_may_have_fewer_partners_and_new_ones():
    load(year_sheets())
    sheets = next_year()
    sheets["Partners"][3] = ["Dunmere Council", "Dunmere", "no", None]
    sheets["Cameras"] = [*sheets["Cameras"][:4], ["D", "Dunmere", "Active", "2025-04-01"]]

    year = load(sheets)

    names = [each.partner.short_name for each in year.year_partners.order_by("position")]
    assert names == ["Ashdown", "Birchley", "Dunmere"]
    assert Partner.objects.count() == 4


def test_one_partner_alone_is_a_partnership():
    sheets = year_sheets()
    sheets["Partners"] = sheets["Partners"][:2]
    sheets["Cameras"] = sheets["Cameras"][:2]

    [recharge] = load(sheets).budgeted_recharges.all()

    assert recharge.amount == 1000


def test_a_row_added_by_hand_needs_its_own_name():
    found = mistakes(with_row("Partners", "Ashdown Borough Council", "Ashdown", "no"))

    assert found == [
        "Partners, row 5, name: “Ashdown Borough Council” is a name of row 2 already.",
        "Partners, row 5, short_name: “Ashdown” is a name of row 2 already.",
    ]


def with_days(first, last):
    sheets = year_sheets()
    sheets["Partners"][0] += ["from", "until"]
    for row, days in zip(sheets["Partners"][1:], [(first, last)], strict=False):
        row += [None] * (len(sheets["Partners"][0]) - 2 - len(row)) + list(days)
    return sheets


def test_days_of_a_partner_are_loaded_and_its_cameras_count_on_no_others():
    year = load(with_days("2024-10-01", None))

    member = year.year_partners.get(position=1)
    assert (member.first_day, member.last_day) == (date(2024, 10, 1), None)
    counted = register_basis(year).counted
    own = [each.first_day for each in counted if each.partner == member.partner_id]
    assert own and all(day >= date(2024, 10, 1) for day in own)
    again = load_workbook(BytesIO(filled_workbook(year)))["Partners"]
    assert again["E2"].value.date() == date(2024, 10, 1)
    assert again["F2"].value is None


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2024-03-31", None, "from: “2024-03-31” is not a day of 2024/25."),
        (None, "2025-04-01", "until: “2025-04-01” is not a day of 2024/25."),
        ("2024-10-02", "2024-10-01", "until: “2024-10-01” is before the first day, 2024-10-02."),
        ("in October", None, "from: “in October” is not a date."),
    ],
)
def test_days_of_a_partner_that_cannot_be_are_refused(first, last, says):
    found = mistakes(with_days(first, last))

    assert found[0].startswith(f"Partners, row 2, {says}")


def test_a_camera_that_counts_only_before_its_partner_joins_shares_nothing():
    sheets = with_days("2024-10-01", None)
    sheets["Cameras"] = [
        ["reference", "partner", "type", "from", "until"],
        ["A1", "Ashdown", "Active", "2024-04-01", "2024-09-30"],
    ]

    assert "No partner has a camera in service in this year" in mistakes(sheets)[0]
