"""The picture of the bridge: bars of the right length in the right place, and words for all of it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.bridge_figure import MARGIN, NAMES, TALLEST, WIDTH, bridge_figure
from reports.tables import PartnerRow

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
PLAIN = PartnerRow(
    "Ashdown Borough Council", "Ashdown", *[Decimal(0)] * 4, Fraction(1), Fraction(1)
)


def rows(*effects):
    return [
        replace(
            PLAIN, short_name=f"Council {n}", cost_effect=Decimal(cost), share_effect=Decimal(share)
        )
        for n, (cost, share) in enumerate(effects, start=1)
    ]


def test_bars_reach_from_nil_in_the_scale_of_the_axis():
    figure = bridge_figure(rows((-9930, 8830), (-4080, -3130)))

    nil = next(tick.x for tick in figure.ticks if tick.is_nil)
    assert [tick.label for tick in figure.ticks] == [
        "−£10,000",
        "−£5,000",
        "£0",
        "+£5,000",
        "+£10,000",
    ]
    first, second = figure.rows
    assert first.cost.x + first.cost.width == first.share.x == nil
    assert second.share.x + second.share.width == pytest.approx(second.cost.x, abs=Decimal("0.1"))
    assert first.cost.width / (nil - figure.ticks[0].x) == pytest.approx(
        Decimal("0.993"), abs=Decimal("0.001")
    )


def test_the_title_says_all_that_the_picture_shows():
    figure = bridge_figure(rows((-9930, 8830), (-4080, 0)))

    assert figure.title == (
        "Cost and share effect of each partner. Council 1: cost −£9,930, share +£8,830; "
        "Council 2: cost −£4,080, share £0."
    )


@pytest.mark.parametrize("effects", [[(0, 0), (0, 0)], []])
def test_nothing_to_show_is_no_picture(effects):
    assert bridge_figure(rows(*effects)) is None


def test_an_effect_not_yet_known_is_no_picture():
    assert bridge_figure([replace(PLAIN, cost_effect=None, share_effect=None)]) is None


def test_long_names_are_shortened():
    long = replace(rows((1, 1))[0], short_name="Northern Parishes of the Vale")

    assert bridge_figure([long]).rows[0].name == "Northern Parishes…"


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=60))
def test_every_bar_stays_within_the_picture(effects):
    figure = bridge_figure(rows(*effects))

    for row in figure.rows if figure else ():
        for bar in (row.cost, row.share):
            assert bar.width >= 0
            assert bar.x >= NAMES - Decimal("0.1")
            assert bar.x + bar.width <= WIDTH - MARGIN + Decimal("0.2")
        assert row.y + figure.bar <= figure.floor <= TALLEST + 25
