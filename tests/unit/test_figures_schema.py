"""The schema of figures.json: every position's figures keep to it, and what is wrong does not."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from budgets.models import Quarter
from budgets.position import quarter_position
from reports.outputs.data import SCHEMA, figures_json
from tests.factories import enter, make_approved_year, make_partners, make_year
from tests.papers import crowded_report
from tests.positions import position_where

averages = st.lists(st.fractions(0, 500), min_size=1, max_size=6).filter(any)
pounds = st.decimals(-(10**9), 10**9, places=2)


VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text()))


def read(position):
    return json.loads(figures_json(position), parse_float=Decimal)


def objects_of(schema):
    """Every part of a schema that describes an object, the whole first."""
    yield schema
    yield from (part for part in schema["$defs"].values() if part.get("type") == "object")


def test_every_key_is_required_described_and_no_other_allowed():
    schema = VALIDATOR.schema
    VALIDATOR.check_schema(schema)

    for part in objects_of(schema):
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
        for told in part["properties"].values():
            meant = schema["$defs"][told["$ref"].rsplit("/", 1)[1]] if "$ref" in told else told
            assert "description" in told or "description" in meant


def test_the_golden_figures_keep_to_it(demonstration):
    for quarter in Quarter.objects.all():
        VALIDATOR.validate(read(quarter_position(quarter)))


@given(averages.flatmap(lambda now: st.tuples(st.just(now), st.permutations(now))), pounds, pounds)
def test_any_position_keeps_to_it(moved, budget, estimate):
    then, now = moved

    VALIDATOR.validate(read(position_where(then, now, budget=budget, estimate=estimate)))


@pytest.mark.django_db
def test_many_partners_and_long_comments_keep_to_it():
    VALIDATOR.validate(read(quarter_position(crowded_report(partners=20).quarter)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "year",
    [
        lambda: make_approved_year(lines={"Employees": "1000.10", "Rent": "-0.5"}),
        lambda: make_year(make_partners(2), elements=[("Equal", 100, "equal", {})]),
    ],
    ids=["nothing entered", "being set"],
)
def test_what_is_not_yet_known_keeps_to_it(year):
    made = year()

    VALIDATOR.validate(read(quarter_position(Quarter.objects.of(made.period, 1))))


@pytest.mark.django_db
def test_pence_keep_to_it():
    year = make_approved_year(lines={"Employees": "1000.10", "Rent": "-0.5"})
    enter(year.quarters.get(number=1), {"Employees": ("0.3", "1000.00"), "Rent": ("0", "0.07")})

    VALIDATOR.validate(read(quarter_position(Quarter.objects.of(year.period, 1))))


WRONG = {
    "an extra key": lambda content: content.update(total=1),
    "a schema inside": lambda content: content.update({"$schema": "/reports/figures.schema.json"}),
    "an extra key of a line": lambda content: content["lines"][0].update(ledger_code="1"),
    "an extra key of a partner": lambda content: content["partners"][0].update(cameras=1),
    "a missing key": lambda content: content.pop("balance"),
    "a missing key of a total": lambda content: content["partners_total"].pop("share_effect"),
    "money as text": lambda content: content["balance"].update(estimate="522490"),
    "money as yes": lambda content: content["lines"][0].update(budget=True),
    "a comment of none": lambda content: content["lines"][0].update(comment=None),
    "a share as a number": lambda content: content["partners"][0].update(share_percent=48.0),
    "a share of two places": lambda content: content["partners"][0].update(share_percent="48.01"),
    "a partner without a name": lambda content: content["partners"][0].update(partner=""),
    "a fifth quarter": lambda content: content.update(quarter="Q5"),
    "a year with a stroke": lambda content: content.update(year="2024/25"),
    "lines by name": lambda content: content.update(lines={}),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_wrong_figures_do_not(spoil, demonstration):
    content = read(quarter_position(demonstration))

    spoil(content)

    assert not VALIDATOR.is_valid(content)
