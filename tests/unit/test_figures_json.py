"""figures.json and figures.csv: the formats others rely on, exactly, and the same bytes each time."""

import csv
import json
from decimal import Decimal
from io import StringIO

import pytest

from budgets.models import Quarter
from budgets.position import quarter_position
from reports.outputs.data import figures, figures_csv, figures_json
from tests import published
from tests.factories import enter, make_approved_year, make_line, make_partners, make_year

MONEY = ("budget", "actual", "estimate", "variance")
RECHARGE_MONEY = ("budget", "estimate", "variance", "cost_effect", "share_effect")


@pytest.fixture
def golden(demonstration):
    return quarter_position(demonstration)


def position_of(year, number=1):
    return quarter_position(Quarter.objects.of(year.period, number))


def read(position):
    return json.loads(figures_json(position), parse_float=Decimal)


def rows_of(position):
    return list(csv.DictReader(StringIO(figures_csv(position).decode("utf-8-sig"))))


def test_the_golden_case_has_every_published_number(golden):
    content = read(golden)

    assert (content["year"], content["quarter"]) == ("2024-25", "Q2")
    assert [(line["line"], *(line[name] for name in MONEY)) for line in content["lines"]] == [
        tuple(line) for line in published.LINES
    ]
    assert content["balance"] == dict(zip(MONEY, published.BALANCE[1:], strict=True))
    assert [
        tuple(part[name] for name in ("partner", "budget", "estimate", "variance"))
        for part in content["partners"]
    ] == [(part.partner, part.budget, part.estimate, part.variance) for part in published.PARTNERS]
    assert content["partners_total"]["estimate"] == 522_490


def test_the_golden_case_has_the_bridge(golden):
    partners = {part["partner"]: part for part in read(golden)["partners"]}

    for row, part in zip(published.BRIDGE, published.PARTNERS, strict=False):
        effects = (partners[part.partner]["cost_effect"], partners[part.partner]["share_effect"])
        assert effects == (row.cost_effect, row.share_effect)


def test_keys_stand_in_the_agreed_order(golden):
    content = figures(golden)

    assert list(content) == ["year", "quarter", "lines", "balance", "partners", "partners_total"]
    assert list(content["lines"][0]) == ["group", "line", *MONEY, "comment"]
    assert list(content["balance"]) == list(MONEY)
    assert list(content["partners"][0]) == [
        "partner",
        *RECHARGE_MONEY,
        "equivalent_cameras",
        "base_equivalent_cameras",
        "share_percent",
        "base_share_percent",
    ]
    assert list(content["partners_total"]) == list(RECHARGE_MONEY)


def test_cameras_and_shares_are_decimals_of_twelve_places_as_text(golden):
    stevenage = read(golden)["partners"][0]

    assert stevenage["equivalent_cameras"] == "123.208333333333"
    assert stevenage["base_equivalent_cameras"] == "115.125000000000"
    assert stevenage["share_percent"] == "48.007143436967"
    assert stevenage["base_share_percent"] == "46.316318833291"


@pytest.mark.django_db
def test_money_is_whole_or_has_exactly_two_decimals():
    year = make_approved_year(lines={"Employees": "1000.10", "Rent": "-0.5"})
    enter(year.quarters.get(number=1), {"Employees": ("0.3", "1000.00"), "Rent": ("0", "0.07")})

    text = figures_json(position_of(year)).decode()

    assert '"budget": 1000.10' in text
    assert '"actual": 0.30' in text
    assert '"estimate": 1000,' in text
    assert '"variance": -0.10' in text
    assert '"variance": 0.57' in text


@pytest.mark.django_db
def test_what_is_not_entered_and_what_depends_on_it_is_null():
    year = make_approved_year(lines={"Employees": 1000, "Rent": 500})
    enter(year.quarters.get(number=1), {"Employees": ("100", "1100")})

    content = read(position_of(year))

    employees, rent = content["lines"]
    assert (employees["actual"], employees["variance"]) == (100, 100)
    assert (rent["actual"], rent["estimate"], rent["variance"]) == (None, None, None)
    assert content["balance"] == {
        "budget": 1500,
        "actual": None,
        "estimate": None,
        "variance": None,
    }
    for row in (*content["partners"], content["partners_total"]):
        assert row["budget"] is not None
        assert {row[name] for name in RECHARGE_MONEY[1:]} == {None}


@pytest.mark.django_db
def test_a_year_being_set_has_no_budgeted_recharges():
    year = make_year(make_partners(2), elements=[("Equal", 100, "equal", {})])

    first = read(position_of(year))["partners"][0]

    assert (first["budget"], first["base_equivalent_cameras"], first["base_share_percent"]) == (
        None,
        None,
        None,
    )
    assert (first["equivalent_cameras"], first["share_percent"]) == (
        "0.000000000000",
        "50.000000000000",
    )


@pytest.mark.django_db
def test_text_is_written_as_it_was_typed():
    year = make_approved_year(lines={"Café “north”": 1000})
    enter(year.quarters.get(number=1), {"Café “north”": ("1", "2", 'Said "no" \\ −£5\nand left.')})

    (line,) = read(position_of(year))["lines"]

    assert line["line"] == "Café “north”"
    assert line["comment"] == 'Said "no" \\ −£5\nand left.'


def test_the_same_figures_give_the_same_bytes(golden, demonstration):
    again = quarter_position(demonstration)

    assert figures_json(golden) == figures_json(again)
    assert figures_csv(golden) == figures_csv(again)


def test_csv_has_a_row_a_line_a_partner_and_their_totals(golden):
    rows = rows_of(golden)

    assert [row["table"] for row in rows] == [
        *["lines"] * 6,
        "balance",
        *["partners"] * 4,
        "partners_total",
    ]
    assert {row["year"] for row in rows} == {"2024-25"}
    assert rows[5]["name"] == "Income from Company"
    assert rows[5]["variance"] == "-22540"
    assert rows[6]["estimate"] == "522490"
    assert rows[7]["share_percent"] == "48.007143436967"
    assert rows[11]["share_effect"] == "0"


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8(golden):
    assert figures_csv(golden).startswith(b"\xef\xbb\xbfyear,quarter,table,")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hostile", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "=HYPERLINK(“http://x”)"]
)
def test_csv_text_never_becomes_a_formula(hostile):
    year = make_approved_year(lines={"Employees": 1000})
    make_line(year, f"{hostile} line", 0, group=hostile)
    enter(year.quarters.get(number=1), {"Employees": ("1", "2", hostile)})

    rows = rows_of(position_of(year))

    assert rows[0]["comment"] == f"'{hostile}"
    assert rows[1]["name"] == f"'{hostile} line"
    assert rows[1]["group"] == f"'{hostile}"
